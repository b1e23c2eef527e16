package linalg

import (
	"math"
	"testing"
)

// The factors of the second difference solve for what its own product made.
func TestLU(t *testing.T) {
	const n, k = 70, 3
	a, want, b := make([]float64, n*n), make([]float64, n*k), make([]float64, n*k)
	for i := range n {
		a[i*n+(i+1)%n], a[i*n+(i+n-1)%n] = -1, -1.5
		a[i*n+i] = 0.25 // pivoting is needed
	}
	for i := range want {
		want[i] = math.Sin(float64(i))
	}
	for i := range n {
		for j := range n {
			for c := range k {
				b[i*k+c] += a[i*n+j] * want[j*k+c]
			}
		}
	}
	f, ok := FactorLU(n, a)
	if !ok || f.Rcond() < 1e-6 {
		t.Fatalf("%v, condition %v", ok, f.Rcond())
	}
	f.SolveMany(b, k)
	near(t, "X", b, want, 1e-11)
}

func TestLURefuses(t *testing.T) {
	if _, ok := FactorLU(2, []float64{1, 2, 2, 4}); ok {
		t.Error("a singular matrix passes")
	}
	if _, ok := FactorLU(2, []float64{1, 2, math.NaN(), 4}); ok {
		t.Error("no number passes")
	}
	if f, ok := FactorLU(2, []float64{1, 2, 2, 4 + 1e-14}); ok && f.Rcond() > 1e-14 {
		t.Errorf("condition %v", f.Rcond())
	}
}
