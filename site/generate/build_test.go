package main

import (
	"encoding/xml"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"residual/core/lab"
)

func TestMathML(t *testing.T) {
	for tex, want := range map[string]string{
		`r \le \tfrac{1}{2}`: `<mi>r</mi><mo>≤</mo><mfrac displaystyle="false"><mn>1</mn><mn>2</mn></mfrac>`,
		`\lambda_k`:          `<msub><mi>λ</mi><mi>k</mi></msub>`,
		`\sqrt{2}`:           `<msqrt><mn>2</mn></msqrt>`,
	} {
		got, err := mathML(tex, true)
		if err != nil || !strings.Contains(got, want) {
			t.Errorf("%s is set as %s, %v", tex, got, err)
		}
	}
}

// A formula may compare, in a text too, and what its annotation says is the TeX.
func TestMathMLEscapes(t *testing.T) {
	for tex, want := range map[string][]string{
		`a<b`:          {`<mo>&lt;</mo>`, `a&lt;b</annotation>`},
		`\text{a<b&c}`: {`<mtext>a&lt;b&amp;c</mtext>`, `\text{a&lt;b&amp;c}</annotation>`},
		`a > b`:        {`<mo>&gt;</mo>`},
	} {
		got, err := mathML(tex, false)
		if err != nil {
			t.Error(err)
		}
		for _, part := range want {
			if !strings.Contains(got, part) {
				t.Errorf("%s is set as %s, without %s", tex, got, part)
			}
		}
		if err := xml.Unmarshal([]byte(got), new(struct{})); err != nil {
			t.Errorf("%s is set as %s: %v", tex, got, err)
		}
	}
}

func TestWrongTeX(t *testing.T) {
	for tex, want := range map[string]string{
		`\tfrac12`:   `\tfrac has the wrong number of arguments; write each in braces, as in \frac{1}{2}`,
		`\notathing`: `\notathing is no command that can be set`,
		`\frac{1}{`:  `mismatched curly brace`,
	} {
		if got, err := mathML(tex, false); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s is set as %s, %v; want the error %q", tex, got, err, want)
		}
	}
}

// writeSite makes a site of one page from prose.
func writeSite(t *testing.T, text string) (html string, err error) {
	t.Helper()
	source := t.TempDir()
	for name, content := range map[string]string{
		"pages/labs/a.md":     text,
		"templates/page.html": "<h1>{{.Title}}</h1>{{.Body}}",
	} {
		file := filepath.Join(source, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	d := &dist{dir: t.TempDir(), labs: []lab.Lab{{Name: "a"}}}
	d.writePages(source)
	out, _ := os.ReadFile(filepath.Join(d.dir, "labs/a.html"))
	return string(out), d.err
}

// What is wrong in a page is said with its file, and its line where it has one.
func TestWrongPages(t *testing.T) {
	for text, want := range map[string]string{
		"title: A\n---\n# A\n\nIt is\n$\\tfrac12$ of it.": `labs/a.md:6: $\tfrac12$: \tfrac has the wrong number of arguments`,
		"title: A\nposter: 3\n---\n# A":                   `labs/a.md:2: a line of the head is "key: value", and the keys are title,`,
		"title: A\nposter-steps:\n---\n# A":               `labs/a.md:2: `,
		"class: b\n---\n# A":                              `labs/a.md: its head has no title`,
		"# A":                                             `labs/a.md: no line of three dashes`,
	} {
		if _, err := writeSite(t, text); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: the error is %v, want %s", text, err, want)
		}
	}
}

// A "<" in a formula is none of the template's, whatever follows it.
func TestLessThanInFormulas(t *testing.T) {
	html, err := writeSite(t, "title: A\n---\nIf $a<b$, then {{.Title}}: `$x<y$`, $$c<d$$ and <b>more</b>.")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range []string{"a&lt;b</annotation>", "c&lt;d</annotation>", "then A: <code>$x&lt;y$</code>", "<b>more</b>"} {
		if !strings.Contains(html, part) {
			t.Errorf("the page is %s, without %s", html, part)
		}
	}
}

func TestPosterSteps(t *testing.T) {
	for text, want := range map[string]string{
		"":   `labs/a.md: its head has no poster-steps: say there after how many steps`,
		"x":  `labs/a.md: poster-steps is "x", and no whole number from 0`,
		"-1": `labs/a.md: poster-steps is "-1", and no whole number from 0`,
	} {
		p := page{name: "labs/a.md", meta: map[string]string{}}
		if text != "" {
			p.meta["poster-steps"] = text
		}
		if _, err := p.count("poster-steps", "after how many steps it is"); err == nil || !strings.HasPrefix(err.Error(), want) {
			t.Errorf("%q: the error is %v, want %s", text, err, want)
		}
	}
}

// What the policy forbids, and what would differ from build to build, is gone.
func TestMathMLIsTidy(t *testing.T) {
	first, err := mathML(`\int_0^1 u^2\,dx`, true)
	if err != nil || strings.Contains(first, " style=") || !strings.HasPrefix(first, `<math display="inline" displaystyle="true">`) {
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
		d := &dist{dir: t.TempDir(), labs: []lab.Lab{{Name: "a"}}}
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
