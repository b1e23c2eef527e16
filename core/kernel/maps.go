package kernel

import "math"

// Add is z_i = x_i + y_i.
func Add[T Float](z, x, y []T) { plainAdd(z, x, y) }

// Sub is z_i = x_i − y_i.
func Sub[T Float](z, x, y []T) { plainSub(z, x, y) }

// Mul is z_i = x_i·y_i.
func Mul[T Float](z, x, y []T) { plainMul(z, x, y) }

// Div is z_i = x_i/y_i.
func Div[T Float](z, x, y []T) { plainDiv(z, x, y) }

// Scale is z_i = a·x_i.
func Scale[T Float](z []T, a T, x []T) { plainScale(z, a, x) }

// Axpy is z_i = z_i + a·x_i.
func Axpy[T Float](z []T, a T, x []T) { plainAxpy(z, a, x) }

// AddScalar is z_i = a + x_i.
func AddScalar[T Float](z []T, a T, x []T) { plainAddScalar(z, a, x) }

// Fill is z_i = a.
func Fill[T Float](z []T, a T) { plainFill(z, a) }

// Sqrt is z_i = √x_i, correctly rounded.
func Sqrt[T Float](z, x []T) { plainSqrt(z, x) }

// Recip is z_i = 1/x_i.
func Recip[T Float](z, x []T) { plainRecip(z, x) }

// The plain loops that define the maps.

func plainAdd[T Float](z, x, y []T) {
	x, y = x[:len(z)], y[:len(z)]
	for i := range z {
		z[i] = x[i] + y[i]
	}
}

func plainSub[T Float](z, x, y []T) {
	x, y = x[:len(z)], y[:len(z)]
	for i := range z {
		z[i] = x[i] - y[i]
	}
}

func plainMul[T Float](z, x, y []T) {
	x, y = x[:len(z)], y[:len(z)]
	for i := range z {
		z[i] = x[i] * y[i]
	}
}

func plainDiv[T Float](z, x, y []T) {
	x, y = x[:len(z)], y[:len(z)]
	for i := range z {
		z[i] = x[i] / y[i]
	}
}

func plainScale[T Float](z []T, a T, x []T) {
	x = x[:len(z)]
	for i := range z {
		z[i] = a * x[i]
	}
}

func plainAxpy[T Float](z []T, a T, x []T) {
	x = x[:len(z)]
	for i := range z {
		z[i] += T(a * x[i])
	}
}

func plainAddScalar[T Float](z []T, a T, x []T) {
	x = x[:len(z)]
	for i := range z {
		z[i] = a + x[i]
	}
}

func plainFill[T Float](z []T, a T) {
	for i := range z {
		z[i] = a
	}
}

func plainSqrt[T Float](z, x []T) {
	x = x[:len(z)]
	for i := range z {
		z[i] = T(math.Sqrt(float64(x[i]))) // rounding twice is harmless: 53 ≥ 2·24+2 bits
	}
}

func plainRecip[T Float](z, x []T) {
	x = x[:len(z)]
	for i := range z {
		z[i] = 1 / x[i]
	}
}
