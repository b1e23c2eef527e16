package law

import (
	"math"
	"slices"
)

// An evaluation is a point, and what the fields are near it.
type evaluation struct {
	p      *Problem
	params []float64
	at     [MaxInputs]float64
	field  func(e *evaluation, f int, b box) jet // over the box, at e.at
	normal [MaxInputs]float64
	bound  []float64
	known  map[box]*calculus

	integrals int // how many there are around
}

func (p *Problem) evaluation() *evaluation {
	e := &evaluation{p: p, known: map[box]*calculus{}}
	for _, q := range p.Params {
		v := q.Value
		if !math.IsNaN(q.Truth) {
			v = q.Truth
		}
		e.params = append(e.params, v)
	}
	e.field = (*evaluation).truth
	return e
}

// truth is the known solution; where there is none it is not a number.
func (e *evaluation) truth(f int, b box) jet {
	if n := e.p.Fields[f].Truth; n != nil {
		return e.eval(n, b)
	}
	z := make(jet, volume(b))
	for i := range z {
		z[i] = math.NaN()
	}
	return z
}

func (e *evaluation) calculus(b box) *calculus {
	if e.known[b] == nil {
		e.known[b] = newCalculus(b)
	}
	return e.known[b]
}

// constant is the value of a tree of numbers and parameters.
func (p *Problem) constant(n *Node) float64 { return p.evaluation().value(n) }

// value is that of a tree at the point.
func (e *evaluation) value(n *Node) float64 { return e.eval(n, box{})[0] }

// eval is the jet of a tree over a box. A derivative asks for its argument over a
// box that is larger by its order.
func (e *evaluation) eval(n *Node, b box) jet {
	c := e.calculus(b)
	switch n.Op {
	case Number:
		return c.constant(n.Value)
	case Input:
		return c.variable(n.Index, e.at[n.Index])
	case Bound:
		return c.constant(e.bound[n.Index])
	case Param:
		return c.constant(e.params[n.Index])
	case Unknown:
		return e.field(e, n.Index, b)
	case Derivative:
		return e.derivative(n.Args[0], n.Order, b)
	case Laplacian:
		z := c.constant(0)
		for _, i := range e.p.laplaceInputs(n.Args[0]) {
			z = c.add(z, e.derivative(n.Args[0], along(i, 2), b), 1)
		}
		return z
	case Normal:
		z := c.constant(0)
		for i, v := range e.normal {
			if v != 0 {
				z = c.add(z, c.mul(c.constant(v), e.derivative(n.Args[0], along(i, 1), b)), 1)
			}
		}
		return z
	case At:
		return e.placed(n, b)
	case Integral, Total:
		z := c.constant(e.integral(n))
		for i := range z[1:] {
			z[1+i] = math.NaN() // a derivative of an integral is not computed
		}
		return z
	case Jump:
		return c.constant(e.jump(n))
	case If:
		if e.holds(n.Args[0]) {
			return e.eval(n.Args[1], b)
		}
		return e.eval(n.Args[2], b)
	case Apply:
		return e.function(n, b)
	case Neg:
		return c.mul(c.constant(-1), e.eval(n.Args[0], b))
	case Less, And, Or, Not:
		v := 0.0
		if e.holds(n) {
			v = 1
		}
		return c.constant(v)
	}
	x, y := e.eval(n.Args[0], b), e.eval(n.Args[1], b)
	switch n.Op {
	case Add:
		return c.add(x, y, 1)
	case Sub:
		return c.add(x, y, -1)
	case Mul:
		return c.mul(x, y)
	case Div:
		return c.div(x, y)
	}
	return c.power(x, y)
}

func (e *evaluation) derivative(n *Node, o Order, b box) jet {
	larger := b.plus(o)
	return e.calculus(b).shifted(e.eval(n, larger), e.calculus(larger), o)
}

// laplaceInputs is the inputs of space on which a field depends.
func (p *Problem) laplaceInputs(n *Node) (all []int) {
	for _, i := range p.space() {
		if n.Op != Unknown || slices.Contains(p.Fields[n.Index].Inputs, i) {
			all = append(all, i)
		}
	}
	return all
}

// holds tells whether a condition does at the point.
func (e *evaluation) holds(n *Node) bool {
	switch n.Op {
	case Less:
		return e.value(n.Args[0]) < e.value(n.Args[1])
	case And:
		return e.holds(n.Args[0]) && e.holds(n.Args[1])
	case Or:
		return e.holds(n.Args[0]) || e.holds(n.Args[1])
	case Not:
		return !e.holds(n.Args[0])
	}
	return e.value(n) != 0
}

func (e *evaluation) function(n *Node, b box) jet {
	c, f := e.calculus(b), Function(n.Index)
	x := e.eval(n.Args[0], b)
	if f < Min {
		return c.apply(f, x)
	}
	y := e.eval(n.Args[1], b)
	switch {
	case f == Atan2: // its derivatives are those of atan(x/y) or −atan(y/x)
		z := c.apply(Atan, c.div(x, y))
		if math.Abs(x[0]) > math.Abs(y[0]) {
			z = c.mul(c.constant(-1), c.apply(Atan, c.div(y, x)))
		}
		z[0] = math.Atan2(x[0], y[0])
		return z
	case x[0] == y[0] && len(x) > 1 && !slices.Equal(x, y):
		return c.constant(math.NaN())
	case (f == Min) == (x[0] <= y[0]):
		return x
	}
	return y
}

// placed is a field at a place: its own jet there, composed with those of the
// arguments.
func (e *evaluation) placed(n *Node, b box) jet {
	f := n.Args[0]
	if f.Op == Derivative {
		f = f.Args[0]
	}
	inputs, c := e.p.Fields[f.Index].Inputs, e.calculus(b)
	outer := *e
	var own box
	var steps []jet
	for k, i := range inputs {
		a := e.eval(n.Args[1+k], b)
		outer.at[i] = a[0]
		a[0] = 0
		for _, v := range a {
			if v != 0 {
				own[i] = uint8(min(c.sum, MaxOrder))
			}
		}
		steps = append(steps, a)
	}
	g := outer.eval(n.Args[0], own)
	z := c.constant(0)
	for j, o := range e.calculus(own).all {
		term := c.constant(g[j])
		for k, i := range inputs {
			for range o[i] {
				term = c.mul(term, steps[k])
			}
		}
		z = c.add(z, term, 1)
	}
	return z
}

// jump is what its argument changes by across a place, from two points next to it.
func (e *evaluation) jump(n *Node) float64 {
	v := e.value(n.Args[1])
	d := 1e-9 * (1 + math.Abs(v))
	up, down := *e, *e
	up.at[n.Index], down.at[n.Index] = v+d, v-d
	return up.value(n.Args[0]) - down.value(n.Args[0])
}
