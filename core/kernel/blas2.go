package kernel

import (
	"sync"

	"gonum.org/v1/gonum/blas"
)

// withVectors calls f with x and y as contiguous vectors and copies y back.
func withVectors[T Float](pool *sync.Pool, x []T, nx, incX int, y []T, ny, incY int, f func(x, y []T)) {
	if incX == 1 && incY == 1 {
		f(x[:nx], y[:ny])
		return
	}
	s := borrow[T](pool, nx+ny)
	tx, ty := (*s)[:nx], (*s)[nx:]
	gatherVector(tx, x, incX)
	gatherVector(ty, y, incY)
	f(tx, ty)
	scatterVector(y, incY, ty)
	pool.Put(s)
}

// gemv is y = α·op(A)·x + β·y with A of m×n.
func gemv[T Float](trans bool, m, n int, alpha T, a []T, lda int, x []T, beta T, y []T) {
	scaleRows(beta, y, 0, 1, len(y))
	if trans {
		gemvT(y, alpha, x, 1, a, lda, m, true)
		return
	}
	i := 0
	for ; i+4 <= m && n > 0; i += 4 {
		for j, v := range dot4(a[i*lda:], lda, x) {
			y[i+j] += T(alpha * v)
		}
	}
	for ; i < m; i++ {
		y[i] += T(alpha * Dot(a[i*lda:][:n], x))
	}
}

// ger is A = A + α·x·yᵀ.
func ger[T Float](alpha T, x, y, a []T, lda int) {
	for i, v := range x {
		Axpy(a[i*lda:][:len(y)], alpha*v, y)
	}
}

// triangle is the range of columns, from ≤ j < to, that row i of an n×n upper or
// lower matrix stores beside the diagonal.
func triangle(ul blas.Uplo, i, n int) (from, to int) {
	if ul == blas.Upper {
		return i + 1, n
	}
	return 0, i
}

// sweepIndex is step i of a sweep over n rows: forward, or from the last row to
// the first.
func sweepIndex(forward bool, i, n int) int {
	if forward {
		return i
	}
	return n - 1 - i
}

// trsv solves op(A)·x = b for a triangular A; x holds b.
func trsv[T Float](ul blas.Uplo, trans, unit bool, a []T, lda int, x []T) {
	n := len(x)
	for s := range n {
		i := sweepIndex((ul == blas.Lower) != trans, s, n)
		from, to := triangle(ul, i, n)
		row := a[i*lda:]
		if !trans {
			x[i] -= Dot(row[from:to], x[from:to])
		}
		if !unit {
			x[i] /= row[i]
		}
		if trans {
			Axpy(x[from:to], -x[i], row[from:to])
		}
	}
}

// trmv is x = op(A)·x for a triangular A.
func trmv[T Float](ul blas.Uplo, trans, unit bool, a []T, lda int, x []T) {
	n := len(x)
	for s := range n {
		i := sweepIndex((ul == blas.Upper) != trans, s, n)
		from, to := triangle(ul, i, n)
		row := a[i*lda:]
		if trans {
			Axpy(x[from:to], x[i], row[from:to])
		}
		if !unit {
			x[i] *= row[i]
		}
		if !trans {
			x[i] += Dot(row[from:to], x[from:to])
		}
	}
}

// symv is y = α·A·x + β·y for a symmetric A.
func symv[T Float](ul blas.Uplo, alpha T, a []T, lda int, x []T, beta T, y []T) {
	n := len(x)
	scaleRows(beta, y, 0, 1, n)
	for i := range n {
		from, to := triangle(ul, i, n)
		row := a[i*lda:]
		y[i] += T(alpha * (T(row[i]*x[i]) + Dot(row[from:to], x[from:to])))
		Axpy(y[from:to], alpha*x[i], row[from:to])
	}
}

// syr2 is A = A + α·x·yᵀ + α·y·xᵀ for a symmetric A.
func syr2[T Float](ul blas.Uplo, alpha T, x, y, a []T, lda int) {
	n := len(x)
	for i := range n {
		from, to := i, n
		if ul == blas.Lower {
			from, to = 0, i+1
		}
		row := a[i*lda:][from:to]
		Axpy(row, alpha*x[i], y[from:to])
		Axpy(row, alpha*y[i], x[from:to])
	}
}
