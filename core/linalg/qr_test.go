package linalg

import (
	"slices"
	"testing"
)

// Several right-hand sides are solved as each alone is.
func TestQR(t *testing.T) {
	const m, n, k = 30, 12, 3
	a, b := uniform(1, m*n), uniform(2, m*k)
	f, got := FactorQR(slices.Clone(a), m, n), slices.Clone(b)
	if !f.SolveMany(got, k) {
		t.Fatal("not of full rank")
	}
	for j := range k {
		want, column := make([]float64, m), make([]float64, n)
		for i := range m {
			want[i] = b[i*k+j]
		}
		if !LeastSquares(slices.Clone(a), want, n) {
			t.Fatal("not of full rank")
		}
		for i := range n {
			column[i] = got[i*k+j]
		}
		near(t, "x", column, want[:n], 1e-12)
	}
}
