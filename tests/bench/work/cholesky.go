package work

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	blasgonum "gonum.org/v1/gonum/blas/gonum"
	lapackgonum "gonum.org/v1/gonum/lapack/gonum"

	"residual/core/linalg"
	"residual/tests/bench/task"
)

// cholesky is our factorisation, or gonum's on its own BLAS. Each starts from a
// copy of the matrix, of which the upper triangle counts.
func cholesky(e Engine, t task.Task, in task.Inputs) *Job {
	n := t.N
	a := convert[float64](in.Get("a"))
	u := make([]float64, n*n)
	var factor func() bool
	switch e {
	case Ours:
		factor = func() bool {
			_, ok := linalg.Factor(n, u)
			return ok
		}
	case Gonum:
		factor = func() (ok bool) {
			onGonum(func() { ok = lapackgonum.Implementation{}.Dpotrf(blas.Upper, n, u, n) })
			return ok
		}
	default:
		return nil
	}
	run := func() {
		copy(u, a)
		if !factor() {
			panic("work: the matrix is not positive definite")
		}
	}
	return &Job{Run: run, Answer: func() []float64 {
		run()
		return lower(u, n)
	}}
}

// onGonum runs f on gonum's own BLAS.
func onGonum(f func()) {
	defer blas64.Use(blas64.Implementation())
	blas64.Use(blasgonum.Implementation{})
	f()
}

// lower is Uᵀ, and zeros above it.
func lower(u []float64, n int) []float64 {
	l := make([]float64, n*n)
	for i := range n {
		for j := range i + 1 {
			l[i*n+j] = u[j*n+i]
		}
	}
	return l
}
