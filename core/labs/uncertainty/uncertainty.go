// Package uncertainty is the lab of predictions that say how sure they are. A
// model is fitted to rows (x, y) and predicts at every x not one number but a
// distribution: a mixture of normal ones, one from each member of an ensemble or
// from each draw of a posterior. Its variance has two parts,
//
//	Var Y = E[σ²] + Var[μ]
//
// noise in the data, which no model can remove, and doubt of the model, which
// more data would remove. Rows that the model was not fitted to then evaluate it:
// calibration, proper scores, conformal intervals and the cost of decisions.
//
// Five methods share one model (model.go) and one posterior density of its
// parameters: a network at the mode, an ensemble of such, and three approximations
// of the posterior, Hamiltonian Monte Carlo, Laplace's approximation of the last
// layer and mean-field variational inference. A cubic in place of the network has
// a posterior in closed form, which the three are compared with.
//
// The rows of a preset come from a known distribution, so that every claim has a
// truth. All fits, those of the folds of CV+ among them, are independent tasks
// (lab.Parallel).
//
// A step is a slice of every fit. A slice takes about 5 ms, or one pass through the
// rows, one draw of a chain (at most 128 passes) or one step of a mean field (at
// most 2·256 passes over the number of parameters), where these take longer. Where
// nobody shares it, the default step takes some 60 ms and one of chains 100 ms in a
// browser.
package uncertainty

import (
	"math"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
)

type (
	preset  int // in the order of dataModels
	method  int // what is fitted, and how its uncertainty is represented
	basis   int // what the mean is made of
	display int // what stands beside the picture of the data
)

const (
	oneNetwork method = iota
	ensemble
	hmc
	laplace
	variational
)

const (
	networkBasis basis = iota
	cubicBasis
)

const (
	showBands display = iota
	showCalibration
	showConformal
	showDecision
)

var (
	data = lab.ChoiceKnob[preset](lab.Knob{Name: "data", Label: "Data", Default: "gap",
		Choices: []string{"gap", "hazard", "heteroscedastic", "heavy"},
		Labels:  []string{"a gap in the data", "a river that may flood", "noise that grows", "heavy tails"},
		Help:    "a sine with a gap in the data, a river that may flood, noise that grows, noise with heavy tails"})
	file = lab.FileKnob(lab.Knob{Name: "file", Label: "Your data", Max: 64e6, Accept: ".csv,.tsv,.txt", Level: lab.More,
		Help: "two columns of numbers, x and y; takes the place of the preset"})
	fitted = lab.ChoiceKnob[method](lab.Knob{Name: "model", Label: "Model", Default: "ensemble",
		Choices: []string{"network", "ensemble", "hmc", "laplace", "variational"},
		Labels:  []string{"one network", "an ensemble", "Hamiltonian Monte Carlo", "Laplace’s approximation", "variational inference"},
		Help:    "one network, an ensemble of them, or draws from a posterior by three methods"})
	show = lab.ChoiceKnob[display](lab.Knob{Name: "show", Label: "Show", Default: "bands", Live: true,
		Choices: []string{"bands", "calibration", "conformal", "decision"},
		Labels:  []string{"noise and doubt", "calibration", "conformal intervals", "decisions"},
		Help:    "what stands beside the picture"})
	rowsToFit = lab.IntKnob(lab.Knob{Name: "n", Label: "Rows to fit", Min: 20, Max: mostRows, Log: true, Default: "1000",
		Help: "how many rows the model learns from; of a file at most so many"})
	missRate = lab.FloatKnob(lab.Knob{Name: "alpha", Label: "Miss rate α", Min: 0.01, Max: 0.5, Step: 0.01, Default: "0.1", Live: true,
		Help: "intervals are to hold the next y with a chance of 1 − α"})
	recalibrate = lab.BoolKnob(lab.Knob{Name: "recalibrate", Label: "Recalibrate", Default: "off", Live: true, Level: lab.More,
		Help: "bend the predicted chances to what came true on the calibration rows"})
	level = lab.FloatKnob(lab.Knob{Name: "level", Label: "Threshold y*", Unit: "deviations", Min: -3, Max: 3, Step: 0.05, Default: "1.2", Live: true, Level: lab.More,
		Help: "the event is Y > y*; in standard deviations of y above its mean; drag the line to move it"})
	actAbove = lab.FloatKnob(lab.Knob{Name: "cost", Label: "Act above", Min: 0.01, Max: 0.9, Step: 0.01, Default: "0.1", Live: true, Level: lab.More,
		Help: "the cost of acting as a share of the loss, and so the chance from which on acting pays"})
	calibration = lab.IntKnob(lab.Knob{Name: "calibration", Label: "Calibration rows", Min: 4, Max: 2000, Log: true, Default: "200", Level: lab.More,
		Help: "rows kept from the model that conformal prediction and recalibration learn from"})
	mean = lab.ChoiceKnob[basis](lab.Knob{Name: "basis", Label: "Mean", Default: "network", Level: lab.More,
		Choices: []string{"network", "cubic"}, Labels: []string{"a network", "a cubic"},
		Help: "what the mean is made of; the cubic has a posterior in closed form to compare with"})
	width = lab.IntKnob(lab.Knob{Name: "width", Label: "Width", Unit: "units", Min: 4, Max: 48, Default: "16", Level: lab.More, When: map[string][]string{"basis": {"network"}},
		Help: "units in each of two hidden layers; the sampler takes one layer of at most 6"})
	members = lab.IntKnob(lab.Knob{Name: "members", Label: "Members", Min: 2, Max: 16, Default: "8", Level: lab.More, When: map[string][]string{"model": {"ensemble"}},
		Help: "networks in the ensemble, each from a start of its own"})
	draws = lab.IntKnob(lab.Knob{Name: "draws", Label: "Draws per chain", Min: 50, Max: 4000, Log: true, Default: "1000", Level: lab.More, When: map[string][]string{"model": {"hmc"}},
		Help: "how long each of the sampler's four chains is, after a warm-up of half as many"})
	folds = lab.IntKnob(lab.Knob{Name: "folds", Label: "Folds of CV+", Min: 2, Max: 10, Default: "4", Level: lab.More,
		Help: "how often the model is fitted again without a part of its rows, for CV+"})
)

// Lab declares the lab.
var Lab = lab.Lab{
	Name:    "uncertainty",
	Title:   "What the data cannot know, and what the model does not",
	Law:     "Var Y = E[σ²] + Var[μ]",
	Hint:    "press a free place to add a row, press a row to take it away; drag the threshold y*",
	Pace:    6,
	Version: 4,
	Knobs: lab.List(data, file, fitted, show, rowsToFit, missRate, recalibrate, level, actAbove, calibration, mean, width,
		members, draws, folds, lab.Budget),
	Presets: []lab.Preset{
		{Name: "One network knows no doubt", About: "A single network has noise and no doubt: it is as sure in the gap as beside it.",
			Knobs: map[string]string{"model": "network"}},
		{Name: "Flood or no flood", About: "Acting pays where the chance of a flood is above the cost of acting.",
			Knobs: map[string]string{"data": "hazard", "show": "decision"}},
		{Name: "Heavy tails", About: "The model takes the tails for normal ones; conformal intervals hold all the same.",
			Knobs: map[string]string{"data": "heavy", "show": "conformal"}},
		{Name: "Sampled and in closed form", About: "The posterior of a cubic is known, and the sampler is held against it.",
			Knobs: map[string]string{"model": "hmc", "basis": "cubic", "n": "100", "draws": "500"}},
	},
	New:    newExperiment,
	Worker: newTaskRunner,
}

// mostRows bounds what a model is fitted to, the rows added by clicks included;
// roomForClicks is how many these may be.
const (
	mostRows      = 4096
	roomForClicks = 256
)

// capacity is how many rows a fit may come to see.
func capacity(s lab.Settings) int { return min(rowsToFit.Of(s)+roomForClicks, mostRows) }

// A live value is what the live knobs say.
type live struct {
	alpha, level, cost float64
	recalibrate        bool
	show               display
}

func readLive(s lab.Settings) live {
	return live{missRate.Of(s), level.Of(s), actAbove.Of(s), recalibrate.Of(s), show.Of(s)}
}

// A phase of a run. A click leads from the others back to fitting, a new α back
// to the beginning of evaluating.
type phase int

const (
	reading phase = iota // a file
	fitting
	evaluating
	phases
)

// An experiment reads a file, if there is one, fits, and evaluates the fits on
// rows that they have not seen.
type experiment struct {
	lab.Base
	fit.Room
	live
	what      string // is fitted, in words
	phase     phase
	file      *source // nil for a preset
	data      dataset
	threshold float64 // y*
	held      bool    // the visitor holds the threshold
	fits      fitSet
	nll       lab.History // −ln p a row, the mean over the fits of all rows
	stepper   stepper
	tasks     [][]byte // room for those of a step

	predict    predictor
	evaluation evaluation
	mixing     mixing // of the chains, once they are drawn
}

func newExperiment(s lab.Settings, seed uint64) (lab.Experiment, error) {
	m := newModel(s)
	e := &experiment{live: readLive(s), what: describe(s), fits: newFitSet(s, seed)}
	e.data.reserve(&e.Room, s, m)
	e.stepper.reserve(&e.Room, s, m)
	e.tasks = make([][]byte, len(e.fits.all))
	for i := range e.tasks {
		e.fits.all[i].Reserve(&e.Room, m.size())
		fit.Stack(&e.Room, &e.tasks[i], taskBytes(s, m))
	}
	e.predict.reserve(&e.Room, m, &e.data)
	e.evaluation.reserve(&e.Room, s, &e.data, e.fits.mostMembers())
	e.nll.Reserve(&e.Room, historyLength, 1)
	if file.Of(s) == "" {
		if err := e.Open(lab.Budget.Of(s)); err != nil {
			return nil, err
		}
		e.data.draw(seed)
		e.begin()
		return e, nil
	}
	return e, e.openFile(s, seed)
}

// historyLength bounds the curve of −ln p.
const historyLength = 512

// State is what has been read of a file, the rows, the fits and how far their
// evaluation has come.
func (e *experiment) State(c *codec.Coder) {
	codec.Enum(c, &e.phase, int(phases))
	c.FloatIn(&e.threshold, -math.MaxFloat64, math.MaxFloat64)
	c.Bool(&e.held)
	e.nll.State(c)
	if e.file != nil {
		e.file.State(c)
	}
	c.Require(e.phase != reading || e.file != nil, "a preset is not read")
	if c.Err() != nil || e.phase == reading {
		return
	}
	if e.file != nil && c.Decoding() {
		c.Require(e.data.split(e.file) == "", "the file is of use")
	}
	e.data.State(c)
	e.fits.all.State(c)
	c.Int(&e.evaluation.done, 0, e.data.places())
	c.Require(e.phase == evaluating || e.evaluation.done == 0, "fits are evaluated when they are finished")
	c.Require(e.phase == fitting || e.fits.all.Finished() && e.fits.all.Finite(), "fits are finished before they are evaluated")
}

// Resume makes again what follows from the rows and the fits, and what had been
// evaluated.
func (e *experiment) Resume() {
	if e.phase == reading {
		return
	}
	e.data.rowsChanged()
	if e.fits.all.Finished() {
		e.mixing = e.predict.mixingOf(&e.fits)
	}
	done := e.evaluation.done
	e.evaluation.done = 0
	e.evaluate(done)
}
