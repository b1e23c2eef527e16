package linalg

import (
	"slices"
	"testing"
)

func TestProducts(t *testing.T) {
	for _, s := range [][3]int{{1, 1, 1}, {3, 5, 2}, {40, 17, 9}, {70, 33, 64}} {
		m, k, n := s[0], s[1], s[2]
		a, b := uniform(1, m*k), uniform(2, m*n)
		c := make([]float64, k*n)
		MulTrans(c, a, b, m, k, n)
		near(t, "AᵀB", c, product(a, b, k, m, n, true), 1e-13)

		x, y := uniform(3, k), uniform(4, m)
		got, want := slices.Clone(y), product(a, x, m, k, 1, false)
		MulVec(got, -2, a, x, 3)
		for i := range want {
			want[i] = 3*y[i] - 2*want[i]
		}
		near(t, "3y − 2Ax", got, want, 1e-13)
		got, want = slices.Clone(x), product(a, y, k, m, 1, true)
		MulTransVec(got, -2, a, y, 3)
		for i := range want {
			want[i] = 3*x[i] - 2*want[i]
		}
		near(t, "3x − 2Aᵀy", got, want, 1e-13)
	}
}

// Only the upper triangle is written.
func TestGram(t *testing.T) {
	const m, n, untouched = 37, 21, -7.0
	a := uniform(5, m*n)
	for _, c := range []struct {
		name string
		size int
		run  func(g, a []float64, m, n int)
		want []float64
	}{
		{"AᵀA", n, Gram, product(a, a, n, m, n, true)},
		{"AAᵀ", m, GramRows, product(a, transpose(a, m, n), m, n, m, false)},
	} {
		g := slices.Repeat([]float64{untouched}, c.size*c.size)
		c.run(g, a, m, n)
		for i := range c.size {
			for j := range i {
				c.want[i*c.size+j] = untouched
			}
		}
		near(t, c.name, g, c.want, 1e-13)
	}
	for j := range n {
		near(t, "column", []float64{ColumnSquare(a, n, j)}, product(a, a, n, m, n, true)[j*n+j:][:1], 1e-13)
	}
}
