package opt

import (
	"math"
	"testing"
)

// Rosenbrock's valley, minimum 0 at (1, 1).
func TestLBFGS(t *testing.T) {
	evaluations := 0
	f := func(g, x []float64) float64 {
		evaluations++
		a, b := 1-x[0], x[1]-x[0]*x[0]
		g[0], g[1] = -2*a-400*x[0]*b, 200*b
		return a*a + 100*b*b
	}
	x := []float64{-1.2, 1}
	l := NewLBFGS(2, 5, 1)
	steps := l.Minimise(f, x, 1e-10, 200)
	if math.Hypot(x[0]-1, x[1]-1) > 1e-9 || evaluations > 100 {
		t.Errorf("%v after %d steps, %d evaluations", x, steps, evaluations)
	}
}
