package kernel

import "math"

// dot is Dot over strided vectors.
func dot[T Float](n int, x []T, incX int, y []T, incY int) T {
	if incX == 1 && incY == 1 {
		return Dot(x[:n], y[:n])
	}
	var l lanes[T]
	mask := l.count() - 1
	ix, iy := firstIndex(n, incX), firstIndex(n, incY)
	for i := range n {
		l[i&mask] += T(x[ix] * y[iy])
		ix, iy = ix+incX, iy+incY
	}
	return l.fold()
}

// asum is Σ|x_i| in the order of Sum.
func asum[T Float](n int, x []T, inc int) T {
	var l lanes[T]
	mask := l.count() - 1
	for i := range n {
		l[i&mask] += T(math.Abs(float64(x[i*inc])))
	}
	return l.fold()
}

// norm is √Σx_i². Where the squares might overflow or underflow, x is divided by
// its largest element first.
func norm[T Float](n int, x []T, inc int) T {
	var most T
	low, high := safeSquares[T]()
	s := dot(n, x, inc, x, inc)
	if s > low && s < high {
		return T(math.Sqrt(float64(s)))
	}
	for i := range n {
		most = plainMaxAbs(most, x[i*inc:][:1])
	}
	if most == 0 || most-most != 0 { // 0, ±Inf or NaN
		return most
	}
	var l lanes[T]
	mask := l.count() - 1
	for i := range n {
		v := x[i*inc] / most
		l[i&mask] += T(v * v)
	}
	return most * T(math.Sqrt(float64(l.fold())))
}

// safeSquares are the bounds between which a sum of squares has neither lost
// digits to underflow nor overflowed.
func safeSquares[T Float]() (low, high T) {
	if _, single := any(T(0)).(float32); single {
		return T(float32(1e-28)), T(float32(1e38))
	}
	low, high = 1e-28, 1e38
	for range 3 {
		low, high = low*low, high*high // 10⁻²²⁴, 10³⁰⁴
	}
	return low, high
}

// axpy is y = y + α·x over strided vectors.
func axpy[T Float](n int, alpha T, x []T, incX int, y []T, incY int) {
	if incX == 1 && incY == 1 {
		Axpy(y[:n], alpha, x[:n])
		return
	}
	ix, iy := firstIndex(n, incX), firstIndex(n, incY)
	for range n {
		y[iy] += T(alpha * x[ix])
		ix, iy = ix+incX, iy+incY
	}
}

// scal is x = α·x over a strided vector.
func scal[T Float](n int, alpha T, x []T, inc int) {
	if inc == 1 {
		Scale(x[:n], alpha, x[:n])
		return
	}
	for i := range n {
		x[i*inc] *= alpha
	}
}
