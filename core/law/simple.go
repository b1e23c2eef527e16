package law

// The sums, products and so on of trees, without what adds 0 or multiplies by 1, and
// with numbers computed.

func value(n *Node) (v float64, ok bool) {
	switch {
	case n.Op == Number:
		return n.Value, true
	case n.Op == Neg && n.Args[0].Op == Number:
		return -n.Args[0].Value, true
	}
	return 0, false
}

// folded is f of two numbers as a number, nil where they are not both numbers.
func folded(a, b *Node, f func(x, y float64) float64) *Node {
	x, ok := value(a)
	y, both := value(b)
	if v := f(x, y); ok && both && v-v == 0 {
		return signed(v)
	}
	return nil
}

func sum(a, b *Node) *Node {
	z := folded(a, b, func(x, y float64) float64 { return x + y })
	switch {
	case z != nil:
		return z
	case a.is(0):
		return b
	case b.is(0):
		return a
	case b.Op == Neg:
		return difference(a, b.Args[0])
	}
	return node(Add, a, b)
}

func difference(a, b *Node) *Node {
	z := folded(a, b, func(x, y float64) float64 { return x - y })
	switch {
	case z != nil:
		return z
	case a.is(0):
		return negated(b)
	case b.is(0):
		return a
	case b.Op == Neg:
		return sum(a, b.Args[0])
	}
	return node(Sub, a, b)
}

func negated(a *Node) *Node {
	switch {
	case a.is(0):
		return a
	case a.Op == Neg:
		return a.Args[0]
	}
	return node(Neg, a)
}

func product(a, b *Node) *Node {
	z := folded(a, b, func(x, y float64) float64 { return x * y })
	switch {
	case z != nil:
		return z
	case a.is(0) || b.is(1):
		return a
	case b.is(0) || a.is(1):
		return b
	case a.Op == Neg:
		return negated(product(a.Args[0], b))
	case b.Op == Neg:
		return negated(product(a, b.Args[0]))
	}
	return node(Mul, a, b)
}

func ratio(a, b *Node) *Node {
	z := folded(a, b, func(x, y float64) float64 { return x / y })
	switch {
	case z != nil:
		return z
	case a.is(0) || b.is(1):
		return a
	case a.Op == Neg:
		return negated(ratio(a.Args[0], b))
	}
	return node(Div, a, b)
}

func raised(a, b *Node) *Node {
	switch {
	case b.is(0):
		return number(1)
	case b.is(1):
		return a
	}
	return node(Power, a, b)
}

// rebuilt is a node with other arguments.
func (n *Node) rebuilt(args []*Node) *Node {
	switch n.Op {
	case Add:
		return sum(args[0], args[1])
	case Sub:
		return difference(args[0], args[1])
	case Mul:
		return product(args[0], args[1])
	case Div:
		return ratio(args[0], args[1])
	case Power:
		return raised(args[0], args[1])
	case Neg:
		return negated(args[0])
	}
	z := *n
	z.Args = args
	return z.sized()
}
