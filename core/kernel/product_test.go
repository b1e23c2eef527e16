package kernel

import (
	"fmt"
	"slices"
	"testing"
)

func TestMultiplyHasTheBitsOfThePlainLoop(t *testing.T) {
	both(t, testMultiply[float32], testMultiply[float64])
}

func testMultiply[T Float](t *testing.T) {
	s := newSource(11)
	sizes := []int{0, 1, 2, 3, 5, 6, 7, 8, 12, 15, 16, 17, 31, 32, 33, 64, 70}
	shapes := [][3]int{{1, 300, 1}, {13, 600, 9}, {200, 7, 40}, {3, 5, 1100}, {97, 257, 33}}
	for range 300 {
		shapes = append(shapes, [3]int{sizes[s.IntN(17)], sizes[s.IntN(17)], sizes[s.IntN(17)]})
	}
	for _, mkn := range shapes {
		p := Product{M: mkn[0], K: mkn[1], N: mkn[2], TransA: s.IntN(2) == 1, TransB: s.IntN(2) == 1, Add: s.IntN(2) == 1}
		if full := p.withStrides(); s.IntN(2) == 1 {
			p.LDA, p.LDB, p.LDC = full.LDA+s.IntN(4), full.LDB+s.IntN(4), full.LDC+s.IntN(4)
		}
		testProduct[T](t, s, p)
	}
}

func testProduct[T Float](t *testing.T, s source, p Product) {
	full := p.withStrides()
	wild := s.IntN(8) == 0
	a := draw[T](s, full.LDA*ternary(p.TransA, p.K, p.M), wild)
	b := draw[T](s, full.LDB*ternary(p.TransB, p.N, p.K), wild)
	got := draw[T](s, full.LDC*p.M, wild)
	want, alphaed := slices.Clone(got), slices.Clone(got)
	work := draw[T](s, ScratchLen[T](p), true)
	Multiply(p, got, a, b, work)
	defineProduct(full, 1, want, a, b)
	mustSame(t, fmt.Sprintf("%+v", p), got, want)
	want = slices.Clone(alphaed)
	multiply(full, 1.7, alphaed, a, b, draw[T](s, scratchLen[T](p, false), true))
	defineProduct(full, 1.7, want, a, b)
	mustSame(t, fmt.Sprintf("α·%+v", p), alphaed, want)
}

// defineProduct is the formula, one element at a time.
func defineProduct[T Float](p Product, alpha T, c, a, b []T) {
	ai, ak := strides(p.TransA, p.LDA)
	bk, bj := strides(p.TransB, p.LDB)
	for i := range p.M {
		for j := range p.N {
			var s T
			if p.Add {
				s = c[i*p.LDC+j]
			}
			for k := range p.K {
				s += T(T(alpha*a[i*ai+k*ak]) * b[k*bk+j*bj])
			}
			c[i*p.LDC+j] = s
		}
	}
}
