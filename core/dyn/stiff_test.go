package dyn

import (
	"math"
	"testing"
)

// TestStiff: the linear problem of Prothero and Robinson as an autonomous system,
// x′ = −λ(x − sin t) + cos t, t′ = 1, whose solution is sin t for any λ.
func TestStiff(t *testing.T) {
	for _, lambda := range []string{"1", "1e4", "1e8"} {
		f := field(t, "x' = -"+lambda+"*(x - sin(y)) + cos(y), y' = 1; x in [-2, 2], y in [-1, 9]", "")
		s, steps := f.NewStiffStepper([]float64{0, 0}, 1e-3, 1e-10), 0
		integral := 0.0
		for s.T < 5 && steps < 3000 && s.Step(min(0.05, 5-s.T)) {
			steps++
			integral += s.Integral(func(x []float64) float64 { return x[0] })
		}
		if e := math.Abs(s.X[0] - math.Sin(5)); s.T != 5 || e > 1e-9 || math.Abs(integral-1+math.Cos(5)) > 1e-8 {
			t.Errorf("λ = %s: off by %v at %v after %d steps, integral %v", lambda, e, s.T, steps, integral)
		}
	}
}
