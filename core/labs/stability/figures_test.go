//go:build figures

package stability

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"residual/core/lab"
	"residual/core/uq"
)

// TestFigureSurrogates: both networks, five seeds, on equilibria of the
// catalogue, which they were not trained on.
func TestFigureSurrogates(t *testing.T) {
	for seed := range uint64(5) {
		s, err := Lab.Parse(nil)
		if err != nil {
			t.Fatal(err)
		}
		run, err := Lab.Start(s, seed)
		if err != nil {
			t.Fatal(err)
		}
		finish(t, run)
		r := run.Experiment().(*experiment)
		random := rand.New(rand.NewPCG(seed, 77))
		all := unseen(120, random)
		for i := range r.learners {
			l := &r.learners[i]
			a := l.evaluate(all, r.tau, random)
			checks, off := a.checks(l.name, r.tau, 0.95), 0.0
			for k := range all {
				var x [mostFeatures]float64
				if q := &all[k]; !l.planar || len(q.X) == 2 {
					off = math.Max(off, math.Abs(l.chance(q)-uq.CDF(-l.features(x[:], q)/(l.blur*r.tau))))
				}
			}
			t.Logf("seed %d, network of %s: largest |p − Φ| %.3f", seed, l.name, off)
			for _, c := range checks {
				t.Logf("%s: %s %%, promised ≤ %s %% (%s)", c.Name, percent(c.Measured), percent(c.Tolerance), c.Source)
			}
			if !lab.AllPass(checks) {
				t.Error("broken")
			}
		}
	}
}

func percent(v float64) string { return strconv.FormatFloat(100*v, 'f', 2, 64) }
