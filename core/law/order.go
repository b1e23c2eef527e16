package law

// highest is how often a tree differentiates by each input, the derivatives within
// derivatives added up.
func (p *Problem) highest(n *Node) (o Order) {
	for _, a := range n.Args {
		q := p.highest(a)
		for i := range o {
			o[i] = max(o[i], q[i])
		}
	}
	switch n.Op {
	case Derivative:
		return o.plus(n.Order)
	case Laplacian:
		for _, i := range p.laplaceInputs(n.Args[0]) {
			o[i] += 2
		}
	}
	return o
}

// orders is by field the highest order by each input in a tree, −1 where the field
// does not stand in it.
func (p *Problem) orders(n *Node, field int) (o [MaxInputs]int, found bool) {
	if n.Op == Unknown {
		return o, n.Index == field
	}
	for _, a := range n.Args {
		q, ok := p.orders(a, field)
		if ok {
			found = true
			for i := range o {
				o[i] = max(o[i], q[i])
			}
		}
	}
	if !found {
		return o, false
	}
	switch n.Op {
	case Derivative:
		for i, k := range n.Order {
			o[i] += int(k)
		}
	case Laplacian:
		for _, i := range p.laplaceInputs(n.Args[0]) {
			o[i] += 2
		}
	}
	return o, true
}

// Order is the highest derivative of a field by an input in the laws, 0 where it is
// not differentiated by it.
func (p *Problem) Order(field, input int) (order int) {
	for _, e := range p.Laws {
		for _, n := range []*Node{e.Left, e.Right} {
			if o, ok := p.orders(n, field); ok {
				order = max(order, o[input])
			}
		}
	}
	return order
}

// A Degree says how something depends on what is sought.
type Degree int

const (
	Free Degree = iota
	Linear
	Nonlinear
)

func (d Degree) String() string { return [...]string{"free", "linear", "nonlinear"}[d] }

// degree is that of a tree in the fields and parameters for which is says so.
func degree(n *Node, is func(n *Node) bool) Degree {
	if is(n) {
		return Linear
	}
	var args []Degree
	most, sum := Free, Free
	for _, a := range n.Args {
		d := degree(a, is)
		args, most, sum = append(args, d), max(most, d), sum+d
	}
	rest := args // those of which nothing sought may be part
	switch n.Op {
	case Add, Sub, Neg, Derivative, Laplacian, Normal, Total, Jump:
		rest = nil
	case Mul:
		return min(sum, Nonlinear)
	case Div, At, Integral:
		rest = args[1:]
	case If:
		rest = args[:1]
	}
	for _, d := range rest {
		if d != Free {
			return Nonlinear
		}
	}
	return most
}

// Degree is how the laws and conditions depend on everything that is sought: fields,
// and parameters other than eigenvalues. What is linear can be solved by least
// squares at once.
func (p *Problem) Degree() Degree {
	d := Free
	is := func(n *Node) bool {
		return n.Op == Unknown || n.Op == Param && p.Params[n.Index].Kind == Sought
	}
	visit := func(e Equation) {
		for _, n := range []*Node{e.Left, e.Right} {
			if n != nil {
				d = max(d, degree(n, is))
			}
		}
	}
	for _, e := range p.Laws {
		visit(e)
	}
	for _, c := range p.Conditions {
		if c.Kind != Integrated || !p.eigenproblem() { // a norm makes no problem nonlinear
			visit(c.Equation)
		}
	}
	return d
}

// eigenproblem tells whether an eigenvalue is sought.
func (p *Problem) eigenproblem() bool {
	for _, q := range p.Params {
		if q.Kind == Eigen {
			return true
		}
	}
	return false
}
