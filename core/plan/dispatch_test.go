package plan_test

import (
	"testing"

	"residual/core/ad"
	"residual/core/plan"
)

// BenchmarkDispatch runs 200 operations on one number each: what is left is
// what it takes to find the kernel of an operation.
func BenchmarkDispatch(b *testing.B) {
	p := &ad.Program{}
	x := p.Rows("x", 1)
	y := x
	for range 40 {
		y = p.Add(p.Scale(y, 0.5), x)
		y = p.AddConst(p.Mul(y, x), 0.25)
		y = p.Sub(y, x)
	}
	m := plan.NewMachine[float64](plan.New(p, 1, y))
	m.Value(x)[0] = 0.5
	b.ReportAllocs()
	for b.Loop() {
		m.Run()
	}
}
