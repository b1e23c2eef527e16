package ad

// A rule says how an operation takes part in differentiation.
type rule struct {
	// push is the tangent of the result where argument i alone has tangent dx.
	push func(p *Program, in *Instr, i int, dx Value) Value
	// pull is what the adjoint ybar of the result adds to that of argument i.
	pull func(p *Program, in *Instr, i int, ybar Value, c reduction) Value
	// deriv is f′(x) as a jet, for a function y = f(x) of one argument.
	deriv func(p *Program, x, y Value) Value
	// fused is corr(f′(x), ybar) in one operation, where there is such a one.
	fused func(p *Program, y, ybar Value) Value
	// expand writes a fused operation out in others.
	expand func(p *Program, in *Instr) Value
}

// A transpose is pull for one argument of a multilinear operation.
type transpose func(p *Program, in *Instr, ybar Value, c reduction) Value

// rules is the table, by operation. Rows, Param and Fill have no arguments and
// RowOuter is not differentiated: they have no rule.
var rules = [NumOps]rule{
	Add:      affine(same, same),
	Sub:      affine(same, negated),
	Scale:    multilinear(func(p *Program, in *Instr, y Value, _ reduction) Value { return p.Scale(y, in.Const) }),
	AddConst: affine(same),
	AddBias: affine(same, term{
		push: func(p *Program, in *Instr, db Value) Value {
			return p.Embed(p.broadcast(db, in.Shape.RowsPerMember()), 0, in.Shape.Jet)
		},
		pull: func(p *Program, _ *Instr, y Value, c reduction) Value { return c.sum(p, p.Plane(y, 0)) },
	}),

	Mul: multilinear(
		func(p *Program, in *Instr, y Value, _ reduction) Value { return p.Corr(in.Args[1], y) },
		func(p *Program, in *Instr, y Value, _ reduction) Value { return p.Corr(in.Args[0], y) }),
	// z = corr(w, y): ⟨z̄, corr(w, δy)⟩ = ⟨w ⋆ z̄, δy⟩ and ⟨z̄, corr(δw, y)⟩ = ⟨corr(z̄, y), δw⟩.
	Corr: multilinear(
		func(p *Program, in *Instr, z Value, _ reduction) Value { return p.Corr(z, in.Args[1]) },
		func(p *Program, in *Instr, z Value, _ reduction) Value { return p.Mul(in.Args[0], z) }),

	Tanh:  {deriv: slopeOfTanh, fused: (*Program).TanhBack},
	Exp:   {deriv: func(_ *Program, _, y Value) Value { return y }},
	Sin:   {deriv: func(p *Program, x, _ Value) Value { return p.Cos(x) }},
	Cos:   {deriv: func(p *Program, x, _ Value) Value { return p.Scale(p.Sin(x), -1) }},
	Sqrt:  {deriv: func(p *Program, _, y Value) Value { return p.Scale(p.Recip(y), 0.5) }},
	Recip: {deriv: func(p *Program, _, y Value) Value { return p.Scale(p.Mul(y, y), -1) }},
	Log:   {deriv: func(p *Program, x, _ Value) Value { return p.Recip(x) }},
	TanhBack: {expand: func(p *Program, in *Instr) Value {
		return p.Corr(slopeOfTanh(p, None, in.Args[0]), in.Args[1])
	}},

	Seed: affine(term{
		push: func(p *Program, in *Instr, dx Value) Value { return p.Embed(dx, 0, in.Shape.Jet) },
		pull: func(p *Program, _ *Instr, y Value, _ reduction) Value { return p.Plane(y, 0) },
	}),
	Plane: multilinear(func(p *Program, in *Instr, y Value, _ reduction) Value {
		return p.Embed(y, in.At, p.Shape(in.Args[0]).Jet)
	}),
	Embed: multilinear(func(p *Program, in *Instr, y Value, _ reduction) Value { return p.Plane(y, in.At) }),
	Columns: multilinear(func(p *Program, in *Instr, y Value, _ reduction) Value {
		return p.PadColumns(y, in.At, p.Shape(in.Args[0]).Cols)
	}),
	PadColumns: multilinear(func(p *Program, in *Instr, y Value, _ reduction) Value {
		return p.Columns(y, in.At, p.Shape(in.Args[0]).Cols)
	}),

	SparseMul: multilinear(func(p *Program, in *Instr, y Value, _ reduction) Value {
		return p.SparseMul(in.Map.Transpose(), y)
	}),
	Reshape: multilinear(func(p *Program, in *Instr, y Value, _ reduction) Value {
		return p.Reshape(y, p.Shape(in.Args[0]).Cols)
	}),

	Concat: {
		push: func(p *Program, in *Instr, i int, dx Value) Value {
			return p.PadColumns(dx, p.columnOf(in, i), in.Shape.Cols)
		},
		pull: func(p *Program, in *Instr, i int, ybar Value, _ reduction) Value {
			return p.Columns(ybar, p.columnOf(in, i), p.Shape(in.Args[i]).Cols)
		},
	},

	MatMul: multilinear(
		func(p *Program, in *Instr, y Value, _ reduction) Value { return p.MatMulT(y, in.Args[1]) },
		func(p *Program, in *Instr, y Value, c reduction) Value { return c.outer(p, in.Args[0], y) }),
	MatMulT: multilinear(
		func(p *Program, in *Instr, y Value, _ reduction) Value { return p.MatMul(y, in.Args[1]) },
		func(p *Program, in *Instr, y Value, c reduction) Value { return c.outer(p, y, in.Args[0]) }),
	TMatMul: multilinear(
		func(p *Program, in *Instr, z Value, c reduction) Value { return p.MatMulT(in.Args[1], c.sumBar(z)) },
		func(p *Program, in *Instr, z Value, c reduction) Value { return p.MatMul(in.Args[0], c.sumBar(z)) }),
	SumRows: multilinear(func(p *Program, in *Instr, y Value, c reduction) Value {
		return p.broadcast(c.sumBar(y), p.Shape(in.Args[0]).RowsPerMember())
	}),
	Broadcast: multilinear(func(p *Program, _ *Instr, y Value, c reduction) Value { return c.sum(p, y) }),
}

// slopeOfTanh is 1 − y⋆y where y = tanh x.
func slopeOfTanh(p *Program, _, y Value) Value { return p.AddConst(p.Scale(p.Mul(y, y), -1), 1) }

// multilinear is the rule of an operation that is linear in each argument: for
// the tangent, dx takes the place of its argument.
func multilinear(pulls ...transpose) rule {
	return rule{
		push: func(p *Program, in *Instr, i int, dx Value) Value {
			again := *in
			again.Args = append([]Value(nil), in.Args...)
			again.Args[i] = dx
			return p.add(again)
		},
		pull: func(p *Program, in *Instr, i int, ybar Value, c reduction) Value {
			return pulls[i](p, in, ybar, c)
		},
	}
}

// A term is the linear part of an affine operation in one argument.
type term struct {
	push func(p *Program, in *Instr, dx Value) Value
	pull transpose
}

var (
	same = term{
		push: func(_ *Program, _ *Instr, dx Value) Value { return dx },
		pull: func(_ *Program, _ *Instr, ybar Value, _ reduction) Value { return ybar },
	}
	negated = term{
		push: func(p *Program, _ *Instr, dx Value) Value { return p.Scale(dx, -1) },
		pull: func(p *Program, _ *Instr, ybar Value, _ reduction) Value { return p.Scale(ybar, -1) },
	}
)

// affine is the rule of a sum of terms, one for each argument.
func affine(terms ...term) rule {
	return rule{
		push: func(p *Program, in *Instr, i int, dx Value) Value { return terms[i].push(p, in, dx) },
		pull: func(p *Program, in *Instr, i int, ybar Value, c reduction) Value {
			return terms[i].pull(p, in, ybar, c)
		},
	}
}
