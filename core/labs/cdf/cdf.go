// Package cdf is the lab of a constraint that is taught by a penalty: a
// distribution function never falls.
//
// A network F̂ is fitted to the empirical distribution Fₙ of some numbers, and
// pays for slopes that are negative, or nearly so, on a grid:
//
//	½·mean (F̂ − Fₙ)² + ½·λ·mean ReLU(ε − F̂′)²
//
// F̂′, by automatic differentiation, is the density. Beside it stand the same
// network without the penalty, trained until nothing more is gained, and one
// that cannot fall because its weights are positive. The fits of the two that
// obey the constraint end where the noise of the sample begins. What is fitted is
// then shifted and stretched to run from 0 to 1, and interval arithmetic proves for all x, not for a grid, that the slope is nowhere
// negative, or says where it cannot.
//
// The network sees t = asinh((x − m)/s), which grows with x and leaves room for
// heavy tails: a function that does not fall in t does not fall in x.
package cdf

import (
	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
	"residual/core/plan"
)

var (
	lambda = lab.FloatKnob(lab.Knob{Name: "lambda", Label: "Penalty λ", Help: "what a falling slope costs; watch the law break when it costs little",
		Min: 1e-4, Max: 1e6, Log: true, Default: "100", Live: true})
	known = lab.ChoiceKnob[choice](lab.Knob{Name: "law", Label: "Distribution", Help: "the known distribution that the sample is drawn from",
		Choices: choices(), Labels: choices(), Default: "two hills"})
	count = lab.IntKnob(lab.Knob{Name: "n", Label: "Sample size", Unit: "numbers", Help: "how many numbers are drawn",
		Min: 20, Max: 5000, Log: true, Default: "200"})
	data = lab.FileKnob(lab.Knob{Name: "data", Label: "Your own numbers",
		Help: "a file whose first column takes the place of the sample; the truth is then unknown", Max: 64e6, Accept: ".csv,.txt,.tsv"})
	width = lab.IntKnob(lab.Knob{Name: "width", Label: "Width", Unit: "units", Help: "units in each of the network's two hidden layers",
		Min: 2, Max: 16, Default: "8", Level: lab.More})
)

// Lab declares the lab.
var Lab = lab.Lab{
	Name:    "cdf",
	Title:   "A law by penalty: distributions never fall",
	Law:     "minimise ½·mean (F̂ − Fₙ)² + ½·λ·mean ReLU(ε − F̂′)²",
	Pace:    60,
	Version: 4,
	Knobs:   lab.List(lambda, known, count, data, width, lab.Budget),
	Presets: []lab.Preset{
		{Name: "Few numbers", About: "Of twenty numbers the network without the penalty learns the accidents, and falls between them.",
			Knobs: map[string]string{"n": "20"}},
		{Name: "Steps", About: "Four narrow clusters make four steps, and between them the slope is all but 0.",
			Knobs: map[string]string{"law": "steps", "n": "1000"}},
		{Name: "Heavy tails", About: "The variance is infinite, and numbers far out are nothing unusual.",
			Knobs: map[string]string{"law": "heavy tails"}},
	},
	New: newComparison,
}

// A comparison is one run: three networks fitted to one sample, what each is
// worth, and what is proved of the first.
type comparison struct {
	lab.Base
	fit.Room
	seed   uint64
	lambda float64
	sample *sample
	model  *model

	misfit    misfit
	penalty   penalty
	penalised fit.Sum // of both
	hard      positive
	dense     *plan.Machine[float64] // F̂ and F̂′ where a network is measured
	draw      *plan.Machine[float64] // and where it is drawn

	phase    phase
	networks [networks]network
	descent  descent // of the network being fitted
	loss     lab.History
	sweep    sweep
	proof    proof
}

// The networks, in the order in which they are fitted.
const (
	soft          = iota // pays the penalty
	unconstrained        // does not
	hard                 // cannot fall
	networks
)

// A network is one of the three: its parameters and what it was found to be.
type network struct {
	theta []float64 // for the hard one, logarithms of the weights
	measurement
}

const (
	targets       = 256 // points to fit at
	watched       = 1024
	batch         = 10000 // points to measure at a time
	drawn         = 401
	historyLength = 1024 // bounds the curves of the loss
)

func newComparison(s lab.Settings, seed uint64) (lab.Experiment, error) {
	r := &comparison{seed: seed, lambda: lambda.Of(s), model: newModel(width.Of(s))}
	var err error
	if r.sample, err = newSample(&r.Room, s, seed); err != nil {
		return nil, data.Wrong("%v", err)
	}
	if err := r.reserve(lab.Budget.Of(s)); err != nil {
		return nil, err
	}
	whole, err := r.sample.read()
	if err != nil {
		return nil, data.Wrong("%v", err)
	}
	if whole {
		r.begin()
	}
	return r, nil
}

// reserve takes all memory but the sample's within the budget.
func (r *comparison) reserve(budget int64) error {
	room, m := &r.Room, r.model
	size := m.net.Size()
	r.misfit.reserve(room, m)
	r.penalty.d.Reserve(room, &m.p, watched, m.d, m.net.Params()...)
	r.penalised = fit.Sum{&r.misfit, &r.penalty}
	r.hard = positive{misfit: &r.misfit, model: m}
	room.Floats(&r.hard.weights, size)
	room.Machine(&r.dense, &m.p, batch, m.f, m.d)
	room.Machine(&r.draw, &m.p, drawn, m.f, m.d)
	for k := range r.networks {
		room.Floats(&r.networks[k].theta, size)
	}
	r.descent.lm.Reserve(room, targets+watched, size)
	r.loss.Reserve(room, historyLength, networks)
	r.sweep.reserve(room, size)
	r.proof.reserve(room)
	return room.Open(budget)
}

// Change takes a new λ over: the penalised network is fitted anew.
func (r *comparison) Change(s lab.Settings) error {
	r.lambda = lambda.Of(s)
	if fresh := r.phase == fitting(soft) && r.descent.Steps == 0; r.phase > reading && !fresh {
		r.refit()
	}
	return nil
}

// State is the phase, how far the file was read, the networks with what was
// measured of them, and the fit, the sweep and the proof under way.
func (r *comparison) State(c *codec.Coder) {
	codec.Enum(c, &r.phase, int(phases))
	c.Require(r.phase != reading || r.sample.reader != nil, "what is drawn is not read")
	r.sample.describe(c, r.phase > reading)
	for k := range r.networks {
		c.Vector(r.networks[k].theta)
		r.networks[k].State(c)
	}
	c.Require(!r.measuring() || !r.networks[r.phase.network()].whole(), "a measurement under way has points to come")
	r.loss.State(c)
	r.sweep.State(c)
	c.Require(r.phase != sweeping || !r.sweep.done(), "a sweep under way has a value to come")
	r.proof.State(c)
	r.descent.State(c)
	c.Require(c.Err() != nil || r.phase == reading || r.descent.lm.Rows() == r.problem().Rows(), "the optimiser is of this problem")
}

// Resume places the points that are fitted and watched, which follow from the
// sample.
func (r *comparison) Resume() {
	if r.phase > reading {
		r.place()
	}
}
