package pinn_test

import (
	"math"
	"os"
	"strings"
	"testing"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/law"
	"residual/core/opt"
	"residual/core/pinn"
	"residual/core/rng"
)

// corpus is the problems that people posted, by name.
func corpus(t testing.TB) (names []string, problems []*law.Problem) {
	t.Helper()
	all, err := os.ReadFile("../law/testdata/problems.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, part := range strings.Split(string(all), "\n== ")[1:] {
		name, text, _ := strings.Cut(part, "\n")
		_, text, _ = strings.Cut(text, "\n")
		p, err := law.Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		names, problems = append(names, name), append(problems, p)
	}
	return names, problems
}

// TestCorpus: every posted problem becomes rows, but for that whose data are missing.
// The loss of a few units falls, and a state that is taken back makes the same step.
func TestCorpus(t *testing.T) {
	names, problems := corpus(t)
	taken := 0
	for i, p := range problems {
		for _, features := range []bool{false, true} {
			m, err := pinn.New(p, pinn.Options{Width: 6, Depth: 1, Points: 12, Features: features})
			if err != nil {
				if !strings.HasPrefix(names[i], "12 ") {
					t.Errorf("%s: %v", names[i], err)
				}
				continue
			}
			taken++
			var room fit.Room
			var g opt.GaussNewton
			m.Reserve(&room)
			g.Reserve(&room, m.MaxRows(), m.Size())
			if err := room.Open(1 << 28); err != nil {
				t.Fatalf("%s: %v", names[i], err)
			}
			if err := m.Begin(rng.New(3, "test")); err != nil {
				t.Errorf("%s: %v", names[i], err)
				continue
			}
			before := m.Loss(m.Theta)
			e := codec.NewEncoder(nil)
			m.State(e)
			g.Begin(m.Rows(), 1e-3)
			moved := g.Step(m, m.Theta)
			after := m.Loss(m.Theta)
			states := features && strings.HasPrefix(names[i], "43 ") // its features begin at 0, where an eigenfunction is at rest
			if math.IsNaN(before) || !states && before > 1e-28 && !(moved && after < before) {
				t.Errorf("%s: the loss goes from %g to %g", names[i], before, after)
			}
			d := codec.NewDecoder(e.Bytes())
			if m.State(d); d.Done() != nil {
				t.Fatalf("%s: %v", names[i], d.Done())
			}
			g.Begin(m.Rows(), 1e-3)
			if g.Step(m, m.Theta); m.Loss(m.Theta) != after {
				t.Errorf("%s: the loss is %g after the same step, not %g", names[i], m.Loss(m.Theta), after)
			}
		}
	}
	if taken < 90 {
		t.Errorf("only %d were taken", taken)
	}
}
