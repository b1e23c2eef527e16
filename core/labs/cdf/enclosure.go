package cdf

import "residual/core/interval"

// A jet is a quantity over an interval of t: bounds of its value, its slope and
// its curvature.
type jet struct{ u, d, c interval.Interval }

// tanh encloses tanh u by s = 1 − tanh² u:
//
//	y′ = s·u′   y″ = s·u″ − 2·y·s·u′²
func (x jet) tanh() jet {
	y, s := x.u.Tanh(), x.u.TanhDerivative()
	return jet{y, s.Mul(x.d), s.Mul(x.c).Sub(y.Mul(s).Mul(x.d.Sqr()).Scale(2))}
}

// plus is x + w·h.
func (x jet) plus(w float64, h jet) jet {
	return jet{x.u.Add(h.u.Scale(w)), x.d.Add(h.d.Scale(w)), x.c.Add(h.c.Scale(w))}
}

// An enclosure bounds the slope of a network over intervals.
type enclosure struct {
	width int
	w     []float64 // weights and biases, side by side
	h, z  []jet
}

func newEnclosure(width int, w []float64) *enclosure {
	return &enclosure{width, w, make([]jet, width), make([]jet, width)}
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
	all := e.run(t)
	centred := e.run(m).d.Add(all.c.Mul(t.Sub(m)))
	both, _ := all.d.Intersect(centred)
	return both
}

// run encloses the network over t.
func (e *enclosure) run(t interval.Interval) jet {
	zero := interval.Point(0)
	x := jet{t, interval.Point(1), zero}
	w, n := e.w, e.width
	for k := range n {
		e.h[k] = constant(w[n+k]).plus(w[k], x).tanh()
	}
	w = w[2*n:]
	for k := range n {
		z := constant(w[n*n+k])
		for j := range n {
			z = z.plus(w[j*n+k], e.h[j])
		}
		e.z[k] = z.tanh()
	}
	w = w[(n+1)*n:]
	y := constant(w[n])
	for j := range n {
		y = y.plus(w[j], e.z[j])
	}
	return y
}

// constant is a number that does not change with t.
func constant(v float64) jet {
	return jet{interval.Point(v), interval.Point(0), interval.Point(0)}
}
