package expr

import (
	"math"

	"residual/core/kernel"
)

// Numbers is the algebra of float64, with package kernel's functions.
type Numbers struct{}

func (Numbers) Number(v float64) float64 { return v }

func (Numbers) Binary(op Op, a, b float64) float64 {
	switch op {
	case Add:
		return a + b
	case Sub:
		return a - b
	case Mul:
		return float64(a * b)
	}
	return a / b
}

func (Numbers) Unary(op Op, a float64) float64 {
	switch op {
	case Neg:
		return -a
	case Sin:
		return kernel.Sin1(a)
	case Cos:
		return kernel.Cos1(a)
	case Exp:
		return kernel.Exp1(a)
	case Sqrt:
		return math.Sqrt(a)
	case Log:
		return kernel.Log1(a)
	case Abs:
		return math.Abs(a)
	}
	z := [1]float64{a}
	kernel.Tanh(z[:], z[:])
	return z[0]
}

func (Numbers) Power(a float64, n int) float64 { return power(a, n, 1.0, times, inverse) }

func times(a, b float64) float64 { return float64(a * b) }
func inverse(a float64) float64  { return 1 / a }

// power is aⁿ by squaring.
func power[T any](a T, n int, one T, mul func(a, b T) T, inv func(T) T) T {
	switch {
	case n < 0:
		return inv(power(a, -n, one, mul, inv))
	case n == 0:
		return one
	case n == 1:
		return a
	}
	half := power(a, n/2, one, mul, inv)
	z := mul(half, half)
	if n%2 == 1 {
		z = mul(z, a)
	}
	return z
}
