package work

import (
	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/gonum"

	"residual/core/kernel"
	"residual/tests/bench/task"
)

func product[T kernel.Float](e Engine, t task.Task, in task.Inputs) *Job {
	a, b, c := convert[T](in.Get("a")), convert[T](in.Get("b")), make([]T, t.M*t.N)
	var run func()
	switch e {
	case Ours:
		p := kernel.Product{M: t.M, K: t.K, N: t.N, TransA: t.Form == "AtB", TransB: t.Form == "ABt"}
		work := make([]T, kernel.ScratchLen[T](p))
		run = func() { kernel.Multiply(p, c, a, b, work) }
	case Gonum:
		run = gonumProduct(t, c, a, b)
	case Loop:
		if t.Form != "AB" {
			return nil
		}
		run = func() { textbook(t.M, t.K, t.N, c, a, b) }
	}
	return &Job{Run: run, Answer: answer(run, c)}
}

// textbook is c = a·b, the innermost loop along the rows of b and c.
func textbook[T kernel.Float](m, k, n int, c, a, b []T) {
	clear(c)
	for i := range m {
		row := c[i*n:][:n]
		for l, s := range a[i*k:][:k] {
			for j, v := range b[l*n:][:n] {
				row[j] += s * v
			}
		}
	}
}

// gonumProduct is gonum's own product, not that of whatever blas64.Use set.
func gonumProduct[T kernel.Float](t task.Task, c, a, b []T) func() {
	var g gonum.Implementation
	transA, lda := stored(t.Form == "AtB", t.M, t.K)
	transB, ldb := stored(t.Form == "ABt", t.K, t.N)
	switch c := any(c).(type) {
	case []float64:
		a, b := any(a).([]float64), any(b).([]float64)
		return func() { g.Dgemm(transA, transB, t.M, t.N, t.K, 1, a, lda, b, ldb, 0, c, t.N) }
	case []float32:
		a, b := any(a).([]float32), any(b).([]float32)
		return func() { g.Sgemm(transA, transB, t.M, t.N, t.K, 1, a, lda, b, ldb, 0, c, t.N) }
	}
	panic("work: no such numbers")
}

// stored says how a matrix of rows × cols is handed to BLAS.
func stored(transposed bool, rows, cols int) (blas.Transpose, int) {
	if transposed {
		return blas.Trans, rows
	}
	return blas.NoTrans, cols
}
