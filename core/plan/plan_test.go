package plan_test

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"residual/core/ad"
	"residual/core/kernel"
	"residual/core/nn"
	"residual/core/plan"
)

// poisson records the loss of a network for −Δu = f in the plane and its
// gradient: the mean square of uₓₓ + u_yy + f.
func poisson(p *ad.Program, sizes ...int) (x, f, loss ad.Value, grad []ad.Value) {
	net := nn.NewMLP(p, sizes...)
	x, f = p.Rows("x", 2), p.Rows("f", 1)
	u := net.Apply(p, p.Seed(x, 2, []float64{1, 0}, []float64{0, 1}))
	r := p.Add(p.Add(p.Derivative(u, 0, 2), p.Derivative(u, 1, 2)), f)
	loss = p.TMatMul(r, r)
	return x, f, loss, p.Gradient(loss, net.Params()...)
}

func fill[T kernel.Float](rng *rand.Rand, slices ...[]T) {
	for _, s := range slices {
		for i := range s {
			s[i] = T(2*rng.Float64() - 1)
		}
	}
}

// TestOverlapChangesNothing compares a plan whose values overlap with one in
// which every value is an output and so resident.
func TestOverlapChangesNothing(t *testing.T) {
	p := &ad.Program{}
	x, f, loss, grad := poisson(p, 2, 7, 5, 1)
	var all []ad.Value
	for v := range p.Code {
		all = append(all, ad.Value(v))
	}
	const rows = 3000 // more than stay in the cache
	shared := plan.NewMachine[float64](plan.New(p, rows, append(grad, loss)...))
	apart := plan.NewMachine[float64](plan.New(p, rows, all...))
	for _, m := range []*plan.Machine[float64]{shared, apart} {
		fill(rand.New(rand.NewPCG(1, 1)), m.Params(), m.Value(x), m.Value(f))
		m.Run()
		m.Run() // what is left of the first run must not matter
	}
	for _, v := range append(grad, loss) {
		for i, want := range apart.Value(v) {
			if got := shared.Value(v)[i]; got != want {
				t.Fatalf("value %d [%d] = %v, resident %v", v, i, got, want)
			}
		}
	}
	if shared.Plan.Chunk == rows || shared.Plan.RecomputedFlops() > 0 {
		t.Errorf("chunks of %d rows, %d flops again", shared.Plan.Chunk, shared.Plan.RecomputedFlops())
	}
	if s, a := shared.Bytes(), apart.Bytes(); s >= a {
		t.Errorf("sharing takes %d bytes, no sharing %d", s, a)
	}
}

// TestBlocks compares a sum over many rows, in blocks, with the plain sum.
func TestBlocks(t *testing.T) {
	for _, rows := range []int{1, plan.Block - 1, plan.Block, plan.Block + 1, 5*plan.Block + 3} {
		p := &ad.Program{}
		x, y := p.Rows("x", 3), p.Rows("y", 2)
		sum, outer := p.SumRows(x), p.TMatMul(x, y)
		m := plan.NewMachine[float64](plan.New(p, rows, sum, outer))
		fill(rand.New(rand.NewPCG(2, 2)), m.Value(x), m.Value(y))
		m.Run()
		for a := range 3 {
			want := 0.0
			for i := range rows {
				want += m.Value(x)[3*i+a]
			}
			near(t, "sum", m.Value(sum)[a], want, 1e-13*float64(rows))
			for b := range 2 {
				want = 0
				for i := range rows {
					want += m.Value(x)[3*i+a] * m.Value(y)[2*i+b]
				}
				near(t, "outer", m.Value(outer)[2*a+b], want, 1e-13*float64(rows))
			}
		}
	}
}

func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// TestChunks: a gradient, and a row-wise Jacobian, have the same bits whatever
// the budget, through a mean over all rows in the middle too; and no budget is
// exceeded.
func TestChunks(t *testing.T) {
	const rows = 1000
	p := &ad.Program{}
	net := nn.NewMLP(p, 1, 9, 1)
	x := p.Rows("x", 1)
	u := net.Apply(p, p.Seed(x, 2, []float64{1}))
	value, second := p.Plane(u, 0), p.Derivative(u, 0, 2)
	lambda := p.Mul(p.TMatMul(value, second), p.Recip(p.TMatMul(value, value)))
	r := p.Sub(second, p.MatMul(value, lambda))
	outputs := append(p.Gradient(p.TMatMul(r, r), net.Params()...), r, p.Jacobian(value, net.Params()...))
	whole := plan.New(p, rows, outputs...)
	want := chunked(whole, x)
	least := leastBudget(t, p, rows, outputs)
	for _, budget := range []int64{least, least + least/10, least * 2, whole.Bytes(8) - 8, whole.Bytes(8)} {
		pl, err := plan.Within(budget, 8, p, rows, outputs...)
		if err != nil {
			t.Fatal(err)
		}
		if pl.Bytes(8) > budget || pl.RecomputedFlops() == 0 != (pl.Chunk == rows) {
			t.Errorf("budget %d: %d bytes, chunks of %d, %d flops again", budget, pl.Bytes(8), pl.Chunk, pl.RecomputedFlops())
		}
		got := chunked(pl, x)
		for i, v := range outputs {
			if !slices.Equal(got.Value(v), want.Value(v)) {
				t.Errorf("budget %d, chunks of %d: output %d differs", budget, pl.Chunk, i)
			}
		}
	}
}

func chunked(pl *plan.Plan, x ad.Value) *plan.Machine[float64] {
	m := plan.NewMachine[float64](pl)
	fill(rand.New(rand.NewPCG(5, 5)), m.Params(), m.Value(x))
	m.Run()
	m.Run()
	return m
}

// leastBudget asks for what cannot be had and is told what can.
func leastBudget(t *testing.T, p *ad.Program, rows int, outputs []ad.Value) int64 {
	t.Helper()
	_, err := plan.Within(1, 8, p, rows, outputs...)
	var small *plan.BudgetError
	if !errors.As(err, &small) {
		t.Fatalf("a budget of one byte: %v", err)
	}
	if _, err := plan.Within(small.Least-1, 8, p, rows, outputs...); err == nil {
		t.Errorf("%d bytes are said to be the least, but one less works", small.Least)
	}
	return small.Least
}

// TestPlannedBytes: what is planned is what is held, and Numbers says so.
func TestPlannedBytes(t *testing.T) {
	p := &ad.Program{}
	_, _, loss, grad := poisson(p, 2, 16, 16, 1)
	pl := plan.New(p, 1000, append(grad, loss)...)
	if m := plan.NewMachine[float32](pl); m.Bytes() != pl.Bytes(4) {
		t.Errorf("planned %d bytes, held %d", pl.Bytes(4), m.Bytes())
	}
}

// TestFlops counts a product by hand: 2·m·k·n, and a sum over rows 2·rows·p·q.
func TestFlops(t *testing.T) {
	p := &ad.Program{}
	x, w := p.Rows("x", 3), p.Param("w", 3, 5)
	y := p.MatMul(p.Seed(x, 2, []float64{1, 0, 0}), w)
	g := p.TMatMul(y, y)
	if got, want := plan.New(p, 1000, y, g).Flops(), int64(2*3000*3*5+2*3000*5*5); got != want {
		t.Errorf("%d flops, by hand %d", got, want)
	}
}

// TestNoAllocation: a run allocates nothing.
func TestNoAllocation(t *testing.T) {
	p := &ad.Program{}
	_, _, loss, grad := poisson(p, 2, 16, 16, 1)
	pl, err := plan.Within(500_000, 8, p, 1000, append(grad, loss)...)
	if err != nil || pl.Chunk == 1000 {
		t.Fatal(pl, err)
	}
	m := plan.NewMachine[float64](pl)
	m.Run()
	if n := testing.AllocsPerRun(10, m.Run); n != 0 {
		t.Errorf("%v allocations a run", n)
	}
}

// TestFloat32 compares a gradient in float32 with float64.
func TestFloat32(t *testing.T) {
	p := &ad.Program{}
	x, f, loss, grad := poisson(p, 2, 16, 16, 1)
	pl := plan.New(p, 300, append(grad, loss)...)
	wide, narrow := plan.NewMachine[float64](pl), plan.NewMachine[float32](pl)
	fill(rand.New(rand.NewPCG(3, 3)), narrow.Params(), narrow.Value(x), narrow.Value(f))
	for i, v := range narrow.Params() {
		wide.Params()[i] = float64(v)
	}
	for _, in := range []ad.Value{x, f} {
		for i, v := range narrow.Value(in) {
			wide.Value(in)[i] = float64(v)
		}
	}
	wide.Run()
	narrow.Run()
	g := wide.Flat(grad)
	scale := kernel.MaxAbs(g)
	for i, v := range narrow.Flat(grad) {
		near(t, "gradient", float64(v), g[i], 1e-4*scale)
	}
}

// BenchmarkJets compares a forward pass with (u, u′, u″) by jets to a plain
// one.
func BenchmarkJets(b *testing.B) {
	for _, order := range []int{0, 2} {
		name := "u"
		if order > 0 {
			name = "u,u′,u″"
		}
		p := &ad.Program{}
		net := nn.NewMLP(p, 1, 64, 64, 64, 1)
		x := p.Rows("x", 1)
		in := x
		if order > 0 {
			in = p.Seed(x, order, []float64{1})
		}
		m := plan.NewMachine[float32](plan.New(p, 1024, net.Apply(p, in)))
		fill(rand.New(rand.NewPCG(4, 4)), m.Params(), m.Value(x))
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				m.Run()
			}
		})
	}
}
