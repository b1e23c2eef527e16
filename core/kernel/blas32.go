package kernel

import "gonum.org/v1/gonum/blas"

// The methods of blas.Float32.

// Sdot is Σ x_i·y_i in the order of Dot.
func (b *BLAS) Sdot(n int, x []float32, incX int, y []float32, incY int) float32 {
	return dot(n, x, incX, y, incY)
}

// Snrm2 is √Σ x_i².
func (b *BLAS) Snrm2(n int, x []float32, incX int) float32 { return norm(n, x, incX) }

// Sasum is Σ |x_i| in the order of Sum.
func (b *BLAS) Sasum(n int, x []float32, incX int) float32 { return asum(n, x, incX) }

// Saxpy is y = y + α·x.
func (b *BLAS) Saxpy(n int, alpha float32, x []float32, incX int, y []float32, incY int) {
	axpy(n, alpha, x, incX, y, incY)
}

// Sscal is x = α·x.
func (b *BLAS) Sscal(n int, alpha float32, x []float32, incX int) { scal(n, alpha, x, incX) }

// Sgemv is y = α·op(A)·x + β·y.
func (b *BLAS) Sgemv(tA blas.Transpose, m, n int, alpha float32, a []float32, lda int, x []float32, incX int, beta float32, y []float32, incY int) {
	nx, ny := n, m
	if transposed(tA) {
		nx, ny = m, n
	}
	if nx == 0 || ny == 0 {
		return
	}
	withVectors(&b.single, x, nx, incX, y, ny, incY, func(x, y []float32) {
		gemv(transposed(tA), m, n, alpha, a, lda, x, beta, y)
	})
}

// Sger is A = A + α·x·yᵀ.
func (b *BLAS) Sger(m, n int, alpha float32, x []float32, incX int, y []float32, incY int, a []float32, lda int) {
	withVectors(&b.single, x, m, incX, y, n, incY, func(x, y []float32) { ger(alpha, x, y, a, lda) })
}

// Strsv solves op(A)·x = b.
func (b *BLAS) Strsv(ul blas.Uplo, tA blas.Transpose, d blas.Diag, n int, a []float32, lda int, x []float32, incX int) {
	withVectors(&b.single, nil, 0, 1, x, n, incX, func(_, x []float32) {
		trsv(ul, transposed(tA), d == blas.Unit, a, lda, x)
	})
}

// Strmv is x = op(A)·x.
func (b *BLAS) Strmv(ul blas.Uplo, tA blas.Transpose, d blas.Diag, n int, a []float32, lda int, x []float32, incX int) {
	withVectors(&b.single, nil, 0, 1, x, n, incX, func(_, x []float32) {
		trmv(ul, transposed(tA), d == blas.Unit, a, lda, x)
	})
}

// Ssymv is y = α·A·x + β·y.
func (b *BLAS) Ssymv(ul blas.Uplo, n int, alpha float32, a []float32, lda int, x []float32, incX int, beta float32, y []float32, incY int) {
	withVectors(&b.single, x, n, incX, y, n, incY, func(x, y []float32) { symv(ul, alpha, a, lda, x, beta, y) })
}

// Ssyr2 is A = A + α·x·yᵀ + α·y·xᵀ.
func (b *BLAS) Ssyr2(ul blas.Uplo, n int, alpha float32, x []float32, incX int, y []float32, incY int, a []float32, lda int) {
	withVectors(&b.single, x, n, incX, y, n, incY, func(x, y []float32) { syr2(ul, alpha, x, y, a, lda) })
}

// Sgemm is C = α·op(A)·op(B) + β·C.
func (b *BLAS) Sgemm(tA, tB blas.Transpose, m, n, k int, alpha float32, x []float32, ldx int, y []float32, ldy int, beta float32, c []float32, ldc int) {
	p := Product{M: m, K: k, N: n, TransA: transposed(tA), TransB: transposed(tB), LDA: ldx, LDB: ldy, LDC: ldc}
	gemm(&b.single, p, alpha, x, y, beta, c)
}

// Ssyrk is C = α·op(A)·op(A)ᵀ + β·C.
func (b *BLAS) Ssyrk(ul blas.Uplo, tA blas.Transpose, n, k int, alpha float32, a []float32, lda int, beta float32, c []float32, ldc int) {
	syrk(&b.single, ul, transposed(tA), n, k, alpha, a, lda, beta, c, ldc)
}

// Ssyr2k is C = α·(op(A)·op(B)ᵀ + op(B)·op(A)ᵀ) + β·C.
func (b *BLAS) Ssyr2k(ul blas.Uplo, tA blas.Transpose, n, k int, alpha float32, x []float32, ldx int, y []float32, ldy int, beta float32, c []float32, ldc int) {
	syr2k(&b.single, ul, transposed(tA), n, k, alpha, x, ldx, y, ldy, beta, c, ldc)
}

// Ssymm is C = α·A·B + β·C or C = α·B·A + β·C.
func (b *BLAS) Ssymm(s blas.Side, ul blas.Uplo, m, n int, alpha float32, x []float32, ldx int, y []float32, ldy int, beta float32, c []float32, ldc int) {
	symm(&b.single, s == blas.Left, ul, m, n, alpha, x, ldx, y, ldy, beta, c, ldc)
}

// Strmm is B = α·op(A)·B or B = α·B·op(A).
func (b *BLAS) Strmm(s blas.Side, ul blas.Uplo, tA blas.Transpose, d blas.Diag, m, n int, alpha float32, x []float32, ldx int, y []float32, ldy int) {
	trmm(&b.single, s == blas.Left, ul, transposed(tA), d == blas.Unit, m, n, alpha, x, ldx, y, ldy)
}

// Strsm solves op(A)·X = α·B or X·op(A) = α·B.
func (b *BLAS) Strsm(s blas.Side, ul blas.Uplo, tA blas.Transpose, d blas.Diag, m, n int, alpha float32, x []float32, ldx int, y []float32, ldy int) {
	trsm(&b.single, s == blas.Left, ul, transposed(tA), d == blas.Unit, m, n, alpha, x, ldx, y, ldy)
}
