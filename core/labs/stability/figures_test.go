//go:build figures

package stability

import (
	"math/rand/v2"
	"testing"
)

// TestFigureSurrogates: both networks, five seeds, on equilibria of the
// catalogue, which they were not trained on.
func TestFigureSurrogates(t *testing.T) {
	for seed := range uint64(5) {
		s, err := Lab.Parse(nil)
		if err != nil {
			t.Fatal(err)
		}
		started, err := Lab.Start(s, seed)
		if err != nil {
			t.Fatal(err)
		}
		r := started.(*run)
		finish(t, r)
		rng := rand.New(rand.NewPCG(seed, 77))
		all := questions(120, rng)
		for i, l := range r.learners() {
			name, tau := []string{"real parts", "Jacobians"}[i], r.tau/float64(i+1)
			e := sit(l, r.tau, 0.95, all, &expert{tau, 1, rng})
			right, silent := float64(e.right)/float64(e.far), float64(e.silent)/float64(e.near)
			t.Logf("seed %d, network of %s: right %.2f %% of %d (%d wrong), promised ≥ 99.5 %%; abstains %.1f %% of %d, promised ≥ 95 %%; calibration error %.2f %%, promised < 2 %%; largest |p − Φ| %.3f",
				seed, name, 100*right, e.far, e.wrong, 100*silent, e.near, 100*e.calibration, e.off)
			if right < 0.995 || silent < 0.95 || !(e.calibration < 0.02) {
				t.Error("broken")
			}
		}
	}
}
