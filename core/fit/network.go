package fit

import (
	"math/rand/v2"

	"residual/core/ad"
	"residual/core/codec"
	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/nn"
	"residual/core/opt"
	"residual/core/plan"
)

// A Network is a multilayer perceptron fitted to rows of data by Levenberg and
// Marquardt's method,
//
//	minimise  ½ Σᵢ e(f(xᵢ; θ), yᵢ)² + ½ ρ‖θ‖²
//
// with an error e of the caller's and a ridge ρ that keeps weights from growing
// where the data leave them free.
type Network struct {
	Net     *nn.MLP
	Theta   []float64 // the parameters, side by side
	Program ad.Program
	X, Y    ad.Value // rows × inputs, rows × outputs
	Out     ad.Value // of the network, rows × outputs

	residual Residual
	predict  *plan.Machine[float64] // Out at other places
	lm       opt.LevenbergMarquardt
	ridge    float64 // √ρ
}

// A Task says what a Network is to fit.
type Task struct {
	Sizes  []int   // of the layers: inputs, hidden …, outputs
	Rows   int     // of data
	Places int     // at which it is asked for predictions at a time
	Ridge  float64 // √ρ
	// Error records e, one number a row, from the output and the targets; nil:
	// their difference, for one output.
	Error func(p *ad.Program, out, y ad.Value) ad.Value
}

// Reserve records the network and its error, and asks a room for all that
// fitting takes.
func (n *Network) Reserve(room *Room, t Task) {
	p, last := &n.Program, t.Sizes[len(t.Sizes)-1]
	n.X, n.Y = p.Rows("x", t.Sizes[0]), p.Rows("y", last)
	n.Net, n.ridge = nn.NewMLP(p, t.Sizes...), t.Ridge
	n.Out = n.Net.Apply(p, n.X)
	e := t.Error
	if e == nil {
		e = (*ad.Program).Sub
	}
	n.residual.Reserve(room, p, t.Rows, e(p, n.Out, n.Y), n.Net.Params()...)
	room.Machine(&n.predict, p, t.Places, n.Out)
	room.Floats(&n.Theta, n.Net.Size())
	n.lm.Reserve(room, t.Rows+n.Net.Size(), n.Net.Size())
}

// Begin draws the weights (nn.Glorot) and takes the data over, row by row.
func (n *Network) Begin(rng *rand.Rand, x, y []float64) {
	nn.Glorot(n.Net, n.Theta, rng)
	n.Show(x, y)
	n.lm.Begin(n.Rows())
}

// Show replaces the data; weights and damping stay.
func (n *Network) Show(x, y []float64) {
	n.residual.Set(n.X, x)
	n.residual.Set(n.Y, y)
}

// Step takes one step and tells whether there was one that lowers the loss.
func (n *Network) Step() bool { return n.lm.Step(n, n.Theta) }

// Loss is Σ e² a row after the last step, without the ridge.
func (n *Network) Loss() float64 {
	weights := n.ridge * n.ridge * kernel.Dot(n.Theta, n.Theta)
	return (2*n.lm.Cost - weights) / float64(n.residual.Rows())
}

// Rows is the number of residuals: one for each row of data and one for each
// weight. With Residual and Jacobian it makes the fit an opt.LeastSquares.
func (n *Network) Rows() int { return n.residual.Rows() + n.Net.Size() }

// Residual sets r to the errors at theta and to √ρ·θ.
func (n *Network) Residual(r, theta []float64) {
	n.residual.Residual(r, theta)
	kernel.Scale(r[n.residual.Rows():], n.ridge, theta)
}

// Jacobian sets r likewise and jac to the derivatives.
func (n *Network) Jacobian(r, jac, theta []float64) {
	n.residual.Jacobian(r, jac, theta)
	rows := n.residual.Rows()
	kernel.Scale(r[rows:], n.ridge, theta)
	rest := jac[rows*len(theta):]
	clear(rest)
	for i := range theta {
		rest[i*len(theta)+i] = n.ridge
	}
}

// Predict sets out to the network's outputs at rows of x.
func (n *Network) Predict(out, x []float64) {
	in, last := n.Net.Sizes[0], n.Net.Sizes[len(n.Net.Sizes)-1]
	copy(n.predict.Params(), n.Theta)
	for len(out) > 0 {
		rows := min(len(out)/last, n.predict.Plan.Rows)
		copy(n.predict.Value(n.X), x[:rows*in])
		n.predict.RunRows(rows)
		copy(out, n.predict.Value(n.Out)[:rows*last])
		out, x = out[rows*last:], x[rows*in:]
	}
}

// Cost adds the last step to c.
func (n *Network) Cost(c *lab.Cost) {
	n.residual.Cost(c, n.lm.Trials())
	AddStep(c, &n.lm, n.lm.Bytes())
}

// State describes the weights and the optimiser; the data are not part of it.
func (n *Network) State(c *codec.Coder) {
	c.Vector(n.Theta)
	n.lm.State(c)
	c.Require(n.lm.Rows() == n.Rows(), "the optimiser is of these rows and weights")
}
