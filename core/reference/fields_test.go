package reference

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"residual/core/law"
)

// truthError is the relative L² error of a reference against the truth of the text, at
// points spread over the domain.
func truthError(t testing.TB, p *law.Problem, r Reference) float64 {
	t.Helper()
	truth := closed(p)
	if truth == nil {
		t.Fatalf("no truth: %v", p)
	}
	n, fields := len(p.Inputs), len(p.Fields)
	const rows = 500
	x, u, v := make([]float64, rows*n), make([]float64, rows*fields), make([]float64, rows*fields)
	for i := range rows {
		for k, c := range p.Inputs {
			_, at := math.Modf(float64(i+1) * []float64{0.754877666, 0.569840291, 0.3819660113, 0.2360679775, 0.1317, 0.0917}[k])
			x[i*n+k] = c.Lo + (c.Hi-c.Lo)*at
		}
	}
	truth.Eval(u, x)
	r.Eval(v, x)
	top, bottom := 0.0, 0.0
	for i := range u {
		if u[i]-u[i] != 0 && v[i]-v[i] != 0 {
			continue
		}
		top, bottom = top+(u[i]-v[i])*(u[i]-v[i]), bottom+u[i]*u[i]
	}
	return math.Sqrt(top / bottom)
}

// slow are problems of the corpus that take more than a second.
var slow = strings.Fields("15 24 27 28 33 38 39 42 45")

// figures is set where these are to be solved too.
var figures bool

// TestCorpusOfFields: of the problems that people asked about, those of several inputs
// are solved again, or refused in words; where an error is claimed it is one.
func TestCorpusOfFields(t *testing.T) {
	all, err := os.ReadFile("../law/testdata/problems.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(string(all), "\n== ")[1:] {
		name, text, _ := strings.Cut(part, "\n")
		_, text, _ = strings.Cut(text, "\n")
		p := read(t, text)
		if !isField(p) || !figures && slices.Contains(slow, strings.Fields(name)[0]) {
			continue
		}
		r, err := numerical(p)
		if err != nil {
			t.Logf("%s: refused: %v", name, err)
			continue
		}
		for !r.Step() {
		}
		claimed, known := r.Error()
		if closed(p) == nil {
			t.Logf("%s: claimed %.2g %v, %s, %s", name, claimed, known, r.Method(), r.Reason())
			continue
		}
		got := truthError(t, p, r)
		t.Logf("%s: %.2g, claimed %.2g %v, %s, %s", name, got, claimed, known, r.Method(), r.Reason())
		if known && got > 3*claimed+1e-13 {
			t.Errorf("%s: off by %v, claimed %v", name, got, claimed)
		}
	}
}
