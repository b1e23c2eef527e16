package linalg

import "gonum.org/v1/gonum/blas"

// A QR is the orthogonal factorisation of a matrix with at least as many rows as
// columns.
type QR struct {
	m, n   int
	a, tau []float64
	work   []float64
}

// FactorQR factors a, m×n with m ≥ n, which it keeps.
func FactorQR(a []float64, m, n int) QR {
	f := QR{m, n, a, make([]float64, n), make([]float64, 64*n)}
	routines.Dgeqrf(m, n, a, n, f.tau, f.work, len(f.work))
	return f
}

// SolveMany makes the first n rows of b, m×k, the x of least ‖Ax − b‖ column by column.
// It reports false where a diagonal entry of R is zero.
func (f QR) SolveMany(b []float64, k int) bool {
	work := make([]float64, 64*k+64*64)
	routines.Dormqr(blas.Left, blas.Trans, f.m, k, f.n, f.a, f.n, f.tau, b, k, work, len(work))
	return routines.Dtrtrs(blas.Upper, blas.NoTrans, blas.NonUnit, f.n, k, f.a, f.n, b, k)
}
