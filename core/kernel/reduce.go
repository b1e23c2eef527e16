package kernel

// Sums run in lanes: element i goes to lane i mod 8 (float64) or i mod 16
// (float32), in rising order from 0, and the lanes are then halved, lane l
// taking lane l+4, l+2, l+1 (float32 begins with l+8). No vector is wider than
// that, so every width gives the same bits.

// Sum is Σ x_i in the fixed order of lanes.
func Sum[T Float](x []T) T { return plainSum(x) }

// Dot is Σ x_i·y_i, products rounded, in the fixed order of lanes.
func Dot[T Float](x, y []T) T { return plainDot(x, y) }

// MaxAbs is the largest |x_i|: 0 of an empty slice, NaN where any x_i is NaN.
func MaxAbs[T Float](x []T) T { return plainMaxAbs(x) }

// lanes holds partial sums; float64 uses the first half.
type lanes[T Float] [16]T

// width is the number of lanes for the type.
func width[T Float]() int {
	if _, single := any(T(0)).(float32); single {
		return 16
	}
	return 8
}

// fold adds the lanes to one number, halving them.
func (l *lanes[T]) fold(width int) T {
	for half := width / 2; half > 0; half /= 2 {
		for i := range half {
			l[i] += l[i+half]
		}
	}
	return l[0]
}

func plainSum[T Float](x []T) T {
	var l lanes[T]
	w := width[T]()
	for i, v := range x {
		l[i&(w-1)] += v
	}
	return l.fold(w)
}

func plainDot[T Float](x, y []T) T {
	var l lanes[T]
	w := width[T]()
	y = y[:len(x)]
	for i, v := range x {
		l[i&(w-1)] += T(v * y[i])
	}
	return l.fold(w)
}

func plainMaxAbs[T Float](x []T) T {
	var m T
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
