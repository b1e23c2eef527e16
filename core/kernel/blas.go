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
// Every routine that sums has an order of its own here, so that gonum's LAPACK
// gives the same bits natively and in WebAssembly; gonum's own kernels sum in
// another order where they are in assembly. What moves or combines numbers
// without summing them, and the banded, packed and complex routines, are
// gonum's. The zero value is ready, and goroutines may share one.
//
// Arguments are as in gonum's interfaces; a wrong size panics where it bites.
type BLAS struct {
	gonum.Implementation
	double, single sync.Pool // of *[]float64 and *[]float32
}

var (
	_ blas.Float64 = (*BLAS)(nil)
	_ blas.Float32 = (*BLAS)(nil)
)

// take is n numbers of scratch from the pool; hand them back with Put.
func take[T Float](pool *sync.Pool, n int) *[]T {
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

// start is where a vector of n elements begins that lie inc apart: at the far end
// where inc < 0.
func start(n, inc int) int {
	if inc < 0 {
		return (1 - n) * inc
	}
	return 0
}

// gatherVector copies a strided vector to to.
func gatherVector[T Float](to, x []T, inc int) {
	at := start(len(to), inc)
	for i := range to {
		to[i] = x[at]
		at += inc
	}
}

// scatterVector copies back.
func scatterVector[T Float](x []T, inc int, from []T) {
	at := start(len(from), inc)
	for _, v := range from {
		x[at] = v
		at += inc
	}
}
