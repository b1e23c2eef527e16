package law

import (
	"errors"
	"fmt"
	"slices"
)

// An expander carries out the derivatives of trees.
type expander struct {
	p      *Problem
	normal []*Node
	by     [MaxInputs]*deriver // by each input
	err    error
}

// Expand is a tree in which derivatives are carried out, d/dx(k u_x) as k′u_x + k u_xx:
// a Derivative stands on an Unknown alone, and no Laplacian or Normal is left. Within
// At, Integral, Total and Jump the same holds. The outward normal is given by input, as
// from [Problem.Outward]; nil where no Normal stands. Errors: a derivative of an
// integral or of a jump, an order above MaxOrder, a tree too long, a normal missing.
func (p *Problem) Expand(n *Node, normal []*Node) (*Node, error) {
	e := &expander{p: p, normal: normal}
	z := e.expand(n)
	return z, e.err
}

// Residual is left − right of an equation, expanded.
func (p *Problem) Residual(q Equation, normal []*Node) (*Node, error) {
	return p.Expand(node(Sub, q.Left, q.Right), normal)
}

func (e *expander) expand(n *Node) *Node {
	if e.err != nil || n.Op == Unknown || len(n.Args) == 0 {
		return n
	}
	args := make([]*Node, len(n.Args))
	for i, a := range n.Args {
		if n.Op == At && i == 0 {
			args[i] = a // a field or a derivative of it
			continue
		}
		args[i] = e.expand(a)
	}
	z := number(0)
	switch n.Op {
	case Derivative:
		z = args[0]
		for i, k := range n.Order {
			for range k {
				z = e.derivative(z, i)
			}
		}
	case Laplacian:
		for _, i := range e.p.laplaceInputs(n.Args[0]) {
			z = sum(z, e.derivative(e.derivative(args[0], i), i))
		}
	case Normal:
		if e.normal == nil {
			return e.fail(n, errors.New("a derivative along the normal of a side stands where there is none"))
		}
		for i, v := range e.normal {
			if v != nil && !v.is(0) {
				z = sum(z, product(v, e.derivative(args[0], i)))
			}
		}
	default:
		z = n.rebuilt(args)
	}
	if z.size > maxExpanded {
		return e.fail(n, errTooLong)
	}
	return z
}

func (e *expander) fail(n *Node, err error) *Node {
	if e.err == nil {
		e.err = err
	}
	return n
}

// derivative is that of an expanded tree by an input.
func (e *expander) derivative(n *Node, i int) *Node {
	if e.by[i] == nil {
		e.by[i] = newDeriver(func(n *Node) *Node { return e.leaf(n, i) })
	}
	z := e.by[i].of(n)
	if err := e.by[i].err; err != nil {
		return e.fail(n, err)
	}
	return z
}

// leaf is the derivative by an input of a node that is made of no others by a rule.
func (e *expander) leaf(n *Node, i int) *Node {
	switch n.Op {
	case Input:
		if n.Index == i {
			return number(1)
		}
	case Unknown, Derivative:
		return e.unknown(n, i)
	case At: // the chain rule
		f := n.Args[0]
		inputs := e.p.Fields[fieldOf(f).Index].Inputs
		z := number(0)
		for k, a := range n.Args[1:] {
			if da := e.derivative(a, i); !da.is(0) {
				z = sum(z, product(n.rebuilt(append([]*Node{e.unknown(f, inputs[k])}, n.Args[1:]...)), da))
			}
		}
		return z
	case Integral, Total, Jump:
		e.by[i].err = errors.New("a derivative of an integral or of a jump is not carried out")
	}
	return number(0)
}

// fieldOf is the field under a derivative.
func fieldOf(n *Node) *Node {
	if n.Op == Derivative {
		return n.Args[0]
	}
	return n
}

// unknown is the derivative of a field, or of a derivative of it.
func (e *expander) unknown(n *Node, i int) *Node {
	if !slices.Contains(e.p.Fields[fieldOf(n).Index].Inputs, i) {
		return number(0)
	}
	z := differentiated(n, along(i, 1))
	if z.Order[i] > MaxOrder {
		e.by[i].err = fmt.Errorf("a derivative of order %d by %s: at most %d is computed", z.Order[i], e.p.Inputs[i].Name, MaxOrder)
	}
	return z
}

// Side is the outward normal of a side of the box, by input: −1 or 1 along one.
func (p *Problem) Side(input int, high bool) []*Node {
	z := make([]*Node, len(p.Inputs))
	for i := range z {
		z[i] = number(0)
	}
	if z[input] = number(1); !high {
		z[input] = signed(-1)
	}
	return z
}

// Outward is the outward normal of the edge of a region, by input: the gradient of
// a − b of its condition a < b over its length. Of several conditions it is that of
// the one nearest to its edge.
func (p *Problem) Outward(region int) ([]*Node, error) {
	e := &expander{p: p}
	best, least := make([]*Node, len(p.Inputs)), (*Node)(nil)
	var visit func(n *Node, sign *Node)
	visit = func(n *Node, sign *Node) {
		switch n.Op {
		case Not:
			visit(n.Args[0], negated(sign))
		case And, Or:
			visit(n.Args[0], sign)
			visit(n.Args[1], sign)
		case Less:
			f := e.expand(difference(n.Args[0], n.Args[1]))
			z, far := e.unit(f, sign), apply(Abs, f)
			for i := range best {
				if best[i] == nil {
					best[i] = z[i]
				} else {
					best[i] = either(node(Less, far, least), z[i], best[i])
				}
			}
			if least == nil {
				least = far
			} else {
				least = apply(Min, least, far)
			}
		}
	}
	visit(p.Where[region].Node, number(1))
	if least == nil {
		return nil, errors.New("this region has no edge of the form a < b")
	}
	return best, e.err
}

// unit is the gradient of f in space over its length, times a sign, by input.
func (e *expander) unit(f, sign *Node) []*Node {
	z, square := make([]*Node, len(e.p.Inputs)), number(0)
	for i := range z {
		z[i] = number(0)
	}
	for _, i := range e.p.space() {
		z[i] = e.derivative(f, i)
		square = sum(square, product(z[i], z[i]))
	}
	for i := range z {
		z[i] = ratio(product(sign, z[i]), apply(Sqrt, square))
	}
	return z
}
