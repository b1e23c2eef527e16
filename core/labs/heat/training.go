package heat

import (
	"fmt"
	"math"

	"residual/core/lab"
	"residual/core/pde"
)

// A training is a run in which a residual block learns its stencil: the
// network is told what goes in and what comes out, and finds the scheme.
type training struct {
	spec
	steps   int // of the optimiser
	since   int // the step at which r was last changed
	status  lab.Status
	learner *learner
	loss    float64 // before the last step
	slope   float64 // its largest derivative
	first   float64 // the first loss since r was changed; 0 before
	wanted  []float64
	past    lab.History

	// What follows is no part of the state.
	initial []float64 // the profile of a rod, for the picture
	ring    *pde.Ring // of it
	best    []float64 // the stencil by least squares, for checks, at r = bestR
	bestR   float64
}

const (
	flat       = 1e-11 // the slope at which the weights are found, to about its size
	maxUpdates = 20000
)

func newTraining(s spec) *training {
	t := &training{spec: s, learner: newLearner(s), wanted: s.lap(), past: lab.NewHistory(kept, 2)}
	t.learner.show(s)
	if s.dim == 1 {
		t.initial, t.ring = make([]float64, s.n), pde.NewRing(s.n)
		s.fill(t.initial)
		t.ring.Set(t.initial)
	}
	return t
}

// Step is one step of the optimiser over all examples.
func (t *training) Step() lab.Status {
	if t.status.Final() {
		return t.status
	}
	t.loss, t.slope = t.learner.step()
	if t.first == 0 {
		t.first = t.loss
	}
	t.past.Record(t.steps, t.loss, t.distance())
	t.steps++
	t.review()
	return t.status
}

func (t *training) review() {
	switch {
	case t.slope < flat:
		t.status = lab.Status{State: lab.Converged, Reason: fmt.Sprintf("the loss is flat after %d steps", t.steps)}
	case t.steps-t.since >= maxUpdates:
		t.status = lab.Status{State: lab.Stopped, Reason: fmt.Sprintf("no minimum found in %d steps", maxUpdates)}
	default:
		t.status = lab.Status{State: lab.Running}
	}
}

// The columns of a training's history.
const (
	losses = iota
	distances
)

func (t *training) Status() lab.Status   { return t.status }
func (t *training) Steps() int           { return t.steps }
func (t *training) Act(lab.Action) error { return nil }

// Hint: the pointer does nothing while a stencil is learnt.
func (t *training) Hint() string { return "" }

// Progress: the slope falls by about the same factor in every step, and so
// does the loss, its square.
func (t *training) Progress() float64 {
	if t.status.Final() {
		return 1
	}
	if t.first == 0 || t.loss <= 0 {
		return 0
	}
	done := math.Log(t.first/t.loss) / math.Log(t.first/(flat*flat))
	return math.Min(math.Max(done, 0), 1)
}

// Change takes over r: the examples change, and the block learns anew from
// where it is.
func (t *training) Change(s lab.Settings) error {
	now := read(s, t.seed)
	t.depth = now.depth
	if now.r == t.r {
		return nil
	}
	t.r, t.since, t.first = now.r, t.steps, 0
	t.wanted = t.lap()
	t.learner.begin()
	t.learner.show(t.spec)
	if t.status.Final() {
		t.status = lab.Status{State: lab.Running}
	}
	return nil
}

// lap returns what there is to be found, r times the Laplacian: [r, −2r, r], or
// on a plate [0 r 0; r −4r r; 0 r 0].
func (s spec) lap() []float64 {
	if s.dim == 1 {
		return []float64{s.r, -2 * s.r, s.r}
	}
	return []float64{0, s.r, 0, s.r, -4 * s.r, s.r, 0, s.r, 0}
}

// distance is the largest |learnt − wanted| of the stencil.
func (t *training) distance() float64 {
	far := 0.0
	for i, w := range t.learner.stencil() {
		far = max(far, math.Abs(w-t.wanted[i]))
	}
	return far
}

func (t *training) Memory() lab.Memory {
	return lab.Memory{Planned: t.plannedTraining(), Peak: t.held()}
}
