package work

import (
	"gonum.org/v1/gonum/blas"
	blasgonum "gonum.org/v1/gonum/blas/gonum"
	lapackgonum "gonum.org/v1/gonum/lapack/gonum"

	"residual/core/kernel"
	"residual/core/linalg"
	"residual/core/opt"
	"residual/tests/bench/task"
)

// dense is a factorisation or product of ours, or gonum's on its own BLAS. Each
// starts from a copy of the matrix. The answer is AᵀA or its factor: its upper
// triangle, or for a bidiagonal one its diagonal and what is above.
func dense(e Engine, t task.Task, in task.Inputs) *Job {
	d := &matrix{m: t.M, n: t.N, start: convert[float64](in.Get("a"))}
	d.a = make([]float64, len(d.start))
	var run func()
	switch e {
	case Ours:
		run = d.ours(t.Op)
	case Gonum:
		run = d.gonums(t.Op)
	default:
		return nil
	}
	all := func() {
		copy(d.a, d.start)
		run()
	}
	return &Job{Run: all, Answer: func() []float64 {
		all()
		return d.answer()
	}}
}

// A matrix is what a dense task works on.
type matrix struct {
	m, n     int
	start, a []float64
	answer   func() []float64
}

// upper are the first n rows of a.
func upper(a []float64, n int) func() []float64 {
	return func() []float64 { return append([]float64(nil), a[:n*n]...) }
}

func (d *matrix) ours(op string) func() {
	switch op {
	case "QR":
		d.answer = upper(d.a, d.n)
		return func() { linalg.FactorQR(d.a, d.m, d.n) }
	case "SYRK":
		g := make([]float64, d.n*d.n)
		d.answer = upper(g, d.n)
		return func() { linalg.Gram(g, d.a, d.m, d.n) }
	}
	var b linalg.Bidiagonal
	right := make([]float64, d.m)
	b.Reserve(opt.Heap{}, d.m, d.n)
	d.answer = func() []float64 { return b.Entries() }
	return func() { b.Factor(d.a, right) }
}

func (d *matrix) gonums(op string) func() {
	var lapack lapackgonum.Implementation
	m, n := d.m, d.n
	work, tau, other := make([]float64, 64*(m+n)), make([]float64, n), make([]float64, n)
	switch op {
	case "QR":
		d.answer = upper(d.a, n)
		return func() { onGonum(func() { lapack.Dgeqrf(m, n, d.a, n, tau, work, len(work)) }) }
	case "SYRK":
		g := make([]float64, n*n)
		d.answer = upper(g, n)
		return func() { blasgonum.Implementation{}.Dsyrk(blas.Upper, blas.Trans, n, m, 1, d.a, n, 0, g, n) }
	}
	b := make([]float64, 2*n)
	d.answer = func() []float64 { return b }
	return func() { onGonum(func() { lapack.Dgebrd(m, n, d.a, n, b[:n], b[n:], tau, other, work, len(work)) }) }
}

// roof multiplies and adds in registers.
func roof[T kernel.Float](t task.Task) *Job {
	z := make([]T, t.N)
	run := func() { kernel.Iterate(z, 0.5, 1, t.Steps) }
	return &Job{Run: run, Answer: answer(run, z)}
}
