package reference

import (
	"fmt"
	"math"
	"os"
	"strings"
	"testing"

	"residual/core/law"
)

// corpus is the problems of core/law's testdata, by their names.
func corpus(t *testing.T) (names []string, all []*law.Problem) {
	t.Helper()
	text, err := os.ReadFile("../law/testdata/problems.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(string(text), "\n== ")[1:] {
		lines := strings.SplitN(part, "\n", 3)
		names, all = append(names, lines[0]), append(all, read(t, lines[2]))
	}
	return names, all
}

// TestCorpus: every problem has a reference or a reason why there is none. Those of one
// input are solved again without their truth: the error is at most ten times what is
// claimed.
func TestCorpus(t *testing.T) {
	names, all := corpus(t)
	closed, computed := 0, 0
	var report strings.Builder
	for i, p := range all {
		r, err := For(p, nil)
		if err == nil && strings.HasPrefix(r.Method(), "closed") {
			closed++
		}
		fmt.Fprintf(&report, "%s: %s", names[i], described(r, err))
		if ordinary(p) {
			second := second(t, names[i], p)
			if second.solved {
				computed++
			}
			fmt.Fprintf(&report, "; %s", second.text)
		}
		report.WriteByte('\n')
		if err != nil && err.Error() == "" {
			t.Errorf("%s has neither a reference nor a reason", names[i])
		}
	}
	t.Logf("%d in closed form, %d computed\n%s", closed, computed, &report)
	if closed < 43 || computed < 11 {
		t.Errorf("%d have a closed form, %d were computed", closed, computed)
	}
}

func described(r Reference, err error) string {
	if err != nil {
		return "none: " + err.Error()
	}
	return r.Method()
}

// An outcome is what a solver made of a problem.
type outcome struct {
	solved bool
	text   string
}

// second solves a problem without its truth.
func second(t *testing.T, name string, p *law.Problem) outcome {
	t.Helper()
	r, err := numerical(p.With(nil))
	if err != nil {
		return outcome{false, "not solved: " + err.Error()}
	}
	for !r.Step() {
	}
	claimed, ok := r.Error()
	if !ok {
		return outcome{false, fmt.Sprintf("%s: not known: %s", r.Method(), r.Reason())}
	}
	text := fmt.Sprintf("%s: claimed %.1e", r.Method(), claimed)
	if truth := closed(p.With(nil)); truth != nil {
		e := distance(p, r, truth)
		text += fmt.Sprintf(", true %.1e", e)
		if !(e <= 10*claimed) {
			t.Errorf("%s: the error is %.2g, claimed %.2g", name, e, claimed)
		}
	}
	return outcome{true, text}
}

// distance is the relative L² error of the worst field at points of the domain.
func distance(p *law.Problem, r, truth Reference) (most float64) {
	const points = 1000
	x := make([]float64, points*len(p.Inputs))
	for i := range x {
		c := p.Inputs[i%len(p.Inputs)]
		_, part := math.Modf(float64(i/len(p.Inputs)+1) * math.Sqrt([]float64{2, 3, 5, 7, 11, 13}[i%len(p.Inputs)]))
		x[i] = c.Lo + (c.Hi-c.Lo)*part
	}
	n := len(p.Fields)
	u, v := make([]float64, points*n), make([]float64, points*n)
	r.Eval(u, x)
	truth.Eval(v, x)
	for f := range n {
		difference, size := 0.0, 0.0
		for i := f; i < len(u); i += n {
			if !math.IsNaN(v[i]) {
				difference, size = difference+(u[i]-v[i])*(u[i]-v[i]), size+v[i]*v[i]
			}
		}
		if e := math.Sqrt(difference / size); !(e <= most) {
			most = e
		}
	}
	return most
}
