package ad_test

import (
	"testing"

	"residual/core/ad"
	"residual/core/ad/adtest"
	"residual/core/kernel"
)

// TestMembers holds the rules of what works within members, and of the other
// operations where members have several rows.
func TestMembers(t *testing.T) {
	of := adtest.Members
	check := func(name string, build func(p *ad.Program, x values) ad.Value, in ...ad.Shape) {
		adtest.Check(t, adtest.Case{Name: name, Inputs: in, Low: -0.7, High: 0.9, Build: build})
	}
	s := kernel.NewSparse(2, 3, []kernel.Entry{{Row: 0, Col: 2, Weight: 1.5}, {Row: 1, Col: 0, Weight: -1}, {Row: 0, Col: 1, Weight: 0.3}})
	check("SparseMul", func(p *ad.Program, x values) ad.Value { return p.SparseMul(s, x[0]) }, of(3, 2))
	check("SparseMul of a jet", func(p *ad.Program, x values) ad.Value {
		return p.SparseMul(s, p.Sin(p.Seed(x[0], 2, []float64{1, 2})))
	}, of(3, 2))
	check("Gather", func(p *ad.Program, x values) ad.Value { return p.Gather(x[0], []int{1, 0, 1, 1}) }, of(2, 3))
	check("SegmentSum", func(p *ad.Program, x values) ad.Value { return p.SegmentSum(x[0], []int{1, 0, 1, 1}, 3) }, of(4, 2))
	check("SumMember", func(p *ad.Program, x values) ad.Value { return p.SumMember(x[0]) }, of(4, 2))
	check("Reshape", func(p *ad.Program, x values) ad.Value { return p.Reshape(x[0], 6) }, of(4, 3))
	check("Reshape of a jet", func(p *ad.Program, x values) ad.Value {
		return p.Reshape(p.Sin(p.Seed(x[0], 2, []float64{1, 2, 3})), 1)
	}, of(2, 3))
	check("BroadcastColumns", func(p *ad.Program, x values) ad.Value { return p.Mul(x[1], p.BroadcastColumns(x[0], 3)) }, of(2, 1), of(2, 3))
	check("SumColumns", func(p *ad.Program, x values) ad.Value { return p.SumColumns(p.Mul(x[0], x[1])) }, of(2, 3), of(2, 3))
	check("AddBias", func(p *ad.Program, x values) ad.Value { return p.AddBias(x[0], x[1]) }, of(3, 2), fixed(1, 2))
	check("MatMul", func(p *ad.Program, x values) ad.Value { return p.MatMul(x[0], x[1]) }, of(3, 2), fixed(2, 4))
	check("TMatMul", func(p *ad.Program, x values) ad.Value { return p.TMatMul(x[0], x[1]) }, of(3, 2), of(3, 4))
	check("SumRows", func(p *ad.Program, x values) ad.Value { return p.SumRows(x[0]) }, of(3, 2))
	check("Concat", func(p *ad.Program, x values) ad.Value { return p.Concat(x...) }, of(3, 2), of(3, 1))
}
