package ode

import (
	"math"
	"slices"
)

// A comparison sums squares of fields and of their differences, in units of the sizes of
// the fields, which may be large.
type comparison struct{ difference, size, unit []float64 }

// newComparison is for fields of these sizes.
func newComparison(sizes []float64) *comparison {
	c := &comparison{unit: slices.Clone(sizes)}
	for f, v := range c.unit {
		if v == 0 {
			c.unit[f] = 1
		}
	}
	c.difference, c.size = make([]float64, len(c.unit)), make([]float64, len(c.unit))
	return c
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
		for f, unit := range c.unit {
			a, b := u.value(f, 0, s)/unit, v.value(f, 0, t)/unit
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
	for f, v := range c.size {
		largest = max(largest, math.Sqrt(v)*c.unit[f])
	}
	for f, v := range c.difference {
		if size := max(math.Sqrt(c.size[f]), 1e-8*largest/c.unit[f]); v > 0 {
			most = max(most, math.Sqrt(v)/size)
		}
		if v-v != 0 {
			return math.Inf(1)
		}
	}
	return most
}
