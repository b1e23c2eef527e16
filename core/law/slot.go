package law

import (
	"cmp"
	"slices"
)

// A Slot is what an expanded tree depends on beside inputs and parameters: the
// derivative Order of a field at the point itself, Order 0 being its value, or, with
// Field −1, what is no matter of the point: an At, Integral, Total, Jump or Bound.
type Slot struct {
	Field int
	Order Order
	Piece *Node // nil of a field at the point
}

// slotOf is the slot that a node is, if it is one.
func slotOf(n *Node) (s Slot, ok bool) {
	switch n.Op {
	case Unknown:
		return Slot{Field: n.Index}, true
	case Derivative:
		return Slot{Field: n.Args[0].Index, Order: n.Order}, true
	case At, Integral, Total, Jump, Bound:
		return Slot{Field: -1, Piece: n}, true
	}
	return s, false
}

// Equal tells whether two slots are the same.
func (s Slot) Equal(t Slot) bool {
	if s.Piece != nil && t.Piece != nil {
		return s.Piece.Equal(t.Piece)
	}
	return s == t
}

// Tree is the slot as a tree.
func (s Slot) Tree() *Node {
	if s.Piece != nil {
		return s.Piece
	}
	return differentiated(leaf(Unknown, s.Field), s.Order)
}

// Slots are those of expanded trees, each once: by field and order, then the pieces as
// they come.
func Slots(trees ...*Node) (all []Slot) {
	seen := map[*Node]bool{}
	var visit func(n *Node)
	visit = func(n *Node) {
		if seen[n] {
			return
		}
		seen[n] = true
		if s, ok := slotOf(n); ok {
			if !slices.ContainsFunc(all, s.Equal) {
				all = append(all, s)
			}
			return
		}
		for _, a := range n.Args {
			visit(a)
		}
	}
	for _, n := range trees {
		visit(n)
	}
	slices.SortStableFunc(all, compareSlots)
	return all
}

// compareSlots puts fields before pieces, and derivatives in rising order.
func compareSlots(s, t Slot) int {
	if d := cmp.Compare(uint(s.Field), uint(t.Field)); d != 0 { // −1 comes last
		return d
	}
	if d := cmp.Compare(s.Order.Sum(), t.Order.Sum()); d != 0 {
		return d
	}
	return slices.Compare(t.Order[:], s.Order[:])
}

// Affine is an expanded tree Σ coefficient·slot + rest that is linear in its slots;
// without slots in coefficients and rest. It is false where the tree is not of that
// form.
func (p *Problem) Affine(n *Node, slots []Slot) (coefficients []*Node, rest *Node, ok bool) {
	for _, s := range slots {
		c, err := p.Partial(n, s.Tree())
		if err != nil || len(Slots(c)) > 0 {
			return nil, nil, false
		}
		coefficients = append(coefficients, c)
	}
	rest = without(n, map[*Node]*Node{})
	return coefficients, rest, true
}

// without is a tree with 0 for its slots.
func without(n *Node, memo map[*Node]*Node) *Node {
	if z := memo[n]; z != nil {
		return z
	}
	z := n
	if _, ok := slotOf(n); ok {
		z = number(0)
	} else if len(n.Args) > 0 {
		args := make([]*Node, len(n.Args))
		for i, a := range n.Args {
			args[i] = without(a, memo)
		}
		z = n.rebuilt(args)
	}
	memo[n] = z
	return z
}
