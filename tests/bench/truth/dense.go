package truth

import (
	"math"

	"residual/tests/bench/task"
)

// dense compares what a factor or a product does with what A does: Gv, or RᵀRv,
// with AᵀAv for a vector v. Of a bidiagonal B the two numbers are compared that no
// rotation changes and are easily had, the sums of squares of B and of BᵀB.
func dense(t task.Task, in task.Inputs) func([]float64) float64 {
	a, n := in.Get("a"), t.N
	v := make([]float64, n)
	for j := range v {
		v[j] = 1 + float64(j%7)
	}
	switch t.Op {
	case "QR":
		want := times(a, times(a, v, t.M, false), n, true)
		return triangle(n, func(r []float64) float64 { return distance(times(r, times(r, v, n, false), n, true), want) })
	case "SYRK":
		want := times(a, times(a, v, t.M, false), n, true)
		return triangle(n, func(g []float64) float64 {
			for i := range n {
				for j := range i {
					g[i*n+j] = g[j*n+i]
				}
			}
			return distance(times(g, v, n, false), want)
		})
	}
	want := squares(wide(a), t.M, n)
	return func(b []float64) float64 {
		if len(b) != 2*n {
			return math.Inf(1)
		}
		full := make([]float64, n*n)
		for i := range n {
			if full[i*n+i] = b[i]; i+1 < n {
				full[i*n+i+1] = b[n+i]
			}
		}
		return distance(squares(full, n, n), want)
	}
}

// triangle clears what is below the diagonal before f.
func triangle(n int, f func([]float64) float64) func([]float64) float64 {
	return func(u []float64) float64 {
		if len(u) != n*n {
			return math.Inf(1)
		}
		for i := range n {
			clear(u[i*n:][:i])
		}
		return f(u)
	}
}

// squares are the sums of squares of a, m×n, and of aᵀa.
func squares(a []float64, m, n int) []float64 {
	var all, gram float64
	for j := range n {
		column := make([]float64, n)
		for i := range m {
			s := a[i*n+j]
			all += s * s
			for k, v := range a[i*n:][:n] {
				column[k] += s * v
			}
		}
		for _, v := range column {
			gram += v * v
		}
	}
	return []float64{all, gram}
}
