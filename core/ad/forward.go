package ad

// JVP appends the Jacobian–vector product: the tangent of y where the values
// wrt have the tangents dots, each of its value's shape. If y does not depend
// on wrt, it is a Fill of zeros.
func (p *Program) JVP(y Value, wrt, dots []Value) Value {
	t := &forwardPass{p: p, dots: make([]Value, int(y)+1)}
	for v := range t.dots {
		t.dots[v] = None
	}
	for i, v := range wrt {
		must(p.Shape(v) == p.Shape(dots[i]), Add, p.Shape(v), p.Shape(dots[i]))
		t.dots[v] = dots[i]
	}
	for v := 0; v <= int(y); v++ {
		if t.dots[v] == None {
			in := p.Code[v]
			t.dots[v] = t.push(&in, Value(v))
		}
	}
	if t.dots[y] == None {
		return p.Fill(p.Shape(y), 0)
	}
	return t.dots[y]
}

// A forwardPass carries tangents forwards through a program.
type forwardPass struct {
	p    *Program
	dots []Value // by value: its tangent, or None for zero
}

// dot is the tangent of v, or None for zero.
func (t *forwardPass) dot(v Value) Value {
	if int(v) < len(t.dots) {
		return t.dots[v]
	}
	return None
}

// push is the tangent of y, the result of in.
func (t *forwardPass) push(in *Instr, y Value) Value {
	r := &rules[in.Op]
	dot := None
	for i, a := range in.Args {
		dx := t.dot(a)
		if dx == None {
			continue
		}
		switch {
		case r.expand != nil:
			return t.pushExpansion(in)
		case r.deriv != nil:
			return t.p.Mul(r.deriv(t.p, a, y), dx)
		case r.push != nil:
			dot = t.p.plus(dot, r.push(t.p, in, i, dx))
		default:
			panic("ad: " + in.Op.String() + " cannot be differentiated")
		}
	}
	return dot
}

// pushExpansion expands a fused operation and pushes the tangents through its
// expansion.
func (t *forwardPass) pushExpansion(in *Instr) Value {
	lo := len(t.p.Code)
	y := rules[in.Op].expand(t.p, in)
	inner := &forwardPass{p: t.p, dots: append([]Value(nil), t.dots...)}
	for len(inner.dots) <= int(y) {
		inner.dots = append(inner.dots, None)
	}
	for v := lo; v <= int(y); v++ {
		step := t.p.Code[v]
		inner.dots[v] = inner.push(&step, Value(v))
	}
	return inner.dots[y]
}
