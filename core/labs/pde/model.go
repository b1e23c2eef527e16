package pde

import (
	"cmp"
	"math"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/law"
	"residual/core/linalg"
	"residual/core/opt"
	"residual/core/pinn"
	"residual/core/rng"
)

// A solver is a network for a problem, and the method that finds its numbers.
type solver struct {
	*pinn.Model // that is at present trained
	method      choice
	seed        uint64
	text        string // of the problem
	rule        fit.Rule
	descent     fit.Progress
	loss        float64 // ½ Σ r², of rows with their weights

	features *pinn.Solver // where the method is that
	sketched fit.Sketched
	drawing  pinn.Drawing // of its points
	lm       opt.LevenbergMarquardt
	lbfgs    opt.LBFGS
	adam     opt.Adam[float64]
	r        []float64 // residuals, and the gradient of the loss by way of the Jacobian
	jac      []float64
	grad     []float64
}

const (
	littleOfLevenberg = 0.01 // a decrease of the loss that counts as none
	littleOfOthers    = 1e-4
	patience          = 25
	pairs             = 30 // that L-BFGS remembers
	mostMove          = 0.5
	adamRate          = 5e-3
	perStep           = 10    // steps of a first-order method in one of the run
	mostFeatures      = 800   // of all fields: what the default budget has room for
	mostOfStates      = 640   // where several states are kept
	exact             = 1e-28 // a loss that is nothing but rounding
)

// reserve records the problem and asks for memory.
func (v *solver) reserve(room *fit.Room, q *posed, m *samples, s lab.Settings) (err error) {
	v.method, v.text = suits(method.Of(s), q), q.text
	v.rule = fit.Rule{Most: cmp.Or(steps.Of(s), most[v.method]), Little: littleOfLevenberg, Patience: patience}
	if v.method == features {
		v.features, err = pinn.NewSolver(q.Problem, options(q, m, s))
	} else {
		v.Model, err = pinn.New(q.Problem, trained(options(q, m, s), q, v.method, depth.Of(s)))
	}
	if err != nil {
		return problemText.Wrong("%s", wrong(q.text, err))
	}
	v.drawing.Every = redrawn(q, s)
	v.reserveMethod(room)
	return nil
}

// options say how a problem is trained.
func options(q *posed, m *samples, s lab.Settings) pinn.Options {
	o := pinn.Options{Width: width.Of(s), Points: points.Of(s), Params: q.values, Weight: weight.Of(s)}
	if m != nil {
		o.Data = &pinn.Data{Rows: m.rows}
	}
	if suits(method.Of(s), q) == features && o.Width == 0 {
		switch o.Width = mostFeatures / len(q.Fields); {
		case len(q.Inputs) == 1:
			o.Width = min(200, 360/len(q.Fields))
		case q.eigen():
			o.Width = mostOfStates / len(q.Fields)
		}
	}
	return o
}

// sketchSize is for a model of so many numbers.
func sketchSize(m *pinn.Model) opt.SketchSize {
	return opt.SketchSize{Params: m.Size(), Block: pinn.BlockRows}
}

// suits is a method, or the one that suits a problem: a solution that can be solved
// for at once, or along the only variable, is.
func suits(m choice, q *posed) choice {
	switch {
	case m != suitable:
		return m
	case q.Degree() == law.Nonlinear && len(q.Inputs) > 1:
		return sketch
	}
	return features
}

// most is how many steps each method takes.
var most = [...]int{sketch: 150, levenberg: 400, lbfgs: 400, adam: 400}

// sizes are the width, the depth and the points of a network whose layers are all
// trained, where the visitor chooses none: those of a sketched method are many.
var sizes = map[bool][3]int{false: {16, 2, 600}, true: {20, 4, 12800}}

// trained are the options of such a network.
func trained(o pinn.Options, q *posed, m choice, depth int) pinn.Options {
	size := sizes[m == sketch]
	if len(q.Inputs) == 1 {
		size[2] /= 4
	}
	if len(q.Fields) > 1 { // each has a network
		size[0] = max(8, size[0]*7/10/(len(q.Fields)-1))
	}
	if e := q.entry; m == sketch {
		size = [3]int{cmp.Or(e.Width, size[0]), cmp.Or(e.Depth, size[1]), cmp.Or(e.Points, size[2])}
	}
	o.Depth = cmp.Or(depth, size[1])
	o.Width, o.Points = cmp.Or(o.Width, size[0]), cmp.Or(o.Points, size[2])
	return o
}

// redrawn is after how many steps points are drawn anew; 0: never.
func redrawn(q *posed, s lab.Settings) int { return cmp.Or(resample.Of(s), q.entry.Redraw) }

// reserveMethod asks for the memory of the network and the method.
func (v *solver) reserveMethod(room *fit.Room) {
	if v.method == features {
		v.features.Reserve(room)
		return
	}
	v.Model.Reserve(room)
	rows, n := v.MaxRows(), v.Size()
	switch v.method {
	case sketch:
		v.sketched.Reserve(room, v.Model.Blocks(), sketchSize(v.Model))
		v.drawing.Reserve(room, v.Model)
		room.Then(func() { v.Theta = v.sketched.Theta })
		return
	case levenberg:
		v.lm.Reserve(room, rows, n)
		return
	}
	v.rule.Little = littleOfOthers
	room.Floats(&v.r, rows)
	room.Floats(&v.jac, rows*n)
	room.Floats(&v.grad, n)
	if v.method == lbfgs {
		v.lbfgs.MaxMove = mostMove
		v.lbfgs.Reserve(room, n, pairs)
	} else {
		v.adam = *opt.NewAdam[float64](0, 0)
		v.adam.Reserve(room, n)
	}
}

// begin draws the network and the points.
func (v *solver) begin(seed uint64) (err error) {
	v.seed = seed
	if v.method == features {
		if err = v.features.Begin(seed); err == nil {
			v.Model = v.features.Present()
		}
	} else {
		err = drawNetwork(v.Model, seed)
	}
	if err != nil {
		return problemText.Wrong("%s", wrong(v.text, err))
	}
	v.restart()
	return nil
}

// drawNetwork draws the weights of a network, and its points.
func drawNetwork(m *pinn.Model, seed uint64) error { return m.Begin(rng.New(seed, "pde/network")) }

// follow goes on from where another solver is, of the same problem with other values
// of its parameters.
func (v *solver) follow(other *solver) {
	if v.method == features {
		v.features.Follow(other.features)
		v.Model = v.features.Present()
	} else {
		copy(v.Theta, other.Theta)
	}
	v.restart()
}

// restart has the method begin anew from where the network is.
func (v *solver) restart() {
	v.descent, v.loss = fit.Progress{}, v.Loss(v.Theta)
	v.drawing.Step = 0
	switch v.method {
	case sketch:
		v.beginSketched()
	case levenberg:
		v.lm.Begin(v.Rows())
	case lbfgs:
		v.lbfgs.Begin(v.gradient, v.Theta)
	case adam:
		clear(v.adam.M)
		clear(v.adam.V)
		v.adam.Power1, v.adam.Power2 = 1, 1
	}
}

// gradient is the loss at theta, with grad set to Jᵀr.
func (v *solver) gradient(grad, theta []float64) float64 {
	r, jac := v.r[:v.Rows()], v.jac[:v.Rows()*len(theta)]
	v.Jacobian(r, jac, theta)
	linalg.MulTransVec(grad, 1, jac, r, 0)
	return kernel.Dot(r, r) / 2
}

// step takes a step, and says why there is no other, or "".
func (v *solver) step() (why string) {
	before, moved := v.loss, true
	switch v.method {
	case features:
		return v.featuresStep()
	case sketch:
		v.sketched.Half()
		return v.judgeHalf()
	case levenberg:
		moved = v.lm.Step(v.Model, v.Theta)
		v.loss = v.Loss(v.Theta)
	case lbfgs:
		for k := 0; k < perStep && moved; k++ {
			moved = v.lbfgs.Step(v.gradient, v.Theta)
		}
		v.loss = v.lbfgs.Value
	case adam:
		v.adamSteps()
	}
	done := v.descent.Done(v.rule, before, v.loss)
	switch {
	case math.IsNaN(v.loss) || math.IsInf(v.loss, 0):
		return diverged
	case v.loss < exact:
		return "the residual is nothing but rounding"
	case !moved:
		return "no step lowers the loss any more"
	case done && v.descent.Steps >= v.rule.Most:
		return "the most steps were taken"
	case done:
		return "the loss hardly falls any more"
	}
	return ""
}

// featuresStep takes a step with features.
func (v *solver) featuresStep() (why string) {
	v.features.Step()
	v.Model = v.features.Present()
	switch v.loss = v.features.Loss(); {
	case math.IsNaN(v.loss) || math.IsInf(v.loss, 0):
		return diverged
	case v.features.Done():
		return "the last layer is solved for"
	}
	return ""
}

// judgeHalf is why there is no more to do after half a step of the sketched method.
func (v *solver) judgeHalf() (why string) {
	if v.sketched.Probing {
		return ""
	}
	before := v.loss
	if v.loss = v.sketched.Loss; v.sketched.Done() {
		return "no step lowers the loss any more"
	}
	done := v.descent.Done(v.rule, before, v.loss)
	switch {
	case math.IsNaN(v.loss):
		return diverged
	case done && v.descent.Steps >= v.rule.Most:
		return "the most steps were taken"
	case done:
		return "the loss hardly falls any more"
	}
	v.redraw()
	return ""
}

// diverged is why a run has no result.
const diverged = "the loss is no number"

// adamSteps takes some steps of a rate that falls as (1 − t/T)².
func (v *solver) adamSteps() {
	left := 1 - float64(v.descent.Steps)/float64(v.rule.Most)
	v.adam.Rate = adamRate * left * left
	for range perStep {
		v.loss = v.gradient(v.grad, v.Theta)
		v.adam.Step(v.Theta, v.grad)
	}
}

// states is those of an eigenproblem, none before they are found.
func (v *solver) states() []pinn.State {
	if v.method != features || !v.features.Done() {
		return nil
	}
	return v.features.States()
}

// lambda is the damping of the last step; not a number where the method has none.
func (v *solver) lambda() float64 {
	switch {
	case v.method == features:
		return v.features.Damping()
	case v.method == sketch:
		return v.sketched.Lambda
	case v.method == levenberg && v.lm.Mu > 0:
		return v.lm.Mu
	}
	return math.NaN()
}

// State describes the network and the method.
func (v *solver) State(c *codec.Coder) {
	v.descent.State(c)
	c.Float(&v.loss)
	if v.method == features {
		v.features.State(c)
		v.Model = v.features.Present()
		return
	}
	v.Model.State(c)
	switch v.method {
	case sketch:
		v.sketched.State(c)
		v.drawing.State(c)
	case levenberg:
		v.lm.State(c)
	case lbfgs:
		v.lbfgs.State(c)
	case adam:
		v.adam.State(c)
	}
}
