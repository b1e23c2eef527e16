package interval

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// The second method: exact fractions for arithmetic, series in 400-bit numbers
// for functions.

func fraction(x float64) *big.Rat { return new(big.Rat).SetFloat64(x) }

// holdsRat tells whether the exact number is in a.
func holdsRat(a Interval, x *big.Rat) bool {
	return (math.IsInf(a.Lo, -1) || fraction(a.Lo).Cmp(x) <= 0) && (math.IsInf(a.Hi, 1) || x.Cmp(fraction(a.Hi)) <= 0)
}

func number(x float64) *big.Float { return new(big.Float).SetPrec(400).SetFloat64(x) }

// series is Σ termₙ with termₙ = termₙ₋₁·z/step(n), until the terms are dust.
func series(first, z *big.Float, step func(n float64) float64) *big.Float {
	sum, term := number(0).Set(first), number(0).Set(first)
	for n := 1.0; term.Sign() != 0 && (n < 60 || term.MantExp(nil) > sum.MantExp(nil)-400); n++ {
		term.Mul(term, z)
		term.Quo(term, number(step(n)))
		sum.Add(sum, term)
	}
	return sum
}

func bigExp(x float64) *big.Float {
	return series(number(1), number(x), func(n float64) float64 { return n })
}

// even and odd are Σ (sx²)ⁿ/(2n)! and x·Σ (sx²)ⁿ/(2n+1)!, s a sign.
func even(x, s float64) *big.Float {
	z := number(x)
	z.Mul(z, number(s*x))
	return series(number(1), z, func(n float64) float64 { return 2 * n * (2*n - 1) })
}

func odd(x, s float64) *big.Float {
	z := number(x)
	z.Mul(z, number(s*x))
	return series(number(x), z, func(n float64) float64 { return 2 * n * (2*n + 1) })
}

func bigSin(x float64) *big.Float  { return odd(x, -1) }
func bigCos(x float64) *big.Float  { return even(x, -1) }
func bigTanh(x float64) *big.Float { return number(0).Quo(odd(x, 1), even(x, 1)) }

func holdsBig(a Interval, x *big.Float) bool {
	return number(a.Lo).Cmp(x) <= 0 && x.Cmp(number(a.Hi)) <= 0
}

// draw is an interval of random size and place, often with an end at a whole
// number or 0, and a number in it.
func draw(r *rand.Rand, size float64) (Interval, float64) {
	a, b := size*(2*r.Float64()-1), size*(2*r.Float64()-1)
	switch r.IntN(5) {
	case 0:
		b = a
	case 1:
		b = a + size*math.Exp2(-30*r.Float64())
	case 2:
		a = math.Round(a)
	case 3:
		a, b = 0, math.Abs(b)*math.Exp2(-1000*r.Float64())
	}
	z := Interval{min(a, b), max(a, b)}
	return z, max(z.Lo, min(z.Hi, z.Lo+r.Float64()*(z.Hi-z.Lo)))
}

func TestArithmeticContains(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	for range 6000 {
		a, x := draw(r, math.Exp2(float64(r.IntN(40)-20)))
		b, y := draw(r, math.Exp2(float64(r.IntN(40)-20)))
		p, q := fraction(x), fraction(y)
		check := func(name string, got Interval, want *big.Rat) {
			if !holdsRat(got, want) || !(got.Lo <= got.Hi) {
				t.Fatalf("%s of %v in %v and %v in %v: not in %v", name, x, a, y, b, got)
			}
		}
		rat := func() *big.Rat { return new(big.Rat) }
		check("sum", a.Add(b), rat().Add(p, q))
		check("difference", a.Sub(b), rat().Sub(p, q))
		check("product", a.Mul(b), rat().Mul(p, q))
		check("multiple", a.Scale(y), rat().Mul(p, q))
		check("modulus", a.Abs(), rat().Abs(p))
		check("hull", a.Hull(b), q)
		if y != 0 {
			check("quotient", a.Div(b), rat().Quo(p, q))
		}
		power := rat().SetInt64(1)
		for n := range 8 {
			check("power", a.Pow(n), power)
			if x != 0 {
				check("inverse power", a.Pow(-n), rat().Inv(power))
			}
			power.Mul(power, p)
		}
		check("square", a.Sqr(), rat().Mul(p, p))
		root := a.Abs().Sqrt()
		check("square root", root.Sqr(), rat().Abs(p))
	}
}

func TestFunctionsContain(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 800 {
		a, x := draw(r, []float64{1e-6, 1, 20, 40}[i%4])
		for _, c := range []struct {
			name string
			got  Interval
			want *big.Float
		}{
			{"exp", a.Exp(), bigExp(x)},
			{"tanh", a.Tanh(), bigTanh(x)},
			{"sin", a.Sin(), bigSin(x)},
			{"cos", a.Cos(), bigCos(x)},
		} {
			if !holdsBig(c.got, c.want) {
				t.Fatalf("%s of %v in %v: %v is not in %v", c.name, x, a, c.want, c.got)
			}
		}
		slope := number(1)
		slope.Sub(slope, number(0).Mul(bigTanh(x), bigTanh(x)))
		if !holdsBig(a.TanhDerivative(), slope) {
			t.Fatalf("tanh′ of %v in %v: %v is not in %v", x, a, slope, a.TanhDerivative())
		}
		// x is between e^lo and e^hi where lo and hi bound its logarithm.
		if p := a.Abs(); p.Lo > 0 {
			l := p.Log()
			if bigExp(l.Lo).Cmp(number(math.Abs(x))) > 0 || bigExp(l.Hi).Cmp(number(math.Abs(x))) < 0 {
				t.Fatalf("log of %v in %v: not in %v", x, p, l)
			}
		}
	}
}

// TestTight: bounds of one number are a few units apart, those of a wave as
// narrow as the wave is.
func TestTight(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 3))
	for range 2000 {
		x := 0.1 + 3*r.Float64()
		p := Point(x)
		for name, got := range map[string]Interval{
			"sum": p.Add(p), "square": p.Sqr(), "root": p.Sqrt(), "exp": p.Exp(), "tanh": p.Tanh(), "log of exp": p.Exp().Log(),
			"quotient": Point(1).Div(p), "cube": p.Pow(3),
		} {
			if w := got.Width() / got.Mag(); w > 3e-14 {
				t.Fatalf("%s of %v is %v wide", name, x, w)
			}
		}
		w := 0.5 * r.Float64()
		if got := (Interval{x, x + w}).Sin().Width(); got > w+1e-14 {
			t.Fatalf("sin over [%v, %v] is %v wide", x, x+w, got)
		}
	}
}

// TestEdges: what overflows or is not defined gives a bound that holds all.
func TestEdges(t *testing.T) {
	huge := Interval{math.MaxFloat64, math.MaxFloat64}
	for name, got := range map[string]Interval{
		"1/[-1, 2]": Point(1).Div(Interval{-1, 2}), "√[-2, -1]": Interval{-2, -1}.Sqrt(), "log [-2, 0]": Interval{-2, 0}.Log(),
		"whole·0": Whole().Mul(Point(0)), "whole − whole": Whole().Sub(Whole()),
	} {
		if got != Whole() {
			t.Errorf("%s = %v", name, got)
		}
	}
	if got := (Interval{-1, 4}).Sqrt(); got.Lo != 0 || got.Hi < 2 || got.Hi > 2.001 {
		t.Errorf("√[-1, 4] = %v", got)
	}
	if got := (Interval{-1, 1}).Log(); !math.IsInf(got.Lo, -1) || got.Hi < 0 || got.Hi > 1e-3 {
		t.Errorf("log [-1, 1] = %v", got)
	}
	if got := huge.Add(huge); got.Lo > math.MaxFloat64 || !math.IsInf(got.Hi, 1) {
		t.Errorf("twice the largest number: %v", got)
	}
	if got := (Interval{-800, 800}).Exp(); got.Lo != 0 || !math.IsInf(got.Hi, 1) {
		t.Errorf("exp: %v", got)
	}
	if got := (Interval{1e9, 1e9 + 1}).Cos(); got != (Interval{-1, 1}) {
		t.Errorf("cos far out: %v", got)
	}
	if got := (Interval{-3, 2}).Pow(2); got.Lo != 0 {
		t.Errorf("[-3, 2]² = %v", got)
	}
}

// TestSinPeaks: an interval that just reaches over a peak has 1 in its sine, one
// that stays clear of it has not.
func TestSinPeaks(t *testing.T) {
	for k := range 400 {
		turn := float64(k-200) * math.Pi / 2
		over, short := Interval{turn - 1e-3, turn + 1e-3}, Interval{turn + 1e-3, turn + 1}
		s := over.Sin()
		if peak := k % 4; (s.Hi == 1) != (peak == 1) || (s.Lo == -1) != (peak == 3) {
			t.Errorf("sin %v = %v", over, s)
		}
		if s := short.Sin(); s.Hi == 1 || s.Lo == -1 {
			t.Errorf("sin %v = %v", short, s)
		}
	}
}

// TestVectors: a layer and a matrix contain what they make of numbers inside.
func TestVectors(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 4))
	const in, out = 5, 3
	for range 500 {
		w, b, x, m := make([]float64, in*out), make([]float64, out), make([]Interval, in), make([]Interval, in*out)
		at, mat := make([]float64, in), make([]float64, in*out)
		for i := range w {
			w[i] = 2*r.Float64() - 1
			m[i], mat[i] = draw(r, 1)
		}
		for i := range x {
			x[i], at[i] = draw(r, 1)
		}
		layer, image := make([]Interval, out), make([]Interval, out)
		Affine(layer, x, w, b)
		Apply(image, m, x)
		for j := range out {
			exact, other := new(big.Rat), new(big.Rat)
			for i := range in {
				exact.Add(exact, new(big.Rat).Mul(fraction(at[i]), fraction(w[i*out+j])))
				other.Add(other, new(big.Rat).Mul(fraction(at[i]), fraction(mat[j*in+i])))
			}
			if !holdsRat(layer[j], exact) || !holdsRat(image[j], other) {
				t.Fatalf("column %d", j)
			}
		}
	}
}
