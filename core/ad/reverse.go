package ad

import "slices"

// A reduction says how an adjoint is reduced where rows meet a fixed value:
// over the whole batch for a gradient, within each member for a Jacobian.
type reduction struct {
	outer  func(p *Program, x, y Value) Value // Σ xᵢᵀyᵢ over the rows
	sum    func(p *Program, y Value) Value    // Σ yᵢ over the rows
	sumBar func(ybar Value) Value             // the adjoint of a sum over the batch, as every row receives it
}

var (
	overBatch = reduction{
		outer:  (*Program).TMatMul,
		sum:    (*Program).SumRows,
		sumBar: func(ybar Value) Value { return ybar },
	}
	withinMember = reduction{
		outer:  (*Program).RowOuter,
		sum:    (*Program).SumMember,
		sumBar: func(Value) Value { panic("ad: Jacobian of a value in which rows are summed") },
	}
)

// Gradient appends to the program the gradient of loss, 1×1, with respect to
// each value of wrt and returns these, shaped as wrt. If loss does not depend on
// a value, the gradient for it is a Fill of zeros.
func (p *Program) Gradient(loss Value, wrt ...Value) []Value {
	return p.VJP(loss, p.Fill(p.Shape(loss), 1), wrt...)
}

// VJP appends the vector–Jacobian product: the adjoints of wrt where the
// adjoint of y is ybar, of y's shape. If ybar is all ones, it is the gradient of
// the sum of y.
func (p *Program) VJP(y, ybar Value, wrt ...Value) []Value {
	must(p.Shape(y) == p.Shape(ybar), Mul, p.Shape(y), p.Shape(ybar))
	s := p.newReversePass(overBatch, y, wrt)
	s.accumulate(y, ybar)
	s.reverse(0, int(y)+1)
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
	s := p.newReversePass(withinMember, r, wrt)
	s.accumulate(r, p.Fill(shape, 1))
	s.reverse(0, int(r)+1)
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

// A reversePass carries adjoints backwards through a program.
type reversePass struct {
	p      *Program
	c      reduction
	active []bool  // by value: whether it depends on what is differentiated for
	bars   []Value // by value: its adjoint so far
}

// newReversePass prepares to differentiate y for wrt.
func (p *Program) newReversePass(c reduction, y Value, wrt []Value) *reversePass {
	return &reversePass{p: p, c: c, active: p.dependents(wrt, int(y)+1)}
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

// bar is the adjoint of v so far, or None for zero.
func (s *reversePass) bar(v Value) Value {
	if int(v) < len(s.bars) {
		return s.bars[v]
	}
	return None
}

// accumulate adds bar to the adjoint of v.
func (s *reversePass) accumulate(v, bar Value) {
	for len(s.bars) <= int(v) {
		s.bars = append(s.bars, None)
	}
	s.bars[v] = s.p.plus(s.bars[v], bar)
}

// reverse pulls adjoints through the values of [lo, hi), from the last to the
// first.
func (s *reversePass) reverse(lo, hi int) {
	for v := hi - 1; v >= lo; v-- {
		bar := s.bar(Value(v))
		if bar != None && s.active[v] {
			s.pull(v, bar)
		}
	}
}

// pull adds to the adjoint of each argument of v what that of v contributes.
func (s *reversePass) pull(v int, bar Value) {
	in := s.p.Code[v] // a copy: the program grows below
	r := &rules[in.Op]
	switch {
	case r.expand != nil:
		s.pullExpansion(&in, bar)
	case r.deriv != nil:
		s.accumulate(in.Args[0], s.pullUnary(&in, Value(v), bar))
	case r.pull != nil:
		for i, a := range in.Args {
			if s.active[a] {
				s.accumulate(a, r.pull(s.p, &in, i, bar, s.c))
			}
		}
	case len(in.Args) > 0:
		panic("ad: " + in.Op.String() + " cannot be differentiated")
	}
}

// pullUnary is corr(f′(x), ȳ), by a fused operation where there is one.
func (s *reversePass) pullUnary(in *Instr, y, ybar Value) Value {
	r := &rules[in.Op]
	if r.fused != nil {
		return r.fused(s.p, y, ybar)
	}
	return s.p.Corr(r.deriv(s.p, in.Args[0], y), ybar)
}

// pullExpansion expands a fused operation at the end of the program and pulls
// its adjoint through the expansion.
func (s *reversePass) pullExpansion(in *Instr, bar Value) {
	lo := len(s.p.Code)
	y := rules[in.Op].expand(s.p, in)
	hi := len(s.p.Code)
	s.extend(hi)
	s.accumulate(y, bar)
	s.reverse(lo, hi)
}

// extend continues active up to value n: a value is active if one of its
// arguments is.
func (s *reversePass) extend(n int) {
	for v := len(s.active); v < n; v++ {
		on := slices.ContainsFunc(s.p.Code[v].Args, func(a Value) bool { return s.active[a] })
		s.active = append(s.active, on)
	}
}
