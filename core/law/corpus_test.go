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

func TestCorpus(t *testing.T) {
	names, texts := corpus(t)
	for i, text := range texts {
		p, err := Parse(text)
		if err != nil {
			t.Errorf("%s: %v", names[i], err)
			continue
		}
		s := p.String()
		q, err := Parse(s)
		if err != nil {
			t.Errorf("%s: again: %v\n%s", names[i], err, s)
		} else if q.String() != s {
			t.Errorf("%s:\n%s\nis read as\n%s", names[i], s, q)
		}
	}
}

func TestTruths(t *testing.T) {
	names, texts := corpus(t)
	for i, text := range texts {
		p, err := Parse(text)
		if err != nil {
			continue
		}
		for _, v := range p.Verify() {
			t.Logf("%s: %d points, %.2g of %.2g", names[i], v.Points, v.Largest, v.Scale)
			if !v.Vanishes() {
				t.Errorf("%s: %s = %s: %d points, %v of %v at %v", names[i], p.Text(v.Equation.Left), p.Text(v.Equation.Right), v.Points, v.Largest, v.Scale, v.Where)
			}
		}
	}
}

func TestRemarksLog(t *testing.T) {
	names, texts := corpus(t)
	for i, text := range texts {
		p, err := Parse(text)
		if err != nil {
			continue
		}
		t.Logf("%s: %s, %s", names[i], p.Kind(), p.Degree())
		for _, v := range p.Remarks() {
			t.Logf("   %v %s", v.Grave, v.Text)
		}
	}
}
