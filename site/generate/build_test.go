package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestMathML(t *testing.T) {
	for tex, want := range map[string]string{
		`r \le \tfrac{1}{2}`:        `<mi>r</mi><mo>≤</mo><mfrac displaystyle="false"><mn>1</mn><mn>2</mn></mfrac>`,
		`\lambda_k`:                 `<msub><mi>λ</mi><mi>k</mi></msub>`,
		`\operatorname{Re} \lambda`: `<mi mathvariant="normal">R</mi><mi mathvariant="normal">e</mi>`,
		`\sqrt{2}`:                  `<msqrt><mn>2</mn></msqrt>`,
	} {
		got, err := mathML(tex, true)
		if err != nil || !strings.Contains(got, want) {
			t.Errorf("%s is set as %s, %v", tex, got, err)
		}
	}
}

// What the policy forbids, and what would differ from build to build, is gone.
func TestMathMLIsTidy(t *testing.T) {
	first, err := mathML(`\int_0^1 u^2\,dx`, true)
	if err != nil || strings.Contains(first, "style=") || !strings.HasPrefix(first, `<math display="block">`) {
		t.Errorf("set as %s, %v", first, err)
	}
	for range 20 {
		if again, _ := mathML(`\int_0^1 u^2\,dx`, true); again != first {
			t.Fatalf("set as %s and as %s", first, again)
		}
	}
}

func TestFormulasInMarkdown(t *testing.T) {
	for text, formulas := range map[string]int{
		"a $u''$ and $\\lambda_1$":       2,
		"$$E = mc^2$$":                   1,
		"it costs 5 $ or 6 $ in all":     0,
		"`$x$` is code, $x$ is a number": 1,
	} {
		var out strings.Builder
		if err := markdown.Convert([]byte(text), &out); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(out.String(), "<math"); n != formulas {
			t.Errorf("%q has %d formulas, want %d: %s", text, n, formulas, &out)
		}
	}
}

func TestReadPage(t *testing.T) {
	dir := t.TempDir()
	text := "title: A: b\nposter-steps: 3\n---\n# A\n\n---\nmore"
	if err := os.WriteFile(filepath.Join(dir, "a.md"), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	p, err := readPage(dir, "a.md")
	if err != nil || p.path != "a.html" || p.meta["title"] != "A: b" || p.meta["poster-steps"] != "3" || !strings.HasPrefix(string(p.body), "# A") {
		t.Errorf("read as %+v, %v", p, err)
	}
	if err := os.WriteFile(filepath.Join(dir, "b.md"), []byte("# B"), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := readPage(dir, "b.md"); err == nil {
		t.Error("a page without a head was read")
	}
}

// A build has the same name exactly if all its files are the same.
func TestHash(t *testing.T) {
	hash := func(texts ...string) string {
		d := &dist{dir: t.TempDir()}
		for i, text := range texts {
			d.write(string(rune('a'+i)), []byte(text))
		}
		return d.hash()
	}
	same := &dist{dir: t.TempDir()}
	same.write("b", []byte("2"))
	same.write("a", []byte("1"))
	if same.hash() != hash("1", "2") {
		t.Error("the hash depends on the order of writing")
	}
	if hash("1", "2") == hash("1", "3") || hash("12") == hash("1", "2") {
		t.Error("other files have the same hash")
	}
}

// A site of some labs has their pages and no others'; the rest stays.
func TestSomeLabs(t *testing.T) {
	chosen, err := choose([]string{"heat"})
	if err != nil {
		t.Fatal(err)
	}
	d := &dist{labs: chosen}
	for name, out := range map[string]bool{"labs/heat.md": false, "labs/eigen.md": true, "index.md": false} {
		if d.leavesOut(name) != out {
			t.Errorf("%s is left out: %v", name, !out)
		}
	}
	if _, err := choose([]string{"heat", "none"}); err == nil {
		t.Error("a lab that does not exist was chosen")
	}
}
