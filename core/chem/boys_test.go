package chem

import (
	"math"
	"testing"

	"gonum.org/v1/gonum/integrate/quad"
)

// Boys's function is its integral, by Gauss's rule of 100 points, and F₀ is an
// error function.
func TestBoys(t *testing.T) {
	b := make(boys, boysSize)
	b.fill()
	var f, g [boysOrders]float64
	for k := range 2000 {
		x := float64(k) * 0.0301
		b.values(f[:], x)
		if k > 0 {
			if want := math.Sqrt(math.Pi/x) / 2 * math.Erf(math.Sqrt(x)); math.Abs(f[0]/want-1) > 2e-15 {
				t.Errorf("F_0(%g) is %.17g, of the error function %.17g", x, f[0], want)
			}
		}
		for n := range f {
			want := quad.Fixed(func(t float64) float64 { return math.Pow(t, float64(2*n)) * math.Exp(-x*t*t) }, 0, 1, 100, nil, 0)
			if math.Abs(f[n]/want-1) > 1e-14 {
				t.Errorf("F_%d(%g) is %.17g, its integral %.17g", n, x, f[n], want)
			}
			b.values(g[:n+1], x)
			if math.Abs(g[n]/f[n]-1) > 1e-14 {
				t.Errorf("F_%d(%g) is %.17g alone", n, x, g[n])
			}
		}
	}
	if b.values(f[:], math.Inf(1)); f[0] != 0 {
		t.Error(f)
	}
}
