package interval

// Affine sets z = x·W + b, a layer of a network: W is len(x) × len(z), row by
// row, and b may be nil for 0.
func Affine(z, x []Interval, w, b []float64) {
	for j := range z {
		sum := Interval{}
		if b != nil {
			sum = Point(b[j])
		}
		for i, v := range x {
			sum = sum.Add(v.Scale(w[i*len(z)+j]))
		}
		z[j] = sum
	}
}

// Apply sets z = M·x, M of len(z) × len(x) intervals, row by row.
func Apply(z, m, x []Interval) {
	for i := range z {
		sum := Interval{}
		for j, v := range x {
			sum = sum.Add(m[i*len(x)+j].Mul(v))
		}
		z[i] = sum
	}
}

// Widest is the index of the widest interval and its width.
func Widest(x []Interval) (at int, width float64) {
	for i, v := range x {
		if w := v.Width(); w > width {
			at, width = i, w
		}
	}
	return at, width
}

// Mids sets m to the middles of x.
func Mids(m []float64, x []Interval) {
	for i, v := range x {
		m[i] = v.Mid()
	}
}
