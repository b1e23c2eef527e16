package kernel

import (
	"math"
	"sync"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/lapack"
	"gonum.org/v1/gonum/lapack/gonum"
)

// LAPACK is gonum's with a Cholesky factorisation, and what it is judged by, of
// its own:
//
//	lapack64.Use(new(kernel.LAPACK))
//
// Gonum's goes by panels of 64, whose small parts take longer than the products;
// this one halves the matrix, and nearly all of it is products of large parts.
// The zero value is ready.
type LAPACK struct {
	gonum.Implementation
	pool sync.Pool
}

var _ lapack.Float64 = (*LAPACK)(nil)

// blockChol is the size of a matrix that is not halved.
const blockChol = 32

// Dpotrf is A = UᵀU or A = LLᵀ in the triangle of A that is given, of n×n. It is
// false if A is not positive definite.
func (l *LAPACK) Dpotrf(ul blas.Uplo, n int, a []float64, lda int) bool {
	if ul == blas.Upper {
		return upper(&l.pool, n, a, lda)
	}
	return lower(&l.pool, n, a, lda)
}

// upper halves A:
//
//	⎡A₁ B ⎤   ⎡U₁ᵀ    ⎤ ⎡U₁ V ⎤
//	⎣·  A₂⎦ = ⎣Vᵀ  U₂ᵀ⎦ ⎣   U₂⎦,   U₁ᵀV = B,   U₂ᵀU₂ = A₂ − VᵀV
func upper(pool *sync.Pool, n int, a []float64, lda int) bool {
	if n <= blockChol {
		return upperSmall(n, a, lda)
	}
	h := half(n)
	v, rest := a[h:], a[h*lda+h:]
	if !upper(pool, h, a, lda) {
		return false
	}
	trsm(pool, true, blas.Upper, true, false, h, n-h, 1, a, lda, v, lda)
	syrk(pool, blas.Upper, true, n-h, h, -1, v, lda, 1, rest, lda)
	return upper(pool, n-h, rest, lda)
}

// lower is upper, transposed: W·L₁ᵀ = B,  L₂L₂ᵀ = A₂ − WWᵀ.
func lower(pool *sync.Pool, n int, a []float64, lda int) bool {
	if n <= blockChol {
		return lowerSmall(n, a, lda)
	}
	h := half(n)
	w, rest := a[h*lda:], a[h*lda+h:]
	if !lower(pool, h, a, lda) {
		return false
	}
	trsm(pool, false, blas.Lower, true, false, n-h, h, 1, a, lda, w, lda)
	syrk(pool, blas.Lower, false, n-h, h, -1, w, lda, 1, rest, lda)
	return lower(pool, n-h, rest, lda)
}

// half is about half of n, a multiple of blockChol.
func half(n int) int { return (n/2 + blockChol - 1) / blockChol * blockChol }

// upperSmall goes row by row and takes each off what is below.
func upperSmall(n int, a []float64, lda int) bool {
	for i := range n {
		row := a[i*lda:][i:n]
		if !(row[0] > 0) || math.IsInf(row[0], 1) {
			return false
		}
		row[0] = math.Sqrt(row[0])
		Scale(row[1:], 1/row[0], row[1:])
		for k := 1; k < len(row); k++ {
			plainAxpy(a[(i+k)*lda:][i+k:n], -row[k], row[k:])
		}
	}
	return true
}

// lowerSmall goes row by row, each from those above it.
func lowerSmall(n int, a []float64, lda int) bool {
	for i := range n {
		row := a[i*lda:][:i+1]
		for j := range row {
			above, sum := a[j*lda:], row[j]
			for k := range j {
				sum -= float64(row[k] * above[k])
			}
			if j < i {
				row[j] = sum / above[j]
			} else if row[i] = math.Sqrt(sum); !(sum > 0) || math.IsInf(sum, 1) {
				return false
			}
		}
	}
	return true
}

// Dlansy is a norm of a symmetric matrix. For the row sums, which work holds,
// one triangle is read once.
func (l *LAPACK) Dlansy(norm lapack.MatrixNorm, ul blas.Uplo, n int, a []float64, lda int, work []float64) float64 {
	if norm != lapack.MaxColumnSum && norm != lapack.MaxRowSum || n == 0 {
		return l.Implementation.Dlansy(norm, ul, n, a, lda, work)
	}
	clear(work[:n])
	for i := range n {
		from, to := 0, i
		if ul == blas.Upper {
			from, to = i+1, n
		}
		row, sums := a[i*lda+from:i*lda+to], work[from:to]
		own := math.Abs(a[i*lda+i])
		for j, v := range row {
			v = math.Abs(v)
			own += v
			sums[j] += v
		}
		work[i] += own
	}
	most := 0.0
	for _, s := range work[:n] {
		most = max(most, s) // NaN stays
	}
	return most
}

// Dpocon estimates 1/(‖A‖·‖A⁻¹‖) from the factor of A (Hager 1984; Higham 1988)
// by plain triangular solves. Where one overflows gonum's does it, with scales.
func (l *LAPACK) Dpocon(ul blas.Uplo, n int, a []float64, lda int, anorm float64, work []float64, iwork []int) float64 {
	if n == 0 || anorm == 0 {
		return l.Implementation.Dpocon(ul, n, a, lda, anorm, work, iwork)
	}
	var inverse float64 // ‖A⁻¹‖
	var saved [3]int
	for kase := 0; ; {
		inverse, kase = l.Dlacn2(n, work[n:], work, iwork, inverse, kase, &saved)
		if kase == 0 {
			return 1 / inverse / anorm
		}
		x := work[:n]
		trsv(ul, ul == blas.Upper, false, a, lda, x)
		trsv(ul, ul == blas.Lower, false, a, lda, x)
		if size := asum(n, x, 1); !(size <= math.MaxFloat64) || size == 0 {
			return l.Implementation.Dpocon(ul, n, a, lda, anorm, work, iwork)
		}
	}
}
