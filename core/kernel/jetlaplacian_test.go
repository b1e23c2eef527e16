package kernel

import (
	"math"
	"slices"
	"testing"
)

// folded is a jet of order 2 with the second coefficients of its first
// directions added up.
func folded[T Float](x []T, j, to Jet, n int) []T {
	z := make([]T, to.Planes()*n)
	copy(z, x[:n])
	for d := range j.Dirs {
		copy(planeOf(z, to.Plane(d, 1), n), planeOf(x, j.Plane(d, 1), n))
		if d < to.Curved {
			sum := planeOf(z, to.sum(), n)
			Add(sum, sum, planeOf(x, j.Plane(d, 2), n))
		}
	}
	return z
}

var sums = []Jet{{1, 2, 1}, {2, 2, 1}, {2, 2, 2}, {3, 2, 1}, {3, 2, 2}, {3, 2, 3}}

// TestSumsAgainstSecondCoefficients holds every operation on jets with a sum
// against the same on jets that keep the directions apart.
func TestSumsAgainstSecondCoefficients(t *testing.T) {
	type function func(y, x []float64, j Jet, n int)
	functions := map[string]function{
		"tanh": JetTanh[float64], "exp": JetExp[float64], "log": JetLog[float64], "1/x": JetRecip[float64], "√x": JetSqrt[float64],
		"sin":  func(y, x []float64, j Jet, n int) { JetSinCos(y, make([]float64, len(y)), x, j, n) },
		"cos":  func(y, x []float64, j Jet, n int) { JetSinCos(make([]float64, len(y)), y, x, j, n) },
		"x·eˣ": func(y, x []float64, j Jet, n int) { JetExp(y, x, j, n); JetMul(y, x, y, j, n) },
		"eˣ·x": func(y, x []float64, j Jet, n int) { JetExp(y, x, j, n); JetMul(y, y, x, j, n) },
	}
	s := newSource(11)
	const n = 21
	for _, sum := range sums {
		apart := Jet{Dirs: sum.Dirs, Order: 2}
		x := draw[float64](s, apart.Planes()*n, false)
		for i := range n {
			x[i] = 0.5 + math.Abs(x[i])
		}
		for name, f := range functions {
			want, got := make([]float64, apart.Planes()*n), make([]float64, sum.Planes()*n)
			f(want, x, apart, n)
			f(got, folded(x, apart, sum, n), sum, n)
			for i, w := range folded(want, apart, sum, n) {
				if !(math.Abs(got[i]-w) <= 1e-12*(1+math.Abs(w))) {
					t.Errorf("%s, %+v: [%d] = %v, want %v", name, sum, i, got[i], w)
				}
			}
		}
	}
}

// TestSumCorrIsTheTranspose: ⟨g, w⋆y⟩ = ⟨JetCorr(w, g), y⟩, and JetTanhBack is
// JetCorr with 1 − y⋆y.
func TestSumCorrIsTheTranspose(t *testing.T) {
	s := newSource(12)
	const n = 19
	for _, j := range sums {
		size := j.Planes() * n
		w, y, g := draw[float64](s, size, false), draw[float64](s, size, false), draw[float64](s, size, false)
		p, c := make([]float64, size), make([]float64, size)
		JetMul(p, w, y, j, n)
		JetCorr(c, w, g, j, n)
		if a, b := Dot(g, p), Dot(c, y); math.Abs(a-b) > 1e-12*(1+math.Abs(a)) {
			t.Errorf("%v: ⟨g, w⋆y⟩ = %v but ⟨wᵀg, y⟩ = %v", j, a, b)
		}
		JetMul(p, y, y, j, n)
		Scale(p, -1, p)
		AddScalar(p[:n], 1, p[:n])
		back := make([]float64, size)
		JetTanhBack(back, y, g, j, n)
		JetCorr(c, p, g, j, n)
		for i := range c {
			if !(math.Abs(back[i]-c[i]) <= 1e-12*(1+math.Abs(c[i]))) {
				t.Errorf("%v: JetTanhBack [%d] = %v, JetCorr %v", j, i, back[i], c[i])
			}
		}
		JetTanhBack(g, y, g, j, n)
		mustSame(t, "JetTanhBack in place", g, back)
	}
}

// TestSumBits: the fused loops give the bits of one element at a time.
func TestSumBits(t *testing.T) {
	for curved := 1; curved <= 2; curved++ {
		j := Jet{Dirs: 2, Order: 2, Curved: curved}
		sumBits[float32](t, j)
		sumBits[float64](t, j)
	}
}

func sumBits[T Float](t *testing.T, j Jet) {
	s := newSource(13)
	const n = 37
	x, g := draw[T](s, 4*n, false), draw[T](s, 4*n, false)
	y, back := make([]T, 4*n), make([]T, 4*n)
	JetTanh(y, x, j, n)
	JetTanhBack(back, y, g, j, n)
	one := func(v []T, i int) []T { return []T{v[i], v[n+i], v[2*n+i], v[3*n+i]} }
	for i := range n {
		y1, b1 := make([]T, 4), make([]T, 4)
		JetTanh(y1, one(x, i), j, 1)
		JetTanhBack(b1, one(y, i), one(g, i), j, 1)
		if !slices.Equal(y1, one(y, i)) || !slices.Equal(b1, one(back, i)) {
			t.Errorf("element %d: %v %v, alone %v %v", i, one(y, i), one(back, i), y1, b1)
		}
	}
}
