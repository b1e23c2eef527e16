package roofline

import (
	"math"
	"slices"

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
	program ad.Program
	net     *nn.MLP
	xy      ad.Value
	u       ad.Value
	loss    ad.Value
	grad    []ad.Value
	outputs []ad.Value // what a step of training asks for: grad and loss
}

func newPoisson() *poisson {
	e := &poisson{}
	p := &e.program
	e.net = nn.NewMLP(p, 2, 64, 64, 64, 64, 1)
	e.xy = p.Rows("xy", 2)
	x := p.SeedSum(e.xy, 2, []float64{1, 0}, []float64{0, 1})
	hill := func(x ad.Value) ad.Value { return p.Mul(x, p.AddConst(p.Scale(x, -4), 4)) }
	edge := p.Mul(hill(p.Columns(x, 0, 1)), hill(p.Columns(x, 1, 1)))
	u := p.Mul(edge, e.net.Apply(p, x))
	e.u = p.Plane(u, 0)
	wave := func(at int) ad.Value { return p.Sin(p.Scale(p.Columns(e.xy, at, 1), math.Pi)) }
	f := p.Scale(p.Mul(wave(0), wave(1)), -2*math.Pi*math.Pi)
	off := p.Sub(p.Laplacian(u), f)
	e.loss = p.SumRows(p.Mul(off, off))
	e.grad = p.Gradient(e.loss, e.net.Params()...)
	e.outputs = append(slices.Clip(e.grad), e.loss)
	return e
}

// chunks plans n rows with so many at a time; with all n everything is kept.
func (e *poisson) chunks(n, rows int) *plan.Plan {
	return plan.InChunks(&e.program, n, rows, e.outputs...)
}

// within plans n rows within a budget.
func (e *poisson) within(budget int64, n int) (*plan.Plan, error) {
	return plan.Within(budget, 4, &e.program, n, e.outputs...)
}

// place sets xy to the points lo, lo+1, … of a sequence that fills the square
// evenly (Roberts 2018): point i is the fractional part of (i + ½)·(1/ρ, 1/ρ²),
// where ρ³ = ρ + 1.
func place(xy []float32, lo int) {
	const a, b = 0.7548776662466927, 0.5698402909980532
	fraction := func(v float64) float32 { return float32(v - math.Floor(v)) }
	for i := range len(xy) / 2 {
		k := float64(lo+i) + 0.5
		xy[2*i], xy[2*i+1] = fraction(float64(k*a)), fraction(float64(k*b))
	}
}
