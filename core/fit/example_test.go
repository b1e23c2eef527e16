package fit_test

import (
	"fmt"
	"math"

	"residual/core/ad"
	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
	"residual/core/nn"
	"residual/core/opt"
	"residual/core/plan"
	"residual/core/rng"
)

// A decay is a network that obeys u′ = −u with u(0) = 1. The trial function
// u = 1 + x·N(x) has the right value at 0 whatever the network N says, and the
// law is asked for at points in [0, 1].
type decay struct {
	fit.Room
	program  ad.Program
	net      *nn.MLP
	x, u     ad.Value // points × 1
	residual fit.Residual
	end      *plan.Machine[float64] // u(1)
	lm       opt.LevenbergMarquardt
	theta    []float64
}

const points = 24

// record writes the law down. Nothing is computed, and nothing allocated but the
// program.
func (d *decay) record() (law ad.Value) {
	p := &d.program
	d.net = nn.NewMLP(p, 1, 8, 1)
	d.x = p.Rows("x", 1)
	x := p.Seed(d.x, 1, []float64{1}) // the jet (x, 1): value and first derivative
	u := p.AddConst(p.Mul(x, d.net.Apply(p, x)), 1)
	d.u = p.Plane(u, 0)
	return p.Add(p.Derivative(u, 0, 1), d.u)
}

// reserve asks the room for everything at once, and opens it within a budget.
func (d *decay) reserve(law ad.Value, budget int64) error {
	d.residual.Reserve(&d.Room, &d.program, points, law, d.net.Params()...)
	d.Machine(&d.end, &d.program, 1, d.u)
	d.lm.Reserve(&d.Room, points, d.net.Size())
	d.Floats(&d.theta, d.net.Size())
	return d.Open(budget)
}

// begin draws the weights and sets the points.
func (d *decay) begin(seed uint64) {
	nn.Glorot(d.net, d.theta, rng.New(seed, "fit/decay"))
	var x [points]float64
	for i := range x {
		x[i] = float64(i) / (points - 1)
	}
	d.residual.Set(d.x, x[:])
	d.lm.Begin(points)
}

// step takes one step of Levenberg and Marquardt's method: a fit.Residual is an
// opt.LeastSquares.
func (d *decay) step() (moved bool) { return d.lm.Step(&d.residual, d.theta) }

// atOne is u(1).
func (d *decay) atOne() float64 {
	copy(d.end.Params(), d.theta)
	d.end.Value(d.x)[0] = 1
	d.end.Run()
	return d.end.Value(d.u)[0]
}

// State is what a step depends on: the weights and the damping.
func (d *decay) State(c *codec.Coder) {
	c.Vector(d.theta)
	d.lm.State(c)
}

// Cost counts the last step.
func (d *decay) Cost() (c lab.Cost) {
	c.Step = "Levenberg–Marquardt step"
	d.residual.Cost(&c, d.lm.Trials())
	fit.AddStep(&c, &d.lm, d.lm.Bytes())
	return c
}

// A network in a lab, from its program to its cost.
func Example() {
	var small, d decay
	if err := small.reserve(small.record(), 1000); err != nil {
		fmt.Println("1 kB is not enough, and nothing was allocated:", small.Memory().Peak)
	}
	if err := d.reserve(d.record(), 1e6); err != nil {
		fmt.Println(err)
		return
	}
	d.begin(1)
	for range 60 {
		d.step()
	}
	fmt.Printf("u(1) = %.4f, truth %.4f\n", d.atOne(), math.Exp(-1))
	fmt.Println("held as planned:", d.Memory().Peak == d.Memory().Planned)
	// Output:
	// 1 kB is not enough, and nothing was allocated: 0
	// u(1) = 0.3679, truth 0.3679
	// held as planned: true
}
