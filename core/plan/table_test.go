package plan

import (
	"slices"
	"testing"

	"residual/core/ad"
	"residual/core/kernel"
)

// TestTableIsComplete: every operation is run unless it is an input, and says
// what it costs.
func TestTableIsComplete(t *testing.T) {
	for op := range ad.NumOps {
		if o := &table[op]; o.flops == nil || o.run == nil != op.IsInput() {
			t.Errorf("%v is not in the table", op)
		}
	}
}

// An opCase is a program with one operation of interest.
type opCase struct {
	op     ad.Op
	arg    ad.Shape // of its arguments
	record func(p *ad.Program, x, y ad.Value) ad.Value
	free   bool // it only copies
}

func opCases() []opCase {
	batch, square := ad.Shape{Batch: true, Cols: 3}, ad.Shape{Rows: 3, Cols: 3}
	members := ad.Shape{Batch: true, MemberRows: 2, Cols: 3}
	along := []float64{1, -2, 3}
	sparse := kernel.NewSparse(2, 2, []kernel.Entry{{Row: 0, Col: 1, Weight: 2}, {Row: 1, Col: 0, Weight: 1}, {Row: 1, Col: 1, Weight: -1}})
	matrix := func(p *ad.Program) ad.Value { return p.Exp(p.Param("w", 3, 3)) }
	row := func(p *ad.Program) ad.Value { return p.SumRows(p.Rows("r", 3)) }
	jet := func(p *ad.Program, x ad.Value) ad.Value { return p.Seed(x, 2, along) }
	unary := func(op ad.Op, f func(*ad.Program, ad.Value) ad.Value) opCase {
		return opCase{op, batch, func(p *ad.Program, x, _ ad.Value) ad.Value { return f(p, jet(p, x)) }, false}
	}
	binary := func(op ad.Op, f func(p *ad.Program, x, y ad.Value) ad.Value) opCase {
		return opCase{op, batch, func(p *ad.Program, x, y ad.Value) ad.Value { return f(p, jet(p, x), jet(p, y)) }, false}
	}
	return []opCase{
		{ad.Fill, batch, func(p *ad.Program, x, _ ad.Value) ad.Value { return p.Fill(p.Shape(x), 3) }, true},
		binary(ad.Add, (*ad.Program).Add),
		binary(ad.Sub, (*ad.Program).Sub),
		binary(ad.Mul, (*ad.Program).Mul),
		binary(ad.Corr, (*ad.Program).Corr),
		binary(ad.TanhBack, (*ad.Program).TanhBack),
		unary(ad.Scale, func(p *ad.Program, x ad.Value) ad.Value { return p.Scale(x, 3) }),
		unary(ad.AddConst, func(p *ad.Program, x ad.Value) ad.Value { return p.AddConst(x, 3) }),
		unary(ad.AddBias, func(p *ad.Program, x ad.Value) ad.Value { return p.AddBias(x, row(p)) }),
		unary(ad.Tanh, (*ad.Program).Tanh),
		unary(ad.Exp, (*ad.Program).Exp),
		unary(ad.Sin, (*ad.Program).Sin),
		unary(ad.Cos, (*ad.Program).Cos),
		unary(ad.Sqrt, (*ad.Program).Sqrt),
		unary(ad.Recip, (*ad.Program).Recip),
		unary(ad.Log, (*ad.Program).Log),
		{ad.Seed, batch, func(p *ad.Program, x, _ ad.Value) ad.Value { return jet(p, x) }, true},
		{ad.Plane, batch, func(p *ad.Program, x, _ ad.Value) ad.Value { return p.Plane(jet(p, x), 1) }, true},
		{ad.Embed, batch, func(p *ad.Program, x, _ ad.Value) ad.Value { return p.Embed(x, 1, kernel.Jet{Dirs: 1, Order: 1}) }, true},
		{ad.Columns, batch, func(p *ad.Program, x, _ ad.Value) ad.Value { return p.Columns(x, 1, 2) }, true},
		{ad.PadColumns, batch, func(p *ad.Program, x, _ ad.Value) ad.Value { return p.PadColumns(x, 1, 5) }, true},
		{ad.Concat, batch, func(p *ad.Program, x, y ad.Value) ad.Value { return p.Concat(x, y) }, true},
		{ad.SparseMul, members, func(p *ad.Program, x, _ ad.Value) ad.Value { return p.SparseMul(sparse, x) }, false},
		{ad.Reshape, members, func(p *ad.Program, x, _ ad.Value) ad.Value { return p.Reshape(x, 2) }, true},
		unary(ad.MatMul, func(p *ad.Program, x ad.Value) ad.Value { return p.MatMul(x, matrix(p)) }),
		unary(ad.MatMulT, func(p *ad.Program, x ad.Value) ad.Value { return p.MatMulT(x, matrix(p)) }),
		binary(ad.TMatMul, (*ad.Program).TMatMul),
		{ad.TMatMul, square, func(p *ad.Program, x, y ad.Value) ad.Value { return p.TMatMul(x, y) }, false},
		{ad.RowOuter, members, func(p *ad.Program, x, y ad.Value) ad.Value { return p.RowOuter(x, y) }, false},
		{ad.SumRows, batch, func(p *ad.Program, x, _ ad.Value) ad.Value { return p.SumRows(x) }, false},
		{ad.Broadcast, batch, func(p *ad.Program, _, _ ad.Value) ad.Value { return p.Broadcast(row(p)) }, true},
	}
}

// TestEveryOperation runs every operation in both precisions with the scratch
// that the table says is enough. The result is the same whether its arguments and
// its value may overlap or all values are kept apart, and operations are counted
// unless it only copies.
func TestEveryOperation(t *testing.T) {
	seen := map[ad.Op]bool{ad.Rows: true, ad.Param: true}
	for _, c := range opCases() {
		seen[c.op] = true
		t.Run(c.op.String(), func(t *testing.T) {
			runBothWays[float32](t, c)
			runBothWays[float64](t, c)
		})
	}
	for op := range ad.NumOps {
		if !seen[op] {
			t.Errorf("%v is not tested", op)
		}
	}
}

func runBothWays[T kernel.Float](t *testing.T, c opCase) {
	const rows = 5
	p := &ad.Program{}
	input := func() ad.Value {
		if c.arg.Batch {
			return p.RowsOf("x", c.arg.RowsPerMember(), c.arg.Cols)
		}
		return p.Param("x", c.arg.Rows, c.arg.Cols)
	}
	x, y := input(), input()
	v := c.record(p, p.Scale(x, 2), p.Scale(y, 3))
	if p.Code[v].Op != c.op {
		t.Fatalf("the case is one of %v", p.Code[v].Op)
	}
	if flops := Flops(p, v, rows); flops < 0 || (flops == 0) != c.free {
		t.Errorf("%d operations", flops)
	}
	end := p.Scale(v, 2)
	var all []ad.Value
	for u := range p.Code {
		all = append(all, ad.Value(u))
	}
	together, apart := runOn[T](New(p, rows, end)), runOn[T](New(p, rows, all...))
	if got, want := together.Value(end), apart.Value(end); !slices.Equal(got, want) {
		t.Errorf("%v where values overlap, %v where they do not", got, want)
	}
}

// runOn runs pl on the numbers 0.5, 0.51, …
func runOn[T kernel.Float](pl *Plan) *Machine[T] {
	m := NewMachine[T](pl)
	for v := range pl.Program.Code {
		if pl.code(ad.Value(v)).Op.IsInput() {
			for i := range m.Value(ad.Value(v)) {
				m.Value(ad.Value(v))[i] = T(0.5 + 0.01*float64(i))
			}
		}
	}
	m.Run()
	return m
}

// TestFixedValuesHaveScratch: in a plan of several chunks, values computed once
// before them get scratch too, and count.
func TestFixedValuesHaveScratch(t *testing.T) {
	p := &ad.Program{}
	x := p.Rows("x", 1)
	sine := p.Sin(p.Param("w", 1, 100))
	y := p.AddBias(x, p.Columns(sine, 99, 1))
	chunked, whole := InChunks(p, 2*Block, Block, y), InChunks(p, 2*Block, 2*Block, y)
	if chunked.Flops() != whole.Flops() {
		t.Errorf("%d operations in chunks, %d at once", chunked.Flops(), whole.Flops())
	}
	if got, want := runOn[float64](chunked), runOn[float64](whole); !slices.Equal(got.Value(y), want.Value(y)) {
		t.Error("other bits in chunks")
	}
}
