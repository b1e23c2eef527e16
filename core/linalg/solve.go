package linalg

import "gonum.org/v1/gonum/blas"

// Solve replaces b by A⁻¹b, by Gaussian elimination with partial pivoting. The
// matrix a, n×n with n = len(b), is overwritten by its factors, and pivots, of n
// numbers, by the order of the rows. It reports false where A is singular.
func Solve(a, b []float64, pivots []int) bool {
	n := len(b)
	return routines.Dgesv(n, 1, a[:n*n], n, pivots[:n], b, 1)
}

// LeastSquares makes the first n numbers of b the x of least ‖Ax − b‖, by an
// orthogonal (QR) factorisation of a, m×n with m = len(b) ≥ n, which is
// overwritten. It reports false where a diagonal entry of R is zero.
func LeastSquares(a, b []float64, n int) bool {
	work := make([]float64, 64*n)
	return routines.Dgels(blas.NoTrans, len(b), n, 1, a, n, b, 1, work, len(work))
}
