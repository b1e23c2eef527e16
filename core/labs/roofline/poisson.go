package roofline

import (
	"math"

	"residual/core/ad"
	"residual/core/nn"
	"residual/core/plan"
)

// A poisson is the loss of a network for the Poisson equation on the unit
// square, Σ (Δu − f)² over rows (x, y), with
//
//	u = 16·x(1−x)·y(1−y)·NN(x, y)   so that u = 0 on the edge
//	f = −2π²·sin πx·sin πy          so that u = sin πx·sin πy solves it
//
// The second derivatives are exact: the network is a jet that carries the
// Laplacian.
type poisson struct {
	p    ad.Program
	net  *nn.MLP
	x    ad.Value
	u    ad.Value
	loss ad.Value
	grad []ad.Value
}

func newPoisson() *poisson {
	e := &poisson{}
	p := &e.p
	e.net = nn.NewMLP(p, 2, 64, 64, 64, 64, 1)
	e.x = p.Rows("xy", 2)
	x := p.SeedSum(e.x, 2, []float64{1, 0}, []float64{0, 1})
	hill := func(x ad.Value) ad.Value { return p.Mul(x, p.AddConst(p.Scale(x, -4), 4)) }
	edge := p.Mul(hill(p.Columns(x, 0, 1)), hill(p.Columns(x, 1, 1)))
	u := p.Mul(edge, e.net.Apply(p, x))
	e.u = p.Plane(u, 0)
	wave := func(at int) ad.Value { return p.Sin(p.Scale(p.Columns(e.x, at, 1), math.Pi)) }
	f := p.Scale(p.Mul(wave(0), wave(1)), -2*math.Pi*math.Pi)
	off := p.Sub(p.Laplacian(u), f)
	e.loss = p.SumRows(p.Mul(off, off))
	e.grad = p.Gradient(e.loss, e.net.Params()...)
	return e
}

// outputs are what a step of training asks for.
func (e *poisson) outputs() []ad.Value { return append(append([]ad.Value(nil), e.grad...), e.loss) }

// whole plans n rows with everything kept.
func (e *poisson) whole(n int) *plan.Plan { return plan.InChunks(&e.p, n, n, e.outputs()...) }

// within plans n rows within a budget.
func (e *poisson) within(budget int64, n int) (*plan.Plan, error) {
	return plan.Within(budget, 4, &e.p, n, e.outputs()...)
}

// place sets xy to the points lo, lo+1, … of a sequence that fills the square
// evenly (Roberts 2018): point i is the fraction of (i + ½)·(1/ρ, 1/ρ²), where
// ρ³ = ρ + 1.
func place(xy []float32, lo int) {
	const a, b = 0.7548776662466927, 0.5698402909980532
	fraction := func(v float64) float32 { return float32(v - math.Floor(v)) }
	for i := range len(xy) / 2 {
		k := float64(lo+i) + 0.5
		xy[2*i], xy[2*i+1] = fraction(float64(k*a)), fraction(float64(k*b))
	}
}
