package kernel

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// same tells whether two numbers have the same bits, or are both NaN.
func same[T Float](a, b T) bool {
	if a != a || b != b {
		return a != a && b != b
	}
	return a == b && math.Signbit(float64(a)) == math.Signbit(float64(b))
}

func mustSame[T Float](t *testing.T, what string, got, want []T) {
	t.Helper()
	for i := range want {
		if !same(got[i], want[i]) {
			t.Fatalf("%s: element %d of %d is %v, the plain loop has %v", what, i, len(want), got[i], want[i])
		}
	}
}

// A source draws numbers of many sizes, and now and then a special one.
type source struct{ *rand.Rand }

func newSource(seed uint64) source { return source{rand.New(rand.NewPCG(seed, 7))} }

var special = []float64{0, math.Copysign(0, -1), 1, -1, math.Inf(1), math.Inf(-1), math.NaN(),
	math.MaxFloat64, 5e-324, 1e-310, math.MaxFloat32, 1e-40, 709.9, -745, 88.8, -103, 1e5, 2e6, math.Pi / 2}

func draw[T Float](s source, n int, wild bool) []T {
	x := make([]T, n)
	for i := range x {
		if x[i] = T(s.NormFloat64()); wild {
			x[i] *= T(math.Exp2(float64(s.IntN(40) - 20)))
			if s.IntN(8) == 0 {
				x[i] = T(special[s.IntN(len(special))])
			}
		}
	}
	return x
}

func both(t *testing.T, f32, f64 func(t *testing.T)) {
	t.Run("float64", f64)
	t.Run("float32", f32)
}

func TestMapsHaveTheBitsOfThePlainLoops(t *testing.T) {
	both(t, testMaps[float32], testMaps[float64])
}

// TestAxpy4IsFourAxpy: whatever the length and however far apart the rows lie.
func TestAxpy4IsFourAxpy(t *testing.T) {
	both(t, testAxpy4[float32], testAxpy4[float64])
}

func testAxpy4[T Float](t *testing.T) {
	s := newSource(9)
	for n := range 71 {
		ldx := n + s.IntN(3)
		got, x, a := draw[T](s, n, true), draw[T](s, 3*ldx+n, true), [4]T(draw[T](s, 4, false))
		want := slices.Clone(got)
		axpy4(got, a, x, ldx)
		for r, v := range a {
			plainAxpy(want, v, x[r*ldx:])
		}
		mustSame(t, "axpy4", got, want)
	}
}

// TestDot4IsFourDots: whatever the length and however far apart the rows lie.
func TestDot4IsFourDots(t *testing.T) {
	both(t, testDot4[float32], testDot4[float64])
}

func testDot4[T Float](t *testing.T) {
	s := newSource(10)
	for n := range 201 {
		ldx := n + s.IntN(3)
		x, y := draw[T](s, 3*ldx+n, true), draw[T](s, n, true)
		got, want := dot4(x, ldx, y), make([]T, 4)
		for i := range want {
			var l lanes[T]
			l.dot(x[i*ldx:][:n], y)
			want[i] = l.fold()
		}
		mustSame(t, "dot4", got[:], want)
	}
}

func testMaps[T Float](t *testing.T) {
	s := newSource(1)
	unary := []struct {
		name        string
		fast, plain func(z, x []T)
	}{
		{"exp", Exp[T], plainExp[T]}, {"tanh", Tanh[T], plainTanh[T]}, {"log", Log[T], plainLog[T]},
		{"sin", Sin[T], plainSin[T]}, {"cos", Cos[T], plainCos[T]},
		{"sqrt", Sqrt[T], plainSqrt[T]}, {"recip", Recip[T], plainRecip[T]},
		{"scale", func(z, x []T) { Scale(z, 1.7, x) }, func(z, x []T) { plainScale(z, 1.7, x) }},
		{"axpy", func(z, x []T) { Axpy(z, 1.7, x) }, func(z, x []T) { plainAxpy(z, 1.7, x) }},
		{"add scalar", func(z, x []T) { AddScalar(z, 1.7, x) }, func(z, x []T) { plainAddScalar(z, 1.7, x) }},
		{"fill", func(z, x []T) { Fill(z, 1.7) }, func(z, x []T) { plainFill(z, 1.7) }},
	}
	binary := []struct {
		name        string
		fast, plain func(z, x, y []T)
	}{
		{"add", Add[T], plainAdd[T]}, {"sub", Sub[T], plainSub[T]},
		{"mul", Mul[T], plainMul[T]}, {"div", Div[T], plainDiv[T]},
		{"mulAdd", func(z, x, y []T) { mulAdd(z, 0.3, x, y) }, func(z, x, y []T) { plainMulAdd(z, 0.3, x, y) }},
		{"mulScaled", func(z, x, y []T) { mulScaled(z, 0.3, x, y) }, func(z, x, y []T) { plainMulScaled(z, 0.3, x, y) }},
		{"mulPair", func(z, x, y []T) { mulPair(z, x, y, y, y) }, func(z, x, y []T) { plainMulPair(z, x, y, y, y) }},
	}
	for n := range 71 {
		shift := s.IntN(4)
		x, y, z := draw[T](s, n+shift, true)[shift:], draw[T](s, n, true), draw[T](s, n, true)
		for _, c := range unary {
			got, want := slices.Clone(z), slices.Clone(z)
			c.fast(got, x)
			c.plain(want, x)
			mustSame(t, c.name, got, want)
			got = slices.Clone(x)
			want = slices.Clone(x)
			c.fast(got, got)
			c.plain(want, want)
			mustSame(t, c.name+" in place", got, want)
		}
		for _, c := range binary {
			got, want := slices.Clone(z), slices.Clone(z)
			c.fast(got, x, y)
			c.plain(want, x, y)
			mustSame(t, c.name, got, want)
			got, want = slices.Clone(x), slices.Clone(x)
			c.fast(got, got, y)
			c.plain(want, want, y)
			mustSame(t, c.name+" over x", got, want)
			got, want = slices.Clone(y), slices.Clone(y)
			c.fast(got, x, got)
			c.plain(want, x, want)
			mustSame(t, c.name+" over y", got, want)
		}
	}
}

func TestReductionsHaveTheBitsOfThePlainLoops(t *testing.T) {
	both(t, testReductions[float32], testReductions[float64])
}

func testReductions[T Float](t *testing.T) {
	s := newSource(2)
	for n := range 201 {
		for _, wild := range []bool{false, true} {
			x, y := draw[T](s, n, wild), draw[T](s, n, wild)
			var a, b lanes[T]
			a.sum(x)
			b.dot(x, y)
			mustSame(t, "sum, dot, maxabs", []T{Sum(x), Dot(x, y), MaxAbs(x)},
				[]T{a.fold(), b.fold(), plainMaxAbs(0, x)})
		}
	}
	if x := []T{1, 2, 3, 4, 5, 6, 7, 8, 9}; Sum(x) != 45 || Dot(x, x) != 285 || MaxAbs(x) != 9 {
		t.Error("small sums are wrong")
	}
}

func TestRowsHaveTheBitsOfThePlainLoops(t *testing.T) {
	both(t, testRows[float32], testRows[float64])
}

func testRows[T Float](t *testing.T) {
	s := newSource(3)
	for n := range 40 {
		m := s.IntN(7)
		x, row := draw[T](s, m*n, true), draw[T](s, n, true)
		sum, rowSum := make([]T, m*n), make([]T, n)
		want := func(f func(i, j int) T) []T {
			w := make([]T, m*n)
			for i := range w {
				w[i] = f(i/n, i%n)
			}
			return w
		}
		AddRow(sum, x, row, m, n)
		mustSame(t, "AddRow", sum, want(func(i, j int) T { return x[i*n+j] + row[j] }))
		SumRows(rowSum, x, m, n)
		for j := range n {
			var s T
			for i := range m {
				s += x[i*n+j]
			}
			mustSame(t, "SumRows", rowSum[j:j+1], []T{s})
		}
	}
}

func TestRowOuterIsTheOuterProduct(t *testing.T) {
	both(t, testOuter[float32], testOuter[float64])
}

func testOuter[T Float](t *testing.T) {
	s := newSource(4)
	for q := range 36 {
		m, p := s.IntN(5), s.IntN(4)
		ldz := p*q + s.IntN(3)
		x, y, z := draw[T](s, m*p, true), draw[T](s, m*q, true), draw[T](s, m*ldz+5, true)
		for _, add := range []bool{false, true} {
			got, want := slices.Clone(z), slices.Clone(z)
			RowOuter(got, x, y, m, p, q, ldz, add)
			for i := range m {
				for a := range p {
					for b := range q {
						to := &want[i*ldz+a*q+b]
						if !add {
							*to = x[i*p+a] * y[i*q+b]
						} else {
							*to += T(x[i*p+a] * y[i*q+b])
						}
					}
				}
			}
			mustSame(t, "RowOuter", got, want)
		}
	}
}

func TestStencilsHaveTheBitsOfTheDefinition(t *testing.T) {
	both(t, testStencils[float32], testStencils[float64])
}

func testStencils[T Float](t *testing.T) {
	s := newSource(5)
	const r = 0.2
	for n := range 71 {
		src, got, want := draw[T](s, n, true), make([]T, n), make([]T, n)
		Diffuse1(got, src, r)
		for i, c := range src {
			want[i] = c + T(r*((src[(i+n-1)%n]+src[(i+1)%n])-2*c))
		}
		mustSame(t, "Diffuse1", got, want)
		for ny := 1; ny < 6; ny++ {
			src, got, want := draw[T](s, n*ny, true), make([]T, n*ny), make([]T, n*ny)
			Diffuse2(got, src, n, ny, r)
			at := func(x, y int) T { return src[(y+ny)%ny*n+(x+n)%n] }
			for i := range want {
				x, y := i%n, i/n
				c := at(x, y)
				sum := (at(x-1, y) + at(x+1, y)) + (at(x, y-1) + at(x, y+1))
				want[i] = c + T(r*(sum-T(4*c)))
			}
			mustSame(t, "Diffuse2", got, want)
		}
	}
}

func TestAdamHasTheBitsOfThePlainLoop(t *testing.T) {
	both(t, testAdam[float32], testAdam[float64])
}

func testAdam[T Float](t *testing.T) {
	s := newSource(6)
	for n := range 71 {
		p, m, v, g := draw[T](s, n, false), draw[T](s, n, false), draw[T](s, n, false), draw[T](s, n, false)
		Mul(v, v, v)
		p2, m2, v2 := slices.Clone(p), slices.Clone(m), slices.Clone(v)
		Adam(p, m, v, g, 1e-2, 0.9, 0.999, 1e-8, 1.3, 9)
		plainAdam(p2, m2, v2, g, 1e-2, 0.9, 0.999, 1e-8, 1.3, 9)
		mustSame(t, "Adam", append(append(p, m...), v...), append(append(p2, m2...), v2...))
	}
}
