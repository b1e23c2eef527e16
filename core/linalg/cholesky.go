package linalg

import (
	"math"

	"gonum.org/v1/gonum/blas"

	"residual/core/kernel"
)

// A Cholesky is the factor of a symmetric positive definite matrix, A = UᵀU with
// U upper triangular.
type Cholesky struct {
	n int
	u []float64 // n×n, of which the upper triangle counts
}

// Factor factors a, n×n, of which the upper triangle counts. U takes that
// triangle's place, and the result refers to it. It reports false where A is not
// positive definite in floating point; what a holds then is of no use.
func Factor(n int, a []float64) (Cholesky, bool) {
	return Cholesky{n, a}, factor(n, a, n)
}

// Solve replaces b by A⁻¹b.
func (c Cholesky) Solve(b []float64) { c.SolveMany(b, 1) }

// SolveMany replaces B, n×k, by A⁻¹B.
func (c Cholesky) SolveMany(b []float64, k int) {
	routines.Dpotrs(blas.Upper, c.n, k, c.u, max(1, c.n), b, k)
}

// SolveU replaces x by U⁻¹x. Of a vector of independent standard normal numbers
// this makes one with the covariance A⁻¹.
func (c Cholesky) SolveU(x []float64) {
	ours.Dtrsv(blas.Upper, blas.NoTrans, blas.NonUnit, c.n, c.u, c.n, x, 1)
}

// SolveUT replaces x by U⁻ᵀx.
func (c Cholesky) SolveUT(x []float64) {
	ours.Dtrsv(blas.Upper, blas.Trans, blas.NonUnit, c.n, c.u, c.n, x, 1)
}

// smallest is the size up to which a matrix is not halved.
const smallest = 32

// factor halves A, so that nearly all of the work is products of large parts:
//
//	⎡A₁ B ⎤   ⎡U₁ᵀ    ⎤ ⎡U₁ V ⎤
//	⎣·  A₂⎦ = ⎣Vᵀ  U₂ᵀ⎦ ⎣   U₂⎦,   U₁ᵀV = B,   U₂ᵀU₂ = A₂ − VᵀV
//
// Gonum goes by panels of 64, whose small parts take longer than the products.
// Rows lie lda apart.
func factor(n int, a []float64, lda int) bool {
	if n <= smallest {
		return factorSmall(n, a, lda)
	}
	h := (n/2 + smallest - 1) / smallest * smallest
	v, rest := a[h:], a[h*lda+h:]
	if !factor(h, a, lda) {
		return false
	}
	ours.Dtrsm(blas.Left, blas.Upper, blas.Trans, blas.NonUnit, h, n-h, 1, a, lda, v, lda)
	ours.Dsyrk(blas.Upper, blas.Trans, n-h, h, -1, v, lda, 1, rest, lda)
	return factor(n-h, rest, lda)
}

// factorSmall finds U row by row and subtracts each one's part from those below.
func factorSmall(n int, a []float64, lda int) bool {
	for i := range n {
		row := a[i*lda:][i:n]
		if !(row[0] > 0) || math.IsInf(row[0], 1) {
			return false
		}
		row[0] = math.Sqrt(row[0])
		kernel.Scale(row[1:], 1/row[0], row[1:])
		for k := 1; k < len(row); k++ {
			below := a[(i+k)*lda:][i+k : n]
			for j, u := range row[k:] {
				below[j] -= float64(row[k] * u)
			}
		}
	}
	return true
}
