package ad

import "slices"

// A coupling is how an adjoint comes together where rows meet a fixed value:
// summed over all rows for a gradient, over those of a member for a Jacobian.
type coupling struct {
	outer  func(p *Program, x, y Value) Value // of xᵢᵀyᵢ
	sum    func(p *Program, y Value) Value    // of rows yᵢ
	spread func(y Value) Value                // an adjoint of a sum over rows, on its way back to them
}

var (
	summed = coupling{
		outer:  (*Program).TMatMul,
		sum:    (*Program).SumRows,
		spread: func(y Value) Value { return y },
	}
	rowwise = coupling{
		outer:  (*Program).RowOuter,
		sum:    (*Program).SumEach,
		spread: func(Value) Value { panic("ad: Jacobian of a value in which rows are summed") },
	}
)

// Gradient appends to the program the gradient of loss, 1×1, with respect to
// each value of wrt and returns these, shaped as wrt. Where loss does not
// depend on one, its gradient is a Fill of zeros.
func (p *Program) Gradient(loss Value, wrt ...Value) []Value {
	return p.VJP(loss, p.Fill(p.Shape(loss), 1), wrt...)
}

// VJP appends the vector–Jacobian product: the adjoints of wrt where the
// adjoint of y is ybar, of y's shape. With ybar of ones it is the gradient of
// the sum of y.
func (p *Program) VJP(y, ybar Value, wrt ...Value) []Value {
	must(p.Shape(y) == p.Shape(ybar), Mul, p.Shape(y), p.Shape(ybar))
	s := p.newSweep(summed, y, wrt)
	s.give(y, ybar)
	s.back(0, int(y)+1)
	grads := make([]Value, len(wrt))
	for i, v := range wrt {
		if grads[i] = s.bar(v); grads[i] == None {
			grads[i] = p.Fill(p.Shape(v), 0)
		}
	}
	return grads
}

// Jacobian appends the row-wise Jacobian of r, a plain batch with one column,
// with respect to fixed values: a batch whose row i is ∂rᵢ/∂(wrt…), each laid
// flat row by row, side by side in the order given. No rows may be summed on
// the way from wrt to r, and each of wrt must enter products and biases
// directly; otherwise Jacobian panics.
func (p *Program) Jacobian(r Value, wrt ...Value) Value {
	shape := p.Shape(r)
	must(shape.Batch && shape.Size(1) == 1, RowOuter, shape)
	s := p.newSweep(rowwise, r, wrt)
	s.give(r, p.Fill(shape, 1))
	s.back(0, int(r)+1)
	blocks := make([]Value, len(wrt))
	for i, v := range wrt {
		if blocks[i] = s.bar(v); blocks[i] == None {
			blocks[i] = p.Fill(Shape{Batch: true, Cols: p.Shape(v).Size(0)}, 0)
		}
	}
	return p.Concat(blocks...)
}

// plus is a + b where either may be None.
func (p *Program) plus(a, b Value) Value {
	if a == None {
		return b
	}
	return p.Add(a, b)
}

// A sweep carries adjoints backwards through a program.
type sweep struct {
	p      *Program
	c      coupling
	active []bool  // by value: it depends on what is asked for
	bars   []Value // by value: its adjoint so far
}

func (p *Program) newSweep(c coupling, y Value, wrt []Value) *sweep {
	return &sweep{p: p, c: c, active: p.dependents(wrt, int(y)+1)}
}

// dependents marks, among the first n values, those that depend on any of
// sources.
func (p *Program) dependents(sources []Value, n int) []bool {
	on := make([]bool, n)
	for v := range n {
		on[v] = slices.Contains(sources, Value(v)) ||
			slices.ContainsFunc(p.Code[v].Args, func(a Value) bool { return on[a] })
	}
	return on
}

func (s *sweep) bar(v Value) Value {
	if int(v) < len(s.bars) {
		return s.bars[v]
	}
	return None
}

// give adds to the adjoint of v.
func (s *sweep) give(v, bar Value) {
	for len(s.bars) <= int(v) {
		s.bars = append(s.bars, None)
	}
	s.bars[v] = s.p.plus(s.bars[v], bar)
}

// back takes the values of [lo, hi) from the last to the first.
func (s *sweep) back(lo, hi int) {
	for v := hi - 1; v >= lo; v-- {
		bar := s.bar(Value(v))
		if bar != None && s.active[v] {
			s.through(v, bar)
		}
	}
}

// through gives the arguments of v their shares of its adjoint.
func (s *sweep) through(v int, bar Value) {
	in := s.p.Code[v] // a copy: the program grows below
	r := &rules[in.Op]
	switch {
	case r.expand != nil:
		s.throughExpansion(&in, bar)
	case r.deriv != nil:
		s.give(in.Args[0], s.throughUnary(&in, Value(v), bar))
	case r.pull != nil:
		for i, a := range in.Args {
			if s.active[a] {
				s.give(a, r.pull(s.p, &in, i, bar, s.c))
			}
		}
	case len(in.Args) > 0:
		panic("ad: " + in.Op.String() + " cannot be differentiated")
	}
}

// throughUnary is corr(f′(x), ȳ), by the fused operation where there is one.
func (s *sweep) throughUnary(in *Instr, y, ybar Value) Value {
	if in.Op == Tanh {
		return s.p.TanhBack(y, ybar)
	}
	return s.p.Corr(rules[in.Op].deriv(s.p, in.Args[0], y), ybar)
}

// throughExpansion writes a fused operation out at the end of the program and
// sweeps back through what it wrote.
func (s *sweep) throughExpansion(in *Instr, bar Value) {
	lo := len(s.p.Code)
	y := rules[in.Op].expand(s.p, in)
	hi := len(s.p.Code)
	s.extend(hi)
	s.give(y, bar)
	s.back(lo, hi)
}

// extend marks the values up to n that were added since as active where an
// argument is.
func (s *sweep) extend(n int) {
	for v := len(s.active); v < n; v++ {
		on := slices.ContainsFunc(s.p.Code[v].Args, func(a Value) bool { return s.active[a] })
		s.active = append(s.active, on)
	}
}
