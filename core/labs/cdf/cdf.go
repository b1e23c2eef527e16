// Package cdf is the laboratory of a law that is taught by a penalty: a
// distribution function never falls.
//
// A network F̂ is fitted to the empirical distribution of some numbers, and pays
// for slopes that are negative, or all but so, on a grid:
//
//	½·mean (F̂ − Fₙ)² + ½·λ·mean ReLU(ε − F̂′)²
//
// F̂′, by automatic differentiation, is the density. Beside it stand the same
// network without the penalty, trained until nothing more is gained, and one
// that cannot fall because its weights are positive. The fits of those that obey
// the law end where the noise of the sample begins. Afterwards interval arithmetic proves for all x, not for a grid,
// that the slope is nowhere negative, or says where it cannot.
//
// The network sees t = asinh((x − m)/s), which grows with x and leaves room for
// heavy tails: a function that does not fall in t does not fall in x.
package cdf

import (
	"fmt"

	"residual/core/lab"
)

// Lab declares the laboratory.
var Lab = lab.Lab{
	Name:  "cdf",
	Title: "A law by penalty: distributions never fall",
	Law:   "minimise ½·mean (F̂ − Fₙ)² + ½·λ·mean ReLU(ε − F̂′)²",
	Pace:  60,
	Knobs: []lab.Knob{
		{Name: "lambda", Label: "Penalty λ", Help: "what a falling slope costs; watch the law break when it costs little",
			Kind: lab.Float, Min: 1e-4, Max: 1e6, Log: true, Default: "100", Live: true},
		{Name: "law", Label: "Distribution", Help: "the known distribution that the sample is drawn from",
			Kind: lab.Choice, Choices: lawNames(), Default: "two hills"},
		{Name: "n", Label: "Sample size", Unit: "numbers", Help: "how many numbers are drawn",
			Kind: lab.Int, Min: 20, Max: 5000, Log: true, Default: "200"},
		{Name: "data", Label: "Your own numbers", Help: "a file whose first column takes the place of the sample; the truth is then unknown",
			Kind: lab.File, Max: 64e6, Accept: ".csv,.txt,.tsv"},
		{Name: "width", Label: "Width", Unit: "units", Help: "units in each of the network's two hidden layers",
			Kind: lab.Int, Min: 2, Max: 16, Default: "8"},
		lab.MemoryKnob(),
	},
	Legacy: start,
}

// A run is one sample, the three networks fitted to it and what is proved.
type run struct {
	sample *sample
	n      *network
	at     machines
	prob   problem
	lambda float64
	plans  int64 // planned bytes

	stage  stage
	fits   [fits]fit
	lm     fitter
	sweep  sweep
	proof  proof
	steps  int
	loss   lab.History // of the fit under way
	status lab.Status
	seed   uint64
}

// The networks, in the order in which they are fitted.
const (
	soft    = iota // pays the penalty
	control        // does not
	hard           // cannot fall
	fits
)

func start(s lab.Settings, seed uint64) (lab.LegacyRun, error) {
	sample, err := newSample(s, seed)
	if err != nil {
		return nil, err
	}
	r := &run{sample: sample, n: newNetwork(s.Int("width")), lambda: s.Float("lambda"), seed: seed,
		loss: lab.NewHistory(historyLength, fits), stage: reading}
	if err := r.plan(s.Bytes("memory")); err != nil {
		return nil, err
	}
	if !sample.more {
		if err := sample.check(); err != nil {
			return nil, &lab.KnobError{Knob: "data", Reason: err.Error()}
		}
		r.begin()
	}
	return r, nil
}

func (r *run) Status() lab.Status { return r.status }
func (r *run) Steps() int         { return r.steps }

// Change takes a new λ over: the penalised network goes on from where it is.
func (r *run) Change(s lab.Settings) error {
	if r.lambda = s.Float("lambda"); r.stage > reading {
		r.refit()
	}
	return nil
}

// Act refuses: nothing on this stage is to be touched.
func (r *run) Act(lab.Action) error { return fmt.Errorf("nothing here answers the pointer") }
