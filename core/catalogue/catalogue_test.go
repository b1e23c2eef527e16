package catalogue

import (
	"testing"

	"residual/core/law"
)

// TestAll: every problem is read, nothing grave is remarked of it, and where its
// solution is claimed Taylor arithmetic finds that it satisfies every law and
// condition.
func TestAll(t *testing.T) {
	known := 0
	for _, e := range All {
		if e.Name == "" || e.Title == "" || e.About == "" || e.Source == "" || Find(e.Name).Text != e.Text {
			t.Errorf("%q lacks a name, a title, a sentence or a source, or its name is taken", e.Name)
		}
		p, err := law.Parse(e.Text)
		if err != nil {
			t.Errorf("%s: %v", e.Name, err)
			continue
		}
		for _, r := range p.Remarks() {
			t.Errorf("%s: grave %v: %s", e.Name, r.Grave, r.Text)
		}
		if (p.Data != nil) != (e.Samples > 0 && e.Noise > 0) {
			t.Errorf("%s: data without samples, or samples without data", e.Name)
		}
		for _, v := range p.Verify() {
			if known++; !v.Vanishes() {
				t.Errorf("%s: %s = %s: off by %v of %v at %v", e.Name, p.Text(v.Equation.Left), p.Text(v.Equation.Right), v.Largest, v.Scale, v.Where)
			}
		}
	}
	if len(All) < 36 || known < 70 {
		t.Errorf("only %d problems, with %d equations held against a solution", len(All), known)
	}
}

// TestWrongSolution: the test above can fail.
func TestWrongSolution(t *testing.T) {
	p, err := law.Parse(Find("bratu").Text + "/2")
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range p.Verify() {
		if !v.Vanishes() {
			return
		}
	}
	t.Error("half of the solution passes")
}

func TestFind(t *testing.T) {
	if Find("") != nil || Find("no such problem") != nil {
		t.Error("found what is not there")
	}
}
