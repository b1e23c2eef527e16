package kernel

import "gonum.org/v1/gonum/blas"

// The methods of blas.Float64.

// Ddot is Σ x_i·y_i in the order of Dot.
func (b *BLAS) Ddot(n int, x []float64, incX int, y []float64, incY int) float64 {
	return dot(n, x, incX, y, incY)
}

// Dnrm2 is √Σ x_i².
func (b *BLAS) Dnrm2(n int, x []float64, incX int) float64 { return norm(n, x, incX) }

// Dasum is Σ |x_i| in the order of Sum.
func (b *BLAS) Dasum(n int, x []float64, incX int) float64 { return asum(n, x, incX) }

// Daxpy is y = y + α·x.
func (b *BLAS) Daxpy(n int, alpha float64, x []float64, incX int, y []float64, incY int) {
	axpy(n, alpha, x, incX, y, incY)
}

// Dscal is x = α·x.
func (b *BLAS) Dscal(n int, alpha float64, x []float64, incX int) { scal(n, alpha, x, incX) }

// Dgemv is y = α·op(A)·x + β·y.
func (b *BLAS) Dgemv(tA blas.Transpose, m, n int, alpha float64, a []float64, lda int, x []float64, incX int, beta float64, y []float64, incY int) {
	nx, ny := n, m
	if transposed(tA) {
		nx, ny = m, n
	}
	if nx == 0 || ny == 0 {
		return
	}
	withVectors(&b.scratch, x, nx, incX, y, ny, incY, func(x, y []float64) {
		gemv(transposed(tA), m, n, alpha, a, lda, x, beta, y)
	})
}

// Dger is A = A + α·x·yᵀ.
func (b *BLAS) Dger(m, n int, alpha float64, x []float64, incX int, y []float64, incY int, a []float64, lda int) {
	withVectors(&b.scratch, x, m, incX, y, n, incY, func(x, y []float64) { ger(alpha, x, y, a, lda) })
}

// Dtrsv solves op(A)·x = b.
func (b *BLAS) Dtrsv(ul blas.Uplo, tA blas.Transpose, d blas.Diag, n int, a []float64, lda int, x []float64, incX int) {
	withVectors(&b.scratch, nil, 0, 1, x, n, incX, func(_, x []float64) {
		trsv(ul, transposed(tA), d == blas.Unit, a, lda, x)
	})
}

// Dtrmv is x = op(A)·x.
func (b *BLAS) Dtrmv(ul blas.Uplo, tA blas.Transpose, d blas.Diag, n int, a []float64, lda int, x []float64, incX int) {
	withVectors(&b.scratch, nil, 0, 1, x, n, incX, func(_, x []float64) {
		trmv(ul, transposed(tA), d == blas.Unit, a, lda, x)
	})
}

// Dsymv is y = α·A·x + β·y.
func (b *BLAS) Dsymv(ul blas.Uplo, n int, alpha float64, a []float64, lda int, x []float64, incX int, beta float64, y []float64, incY int) {
	withVectors(&b.scratch, x, n, incX, y, n, incY, func(x, y []float64) { symv(ul, alpha, a, lda, x, beta, y) })
}

// Dsyr2 is A = A + α·x·yᵀ + α·y·xᵀ.
func (b *BLAS) Dsyr2(ul blas.Uplo, n int, alpha float64, x []float64, incX int, y []float64, incY int, a []float64, lda int) {
	withVectors(&b.scratch, x, n, incX, y, n, incY, func(x, y []float64) { syr2(ul, alpha, x, y, a, lda) })
}

// Dgemm is C = α·op(A)·op(B) + β·C.
func (b *BLAS) Dgemm(tA, tB blas.Transpose, m, n, k int, alpha float64, x []float64, ldx int, y []float64, ldy int, beta float64, c []float64, ldc int) {
	p := Product{M: m, K: k, N: n, TransA: transposed(tA), TransB: transposed(tB), LDA: ldx, LDB: ldy, LDC: ldc}
	gemm(&b.scratch, p, alpha, x, y, beta, c)
}

// Dsyrk is C = α·op(A)·op(A)ᵀ + β·C.
func (b *BLAS) Dsyrk(ul blas.Uplo, tA blas.Transpose, n, k int, alpha float64, a []float64, lda int, beta float64, c []float64, ldc int) {
	syrk(&b.scratch, ul, transposed(tA), n, k, alpha, a, lda, beta, c, ldc)
}

// Dsyr2k is C = α·(op(A)·op(B)ᵀ + op(B)·op(A)ᵀ) + β·C.
func (b *BLAS) Dsyr2k(ul blas.Uplo, tA blas.Transpose, n, k int, alpha float64, x []float64, ldx int, y []float64, ldy int, beta float64, c []float64, ldc int) {
	syr2k(&b.scratch, ul, transposed(tA), n, k, alpha, x, ldx, y, ldy, beta, c, ldc)
}

// Dsymm is C = α·A·B + β·C or C = α·B·A + β·C.
func (b *BLAS) Dsymm(s blas.Side, ul blas.Uplo, m, n int, alpha float64, x []float64, ldx int, y []float64, ldy int, beta float64, c []float64, ldc int) {
	symm(&b.scratch, s == blas.Left, ul, m, n, alpha, x, ldx, y, ldy, beta, c, ldc)
}

// Dtrmm is B = α·op(A)·B or B = α·B·op(A).
func (b *BLAS) Dtrmm(s blas.Side, ul blas.Uplo, tA blas.Transpose, d blas.Diag, m, n int, alpha float64, x []float64, ldx int, y []float64, ldy int) {
	trmm(&b.scratch, s == blas.Left, ul, transposed(tA), d == blas.Unit, m, n, alpha, x, ldx, y, ldy)
}

// Dtrsm solves op(A)·X = α·B or X·op(A) = α·B.
func (b *BLAS) Dtrsm(s blas.Side, ul blas.Uplo, tA blas.Transpose, d blas.Diag, m, n int, alpha float64, x []float64, ldx int, y []float64, ldy int) {
	trsm(&b.scratch, s == blas.Left, ul, transposed(tA), d == blas.Unit, m, n, alpha, x, ldx, y, ldy)
}
