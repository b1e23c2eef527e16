package ad_test

import (
	"testing"

	"residual/core/ad"
	"residual/core/ad/adtest"
	"residual/core/kernel"
)

var (
	batch = adtest.Batch
	fixed = adtest.Fixed
)

type values = []ad.Value

// TestRules compares every operation's rules with differences, and reverse
// with forward, for plain values and for jets.
func TestRules(t *testing.T) {
	for _, c := range cases() {
		adtest.Check(t, c)
	}
}

func cases() []adtest.Case {
	all := append(linear(), structural()...)
	for _, j := range []kernel.Jet{{}, {Dirs: 1, Order: 2}, {Dirs: 2, Order: 2}, {Dirs: 1, Order: 5}, {Dirs: 2, Order: 2, Curved: 2}, {Dirs: 2, Order: 2, Curved: 1}} {
		all = append(all, functions(j)...)
	}
	return all
}

func linear() []adtest.Case {
	two := []ad.Shape{batch(2), batch(2)}
	return []adtest.Case{
		{Name: "Add", Inputs: two, Low: -1, High: 1, Build: func(p *ad.Program, x values) ad.Value { return p.Add(x[0], x[1]) }},
		{Name: "Sub", Inputs: two, Low: -1, High: 1, Build: func(p *ad.Program, x values) ad.Value { return p.Sub(x[0], x[1]) }},
		{Name: "Scale", Inputs: two[:1], Low: -1, High: 1, Build: func(p *ad.Program, x values) ad.Value { return p.Scale(x[0], 3) }},
		{Name: "AddConst", Inputs: two[:1], Low: -1, High: 1, Build: func(p *ad.Program, x values) ad.Value { return p.AddConst(x[0], 3) }},
		{Name: "AddBias", Inputs: []ad.Shape{batch(2), fixed(1, 2)}, Low: -1, High: 1,
			Build: func(p *ad.Program, x values) ad.Value { return p.AddBias(p.Seed(x[0], 2, []float64{1, 2}), x[1]) }},
		{Name: "fixed", Inputs: []ad.Shape{fixed(2, 3), fixed(2, 3)}, Low: 1, High: 2,
			Build: func(p *ad.Program, x values) ad.Value { return p.Mul(p.Recip(x[0]), p.Sqrt(x[1])) }},
		{Name: "MatMul", Inputs: []ad.Shape{batch(2), fixed(2, 3)}, Low: -1, High: 1,
			Build: func(p *ad.Program, x values) ad.Value { return p.MatMul(p.Seed(x[0], 2, []float64{1, 2}), x[1]) }},
		{Name: "MatMulT", Inputs: []ad.Shape{batch(2), fixed(3, 2)}, Low: -1, High: 1,
			Build: func(p *ad.Program, x values) ad.Value { return p.MatMulT(x[0], x[1]) }},
		{Name: "TMatMul", Inputs: []ad.Shape{batch(2), batch(3)}, Low: -1, High: 1,
			Build: func(p *ad.Program, x values) ad.Value { return p.TMatMul(x[0], x[1]) }},
		{Name: "TMatMul fixed", Inputs: []ad.Shape{fixed(4, 2), fixed(4, 3)}, Low: -1, High: 1,
			Build: func(p *ad.Program, x values) ad.Value { return p.TMatMul(x[0], x[1]) }},
		{Name: "SumRows", Inputs: two[:1], Low: -1, High: 1, Build: func(p *ad.Program, x values) ad.Value { return p.SumRows(x[0]) }},
		{Name: "Broadcast", Inputs: []ad.Shape{fixed(1, 3)}, Low: -1, High: 1, Build: func(p *ad.Program, x values) ad.Value { return p.Broadcast(x[0]) }},
	}
}

func structural() []adtest.Case {
	one := []ad.Shape{batch(3)}
	j := kernel.Jet{Dirs: 2, Order: 3}
	along := [][]float64{{1, 0, 2}, {0, 1, -1}}
	return []adtest.Case{
		{Name: "Seed", Inputs: one, Low: -1, High: 1, Build: func(p *ad.Program, x values) ad.Value { return p.Seed(x[0], 3, along...) }},
		{Name: "Derivative", Inputs: one, Low: -1, High: 1, Build: func(p *ad.Program, x values) ad.Value {
			return p.Derivative(p.Sin(p.Seed(x[0], 3, along...)), 1, 3)
		}},
		{Name: "Embed", Inputs: one, Low: -1, High: 1, Build: func(p *ad.Program, x values) ad.Value { return p.Embed(x[0], 2, j) }},
		{Name: "Columns", Inputs: one, Low: -1, High: 1, Build: func(p *ad.Program, x values) ad.Value {
			return p.Columns(p.Sin(p.Seed(x[0], 2, along[0])), 1, 2)
		}},
		{Name: "PadColumns", Inputs: one, Low: -1, High: 1, Build: func(p *ad.Program, x values) ad.Value { return p.PadColumns(x[0], 1, 5) }},
		{Name: "Concat", Inputs: []ad.Shape{batch(1), batch(3), batch(2)}, Low: -1, High: 1,
			Build: func(p *ad.Program, x values) ad.Value { return p.Concat(x...) }},
	}
}

// functions are the nonlinear operations on jets of shape j, put together from
// plain inputs.
func functions(j kernel.Jet) []adtest.Case {
	shape := ad.Shape{Batch: true, Cols: 2, Jet: j}
	of := func(count int, f func(p *ad.Program, x values) ad.Value) ([]ad.Shape, func(*ad.Program, values) ad.Value) {
		in := make([]ad.Shape, count*shape.Planes())
		for i := range in {
			in[i] = batch(2)
		}
		return in, func(p *ad.Program, planes values) ad.Value {
			jets := make(values, count)
			for i := range jets {
				jets[i] = adtest.Jet(p, shape, func() ad.Value { v := planes[0]; planes = planes[1:]; return v })
			}
			return f(p, jets)
		}
	}
	var all []adtest.Case
	add := func(name string, count int, low float64, f func(p *ad.Program, x values) ad.Value) {
		in, build := of(count, f)
		all = append(all, adtest.Case{Name: name, Inputs: in, Low: low, High: low + 0.5, Build: build})
	}
	add("Mul", 2, -0.3, func(p *ad.Program, x values) ad.Value { return p.Mul(x[0], x[1]) })
	add("Corr", 2, -0.3, func(p *ad.Program, x values) ad.Value { return p.Corr(x[0], x[1]) })
	add("TanhBack", 2, -0.3, func(p *ad.Program, x values) ad.Value { return p.TanhBack(x[0], x[1]) })
	add("Tanh", 1, -0.3, func(p *ad.Program, x values) ad.Value { return p.Tanh(x[0]) })
	add("Exp", 1, -0.3, func(p *ad.Program, x values) ad.Value { return p.Exp(x[0]) })
	add("Sin", 1, -0.3, func(p *ad.Program, x values) ad.Value { return p.Sin(x[0]) })
	add("Cos", 1, -0.3, func(p *ad.Program, x values) ad.Value { return p.Cos(x[0]) })
	add("Sqrt", 1, 1, func(p *ad.Program, x values) ad.Value { return p.Sqrt(x[0]) })
	add("Recip", 1, 1, func(p *ad.Program, x values) ad.Value { return p.Recip(x[0]) })
	add("Log", 1, 1, func(p *ad.Program, x values) ad.Value { return p.Log(x[0]) })
	return all
}
