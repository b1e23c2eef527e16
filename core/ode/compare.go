package ode

import "math"

// A comparison sums squares of fields and of their differences.
type comparison struct{ difference, size []float64 }

func newComparison(fields int) *comparison {
	return &comparison{make([]float64, fields), make([]float64, fields)}
}

// add goes through a piece of u by a rule, against v. It is false where v is not known.
func (c *comparison) add(u, v *pieces, piece int, q rule) bool {
	h := math.Abs(u.x[piece+1]-u.x[piece]) / 2
	for i, xi := range q.nodes {
		s := u.inside(piece, xi)
		t, ok := v.find(s.x, false)
		if !ok {
			return false
		}
		for f := range u.orders {
			a, b := u.value(f, 0, s), v.value(f, 0, t)
			c.difference[f] += h * q.weights[i] * (a - b) * (a - b)
			c.size[f] += h * q.weights[i] * a * a
		}
	}
	return true
}

// relative is the largest relative L² difference of a field. That of a field that is
// almost 0 is relative to the largest field.
func (c *comparison) relative() (most float64) {
	largest := 0.0
	for _, v := range c.size {
		largest = max(largest, math.Sqrt(v))
	}
	for f, v := range c.difference {
		if size := max(math.Sqrt(c.size[f]), 1e-8*largest); v > 0 {
			most = max(most, math.Sqrt(v)/size)
		}
		if v-v != 0 {
			return math.Inf(1)
		}
	}
	return most
}
