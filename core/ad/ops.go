package ad

import "residual/core/kernel"

// An Op is an operation. Its builder, the method of Program with the same name,
// says what it computes; rules says how it is differentiated, and package plan
// how it is run and what that costs.
type Op int

const (
	Rows Op = iota
	Param
	Fill

	Add
	Sub
	Scale
	AddConst
	AddBias

	Mul
	Corr
	Tanh
	TanhBack
	Exp
	Sin
	Cos
	Sqrt
	Recip
	Log

	Seed
	Plane
	Embed
	Columns
	PadColumns
	Concat
	SparseMul
	Reshape

	MatMul
	MatMulT
	TMatMul
	RowOuter
	SumRows
	Broadcast

	NumOps // how many operations there are
)

// names is by operation what its constant and its builder are called.
var names = [NumOps]string{
	Rows: "Rows", Param: "Param", Fill: "Fill",
	Add: "Add", Sub: "Sub", Scale: "Scale", AddConst: "AddConst", AddBias: "AddBias",
	Mul: "Mul", Corr: "Corr",
	Tanh: "Tanh", TanhBack: "TanhBack",
	Exp: "Exp", Sin: "Sin", Cos: "Cos", Sqrt: "Sqrt", Recip: "Recip", Log: "Log",
	Seed: "Seed", Plane: "Plane", Embed: "Embed",
	Columns: "Columns", PadColumns: "PadColumns", Concat: "Concat",
	SparseMul: "SparseMul", Reshape: "Reshape",
	MatMul: "MatMul", MatMulT: "MatMulT", TMatMul: "TMatMul", RowOuter: "RowOuter",
	SumRows: "SumRows", Broadcast: "Broadcast",
}

func (o Op) String() string { return names[o] }

// IsInput tells whether o declares a value that is given, not computed.
func (o Op) IsInput() bool { return o == Rows || o == Param }

// Add is x + y, of one shape.
func (p *Program) Add(x, y Value) Value { return p.pair(Add, x, y) }

// Sub is x − y, of one shape.
func (p *Program) Sub(x, y Value) Value { return p.pair(Sub, x, y) }

// Mul is x·y number by number; for jets the Cauchy product x ⋆ y.
func (p *Program) Mul(x, y Value) Value { return p.pair(Mul, x, y) }

// Corr is the transpose of y ↦ w ⋆ y: corr(w, y)ⱼ = Σ_{k≥j} wₖ₋ⱼ yₖ. For plain
// values it is Mul.
func (p *Program) Corr(w, y Value) Value { return p.pair(Corr, w, y) }

// TanhBack is corr(1 − y⋆y, ȳ): the adjoint of x where y = tanh x.
func (p *Program) TanhBack(y, ybar Value) Value { return p.pair(TanhBack, y, ybar) }

func (p *Program) pair(op Op, x, y Value) Value {
	s := p.Shape(x)
	must(s == p.Shape(y), op, s, p.Shape(y))
	return p.add(Instr{Op: op, Args: []Value{x, y}, Shape: s})
}

// Scale is c·x.
func (p *Program) Scale(x Value, c float64) Value {
	return p.add(Instr{Op: Scale, Args: []Value{x}, Shape: p.Shape(x), Const: c})
}

// AddConst is x + c; in a jet only plane 0 changes.
func (p *Program) AddConst(x Value, c float64) Value {
	return p.add(Instr{Op: AddConst, Args: []Value{x}, Shape: p.Shape(x), Const: c})
}

// AddBias adds the row b, 1 × cols, to every row of the batch x; in a jet only
// plane 0 changes.
func (p *Program) AddBias(x, b Value) Value {
	s, r := p.Shape(x), p.Shape(b)
	must(s.Batch && !r.Batch && r.Rows == 1 && r.Cols == s.Cols, AddBias, s, r)
	return p.add(Instr{Op: AddBias, Args: []Value{x, b}, Shape: s})
}

// Tanh is tanh x.
func (p *Program) Tanh(x Value) Value { return p.unary(Tanh, x) }

// Exp is eˣ.
func (p *Program) Exp(x Value) Value { return p.unary(Exp, x) }

// Sin is sin x.
func (p *Program) Sin(x Value) Value { return p.unary(Sin, x) }

// Cos is cos x.
func (p *Program) Cos(x Value) Value { return p.unary(Cos, x) }

// Sqrt is √x.
func (p *Program) Sqrt(x Value) Value { return p.unary(Sqrt, x) }

// Recip is 1/x.
func (p *Program) Recip(x Value) Value { return p.unary(Recip, x) }

// Log is ln x.
func (p *Program) Log(x Value) Value { return p.unary(Log, x) }

func (p *Program) unary(op Op, x Value) Value {
	return p.add(Instr{Op: op, Args: []Value{x}, Shape: p.Shape(x)})
}

// Seed makes the jet of x along directions, each of x's cols numbers, to an
// order: plane 0 is x, the first coefficient along direction d is along[d], the
// others are 0.
func (p *Program) Seed(x Value, order int, along ...[]float64) Value {
	s := p.Shape(x)
	must(s.Batch && s.Planes() == 1 && order > 0, Seed, s)
	for _, v := range along {
		must(len(v) == s.Cols, Seed, s)
	}
	s.Jet = kernel.Jet{Dirs: len(along), Order: order}
	return p.add(Instr{Op: Seed, Args: []Value{x}, Shape: s, Along: along})
}

// SeedSum makes the jet of x along directions of which the first curved have
// second coefficients, added up: the forward Laplacian. It takes one plane for
// all second derivatives where Seed takes one a direction.
func (p *Program) SeedSum(x Value, curved int, along ...[]float64) Value {
	must(curved > 0 && curved <= len(along), Seed, p.Shape(x))
	v := p.Seed(x, 2, along...)
	p.Code[v].Shape.Jet.Curved = curved
	return v
}

// Laplacian is the sum of the second derivatives that the jet u carries, a
// plain value.
func (p *Program) Laplacian(u Value) Value {
	j := p.Shape(u).Jet
	if j.Curved > 0 {
		return p.Scale(p.Plane(u, 1+j.Dirs), 2)
	}
	sum := p.Coefficient(u, 0, 2)
	for d := 1; d < j.Dirs; d++ {
		sum = p.Add(sum, p.Coefficient(u, d, 2))
	}
	return p.Scale(sum, 2)
}

// Coefficient is the k-th Taylor coefficient of the jet x along direction d, a
// plain value; k = 0 is the value itself.
func (p *Program) Coefficient(x Value, d, k int) Value {
	j := p.Shape(x).Jet
	must(k == 0 || d < j.Dirs && k <= j.Order && !(j.Curved > 0 && k == 2), Plane, p.Shape(x))
	return p.Plane(x, j.Plane(d, k))
}

// Derivative is the k-th derivative of the jet x along direction d: k! times
// the coefficient.
func (p *Program) Derivative(x Value, d, k int) Value {
	c, factorial := p.Coefficient(x, d, k), 1.0
	for i := 2; i <= k; i++ {
		factorial *= float64(i)
	}
	if factorial == 1 {
		return c
	}
	return p.Scale(c, factorial)
}

// Plane is plane at of the jet x, a plain value.
func (p *Program) Plane(x Value, at int) Value {
	s := p.Shape(x)
	must(s.Batch && at < s.Planes(), Plane, s)
	if s.Planes() == 1 {
		return x
	}
	return p.add(Instr{Op: Plane, Args: []Value{x}, Shape: s.Plain(), At: at})
}

// Embed is the jet whose plane at is x and whose other planes are 0.
func (p *Program) Embed(x Value, at int, j kernel.Jet) Value {
	s := p.Shape(x)
	must(s.Batch && s.Planes() == 1 && at < j.Planes(), Embed, s)
	if j.Planes() == 1 {
		return x
	}
	s.Jet = j
	return p.add(Instr{Op: Embed, Args: []Value{x}, Shape: s, At: at})
}

// Columns is columns [at, at+cols) of x.
func (p *Program) Columns(x Value, at, cols int) Value {
	s := p.Shape(x)
	must(at >= 0 && at+cols <= s.Cols, Columns, s)
	s.Cols = cols
	return p.add(Instr{Op: Columns, Args: []Value{x}, Shape: s, At: at})
}

// PadColumns is x from column at on, in cols columns that are otherwise 0.
func (p *Program) PadColumns(x Value, at, cols int) Value {
	s := p.Shape(x)
	must(at >= 0 && at+s.Cols <= cols, PadColumns, s)
	s.Cols = cols
	return p.add(Instr{Op: PadColumns, Args: []Value{x}, Shape: s, At: at})
}

// Concat is its arguments side by side.
func (p *Program) Concat(xs ...Value) Value {
	s := p.Shape(xs[0])
	s.Cols = 0
	for _, x := range xs {
		t := p.Shape(x)
		s.Cols += t.Cols
		must(t.Batch == s.Batch && t.Rows == s.Rows && t.MemberRows == s.MemberRows && t.Jet == s.Jet, Concat, s, t)
	}
	return p.add(Instr{Op: Concat, Args: xs, Shape: s})
}

// columnOf is the first column of argument i in a Concat.
func (p *Program) columnOf(in *Instr, i int) int {
	at := 0
	for _, x := range in.Args[:i] {
		at += p.Shape(x).Cols
	}
	return at
}

// MatMul is x·w, w fixed.
func (p *Program) MatMul(x, w Value) Value {
	s, f := p.Shape(x), p.Shape(w)
	must(!f.Batch && s.Cols == f.Rows, MatMul, s, f)
	s.Cols = f.Cols
	return p.add(Instr{Op: MatMul, Args: []Value{x, w}, Shape: s})
}

// MatMulT is x·wᵀ, w fixed.
func (p *Program) MatMulT(x, w Value) Value {
	s, f := p.Shape(x), p.Shape(w)
	must(!f.Batch && s.Cols == f.Cols, MatMulT, s, f)
	s.Cols = f.Rows
	return p.add(Instr{Op: MatMulT, Args: []Value{x, w}, Shape: s})
}

// TMatMul is xᵀ·y, a fixed value: the sum over all rows and planes.
func (p *Program) TMatMul(x, y Value) Value {
	s, t := p.Shape(x), p.Shape(y)
	must(s.Batch == t.Batch && s.Jet == t.Jet && s.Rows == t.Rows && s.MemberRows == t.MemberRows, TMatMul, s, t)
	return p.add(Instr{Op: TMatMul, Args: []Value{x, y}, Shape: Shape{Rows: s.Cols, Cols: t.Cols}})
}

// RowOuter is TMatMul member by member: row i is the matrix Σ xᵢᵀ·yᵢ over the
// planes and rows of member i, laid flat, cols(x)·cols(y) numbers.
func (p *Program) RowOuter(x, y Value) Value {
	s, t := p.Shape(x), p.Shape(y)
	must(s.Batch && t.Batch && s.Jet == t.Jet && s.MemberRows == t.MemberRows, RowOuter, s, t)
	return p.add(Instr{Op: RowOuter, Args: []Value{x, y}, Shape: batchOf(1, s.Cols*t.Cols)})
}

// SumRows is the sum of the rows of a plain batch, 1 × cols.
func (p *Program) SumRows(x Value) Value {
	s := p.Shape(x)
	must(s.Batch && s.Planes() == 1, SumRows, s)
	return p.add(Instr{Op: SumRows, Args: []Value{x}, Shape: Shape{Rows: 1, Cols: s.Cols}})
}

// Broadcast is the plain batch whose every row is r, 1 × cols.
func (p *Program) Broadcast(r Value) Value { return p.broadcast(r, 1) }

// broadcast is Broadcast to a batch whose members have per rows.
func (p *Program) broadcast(r Value, per int) Value {
	s := p.Shape(r)
	must(!s.Batch && s.Rows == 1, Broadcast, s)
	return p.add(Instr{Op: Broadcast, Args: []Value{r}, Shape: batchOf(per, s.Cols)})
}
