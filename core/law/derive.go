package law

import (
	"errors"
	"math"
)

// maxExpanded is how many nodes a tree may have after derivatives are carried out.
const maxExpanded = 20 * maxTree

var errTooLong = errors.New("with all derivatives carried out this is too long")

// A deriver differentiates trees by one thing: leaf says what the derivative of a
// node is that is not made of others by a rule.
type deriver struct {
	leaf func(n *Node) *Node
	memo map[*Node]*Node
	err  error
}

func newDeriver(leaf func(n *Node) *Node) *deriver {
	return &deriver{leaf: leaf, memo: map[*Node]*Node{}}
}

// of is the derivative of a tree, once more of nodes that stand several times. After
// an error it is 0.
func (d *deriver) of(n *Node) *Node {
	if d.err != nil {
		return number(0)
	}
	z, ok := d.memo[n]
	if !ok {
		if z = d.rule(n); z.size > maxExpanded {
			d.err = errTooLong
		}
		d.memo[n] = z
	}
	return z
}

func (d *deriver) rule(n *Node) *Node {
	switch n.Op {
	case Number, Less, And, Or, Not:
		return number(0)
	case Add:
		return sum(d.of(n.Args[0]), d.of(n.Args[1]))
	case Sub:
		return difference(d.of(n.Args[0]), d.of(n.Args[1]))
	case Neg:
		return negated(d.of(n.Args[0]))
	case Mul:
		a, b := n.Args[0], n.Args[1]
		return sum(product(d.of(a), b), product(a, d.of(b)))
	case Div: // (a/b)′ = (a′ − (a/b) b′)/b
		a, b := n.Args[0], n.Args[1]
		return ratio(difference(d.of(a), product(n, d.of(b))), b)
	case Power:
		return d.power(n)
	case If:
		return either(n.Args[0], d.of(n.Args[1]), d.of(n.Args[2]))
	case Apply:
		return d.function(n)
	}
	return d.leaf(n)
}

// either is a where a condition holds and b elsewhere.
func either(c, a, b *Node) *Node {
	if a.Equal(b) {
		return a
	}
	return node(If, c, a, b)
}

// power: (aᵇ)′ = b aᵇ⁻¹ a′ + aᵇ ln(a) b′.
func (d *deriver) power(n *Node) *Node {
	a, b := n.Args[0], n.Args[1]
	da, db := d.of(a), d.of(b)
	z := product(product(b, raised(a, difference(b, number(1)))), da)
	if db.is(0) {
		return z
	}
	return sum(z, product(product(n, apply(Log, a)), db))
}

func (d *deriver) function(n *Node) *Node {
	a, f := n.Args[0], Function(n.Index)
	da := d.of(a)
	if f >= Min {
		b := n.Args[1]
		db := d.of(b)
		switch f {
		case Min:
			return either(node(Less, b, a), db, da)
		case Max:
			return either(node(Less, b, a), da, db)
		}
		return ratio(difference(product(b, da), product(a, db)), sum(product(a, a), product(b, b)))
	}
	if da.is(0) {
		return da
	}
	return product(slope(f, a, n), da)
}

// slope is f′(a), n = f(a).
func slope(f Function, a, n *Node) *Node {
	one, square := number(1), product(a, a)
	switch f {
	case Abs:
		return apply(Sign, a)
	case Sqrt:
		return ratio(one, product(number(2), n))
	case Exp:
		return n
	case Log:
		return ratio(one, a)
	case Sin:
		return apply(Cos, a)
	case Cos:
		return negated(apply(Sin, a))
	case Tan:
		return sum(one, product(n, n))
	case Sinh:
		return apply(Cosh, a)
	case Cosh:
		return apply(Sinh, a)
	case Tanh:
		return difference(one, product(n, n))
	case Asin:
		return ratio(one, apply(Sqrt, difference(one, square)))
	case Acos:
		return ratio(signed(-1), apply(Sqrt, difference(one, square)))
	case Atan:
		return ratio(one, sum(one, square))
	case Erf:
		return product(number(2/math.Sqrt(math.Pi)), apply(Exp, negated(square)))
	}
	return number(0) // of sign and step, outside of 0
}

// Partial is the derivative of an expanded tree by one thing that stands in it: a
// slot's tree, a Param or an Input, everything else held, also what depends on it
// within an At, Integral, Total or Jump.
func (p *Problem) Partial(n, by *Node) (*Node, error) {
	d := newDeriver(func(n *Node) *Node {
		if n.Equal(by) {
			return number(1)
		}
		return number(0)
	})
	z := d.of(n)
	return z, d.err
}
