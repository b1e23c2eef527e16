package linalg

import "gonum.org/v1/gonum/blas"

// MulVec is y = α·A·x + β·y for A of len(y) × len(x).
func MulVec(y []float64, alpha float64, a, x []float64, beta float64) {
	ours.Dgemv(blas.NoTrans, len(y), len(x), alpha, a, len(x), x, 1, beta, y, 1)
}

// MulTransVec is y = α·Aᵀ·x + β·y for A of len(x) × len(y).
func MulTransVec(y []float64, alpha float64, a, x []float64, beta float64) {
	ours.Dgemv(blas.Trans, len(x), len(y), alpha, a, len(y), x, 1, beta, y, 1)
}

// MulTrans is C = AᵀB for A of m×k and B of m×n, so that C is k×n.
func MulTrans(c, a, b []float64, m, k, n int) {
	ours.Dgemm(blas.Trans, blas.NoTrans, k, n, m, 1, a, k, b, n, 0, c, n)
}

// Gram sets the upper triangle of g, n×n, to AᵀA for A of m×n.
func Gram(g, a []float64, m, n int) {
	ours.Dsyrk(blas.Upper, blas.Trans, n, m, 1, a, n, 0, g, n)
}

// GramRows sets the upper triangle of g, m×m, to AAᵀ for A of m×n.
func GramRows(g, a []float64, m, n int) {
	ours.Dsyrk(blas.Upper, blas.NoTrans, m, n, 1, a, n, 0, g, m)
}

// ColumnSquare is the sum of squares of column j of A, which has n columns.
func ColumnSquare(a []float64, n, j int) float64 {
	column := a[j:]
	return ours.Ddot(len(a)/n, column, n, column, n)
}
