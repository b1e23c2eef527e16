package kernel

// Sums run in lanes: element i goes to lane i mod 8 (float64) or i mod 16
// (float32), in rising order from 0, and the lanes are then halved, lane l
// taking lane l+4, l+2, l+1 (float32 begins with l+8). No vector is wider than
// that, so every width gives the same bits.

// Sum is Σ x_i in the fixed order of lanes.
func Sum[T Float](x []T) T {
	var l lanes[T]
	n := fastSum(&l, x)
	l.sum(x[n:])
	return l.fold()
}

// Dot is Σ x_i·y_i, products rounded, in the fixed order of lanes.
func Dot[T Float](x, y []T) T {
	var l lanes[T]
	n := fastDot(&l, x, y)
	l.dot(x[n:], y[n:])
	return l.fold()
}

// dot4 is Dot of y with each of four rows of x, which lie ldx apart.
func dot4[T Float](x []T, ldx int, y []T) (z [4]T) {
	var l [4]lanes[T]
	n := fastDot4(&l, x, ldx, y)
	for i := range l {
		l[i].dot(x[i*ldx+n:i*ldx+len(y)], y[n:])
		z[i] = l[i].fold()
	}
	return z
}

// MaxAbs is the largest |x_i|: 0 of an empty slice, NaN where any x_i is NaN.
func MaxAbs[T Float](x []T) T {
	var l lanes[T]
	n := fastMaxAbs(&l, x)
	return plainMaxAbs(plainMaxAbs(0, l[:]), x[n:])
}

// How many lanes there are.
const (
	lanes64 = 8
	lanes32 = 16
)

// lanes holds partial sums; float64 uses the first half.
type lanes[T Float] [lanes32]T

// count is the number of lanes of the type.
func (l *lanes[T]) count() int {
	if _, single := any(T(0)).(float32); single {
		return lanes32
	}
	return lanes64
}

// sum adds x to the lanes, beginning at lane 0.
func (l *lanes[T]) sum(x []T) {
	mask := l.count() - 1
	for i, v := range x {
		l[i&mask] += v
	}
}

// dot adds the products to the lanes, beginning at lane 0.
func (l *lanes[T]) dot(x, y []T) {
	mask := l.count() - 1
	y = y[:len(x)]
	for i, v := range x {
		l[i&mask] += T(v * y[i])
	}
}

// fold adds the lanes to one number, halving them.
func (l *lanes[T]) fold() T {
	for half := l.count() / 2; half > 0; half /= 2 {
		for i := range half {
			l[i] += l[i+half]
		}
	}
	return l[0]
}

// plainMaxAbs is the largest of m and every |x_i|, or NaN where one of them is.
func plainMaxAbs[T Float](m T, x []T) T {
	for _, v := range x {
		if v < 0 {
			v = -v
		}
		if v > m || v != v {
			m = v
		}
	}
	return m
}
