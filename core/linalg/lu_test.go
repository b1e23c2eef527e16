package linalg

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestLU: solutions satisfy their equations, and the condition of a matrix that is
// known is told, of one that is singular too.
func TestLU(t *testing.T) {
	const n, k = 17, 3
	random := rand.New(rand.NewPCG(1, 1))
	a, x := make([]float64, n*n), make([]float64, n*k)
	for i := range a {
		a[i] = random.NormFloat64()
	}
	for i := range x {
		x[i] = random.NormFloat64()
	}
	b := make([]float64, n*k)
	for i := range n {
		for j := range k {
			for l := range n {
				b[i*k+j] += a[i*n+l] * x[l*k+j]
			}
		}
	}
	f, ok := FactorLU(n, a)
	f.SolveMany(b, k)
	for i := range x {
		if !ok || math.Abs(b[i]-x[i]) > 1e-12 {
			t.Fatalf("x%d = %v, want %v", i, b[i], x[i])
		}
	}
	for _, c := range []struct {
		a    []float64
		want float64
	}{{[]float64{2, 0, 0, 2}, 1}, {[]float64{1, 0, 0, 1e-6}, 1e-6}, {[]float64{1, 1, 1, 1 + 1e-15}, 3e-16}} {
		f, ok := FactorLU(2, c.a)
		if got := f.Rcond(); !ok || got > 3*c.want || got < c.want/3 {
			t.Errorf("condition %v, want %v", got, c.want)
		}
	}
	for _, a := range [][]float64{{1, 2, 2, 4}, {1, 2, 3, math.NaN()}, {1, 2, 3, math.Inf(1)}} {
		if _, ok := FactorLU(2, a); ok {
			t.Error("a matrix is factored that is singular or not finite")
		}
	}
}
