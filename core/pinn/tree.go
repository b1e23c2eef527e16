package pinn

import (
	"math"
	"slices"

	"residual/core/law"
)

func number(v float64) *law.Node {
	if math.Signbit(v) {
		return node(law.Neg, &law.Node{Op: law.Number, Value: -v})
	}
	return &law.Node{Op: law.Number, Value: v}
}

func node(op law.Op, args ...*law.Node) *law.Node { return &law.Node{Op: op, Args: args} }

func leaf(op law.Op, index int) *law.Node { return &law.Node{Op: op, Index: index} }

func sum(a, b *law.Node) *law.Node        { return node(law.Add, a, b) }
func difference(a, b *law.Node) *law.Node { return node(law.Sub, a, b) }
func product(a, b *law.Node) *law.Node    { return node(law.Mul, a, b) }

// derivative is a field or a derivative of it.
func derivative(field int, o law.Order) *law.Node {
	return law.Slot{Field: field, Order: o}.Tree()
}

// fieldOf is the field and the order of an Unknown or a Derivative of one.
func fieldOf(n *law.Node) (field int, o law.Order) {
	if n.Op == law.Derivative {
		return n.Args[0].Index, n.Order
	}
	return n.Index, o
}

// contains tells whether something holds of a node of a tree.
func contains(n *law.Node, is func(n *law.Node) bool) bool {
	return is(n) || slices.ContainsFunc(n.Args, func(a *law.Node) bool { return contains(a, is) })
}

// replaced is a tree with every node that f has something else for replaced by that.
func replaced(n *law.Node, f func(n *law.Node) *law.Node) *law.Node {
	if m := f(n); m != nil {
		return m
	}
	if len(n.Args) == 0 {
		return n
	}
	z := *n
	z.Args = nil
	for _, a := range n.Args {
		z.Args = append(z.Args, replaced(a, f))
	}
	return &z
}

// section is a tree in which an input has a value.
func section(n *law.Node, input int, v *law.Node) *law.Node {
	return replaced(n, func(n *law.Node) *law.Node {
		if n.Op == law.Input && n.Index == input {
			return v
		}
		return nil
	})
}
