package law

import (
	"math"

	"residual/core/kernel"
)

// taylor is the coefficients of a function at v, up to order n. Where it has no
// derivative they are not numbers.
func taylor(f Function, v float64, n int) []float64 {
	switch f {
	case Sin, Cos, Sinh, Cosh, Exp:
		return periodicSeries(f, v, n)
	case Log:
		return integrated(kernel.Log1(v), reciprocal(v, n))
	case Sqrt:
		z := powerSeries(v, 0.5, n)
		z[0] = math.Sqrt(v)
		return z
	case Tan:
		return riccati(kernel.Sin1(v)/kernel.Cos1(v), 1, n)
	case Tanh:
		return riccati(tanh(v), -1, n)
	case Abs, Sign, Step:
		return kinked(f, v, n)
	}
	// f′ is a function of s = x² near v.
	c := newCalculus(along(0, n))
	x := c.variable(0, v)
	s := c.mul(x, x)
	switch f {
	case Atan:
		return integrated(math.Atan(v), c.compose(reciprocal(1+s[0], n), s))
	case Erf:
		slope := c.apply(Exp, c.add(c.constant(0), s, -1))
		return integrated(math.Erf(v), c.mul(slope, c.constant(2/math.Sqrt(math.Pi))))
	}
	slope := c.power(c.add(c.constant(1), s, -1), c.constant(-0.5))
	if f == Acos {
		return integrated(math.Acos(v), c.mul(slope, c.constant(-1)))
	}
	return integrated(math.Asin(v), slope)
}

// integrated is the series with the derivative f and a value.
func integrated(value float64, f []float64) []float64 {
	z := []float64{value}
	for k := 1; k < len(f); k++ {
		z = append(z, f[k-1]/float64(k))
	}
	return z
}

// periodicSeries is that of a function whose derivatives come back.
func periodicSeries(f Function, v float64, n int) []float64 {
	var cycle []float64
	switch f {
	case Sin, Cos:
		s, c := kernel.Sin1(v), kernel.Cos1(v)
		if cycle = []float64{s, c, -s, -c}; f == Cos {
			cycle = []float64{c, -s, -c, s}
		}
	case Exp:
		cycle = []float64{kernel.Exp1(v)}
	default:
		s, c := hyperbolic(v)
		if cycle = []float64{s, c}; f == Cosh {
			cycle = []float64{c, s}
		}
	}
	z, factorial := make([]float64, n+1), 1.0
	for k := range z {
		if k > 1 {
			factorial *= float64(k)
		}
		z[k] = cycle[k%len(cycle)] / factorial
	}
	return z
}

// hyperbolic is the hyperbolic sine and cosine.
func hyperbolic(v float64) (s, c float64) {
	p, m := kernel.Exp1(v), kernel.Exp1(-v)
	s, c = (p-m)/2, (p+m)/2
	if math.Abs(v) < 0.1 { // p − m cancels
		s = v * (1 + v*v/6*(1+v*v/20*(1+v*v/42*(1+v*v/72))))
	}
	return s, c
}

func tanh(v float64) float64 {
	z := [1]float64{v}
	kernel.Tanh(z[:], z[:])
	return z[0]
}

// riccati is the series of y′ = 1 + sign·y².
func riccati(y0, sign float64, n int) []float64 {
	y := []float64{y0}
	for k := range n {
		sum := 0.0
		for i := range y {
			sum += y[i] * y[k-i]
		}
		if sum *= sign; k == 0 {
			sum++
		}
		y = append(y, sum/float64(k+1))
	}
	return y
}

func kinked(f Function, v float64, n int) []float64 {
	z := make([]float64, n+1)
	z[0] = kink(f, v)
	if f == Abs && n > 0 {
		z[1] = kink(Sign, v)
	}
	for k := 1; k <= n && v == 0; k++ {
		z[k] = math.NaN()
	}
	return z
}

// kink is the value of |v|, the sign of v, or the step at 0.
func kink(f Function, v float64) float64 {
	switch {
	case f == Abs:
		return math.Abs(v)
	case v > 0 || f == Step && v == 0:
		return 1
	case v < 0 && f == Sign:
		return -1
	}
	return 0
}
