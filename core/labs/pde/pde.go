// Package pde is the workbench: any law that a visitor can type, learnt by a
// network, and judged by a solution in closed form or by a classical method.
//
// A text in the language of core/law is read, counted and checked (posed.go). Its
// laws and conditions become rows of a least-squares problem (core/pinn), which a
// step of the run lowers by one of several methods (descent.go). Beside it, in slices
// of the same steps, a classical method makes a reference (core/reference); what is
// known of the solution judges the network at points that it has not seen
// (judge.go).
package pde

import (
	"math"

	"residual/core/catalogue"
	"residual/core/codec"
	"residual/core/lab"
)

// Lab declares the lab.
var Lab = lab.Lab{
	Name:    "pde",
	Title:   "Any law you can type",
	Law:     "F(x, u, ∂u, ∂²u, …) = 0",
	Hint:    "press in the picture to cut through that place",
	Pace:    8,
	Version: 1,
	Knobs: lab.List(problemText, shift, moment, fieldShown, file, method, width, depth, points, resample, asked, movedName, anyway,
		sampleCount, sampleNoise, weight, steps, lab.Budget),
	Presets: presets(),
	New:     newExperiment,
	Worker:  newWorker,
}

// presets are some problems of the catalogue.
func presets() (all []lab.Preset) {
	for _, name := range []string{"pendulum", "poisson", "wave", "corner", "oscillator", "diffusivity"} {
		e := catalogue.Find(name)
		all = append(all, lab.Preset{Name: e.Title, About: e.About, Knobs: map[string]string{"problem": e.Text}})
	}
	return all
}

// A phase of a run.
type phase int

const (
	training  phase = iota
	referring       // the network is trained, the reference is not complete
	showing         // the solution as a film, where there is time
	phases
)

// filmSteps is how many steps a film takes.
const filmSteps = 40

// An experiment trains a network on a problem and judges it.
type experiment struct {
	lab.Base
	live
	asked float64
	phase phase
	film  int // steps of it that were taken
	ended int // the step at which the training ended

	work
	stage stage
	view  view
	past  lab.History // loss, error
	why   string      // the training ended
	tasks [][]byte    // of half a step, with the place of the slider
}

// live is the values of the live knobs.
type live struct {
	shift, moment float64
	field         int
}

func readLive(s lab.Settings) live { return live{shift.Of(s), moment.Of(s), fieldShown.Of(s)} }

// columns of the history.
const (
	pastLoss = iota
	pastError
	pastColumns
)

// historyLength bounds the curves over the steps.
const historyLength = 256

func newExperiment(s lab.Settings, seed uint64) (lab.Experiment, error) {
	r := &experiment{live: readLive(s), asked: asked.Of(s), work: work{seed: seed}}
	if err := r.pose(s, r.shift); err != nil {
		return nil, err
	}
	r.stage = newStage(r.q.Problem)
	r.stage.slide(r.moment)
	r.past.Reserve(&r.Room, historyLength, pastColumns)
	r.view.reserve(&r.Room, &r.stage)
	if err := r.begin(s); err != nil {
		return nil, err
	}
	r.view.stale = true
	return r, nil
}

// State is where the picture is cut, how far the run has come, the network and the
// optimiser. How far the reference is follows from the count of its slices.
func (r *experiment) State(c *codec.Coder) {
	codec.Enum(c, &r.phase, int(phases))
	c.Int(&r.film, 0, filmSteps)
	c.Count(&r.ended)
	c.Text(&r.why)
	r.stage.State(c)
	r.solver.State(c)
	r.past.State(c)
	r.found.State(c)
	r.second.State(c)
}

// Resume makes the reference again as far as it was, and measures.
func (r *experiment) Resume() {
	r.second.resume()
	r.look()
	if r.judge.part, r.found.errors = math.NaN(), nil; r.phase != training {
		r.weigh()
	}
	r.view.stale = true
}
