package kernel

import (
	"sync"

	"gonum.org/v1/gonum/blas"
)

// A triangular system is solved by blocks: a product subtracts the contribution
// of the unknowns that are known already, and a small system remains.

// blockTri is the size of the small systems. Forward substitution sums over the
// unknowns in the same order whatever the size; there the smaller manyTri is
// faster for many right-hand sides.
const (
	blockTri = 30
	manyTri  = 16
)

// A system is op(A)·X = B, or X·op(A) = B from the right, for a triangular A and
// an m×n matrix B, which is overwritten by X.
type system[T Float] struct {
	left, lower, trans bool // lower: of op(A)
	m, n               int
	a                  []T
	lda                int
	b                  []T
	ldb                int
}

// trsm solves op(A)·X = α·B or X·op(A) = α·B.
func trsm[T Float](pool *sync.Pool, left bool, ul blas.Uplo, trans, unit bool, m, n int, alpha T, a []T, lda int, b []T, ldb int) {
	scaleRows(alpha, b, ldb, m, n)
	if alpha == 0 || m == 0 || n == 0 {
		return
	}
	t := system[T]{left, (ul == blas.Lower) != trans, trans, m, n, a, lda, b, ldb}
	if t.lower == left && ternary(left, n, m) > manyTri {
		t.solve(pool, manyTri, unit)
	} else {
		t.solve(pool, blockTri, unit)
	}
}

// solve solves by small systems of the given size.
func (t *system[T]) solve(pool *sync.Pool, size int, unit bool) {
	small := borrow[T](pool, size*size)
	all := ternary(t.left, t.m, t.n)
	if t.lower == t.left {
		t.solveByHalves(pool, *small, 0, all, size, unit)
	} else {
		for i := (all - 1) / size * size; i >= 0; i -= size {
			k := min(size, all-i)
			t.eliminate(pool, i, k, i+k, all)
			t.solveSmall(*small, i, k, unit)
		}
	}
	pool.Put(small)
}

// solveByHalves finds the n unknowns from i on, after the contribution of the
// earlier ones has been subtracted: one half first and then the other, so that
// the products between them are large.
func (t *system[T]) solveByHalves(pool *sync.Pool, small []T, i, n, size int, unit bool) {
	if n <= size {
		t.solveSmall(small, i, n, unit)
		return
	}
	h := (n/2 + size - 1) / size * size
	t.solveByHalves(pool, small, i, h, size, unit)
	t.eliminate(pool, i+h, n-h, i, i+h)
	t.solveByHalves(pool, small, i+h, n-h, size, unit)
}

// solveSmall finds the k unknowns from i on.
func (t *system[T]) solveSmall(small []T, i, k int, unit bool) {
	copySmall(small, k, t.a[i*t.lda+i:], t.lda, t.trans, unit)
	if t.left {
		solveLeft(small, k, t.lower, t.b[i*t.ldb:], t.ldb, t.n)
	} else {
		solveRight(small, k, t.lower, t.b[i:], t.ldb, t.m)
	}
}

// eliminate subtracts the contribution of unknowns from ≤ j < to from the k
// right-hand sides from i on.
func (t *system[T]) eliminate(pool *sync.Pool, i, k, from, to int) {
	switch {
	case from == to:
	case t.left:
		p := Product{M: k, K: to - from, N: t.n, TransA: t.trans, LDA: t.lda, LDB: t.ldb, LDC: t.ldb}
		gemm(pool, p, -1, subMatrix(t.a, t.lda, i, from, t.trans), t.b[from*t.ldb:], 1, t.b[i*t.ldb:])
	default:
		p := Product{M: t.m, K: to - from, N: k, TransB: t.trans, LDA: t.ldb, LDB: t.lda, LDC: t.ldb}
		gemm(pool, p, -1, t.b[from:], subMatrix(t.a, t.lda, from, i, t.trans), 1, t.b[i:])
	}
}

// subMatrix is A from row i and column j of op(A) on.
func subMatrix[T Float](a []T, lda, i, j int, trans bool) []T {
	if trans {
		i, j = j, i
	}
	return a[i*lda+j:]
}

// copySmall copies k×k numbers of op(A), with 1/a_ii on the diagonal.
func copySmall[T Float](to []T, k int, a []T, lda int, trans, unit bool) {
	down, along := strides(trans, lda)
	for i := range k {
		for j := range k {
			to[i*k+j] = a[i*down+j*along]
		}
		to[i*k+i] = ternary(unit, 1, 1/to[i*k+i])
	}
}

// solveLeft solves A·X = B for k×k numbers of A and n columns.
func solveLeft[T Float](a []T, k int, lower bool, b []T, ldb, n int) {
	for s := range k {
		i := sweepIndex(lower, s, k)
		row := b[i*ldb:][:n]
		from, to := 0, i
		if !lower {
			from, to = i+1, k
		}
		if n > 1 {
			gemvT(row, -1, a[i*k+from:], 1, b[from*ldb:], ldb, to-from, true)
		} else {
			for j := from; j < to; j++ {
				row[0] -= T(a[i*k+j] * b[j*ldb])
			}
		}
		Scale(row, a[i*k+i], row)
	}
}

// solveRight solves X·A = B for k×k numbers of A and m rows.
func solveRight[T Float](a []T, k int, lower bool, b []T, ldb, m int) {
	for r := range m {
		row := b[r*ldb:][:k]
		for s := range k {
			i := sweepIndex(!lower, s, k)
			row[i] *= a[i*k+i]
			if lower {
				plainAxpy(row[:i], -row[i], a[i*k:])
			} else {
				plainAxpy(row[i+1:], -row[i], a[i*k+i+1:])
			}
		}
	}
}
