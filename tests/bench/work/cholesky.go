package work

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/blas/gonum"
	"gonum.org/v1/gonum/lapack"
	lapackgonum "gonum.org/v1/gonum/lapack/gonum"
	"gonum.org/v1/gonum/lapack/lapack64"
	"gonum.org/v1/gonum/mat"

	"residual/core/kernel"
	"residual/tests/bench/task"
)

// cholesky is gonum's factorisation, standing on our BLAS and halving the matrix,
// or all gonum's own.
func cholesky(e Engine, t task.Task, in task.Inputs) *Job {
	var under blas.Float64
	var above lapack.Float64 = lapackgonum.Implementation{}
	switch e {
	case Ours:
		under, above = new(kernel.BLAS), new(kernel.LAPACK)
	case Gonum:
		under = gonum.Implementation{}
	default:
		return nil
	}
	a := mat.NewSymDense(t.N, convert[float64](in.Get("a")))
	var c mat.Cholesky
	run := func() {
		defer blas64.Use(blas64.Implementation())
		blas64.Use(under)
		lapack64.Use(above)
		if !c.Factorize(a) {
			panic("work: the matrix is not positive definite")
		}
	}
	return &Job{Run: run, Answer: func() []float64 {
		run()
		var l mat.TriDense
		c.LTo(&l)
		return l.RawTriangular().Data
	}}
}
