package law

import (
	"os"
	"strings"
	"testing"
)

// corpus is the problems of testdata by their names.
func corpus(t testing.TB) (names, texts []string) {
	t.Helper()
	all, err := os.ReadFile("testdata/problems.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(string(all), "\n== ")[1:] {
		name, text, _ := strings.Cut(part, "\n")
		names, texts = append(names, name), append(texts, text)
	}
	return names, texts
}

// TestCorpus: what people typed is read, as what it is; written and read again it is
// the same; and the known solution satisfies every law and condition. Traps, and they
// alone, are remarked.
func TestCorpus(t *testing.T) {
	names, texts := corpus(t)
	if len(texts) != 46 {
		t.Fatalf("%d problems", len(texts))
	}
	equations := 0
	for i, text := range texts {
		want, text, _ := strings.Cut(strings.TrimPrefix(text, "=> "), "\n")
		p, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", names[i], err)
			continue
		}
		if got := understood(p); got != want {
			t.Errorf("%s is understood as\n%s\nwant\n%s", names[i], got, want)
		}
		if again, err := Parse(p.String()); err != nil || !same(p, again) {
			t.Errorf("%s is written as\n%s\nwhich is read as %v, %v", names[i], p, again, err)
		}
		for _, v := range p.Verify() {
			if equations++; !v.Vanishes() || v.Largest > 1e-11*v.Scale {
				t.Errorf("%s: %s = %s: %d points, %v of %v at %v", names[i], p.Text(v.Equation.Left), p.Text(v.Equation.Right), v.Points, v.Largest, v.Scale, v.Where)
			}
		}
	}
	if equations < 168 {
		t.Errorf("only %d equations were held against a solution", equations)
	}
}

// understood is a problem in a few words.
func understood(p *Problem) string {
	words := []string{plural(len(p.Conditions)), p.Degree().String()}
	if k := p.Kind(); k != "" {
		words = append(words, k)
	}
	for _, r := range p.Remarks() {
		words = append(words, r.Text)
	}
	return strings.Join(words, ", ")
}

// TestWrongTruths: a forcing without its last term, a pressure without products, a
// wave that is too fast, and others with one sign or number changed are found out.
func TestWrongTruths(t *testing.T) {
	_, texts := corpus(t)
	for _, c := range []struct {
		problem  int
		old, new string
	}{
		{4, "(1 − 2π² + π⁴)", "(1 − 2π²)"}, {14, " + 2 sin(x+y) cos(z+x) e^(y+z) + 2 sin(y+z) cos(x+y) e^(z+x) + 2 sin(z+x) cos(y+z) e^(x+y)", ""},
		{1, "= π sin 3πx", "= sin 3πx"}, {15, "cos(√5 π c t)", "cos(√5 π t/2)"}, {17, "cosh x", "sinh x"}, {18, "e^t\n", "e^(2t)\n"}, {30, "-¼(", "¼("}, {36, "k = if(x² + y² < 1, 1, 5)", "k = if(x² + y² < 1, 5, 1)"},
		{43, "truth E = 0.5", "truth E = 1.5"}, {35, "0.4(1", "0.3(1"}, {39, "int(p) = 1", "int(p) = 2"}, {11, "truth Z = t", "truth Z = t + theta"},
	} {
		_, text, _ := strings.Cut(texts[c.problem-1], "\n")
		text += "\n"
		if !strings.Contains(text, c.old) {
			t.Fatalf("%q is not in %s", c.old, text)
		}
		p := read(t, strings.Replace(text, c.old, c.new, 1))
		found := false
		for _, r := range p.Remarks() {
			found = found || r.Grave && strings.HasPrefix(r.Text, "the truth does not satisfy")
		}
		if !found {
			t.Errorf("problem %d with %q passes", c.problem, c.new)
		}
	}
}
