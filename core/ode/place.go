package ode

import (
	"math"
	"slices"
)

// at is a field at another place.
func (c *calculation) at(q *piece, x, weight float64, grad []float64) float64 {
	s, ok := c.u.find(x, false)
	if !ok {
		return math.NaN()
	}
	return c.local(q.f, q.d, s, weight, grad)
}

// jump is what a form changes by across a point between pieces.
func (c *calculation) jump(q *piece, x, weight float64, grad []float64) float64 {
	up, ok := c.u.find(x, false)
	down, also := c.u.find(x, true)
	if !ok || !also || up.piece == down.piece {
		return math.NaN()
	}
	up.x, down.x = math.Nextafter(x, math.Inf(1)), math.Nextafter(x, math.Inf(-1))
	return c.add(q.inner, up, weight, grad) - c.add(q.inner, down, -weight, grad)
}

// integral is that of a form from lo to hi, over the input or over a bound, by Gauss's
// rule between the points at which pieces meet.
func (c *calculation) integral(q *piece, s spot, lo, hi, weight float64, grad []float64) (sum float64) {
	for _, part := range c.parts(lo, hi) {
		h := part[1] - part[0]
		for i, xi := range c.q.nodes {
			v := part[0] + h*(1+xi)/2
			t, ok := s, true
			if t.bounds = append(slices.Clone(s.bounds), v); q.index >= 0 {
				t, ok = c.u.find(v, false)
				t.bounds = s.bounds
			}
			if !ok {
				return math.NaN()
			}
			w := c.q.weights[i] * h / 2
			sum += w * c.add(q.inner, t, weight*w, grad)
		}
	}
	return sum
}

// parts is an interval, cut where pieces meet.
func (c *calculation) parts(lo, hi float64) (all [][2]float64) {
	if lo > hi {
		for _, p := range c.parts(hi, lo) {
			all = append(all, [2]float64{p[1], p[0]})
		}
		return all
	}
	for _, x := range c.u.x {
		if x > lo && x < hi {
			all = append(all, [2]float64{lo, x})
			lo = x
		}
	}
	return append(all, [2]float64{lo, hi})
}
