package heat

import (
	"math"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
	"residual/core/pde"
)

// A training has a residual block learn its stencil: the network is told what
// goes in and what comes out, and finds the scheme.
type training struct {
	lab.Base
	fit.Room
	spec
	learner learner
	begun   int     // the step at which r was last changed
	first   float64 // the first loss since then; 0 before
	wanted  []float64
	history lab.History

	initial []float64 // the profile of a rod, for the picture; no part of the state
	ring    pde.Ring  // of it
	best    memo[float64, []float64]
}

// The columns of a training's history.
const (
	losses    = iota
	distances // of the stencil from the one wanted
)

const (
	flatSlope  = 1e-11 // the slope at which the weights are found, to about its size
	maxUpdates = 20000
)

func newTraining(s spec, budget int64) (lab.Experiment, error) {
	t := &training{spec: s}
	t.learner.reserve(&t.Room, t.taps())
	t.Floats(&t.wanted, t.taps())
	t.history.Reserve(&t.Room, historyLength, 2)
	if t.dim == 1 {
		t.Floats(&t.initial, t.n)
		t.ring.Reserve(&t.Room, t.n)
	}
	if err := t.Open(budget); err != nil {
		return nil, err
	}
	t.learner.draw(t.seed)
	t.begin()
	if t.dim == 1 {
		t.fill(t.initial)
		t.ring.Set(t.initial)
	}
	return t, nil
}

// begin sets the problem at r.
func (t *training) begin() {
	t.begun, t.first = t.Steps(), 0
	t.setStencil(t.wanted, t.r)
	t.learner.begin(t.spec)
}

// Step is one step of the optimiser over all examples.
func (t *training) Step() {
	t.learner.step()
	if t.first == 0 {
		t.first = t.learner.loss
	}
	t.history.Record(t.Steps()-1, t.learner.loss, t.distance())
	switch {
	case math.IsNaN(t.learner.slope):
		t.Stop("diverged at step %d: the loss is not finite", t.Steps())
	case t.learner.slope < flatSlope:
		t.Converge("the loss is flat after %d steps", t.Steps())
	case t.Steps()-t.begun >= maxUpdates:
		t.Stop("no minimum found in %d steps", maxUpdates)
	}
}

// distance is the largest |learnt − wanted| of the stencil.
func (t *training) distance() float64 { return largestGap(t.learner.stencil(), t.wanted) }

// Hint: the pointer does nothing while a stencil is learnt.
func (t *training) Hint() string { return "" }

// Progress: the slope falls by about the same factor in every step, and so
// does the loss, its square.
func (t *training) Progress() float64 {
	if t.first == 0 || t.learner.loss <= 0 {
		return 0
	}
	return math.Log(t.first/t.learner.loss) / math.Log(t.first/(flatSlope*flatSlope))
}

// Change takes over depth and r: with r the examples change, and the block
// learns anew from where it is.
func (t *training) Change(s lab.Settings) error {
	t.depth = depth.Of(s)
	if r := ratio.Of(s); r != t.r {
		t.r = r
		t.begin()
		t.Reopen()
	}
	return nil
}

// State is the learner and since when it has been at it.
func (t *training) State(c *codec.Coder) {
	c.Int(&t.begun, 0, t.Steps())
	c.Float(&t.first)
	t.learner.state(c)
	t.history.State(c)
}

// Cost counts the learner's program and Adam.
func (t *training) Cost() lab.Cost {
	c := lab.Cost{Step: "Adam step"}
	fit.AddRun(&c, t.learner.machine, 1)
	fit.AddStep(&c, &t.learner.adam, t.learner.adam.Traffic())
	return c
}
