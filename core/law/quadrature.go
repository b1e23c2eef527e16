package law

import (
	"math"
	"slices"
)

// Gauss is the nodes and weights of Gauss and Legendre's rule on [0, 1], by
// Newton's method on the polynomial.
func Gauss(n int) (x, w []float64) {
	for i := range n {
		z := math.Cos(math.Pi * (float64(i) + 0.75) / (float64(n) + 0.5))
		slope := 0.0
		for range 8 {
			p, last := 1.0, 0.0
			for k := range n {
				p, last = ((2*float64(k)+1)*z*p-float64(k)*last)/float64(k+1), p
			}
			slope = float64(n) * (z*p - last) / (z*z - 1)
			z -= p / slope
		}
		x = append(x, (1+z)/2)
		w = append(w, 1/((1-z*z)*slope*slope))
	}
	return x, w
}

// nodes and weights are those of one panel of an integral.
var nodes, weights = Gauss(12)

// panels is into how many an interval is cut, by how many integrals there are
// within each other.
var panels = [...]int{8, 2, 1}

// integral is the value of an Integral or Total.
func (e *evaluation) integral(n *Node) float64 {
	if n.Op == Total {
		return e.total(n.Args[0])
	}
	if e.integrals >= len(panels) {
		return math.NaN()
	}
	inner := *e
	inner.integrals++
	if n.Index < 0 {
		inner.bound = append(slices.Clone(e.bound), 0)
	}
	return quadrature(e.value(n.Args[1]), e.value(n.Args[2]), panels[e.integrals], func(v float64) float64 {
		if n.Index < 0 {
			inner.bound[len(e.bound)] = v
		} else {
			inner.at[n.Index] = v
		}
		return inner.value(n.Args[0])
	})
}

// total is the integral over the box of space; over a region it is not a number.
func (e *evaluation) total(n *Node) float64 {
	inputs := e.p.space()
	if len(e.p.Where) > 0 || len(inputs) > len(panels) {
		return math.NaN()
	}
	inner := *e
	var over func(k int) float64
	over = func(k int) float64 {
		if k == len(inputs) {
			return inner.value(n)
		}
		c := e.p.Inputs[inputs[k]]
		return quadrature(c.Lo, c.Hi, panels[len(inputs)-1], func(v float64) float64 {
			inner.at[inputs[k]] = v
			return over(k + 1)
		})
	}
	return over(0)
}

// quadrature is the integral of f by panels of Gauss and Legendre's rule.
func quadrature(lo, hi float64, panels int, f func(v float64) float64) (sum float64) {
	h := (hi - lo) / float64(panels)
	for k := range panels {
		for i, x := range nodes {
			sum += h * weights[i] * f(lo+h*(float64(k)+x))
		}
	}
	return sum
}
