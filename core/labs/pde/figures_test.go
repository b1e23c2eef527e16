//go:build figures

package pde

import (
	"math"
	"os"
	"strings"
	"testing"
	"time"

	"residual/core/catalogue"
	"residual/core/lab"
)

// took is a run to its end, at most so many steps, and its time.
func took(t *testing.T, knobs ...string) (*experiment, *lab.Run, time.Duration) {
	t.Helper()
	began := time.Now()
	r, wrong := start(t, knobs...)
	if wrong != nil {
		t.Log(wrong)
		return nil, nil, 0
	}
	return finished(t, r, wrong), r, time.Since(began)
}

// Every problem of the catalogue as it comes: its error against the reference, the
// reference's own, and the time. What ends as done is within the accuracy asked for.
func TestFigureCatalogue(t *testing.T) {
	for _, e := range catalogue.All {
		x, r, time := took(t, "problem="+e.Name, "memory=1GB")
		if x == nil {
			t.Errorf("%s does not begin", e.Name)
			continue
		}
		t.Logf("%-13s error %-9.2g reference %-9.2g left over %-9.2g %6.1f s, %5d steps, %5d numbers, %6d rows: %v",
			e.Name, x.judge.error, x.second.error(), x.judge.part, time.Seconds(), r.Steps(), x.solver.Size(), x.solver.Rows(), r.Status())
		if r.Status().State == lab.Converged && x.judge.error > x.asked {
			t.Errorf("%s ends as done", e.Name)
		}
	}
}

// Problems that people asked about in public, as they typed them: how many begin,
// how many are solved to 1e-4, and whether any ends as done and is not.
func TestFigureCorpus(t *testing.T) {
	text, err := os.ReadFile("../../law/testdata/problems.txt")
	if err != nil {
		t.Fatal(err)
	}
	all := strings.Split(string(text), "\n== ")[1:]
	begun, solved, known := 0, 0, 0
	for _, part := range all {
		name, problem, _ := strings.Cut(part, "\n")
		_, problem, _ = strings.Cut(problem, "\n")
		x, r, time := took(t, "problem="+problem, "memory=1GB")
		if x == nil {
			t.Logf("%-35s does not begin", name)
			continue
		}
		begun++
		e := x.judge.error
		if !math.IsNaN(e) {
			known++
		}
		if e <= x.asked {
			solved++
		}
		t.Logf("%-35s error %-9.2g left over %-9.2g %6.1f s: %v", name, e, x.judge.part, time.Seconds(), r.Status())
		if r.Status().State == lab.Converged && e > x.asked {
			t.Errorf("%s ends as done", name)
		}
	}
	t.Logf("%d of %d begin, %d of %d whose solution is known are solved", begun, len(all), solved, known)
}
