package eigen

import (
	"errors"
	"math"
	"strings"
	"testing"

	"residual/core/lab"
	"residual/core/lab/labtest"
)

func begin(t *testing.T, knobs map[string]string) *lab.Run {
	t.Helper()
	s, err := Lab.Parse(knobs)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Lab.Start(s, 1)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func finish(r *lab.Run) *lab.Run {
	for !r.Step().Final() {
	}
	return r
}

func TestContract(t *testing.T) {
	labtest.Contract(t, &Lab, "modes=2", "width=8", "points=16")
	for _, b := range labtest.Breaches(&Lab, "modes=1", "optimiser=adam", "width=8", "points=24") {
		t.Error(b)
	}
}

func TestMutants(t *testing.T) {
	labtest.Mutants(t, &Lab, 300, "modes=2", "width=8", "points=16")
	labtest.Mutants(t, &Lab, 200, "modes=1", "optimiser=adam", "width=8", "points=24")
}

// TestFindsModes runs the defaults to the end and holds every mode against the
// closed forms: relative errors below 1e-8 for four modes, 1e-6 for eight.
func TestFindsModes(t *testing.T) {
	for _, knobs := range []map[string]string{{}, {"modes": "8"}} {
		r := finish(begin(t, knobs))
		if r.Status().State != lab.Converged {
			t.Errorf("%v: %v", knobs, r.Status())
		}
		for _, c := range r.Checks() {
			if !c.Pass {
				t.Errorf("%v: %s = %v, truth %v ± %v", knobs, c.Name, c.Measured, c.Truth, c.Tolerance)
			}
		}
		gaps(t, r.Experiment().(*search))
	}
}

// gaps holds that the curve of the residual energy has a gap where a mode begins,
// and nowhere else.
func gaps(t *testing.T, r *search) {
	var f lab.Frame
	r.Frame(&f)
	count := 0
	for _, v := range f.Panels[2].Curves[0].Y {
		if math.IsNaN(v) {
			count++
		}
	}
	if count != len(r.modes)-1 {
		t.Errorf("%d modes: %d gaps", len(r.modes), count)
	}
}

// TestCollapses: without the norm constraint Levenberg–Marquardt falls to
// u ≡ 0, and the run says so.
func TestCollapses(t *testing.T) {
	for seed := range uint64(5) {
		s, _ := Lab.Parse(map[string]string{"norm": "off"})
		r, err := Lab.Start(s, seed)
		if err != nil {
			t.Fatal(err)
		}
		if s := finish(r).Status(); s.State != lab.Stopped || !strings.Contains(s.Reason, "collapsed") {
			t.Errorf("seed %d: %v", seed, s)
		}
		if !lab.AllPass(r.Checks()) {
			t.Errorf("seed %d: %v", seed, r.Checks())
		}
		var f lab.Frame
		if r.Frame(&f); !strings.Contains(f.Summary, "ended at mode 1 of 4") || strings.Contains(f.Summary, r.Status().Reason) {
			t.Errorf("seed %d: %s", seed, f.Summary)
		}
	}
}

// TestDriftsWithoutNorm: the gradient without the norm constraint ends nowhere
// in particular, and the run does not call that found.
func TestDriftsWithoutNorm(t *testing.T) {
	r := finish(begin(t, map[string]string{"norm": "off", "modes": "1", "optimiser": "adam", "width": "8", "points": "24"}))
	if r.Status().State != lab.Stopped {
		t.Error(r.Status())
	}
}

// TestAdamLearns: the gradient alone brings the first eigenvalue to within a
// hundredth.
func TestAdamLearns(t *testing.T) {
	r := finish(begin(t, map[string]string{"modes": "1", "optimiser": "adam", "width": "8", "points": "24"}))
	if c := r.Checks()[0]; math.Abs(c.Measured/c.Truth-1) > 1e-2 {
		t.Errorf("λ₁ = %v, truth %v", c.Measured, c.Truth)
	}
}

// TestRefusesSettings: what one knob alone cannot show is refused by name.
func TestRefusesSettings(t *testing.T) {
	for knob, knobs := range map[string]map[string]string{
		"width":  {"modes": "8", "width": "8"},
		"points": {"modes": "4", "points": "8"},
	} {
		s, err := Lab.Parse(knobs)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Lab.Start(s, 1)
		var bad *lab.KnobError
		if !errors.As(err, &bad) || bad.Knob != knob {
			t.Errorf("%v: %v, want a complaint about %s", knobs, err, knob)
		}
	}
}

// BenchmarkStep shows that a training step allocates nothing.
func BenchmarkStep(b *testing.B) {
	for _, optimiser := range []string{"lm", "adam"} {
		b.Run(optimiser, func(b *testing.B) {
			s, _ := Lab.Parse(map[string]string{"optimiser": optimiser})
			r, _ := Lab.Start(s, 1)
			r.Step()
			b.ReportAllocs()
			for b.Loop() {
				if r.Experiment().(*search).found > 0 {
					b.StopTimer()
					r, _ = Lab.Start(s, 1)
					r.Step()
					b.StartTimer()
				}
				r.Step()
			}
		})
	}
}

// TestStatusFollowsChecks: at the ends of the knobs a run has converged if and only
// if every check holds, and says beforehand where that cannot be expected.
func TestStatusFollowsChecks(t *testing.T) {
	for _, c := range []struct{ modes, width, points, optimiser, reason, warning string }{
		{"1", "2", "16", "lm", "", "too few"},
		{"1", "48", "8", "lm", "mode 1 was not found: u″ = λu holds at the 8 collocation points", "too few"},
		{"1", "24", "16", "lm", "mode 1 was not found", "too few"},
		{"4", "8", "16", "lm", "mode 2 was not found", "too few"},
		{"1", "8", "32", "lm", "not as exact as asked for (λ₁)", "are few"},
		{"1", "2", "8", "adam", "mode 1 was not found in 6000 steps", "too few"},
		{"1", "2", "48", "adam", "Levenberg–Marquardt may", ""},
	} {
		if testing.Short() && c.optimiser == "adam" {
			continue
		}
		r := begin(t, map[string]string{"modes": c.modes, "width": c.width, "points": c.points, "optimiser": c.optimiser})
		var f lab.Frame
		if r.Frame(&f); !strings.Contains(f.Summary, c.warning) || c.warning == "" && strings.Contains(f.Summary, "few") {
			t.Errorf("%v: before the run: %s", c, f.Summary)
		}
		s := finish(r).Status()
		if pass := lab.AllPass(r.Checks()); pass != (s.State == lab.Converged) || !strings.Contains(s.Reason, c.reason) {
			t.Errorf("%v: all checks hold: %v; %v", c, pass, s)
		}
		r.Frame(&f)
		if curves := f.Panels[0].Curves; len(curves) == 0 {
			t.Errorf("%v: no curve is drawn", c)
		}
	}
}

// TestWithoutNorm: on every seed u shrinks. Where it settles before it is 0, what is
// named as an eigenvalue is one.
func TestWithoutNorm(t *testing.T) {
	for seed, want := range map[uint64]string{1: "collapsed", 93: "λ = −157.91", 104: "λ = −39.478", 232: "λ = −157.91"} {
		s, _ := Lab.Parse(map[string]string{"norm": "off", "modes": "1"})
		r, err := Lab.Start(s, seed)
		if err != nil {
			t.Fatal(err)
		}
		if s := finish(r).Status(); s.State != lab.Stopped || !strings.Contains(s.Reason, want) || !lab.AllPass(r.Checks()) {
			t.Errorf("seed %d: %v; %v", seed, s, r.Checks())
		}
	}
	r := finish(begin(t, map[string]string{"norm": "off", "modes": "1", "width": "48", "points": "8"}))
	if s := r.Status(); !strings.Contains(s.Reason, "adrift") {
		t.Errorf("eight points cannot tell an eigenfunction: %v", s)
	}
}
