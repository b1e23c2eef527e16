package law

import (
	"fmt"
	"slices"
)

// Held is the problem in which an input has a value, and the fields do not depend on it
// any more: one of a family. It is an error where something is differentiated by or
// integrated over the input, or has a condition at a value of it.
func (p *Problem) Held(input int, v float64) (*Problem, error) {
	h := &holder{p: p, input: input, value: signed(v)}
	q := p.With(nil)
	q.Inputs = slices.Delete(slices.Clone(p.Inputs), input, input+1)
	q.Fields, q.Laws, q.Conditions = nil, nil, nil
	for _, f := range p.Fields {
		g := Field{Name: f.Name, Coefficient: f.Coefficient, Truth: h.tree(f.Truth)}
		for _, i := range f.Inputs {
			if i != input {
				g.Inputs = append(g.Inputs, h.shifted(i))
			}
		}
		q.Fields = append(q.Fields, g)
	}
	for _, e := range p.Laws {
		q.Laws = append(q.Laws, h.equation(e))
	}
	for _, c := range p.Conditions {
		d := Condition{Equation: h.equation(c.Equation), Kind: c.Kind, Periodic: c.Periodic}
		if c.Kind == Periodic {
			d.Periodic = h.shifted(c.Periodic)
		}
		for _, w := range c.Places {
			w.Fixed = slices.Clone(w.Fixed)
			for k, f := range w.Fixed {
				w.Fixed[k] = Fixed{h.shifted(f.Input), h.tree(f.Value)}
			}
			d.Places = append(d.Places, w)
		}
		q.Conditions = append(q.Conditions, d)
	}
	for i, g := range p.Where {
		q.Where[i].Node = h.tree(g.Node)
	}
	return q, h.err
}

// A holder replaces an input by a value, and counts those after it anew.
type holder struct {
	p     *Problem
	input int
	value *Node
	err   error
}

// shifted is the new number of an input; the one that is held has none.
func (h *holder) shifted(i int) int {
	if i == h.input && h.err == nil {
		h.err = fmt.Errorf("%s is more than a parameter here: something stands at a value of it, or changes along it", h.p.Inputs[i].Name)
	}
	if i > h.input {
		i--
	}
	return i
}

func (h *holder) equation(e Equation) Equation {
	return Equation{h.tree(e.Left), h.tree(e.Right), e.At}
}

func (h *holder) tree(n *Node) *Node {
	if n == nil {
		return nil
	}
	z := *n
	switch n.Op {
	case Input:
		if n.Index == h.input {
			return h.value
		}
		z.Index = h.shifted(n.Index)
	case Jump:
		z.Index = h.shifted(n.Index)
	case Integral:
		if n.Index >= 0 {
			z.Index = h.shifted(n.Index)
		}
	case Derivative:
		z.Order = Order{}
		for i, k := range n.Order {
			if k > 0 {
				z.Order[h.shifted(i)] = k
			}
		}
	}
	z.Args = nil
	for k, a := range n.Args {
		if n.Op == At && k > 0 && h.p.Fields[fieldOf(n.Args[0]).Index].Inputs[k-1] == h.input {
			if a.Op != Input || a.Index != h.input {
				h.shifted(h.input)
			}
			continue
		}
		z.Args = append(z.Args, h.tree(a))
	}
	return z.sized()
}
