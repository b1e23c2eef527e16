package fit

import (
	"math"

	"residual/core/ad"
	"residual/core/codec"
	"residual/core/lab"
	"residual/core/opt"
)

// A LeastSquares makes a residual small by Levenberg and Marquardt's method, over
// rows of data that are added one by one. The steps are taken a trial at a time,
// so that each call is short, and for whatever descent is handed in, so that
// several can take turns. The Jacobian is used where the machine leaves it.
type LeastSquares struct {
	r       Residual
	lm      opt.LevenbergMarquardt
	inputs  []ad.Value
	rows    int
	size    int      // parameters that are trained
	current *Descent // whose derivatives lm has; nil: nobody's
	derived bool     // the last trial began a step
}

// A Descent is the way of one set of parameters downhill.
type Descent struct {
	Theta         []float64 // all params of the program; those that are trained come first
	Mu, Nu        float64   // the damping
	Loss          float64   // ½ Σ r²
	Steps, Trials int       // taken, and of the present step
	Moved         bool      // the last step lowered the loss
}

// State describes a descent with as many parameters as Theta has room for.
func (d *Descent) State(c *codec.Coder) {
	c.Vector(d.Theta)
	c.Float(&d.Mu, &d.Nu, &d.Loss)
	c.Count(&d.Steps)
	c.Int(&d.Trials, 0, opt.MaxTrials)
	c.Bool(&d.Moved)
}

// Reserve asks for room for up to so many rows of inputs, and of a value of the
// program, one number a row, which depends on the params to be trained.
func (l *LeastSquares) Reserve(room *Room, p *ad.Program, rows int, inputs []ad.Value, value ad.Value, params ...ad.Value) {
	for _, v := range params {
		l.size += p.Shape(v).Size(0)
	}
	l.inputs = inputs
	l.r.Reserve(room, p, rows, value, params...)
	l.lm.ReserveSystem(room, rows, l.size)
	room.Then(func() { l.lm.ShareJacobian(l.r.WithSlopes.Value(l.r.Jac)) })
}

// Clear forgets all rows.
func (l *LeastSquares) Clear() { l.rows, l.current = 0, nil }

// Add adds a row: the numbers of each input.
func (l *LeastSquares) Add(row ...[]float64) {
	for i, numbers := range row {
		at := l.rows * len(numbers)
		copy(l.r.Machine.Value(l.inputs[i])[at:], numbers)
		copy(l.r.WithSlopes.Value(l.inputs[i])[at:], numbers)
	}
	l.rows, l.current = l.rows+1, nil
}

// Rows is how many rows were added.
func (l *LeastSquares) Rows() int { return l.rows }

// Residual sets r to the residuals at theta.
func (l *LeastSquares) Residual(r, theta []float64) {
	copy(l.r.Machine.Params(), theta)
	l.r.Machine.RunRows(l.rows)
	copy(r, l.r.Machine.Value(l.r.Value)[:l.rows])
}

// Jacobian sets r likewise and leaves the derivatives where jac is.
func (l *LeastSquares) Jacobian(r, jac, theta []float64) {
	copy(l.r.WithSlopes.Params(), theta)
	l.r.WithSlopes.RunRows(l.rows)
	copy(r, l.r.WithSlopes.Value(l.r.Value)[:l.rows])
}

// Try takes a trial of a descent's next step, and tells whether it ends the step:
// d has moved, or no trial lowers the loss any more.
func (l *LeastSquares) Try(d *Descent) bool {
	if l.derived = d.Trials == 0 || l.current != d; l.derived {
		l.lm.Begin(l.rows)
		l.lm.Mu, l.lm.Nu = d.Mu, d.Nu
		copy(l.r.Machine.Params(), d.Theta) // with those that are not trained
		copy(l.r.WithSlopes.Params(), d.Theta)
		l.lm.Linearise(l, d.Theta[:l.size])
		l.current = d
	}
	d.Moved = l.lm.Try(l, d.Theta[:l.size])
	d.Mu, d.Nu, d.Loss = l.lm.Mu, l.lm.Nu, l.lm.Cost
	if d.Trials++; !d.Moved && d.Trials < opt.MaxTrials && !math.IsNaN(d.Loss) {
		return false
	}
	d.Steps, d.Trials = d.Steps+1, 0
	return true
}

// Cost adds the last trial to c.
func (l *LeastSquares) Cost(c *lab.Cost) {
	AddRows(c, l.r.Machine, l.rows, 1) // which may have room for more
	if l.derived {
		AddRows(c, l.r.WithSlopes, l.rows, 1)
	}
	trials := int64(max(1, l.lm.Trials())) // since the derivatives
	c.Add(l.lm.Flops()/trials, l.lm.Traffic()/trials, l.lm.Bytes())
}
