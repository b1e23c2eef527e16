package linalg

import (
	"slices"
	"testing"
)

func TestSolve(t *testing.T) {
	for _, n := range []int{1, 2, 9, 50} {
		a, x := uniform(uint64(n), n*n), uniform(8, n)
		b := product(a, x, n, n, 1, false)
		if !Solve(a, b, make([]int, n)) {
			t.Fatalf("%d: singular", n)
		}
		near(t, "A⁻¹b", b, x, 1e-10)
	}
	if Solve([]float64{1, 2, 2, 4}, []float64{1, 1}, make([]int, 2)) {
		t.Error("a singular matrix is solved")
	}
}

// The normal equations, solved by Cholesky's factorisation, are the second
// method; a wanted value in the span of A is met.
func TestLeastSquares(t *testing.T) {
	const m, n = 40, 7
	a, b := uniform(1, m*n), uniform(2, m)
	want, gram := make([]float64, n), make([]float64, n*n)
	MulTransVec(want, 1, a, b, 0)
	Gram(gram, a, m, n)
	c, ok := Factor(n, gram)
	if !ok {
		t.Fatal("not positive definite")
	}
	c.Solve(want)
	x := uniform(3, n)
	exact := product(a, x, m, n, 1, false)
	if !LeastSquares(slices.Clone(a), b, n) || !LeastSquares(slices.Clone(a), exact, n) {
		t.Fatal("not of full rank")
	}
	near(t, "x", b[:n], want, 1e-12)
	near(t, "x in the span", exact[:n], x, 1e-12)
	for i := range m {
		a[i*n+n-1] = 0
	}
	if LeastSquares(a, b, n) {
		t.Error("a matrix with a column of zeros has full rank")
	}
}
