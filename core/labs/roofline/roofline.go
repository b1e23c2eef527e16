// Package roofline is the lab that measures the device it runs on, in three
// kinds of run:
//
//   - a survey (show = roofline): how fast the machine multiplies and adds, how
//     fast it brings numbers from each of its memories, and where between these
//     two limits every kernel of the engine and every step of the other labs lies;
//   - a sweep (memory): what the gradient of a wide batch or of a deep network
//     takes, with everything kept or with some of it computed again;
//   - a training (train): a network for the Poisson equation at 65 536 points,
//     with exact second derivatives, in a two-hundredth of the memory that they
//     would take at once.
//
// Measured times are no part of a run's state: digests are the same everywhere.
package roofline

import (
	"residual/core/codec"
	"residual/core/lab"
)

// The kinds of run, in the order of the knob's choices.
type kind int

const (
	surveyRun kind = iota
	sweepRun
	trainingRun
)

var (
	show = lab.ChoiceKnob[kind](lab.Knob{Name: "show", Label: "Show", Default: "roofline",
		Choices: []string{"roofline", "memory", "train"}, Labels: []string{"the roofline", "memory of a gradient", "a large training"},
		Help: "the limits of this device, what a gradient costs in memory, or a large network trained in little"})
	points = lab.IntKnob(lab.Knob{Name: "points", Label: "Collocation points", Min: 1024, Max: 1 << 20, Log: true, Default: "65536", When: map[string][]string{"show": {"train"}},
		Help: "where the Poisson equation is asked to hold (train)"})
	depth = lab.IntKnob(lab.Knob{Name: "depth", Label: "Depth", Unit: "layers", Min: 10, Max: mostLayers, Log: true, Default: "1000", When: map[string][]string{"show": {"memory"}},
		Help: "of the residual network (memory)"})
	states = lab.IntKnob(lab.Knob{Name: "states", Label: "States kept", Min: 1, Max: 200, Log: true, Default: "32", When: map[string][]string{"show": {"memory"}},
		Help: "how many of the network's states Revolve may keep; the others are computed again (memory)"})
)

// WithOthers is the labs with this one after them, which measures the steps of
// each.
func WithOthers(others []lab.Lab) []lab.Lab {
	return append(others[:len(others):len(others)], lab.Lab{
		Name:    "roofline",
		Title:   "What this device can do",
		Law:     "flop/s ≤ min(peak, flops/byte × bandwidth)",
		Version: 2,
		Knobs:   lab.List(show, points, depth, states, lab.Budget),
		Presets: []lab.Preset{
			{Name: "Memory of a deep network", About: "With 32 of a thousand states kept the gradient takes about half as much work again.",
				Knobs: map[string]string{"show": "memory"}},
			{Name: "Eight states kept", About: "The fewer states are kept, the less memory the gradient takes, and the more work.",
				Knobs: map[string]string{"show": "memory", "states": "8"}},
			{Name: "A large training", About: "Second derivatives at 65 536 points, in a two-hundredth of the memory that they would take at once.",
				Knobs: map[string]string{"show": "train"}},
		},
		New: func(s lab.Settings, seed uint64) (lab.Experiment, error) {
			switch show.Of(s) {
			case sweepRun:
				return newSweep(s)
			case trainingRun:
				return newTraining(s, seed, trainingSteps)
			}
			return newSurvey(s, others)
		},
		Worker: newWorker,
	})
}

// A timed run is what the three kinds have in common: a number of steps that is
// known beforehand, and a clock where whoever drives it has one.
type timed struct {
	lab.Base
	total int            // steps of the whole run
	now   func() float64 // seconds; nil without a clock
}

// SetClock takes over the clock.
func (t *timed) SetClock(seconds func() float64) { t.now = seconds }

// Progress counts steps.
func (t *timed) Progress() float64 { return float64(t.Steps()) / float64(t.total) }

// State is no more than how the run stands: what was measured belongs to another
// device, or to another hour.
func (t *timed) State(c *codec.Coder) {
	c.Require(t.Status().Final() || t.Steps() < t.total, "a run that goes on has steps left")
}
