package kernel

import (
	"sync"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"
)

// BLAS serves gonum's linear algebra from this package's loops:
//
//	blas64.Use(new(kernel.BLAS))
//
// Every float64 routine that sums has a fixed order of summation here, so that
// gonum's LAPACK gives the same bits natively and in WebAssembly; gonum's own
// kernels sum in another order where they are in assembly. Routines that move or
// combine numbers without summing them, the banded, packed and complex routines
// and those for float32 are gonum's. The zero value is ready to use, and
// goroutines may share one.
//
// Arguments are as in gonum's interfaces. Sizes are not checked beforehand: a
// slice that is too short causes a panic where its end is exceeded.
type BLAS struct {
	gonum.Implementation
	scratch sync.Pool // of *[]float64
}

var _ blas.Float64 = (*BLAS)(nil)

// borrow is n numbers of scratch from the pool, to be returned with Put.
func borrow[T Float](pool *sync.Pool, n int) *[]T {
	s, _ := pool.Get().(*[]T)
	if s == nil {
		s = new([]T)
	}
	if cap(*s) < n {
		*s = make([]T, n)
	}
	*s = (*s)[:n]
	return s
}

func transposed(t blas.Transpose) bool { return t != blas.NoTrans }

// scaleRows is C = β·C over m×n numbers; β = 0 clears even NaN.
func scaleRows[T Float](beta T, c []T, ldc, m, n int) {
	for i := range m {
		if row := c[i*ldc:][:n]; beta == 0 {
			clear(row)
		} else if beta != 1 {
			Scale(row, beta, row)
		}
	}
}

// firstIndex is the index of the first of n elements that lie inc apart: a vector
// with inc < 0 begins at its far end.
func firstIndex(n, inc int) int {
	if inc < 0 {
		return (1 - n) * inc
	}
	return 0
}

// gatherVector copies a strided vector to contiguous numbers.
func gatherVector[T Float](to, x []T, inc int) {
	at := firstIndex(len(to), inc)
	for i := range to {
		to[i] = x[at]
		at += inc
	}
}

// scatterVector copies contiguous numbers to a strided vector.
func scatterVector[T Float](x []T, inc int, from []T) {
	at := firstIndex(len(from), inc)
	for _, v := range from {
		x[at] = v
		at += inc
	}
}
