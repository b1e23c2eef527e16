package kernel

import (
	"sync"

	"gonum.org/v1/gonum/blas"
)

// gemm is C = α·op(A)·op(B) + β·C.
func gemm[T Float](pool *sync.Pool, p Product, alpha T, a, b []T, beta T, c []T) {
	p.Add = beta != 0
	if p.Add && beta != 1 {
		scaleRows(beta, c, p.LDC, p.M, p.N)
	}
	work := borrow[T](pool, scratchLen[T](p, false))
	multiply(p, alpha, c, a, b, *work)
	pool.Put(work)
}

// blockSym is the size of the blocks in which a symmetric result is made.
const blockSym = 48

// syrk is C = α·op(A)·op(A)ᵀ + β·C in one triangle of C, op(A) of n×k.
func syrk[T Float](pool *sync.Pool, ul blas.Uplo, trans bool, n, k int, alpha T, a []T, lda int, beta T, c []T, ldc int) {
	syr2k(pool, ul, trans, n, k, alpha, a, lda, nil, 0, beta, c, ldc)
}

// syr2k is C = α·(op(A)·op(B)ᵀ + op(B)·op(A)ᵀ) + β·C in one triangle of C; with
// no B it is syrk.
func syr2k[T Float](pool *sync.Pool, ul blas.Uplo, trans bool, n, k int, alpha T, a []T, lda int, b []T, ldb int, beta T, c []T, ldc int) {
	full := borrow[T](pool, blockSym*blockSym)
	for i := 0; i < n; i += blockSym {
		m := min(blockSym, n-i)
		from, to := 0, i
		if ul == blas.Upper {
			from, to = i+m, n
		}
		p := Product{M: m, K: k, N: to - from, TransA: trans, TransB: !trans, LDC: ldc}
		if to > from {
			pairProduct(pool, p, alpha, a, lda, b, ldb, i, from, beta, c[i*ldc+from:])
		}
		copyTriangle(ul, *full, m, c[i*ldc+i:], ldc, m)
		p.N, p.LDC = m, m
		pairProduct(pool, p, alpha, a, lda, b, ldb, i, i, beta, *full)
		copyTriangle(ul, c[i*ldc+i:], ldc, *full, m, m)
	}
	pool.Put(full)
}

// pairProduct is C = α·(A_i·B_jᵀ + B_i·A_jᵀ) + β·C, or α·A_i·A_jᵀ + β·C without
// B, where A_i are the rows of op(A) from i on.
func pairProduct[T Float](pool *sync.Pool, p Product, alpha T, a []T, lda int, b []T, ldb int, i, j int, beta T, c []T) {
	row := func(x []T, ld, i int) []T {
		if p.TransA {
			return x[i:]
		}
		return x[i*ld:]
	}
	if b == nil {
		p.LDA, p.LDB = lda, lda
		gemm(pool, p, alpha, row(a, lda, i), row(a, lda, j), beta, c)
		return
	}
	p.LDA, p.LDB = lda, ldb
	gemm(pool, p, alpha, row(a, lda, i), row(b, ldb, j), beta, c)
	p.LDA, p.LDB = ldb, lda
	gemm(pool, p, alpha, row(b, ldb, i), row(a, lda, j), 1, c)
}

// copyTriangle copies one triangle of n×n numbers with its diagonal.
func copyTriangle[T Float](ul blas.Uplo, to []T, ldTo int, from []T, ldFrom, n int) {
	for i := range n {
		l, r := 0, i+1
		if ul == blas.Upper {
			l, r = i, n
		}
		copy(to[i*ldTo+l:i*ldTo+r], from[i*ldFrom+l:])
	}
}

// symm is C = α·A·B + β·C, or C = α·B·A + β·C from the right, for a symmetric A
// of which one triangle is stored.
func symm[T Float](pool *sync.Pool, left bool, ul blas.Uplo, m, n int, alpha T, a []T, lda int, b []T, ldb int, beta T, c []T, ldc int) {
	size := ternary(left, m, n)
	full := borrow[T](pool, size*size)
	copyTriangle(ul, *full, size, a, lda, size)
	symmetrize(ul, *full, size)
	if left {
		gemm(pool, Product{M: m, K: m, N: n, LDA: m, LDB: ldb, LDC: ldc}, alpha, *full, b, beta, c)
	} else {
		gemm(pool, Product{M: m, K: n, N: n, LDA: ldb, LDB: n, LDC: ldc}, alpha, b, *full, beta, c)
	}
	pool.Put(full)
}

// symmetrize copies the stored triangle of n×n numbers to the other one.
func symmetrize[T Float](ul blas.Uplo, a []T, n int) {
	for i := range n {
		for j := range i {
			if ul == blas.Upper {
				a[i*n+j] = a[j*n+i]
			} else {
				a[j*n+i] = a[i*n+j]
			}
		}
	}
}

// trmm is B = α·op(A)·B, or B = α·B·op(A) from the right, for a triangular A.
func trmm[T Float](pool *sync.Pool, left bool, ul blas.Uplo, trans, unit bool, m, n int, alpha T, a []T, lda int, b []T, ldb int) {
	size := ternary(left, m, n)
	full := borrow[T](pool, size*size+m*n)
	tri, old := (*full)[:size*size], (*full)[size*size:]
	clear(tri)
	copyTriangle(ul, tri, size, a, lda, size)
	for i := 0; unit && i < size; i++ {
		tri[i*size+i] = 1
	}
	for i := range m {
		copy(old[i*n:][:n], b[i*ldb:])
	}
	if left {
		gemm(pool, Product{M: m, K: m, N: n, TransA: trans, LDA: m, LDB: n, LDC: ldb}, alpha, tri, old, 0, b)
	} else {
		gemm(pool, Product{M: m, K: n, N: n, TransB: trans, LDA: n, LDB: n, LDC: ldb}, alpha, old, tri, 0, b)
	}
	pool.Put(full)
}
