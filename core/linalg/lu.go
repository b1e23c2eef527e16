package linalg

import (
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/lapack"
)

// An LU is a square matrix in factors.
type LU struct {
	n       int
	factors []float64
	pivots  []int
	norm    float64
}

// FactorLU factors an n×n matrix, which is overwritten, with partial pivoting. It
// reports false where the matrix is singular or has an entry that is not finite.
func FactorLU(n int, a []float64) (LU, bool) {
	f := LU{n: n, factors: a[:n*n], pivots: make([]int, n)}
	for i := range n {
		sum := 0.0
		for _, v := range a[i*n : (i+1)*n] {
			sum += math.Abs(v)
		}
		if f.norm = max(f.norm, sum); sum-sum != 0 {
			return f, false
		}
	}
	return f, routines.Dgetrf(n, n, f.factors, n, f.pivots)
}

// Solve replaces b by A⁻¹b, b of n rows and k columns.
func (f LU) Solve(b []float64, k int) {
	routines.Dgetrs(blas.NoTrans, f.n, k, f.factors, f.n, f.pivots, b, k)
}

// Condition estimates 1/(‖A‖‖A⁻¹‖) of the norm of largest row sums (Higham, 1988):
// near 1e-16 A cannot be told from a singular matrix.
func (f LU) Condition() float64 {
	return routines.Dgecon(lapack.MaxRowSum, f.n, f.factors, f.n, f.norm, make([]float64, 4*f.n), make([]int, f.n))
}
