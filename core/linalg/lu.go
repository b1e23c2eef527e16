package linalg

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/lapack"
)

// An LU is the factors of a square matrix, A = P·L·U, with L of unit diagonal and P
// an order of the rows, for any number of right-hand sides.
type LU struct {
	n      int
	a      []float64
	pivots []int
	rcond  float64
}

// FactorLU factors a, n×n, by Gaussian elimination with partial pivoting. The factors
// take the place of a, and the result refers to it. It reports false where A is
// singular or not finite.
func FactorLU(n int, a []float64) (LU, bool) {
	f := LU{n: n, a: a, pivots: make([]int, n)}
	work := make([]float64, 4*n)
	norm := routines.Dlange(lapack.MaxColumnSum, n, n, a, max(1, n), work)
	if norm-norm != 0 || !routines.Dgetrf(n, n, a, max(1, n), f.pivots) {
		return f, false
	}
	f.rcond = routines.Dgecon(lapack.MaxColumnSum, n, a, max(1, n), norm, work, make([]int, n))
	return f, true
}

// Solve replaces b by A⁻¹b.
func (f LU) Solve(b []float64) { f.SolveMany(b, 1) }

// SolveMany replaces B, n×k, by A⁻¹B.
func (f LU) SolveMany(b []float64, k int) {
	routines.Dgetrs(blas.NoTrans, f.n, k, f.a, max(1, f.n), f.pivots, b, max(1, k))
}

// Rcond is an estimate of 1/(‖A‖·‖A⁻¹‖) in the norm of column sums: near 1e-16 the
// matrix cannot be told from a singular one.
func (f LU) Rcond() float64 { return f.rcond }
