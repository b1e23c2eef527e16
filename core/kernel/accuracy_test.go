package kernel

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// The second method: series in 300-bit numbers.

const prec = 300

func number(x float64) *big.Float { return new(big.Float).SetPrec(prec).SetFloat64(x) }

func zero() *big.Float { return new(big.Float).SetPrec(prec) }

// series is Σ_n term_n, where term_n = term_{n−1}·ratio(n), until it is dust.
func sumSeries(first *big.Float, ratio func(n int64) *big.Float) *big.Float {
	sum, term := zero().Set(first), zero().Set(first)
	for n := int64(1); term.Sign() != 0 && term.MantExp(nil) > sum.MantExp(nil)-prec; n++ {
		term.Mul(term, ratio(n))
		sum.Add(sum, term)
	}
	return sum
}

func over(x *big.Float, n int64) *big.Float {
	return zero().Quo(x, zero().SetInt64(n))
}

// bigExp squares e^{x/2¹²} twelve times.
func bigExp(x *big.Float) *big.Float {
	small := zero().SetMantExp(x, -12)
	y := sumSeries(number(1), func(n int64) *big.Float { return over(small, n) })
	for range 12 {
		y.Mul(y, y)
	}
	return y
}

func bigTanh(x *big.Float) *big.Float {
	e := bigExp(zero().Add(x, x))
	return zero().Quo(zero().Sub(e, number(1)), zero().Add(e, number(1)))
}

// bigLog is Newton's iteration on exp, from math.Log.
func bigLog(x *big.Float) *big.Float {
	f, _ := x.Float64()
	y := number(math.Log(f))
	for range 4 {
		e := bigExp(zero().Neg(y))
		y.Add(y, zero().Sub(zero().Mul(x, e), number(1)))
	}
	return y
}

// bigPi is Machin's 16·artan(1/5) − 4·artan(1/239).
func bigPi() *big.Float {
	artan := func(m int64) *big.Float {
		sum, power := zero(), over(number(1), m)
		for n := int64(0); n < 250; n++ {
			t := over(power, (2*n+1)*(1-2*(n&1)))
			sum.Add(sum, t)
			power = over(power, m*m)
		}
		return sum
	}
	a, b := artan(5), artan(239)
	return a.Sub(a.Mul(a, number(16)), b.Mul(b, number(4)))
}

// bigSin is the series after whole iterations are taken off.
func bigSin(x *big.Float) *big.Float {
	twoPi := bigPi()
	twoPi.Add(twoPi, twoPi)
	k, _ := zero().Quo(x, twoPi).Int(nil)
	r := zero().Sub(x, zero().Mul(zero().SetInt(k), twoPi))
	z := zero().Mul(r, r)
	z.Neg(z)
	return sumSeries(r, func(n int64) *big.Float { return over(z, 2*n*(2*n+1)) })
}

func bigCos(x *big.Float) *big.Float {
	quarter := bigPi()
	return bigSin(zero().Add(x, quarter.Quo(quarter, number(2))))
}

// ulps64 is how many units in the last place got is away from want.
func ulps64(got float64, want *big.Float) float64 {
	w, _ := want.Float64()
	unit := math.Nextafter(math.Abs(w), math.Inf(1)) - math.Abs(w)
	d, _ := zero().Sub(number(got), want).Float64()
	return math.Abs(d) / unit
}

func TestAccuracy64(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	uniform := func(a, b float64) float64 { return a + (b-a)*r.Float64() }
	logarithmic := func(a, b float64) float64 {
		return math.Copysign(math.Exp(uniform(math.Log(a), math.Log(b))), r.Float64()-0.5)
	}
	near := func() float64 { // next to a multiple of π/2
		x := math.Pi / 2 * float64(r.IntN(600000))
		return x + float64(r.IntN(5)-2)*(math.Nextafter(x, 1e9)-x)
	}
	for _, c := range []struct {
		name  string
		f     func(z, x []float64)
		truth func(*big.Float) *big.Float
		draw  func() float64
	}{
		{"exp", Exp[float64], bigExp, func() float64 { return uniform(-708, 709.7) }},
		{"exp near 0", Exp[float64], bigExp, func() float64 { return logarithmic(1e-18, 2) }},
		{"tanh", Tanh[float64], bigTanh, func() float64 { return uniform(-2, 2) }},
		{"tanh near 0", Tanh[float64], bigTanh, func() float64 { return logarithmic(1e-18, 25) }},
		{"log", Log[float64], bigLog, func() float64 { return math.Abs(logarithmic(1e-300, 1e300)) * uniform(1, 2) }},
		{"log near 1", Log[float64], bigLog, func() float64 { return 1 + logarithmic(1e-15, 0.9) }},
		{"sin", Sin[float64], bigSin, func() float64 { return uniform(-10, 10) }},
		{"sin far", Sin[float64], bigSin, func() float64 { return logarithmic(1e-9, SinLimit64) }},
		{"sin near kπ/2", Sin[float64], bigSin, near},
		{"cos", Cos[float64], bigCos, func() float64 { return uniform(-10, 10) }},
		{"cos far", Cos[float64], bigCos, func() float64 { return logarithmic(1e-9, SinLimit64) }},
		{"cos near kπ/2", Cos[float64], bigCos, near},
	} {
		x := make([]float64, 400)
		for i := range x {
			x[i] = c.draw()
		}
		z := make([]float64, len(x))
		c.f(z, x)
		worst, at := 0.0, 0.0
		for i := range x {
			u := ulps64(z[i], c.truth(number(x[i])))
			if math.IsNaN(u) {
				t.Fatalf("%s: no number at %v", c.name, x[i])
			}
			if u > worst {
				worst, at = u, x[i]
			}
		}
		t.Logf("%-14s %.3f ulp at %v", c.name, worst, at)
		if !(worst <= 2) {
			t.Errorf("%s is off by %.3f ulp at %v", c.name, worst, at)
		}
	}
}

// ulps32 holds a float32 against a float64 truth.
func ulps32(got float32, want float64) float64 {
	w := float32(math.Abs(want))
	unit := float64(math.Nextafter32(w, math.MaxFloat32)) - float64(w)
	return math.Abs(float64(got)-want) / unit
}

// TestAccuracy32 walks through float32 by a stride that is coprime to every
// period of the bits.
func TestAccuracy32(t *testing.T) {
	for _, c := range []struct {
		name  string
		f     func(z, x []float32)
		truth func(float64) float64
		low   float32
		high  float32
	}{
		{"exp", Exp[float32], math.Exp, -87, 88.7},
		{"tanh", Tanh[float32], math.Tanh, -12, 12},
		{"log", Log[float32], math.Log, 1e-37, 1e38},
		{"sin", Sin[float32], math.Sin, -SinLimit32, SinLimit32},
		{"cos", Cos[float32], math.Cos, -SinLimit32, SinLimit32},
	} {
		var x []float32
		for bits := uint64(0); bits < 1<<32; bits += 4999 {
			if v := math.Float32frombits(uint32(bits)); v >= c.low && v <= c.high {
				x = append(x, v)
			}
		}
		for k := range 5215 { // next to multiples of π/2
			v := float32(float64(k) * math.Pi / 2)
			if v <= c.high && v >= c.low {
				x = append(x, v, math.Nextafter32(v, 0), math.Nextafter32(v, c.high))
			}
		}
		z := make([]float32, len(x))
		c.f(z, x)
		worst, at := 0.0, float32(0)
		for i := range x {
			u := ulps32(z[i], c.truth(float64(x[i])))
			if math.IsNaN(u) {
				t.Fatalf("%s: no number at %v", c.name, x[i])
			}
			if u > worst {
				worst, at = u, x[i]
			}
		}
		t.Logf("%-5s %.3f ulp at %v", c.name, worst, at)
		if !(worst <= 2) {
			t.Errorf("%s is off by %.3f ulp at %v", c.name, worst, at)
		}
	}
}
