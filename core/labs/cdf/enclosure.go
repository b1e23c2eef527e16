package cdf

import "residual/core/interval"

// An enclosure bounds the slope of a network over intervals of t.
type enclosure struct {
	width int
	w     []float64      // weights and biases, side by side
	h, z  []interval.Jet // the units of the two hidden layers
}

func newEnclosure(width int, w []float64) *enclosure {
	return &enclosure{width, w, make([]interval.Jet, width), make([]interval.Jet, width)}
}

// slope bounds F̂′ over t by the mean value theorem with the midpoint m, and by
// the slope's own enclosure; both hold, so what they have in common does:
//
//	F̂′(T) ⊆ F̂′(m) + F̂″(T)·(T − m)
//
// The first is narrower than T by a power: its excess falls with the square of
// the width (Moore, Kearfott & Cloud 2009, section 6.3).
func (e *enclosure) slope(t interval.Interval) interval.Interval {
	m := interval.Point(t.Mid())
	all := e.network(t)
	centred := e.network(m).Slope.Add(all.Curvature.Mul(t.Sub(m)))
	both, _ := all.Slope.Intersect(centred)
	return both
}

// network encloses F̂ over t.
func (e *enclosure) network(t interval.Interval) interval.Jet {
	w, n := e.w, e.width
	for k := range n {
		e.h[k] = interval.Constant(w[n+k]).AddScaled(w[k], interval.Variable(t)).Tanh()
	}
	w = w[2*n:]
	for k := range n {
		z := interval.Constant(w[n*n+k])
		for j := range n {
			z = z.AddScaled(w[j*n+k], e.h[j])
		}
		e.z[k] = z.Tanh()
	}
	w = w[(n+1)*n:]
	y := interval.Constant(w[n])
	for j := range n {
		y = y.AddScaled(w[j], e.z[j])
	}
	return y
}
