package kernel

import "math"

// Add is z_i = x_i + y_i.
func Add[T Float](z, x, y []T) {
	n := fastAdd(z, x, y)
	plainAdd(z[n:], x[n:], y[n:])
}

// Sub is z_i = x_i − y_i.
func Sub[T Float](z, x, y []T) {
	n := fastSub(z, x, y)
	plainSub(z[n:], x[n:], y[n:])
}

// Mul is z_i = x_i·y_i.
func Mul[T Float](z, x, y []T) {
	n := fastMul(z, x, y)
	plainMul(z[n:], x[n:], y[n:])
}

// Div is z_i = x_i/y_i.
func Div[T Float](z, x, y []T) {
	n := fastDiv(z, x, y)
	plainDiv(z[n:], x[n:], y[n:])
}

// Scale is z_i = a·x_i.
func Scale[T Float](z []T, a T, x []T) {
	n := fastScale(z, a, x)
	plainScale(z[n:], a, x[n:])
}

// Axpy is z_i = z_i + a·x_i.
func Axpy[T Float](z []T, a T, x []T) {
	n := fastAxpy(z, a, x)
	plainAxpy(z[n:], a, x[n:])
}

// axpy4 is z_i = z_i + a_0·x_i + … + a_3·x_{i+3·ldx}, one row of x after the other
// as by four Axpy: z is read and written once.
func axpy4[T Float](z []T, a [4]T, x []T, ldx int) {
	n := fastAxpy4(z, a[0], a[1], a[2], a[3], x, ldx)
	for r, v := range a {
		plainAxpy(z[n:], v, x[r*ldx+n:])
	}
}

// AddScalar is z_i = a + x_i.
func AddScalar[T Float](z []T, a T, x []T) {
	n := fastAddScalar(z, a, x)
	plainAddScalar(z[n:], a, x[n:])
}

// Fill is z_i = a.
func Fill[T Float](z []T, a T) {
	n := fastFill(z, a)
	plainFill(z[n:], a)
}

// Sqrt is z_i = √x_i, correctly rounded.
func Sqrt[T Float](z, x []T) {
	n := fastSqrt(z, x)
	plainSqrt(z[n:], x[n:])
}

// Recip is z_i = 1/x_i.
func Recip[T Float](z, x []T) {
	n := fastRecip(z, x)
	plainRecip(z[n:], x[n:])
}

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
