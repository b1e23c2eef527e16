package kernel

import (
	"fmt"
	"math"
	"slices"
	"testing"
)

// Each element's series, one at a time, by the recurrences as they are printed:
// the second method, and the bits that the planes must have.

func tanhSeriesOf[T Float](x []T) (y, w []T) {
	y, w = make([]T, len(x)), make([]T, len(x))
	plainTanh(y[:1], x[:1])
	for k := range x {
		if k > 0 {
			y[k] = x[k] * w[0]
			for i := 1; i < k; i++ {
				y[k] += T((T(i) / T(k)) * T(x[i]*w[k-i]))
			}
		}
		if k == 0 {
			w[0] = 1 - T(y[0]*y[0])
			continue
		}
		w[k] = -2 * T(y[0]*y[k])
		for i := 1; 2*i < k; i++ {
			w[k] -= 2 * T(y[i]*y[k-i])
		}
		if k%2 == 0 {
			w[k] -= T(y[k/2] * y[k/2])
		}
	}
	return y, w
}

// gather is the series of element i along direction d.
func gather[T Float](x []T, j Jet, n, d, i int) []T {
	s := make([]T, j.Order+1)
	for k := range s {
		s[k] = x[j.Plane(d, k)*n+i]
	}
	return s
}

func TestJetTanhHasTheBitsOfItsRecurrence(t *testing.T) {
	both(t, testJetTanh[float32], testJetTanh[float64])
}

func testJetTanh[T Float](t *testing.T) {
	s := newSource(8)
	for order := range 8 {
		for _, n := range []int{0, 1, 2, 3, 5, 8, 17, 64, 67, 150} {
			j := Jet{Dirs: 1 + s.IntN(3), Order: order}
			x, g := draw[T](s, j.Planes()*n, false), draw[T](s, j.Planes()*n, false)
			y, back := make([]T, len(x)), make([]T, len(x))
			JetTanh(y, x, j, n)
			JetTanhBack(back, y, g, j, n)
			inPlace := slices.Clone(g)
			JetTanhBack(inPlace, y, inPlace, j, n)
			mustSame(t, "JetTanhBack in place", inPlace, back)
			corr := make([]T, len(x))
			w := make([]T, len(x))
			for i := range n {
				for d := range j.Dirs {
					wantY, wantW := tanhSeriesOf(gather(x, j, n, d, i))
					mustSame(t, fmt.Sprint("JetTanh ", j, n), gather(y, j, n, d, i), wantY)
					for k, v := range wantW {
						w[j.Plane(d, k)*n+i] = v
					}
				}
			}
			JetCorr(corr, w, g, j, n)
			mustSame(t, fmt.Sprint("JetTanhBack ", j, n), back, corr)
		}
	}
}

// TestJetsAgainstClosedForms holds each function of the jet x = a + b·t (+ c·t²
// for the products) against Taylor coefficients that are known in closed form.
func TestJetsAgainstClosedForms(t *testing.T) {
	const n, order = 5, 6
	j := Jet{Dirs: 2, Order: order}
	x := make([]float64, j.Planes()*n)
	base, slope := []float64{0.3, 0.7, 1.1, 1.9, 2.6}, []float64{0.8, -1.3}
	for i, a := range base {
		x[i] = a
		for d, b := range slope {
			x[j.Plane(d, 1)*n+i] = b
		}
	}
	check := func(name string, y []float64, coefficient func(a float64, k int) float64) {
		t.Helper()
		for i, a := range base {
			for d, b := range slope {
				for k := range order + 1 {
					got, want := y[j.Plane(d, k)*n+i], coefficient(a, k)*math.Pow(b, float64(k))
					if !(math.Abs(got-want) <= 1e-12*(1+math.Abs(want))) {
						t.Errorf("%s: coefficient %d at %v along %d is %v, truth %v", name, k, a, d, got, want)
					}
				}
			}
		}
	}
	factorial := func(k int) float64 { return math.Gamma(float64(k) + 1) }
	y, z := make([]float64, len(x)), make([]float64, len(x))
	JetExp(y, x, j, n)
	check("exp", y, func(a float64, k int) float64 { return math.Exp(a) / factorial(k) })
	JetSinCos(y, z, x, j, n)
	check("sin", y, func(a float64, k int) float64 { return math.Sin(a+float64(k)*math.Pi/2) / factorial(k) })
	check("cos", z, func(a float64, k int) float64 { return math.Cos(a+float64(k)*math.Pi/2) / factorial(k) })
	JetRecip(y, x, j, n)
	check("1/x", y, func(a float64, k int) float64 { return math.Pow(-1, float64(k)) / math.Pow(a, float64(k+1)) })
	JetLog(y, x, j, n)
	check("log", y, func(a float64, k int) float64 {
		if k == 0 {
			return math.Log(a)
		}
		return -math.Pow(-1/a, float64(k)) / float64(k)
	})
	JetSqrt(y, x, j, n)
	check("√x", y, func(a float64, k int) float64 {
		c := math.Sqrt(a)
		for i := range k {
			c *= (0.5 - float64(i)) / float64(i+1) / a
		}
		return c
	})
	JetTanh(y, x, j, n)
	check("tanh", y, tanhCoefficient)
}

// tanhCoefficient is the k-th Taylor coefficient of tanh at a: the derivatives
// are polynomials in u = tanh a, P_{k+1} = (1 − u²)·P_k′.
func tanhCoefficient(a float64, k int) float64 {
	p := []float64{0, 1}
	for i := range k {
		next := make([]float64, len(p)+1)
		for m := 1; m < len(p); m++ {
			next[m-1] += float64(m) * p[m] / float64(i+1)
			next[m+1] -= float64(m) * p[m] / float64(i+1)
		}
		p = next
	}
	u, sum := math.Tanh(a), 0.0
	for m := len(p) - 1; m >= 0; m-- {
		sum = sum*u + p[m]
	}
	return sum
}

// TestJetIdentities uses one routine against another: log∘exp, √x·√x, x·(1/x),
// with jets that have every coefficient.
func TestJetIdentities(t *testing.T) {
	s := newSource(9)
	j, n := Jet{Dirs: 2, Order: 5}, 19
	x := draw[float64](s, j.Planes()*n, false)
	for i := range n {
		x[i] = 0.5 + math.Abs(x[i])
	}
	y, z, one := make([]float64, len(x)), make([]float64, len(x)), make([]float64, len(x))
	Fill(one[:n], 1)
	near := func(name string, got, want []float64, tolerance float64) {
		t.Helper()
		for i := range want {
			if !(math.Abs(got[i]-want[i]) <= tolerance*(1+math.Abs(want[i]))) {
				t.Errorf("%s: %v, truth %v", name, got[i], want[i])
			}
		}
	}
	JetExp(y, x, j, n)
	JetLog(z, y, j, n)
	near("log exp", z, x, 1e-9)
	JetSqrt(y, x, j, n)
	JetMul(z, y, y, j, n)
	near("√x·√x", z, x, 1e-9)
	JetRecip(y, x, j, n)
	JetMul(y, y, x, j, n) // z may be x
	near("x/x", y, one, 1e-7)
	JetRecip(y, x, j, n)
	JetMul(y, x, y, j, n) // z may be y
	near("x/x", y, one, 1e-7)
}

// TestJetCorrIsTheTransposeOfJetMul: ⟨g, w⋆y⟩ = ⟨JetCorr(w, g), y⟩.
func TestJetCorrIsTheTransposeOfJetMul(t *testing.T) {
	s := newSource(10)
	for order := range 5 {
		for dirs := range 4 {
			j, n := Jet{Dirs: dirs, Order: order}, 13
			w, y, g := draw[float64](s, j.Planes()*n, false), draw[float64](s, j.Planes()*n, false), draw[float64](s, j.Planes()*n, false)
			p, c := make([]float64, len(w)), make([]float64, len(w))
			JetMul(p, w, y, j, n)
			JetCorr(c, w, g, j, n)
			if a, b := Dot(g, p), Dot(c, y); math.Abs(a-b) > 1e-12*(1+math.Abs(a)) {
				t.Errorf("%v: ⟨g, w⋆y⟩ = %v but ⟨wᵀg, y⟩ = %v", j, a, b)
			}
			JetCorr(g, w, g, j, n) // z may be y
			mustSame(t, "JetCorr in place", g, c)
		}
	}
}
