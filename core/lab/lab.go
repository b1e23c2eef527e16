// Package lab is the contract between a laboratory and everything around it:
// what a lab declares, how a run of it advances, what it shows and how it is
// judged. It holds plain types only, so the solvers, the painter, the page and
// the command line meet here and nowhere else.
//
// A lab declares its knobs and makes experiments. An experiment is what the lab
// writes: a step, a picture, checks, and its state, each described once. A Run
// is what everybody else holds: it drives an experiment, counts its steps, ends
// it, saves it and brings it back.
//
// # Rules
//
// The same settings and seed give the same bits on every machine, and the digest
// of a run says so in sixteen hexadecimal digits. Therefore:
//
//   - A step is deterministic and bounded. It draws its random numbers from
//     named streams of the seed (core/rng), takes no function of package math
//     whose last bits differ between machines (exp, log, sin and the like: those
//     of core/kernel serve), and never reads a clock. Pictures and checks may use
//     package math, for they are no part of the state.
//   - A step takes some milliseconds where it can, and a few hundred where the
//     method leaves no choice: the page answers between steps alone. Inner loops
//     belong in core/kernel: those of a lab are compiled without inlining for the
//     browser.
//   - Frame, Checks, Progress, Memory and Cost change nothing that a later step,
//     frame or snapshot would show.
//   - Everything that outlives a step and is not derived from the settings, the
//     seed and other state stands in State; everything that is derived is made
//     again by Resume.
//
// What goes wrong has three channels: a panic for a programmer's mistake, an
// error for what comes from outside (knobs, files, links), a Status for the
// numerics.
package lab

import (
	"fmt"

	"residual/core/codec"
)

// A Lab is what a laboratory declares.
type Lab struct {
	Name    string  // what links and the command line call it: "eigen"
	Title   string  // "Eigenfunctions of the Laplacian"
	Law     string  // the equation or idea in one line of text: "u″ = λu, u(0) = u(1) = 0"
	Hint    string  // what the pointer does on the stage, or "" if nothing: "drag to paint heat"
	Pace    float64 // steps per second at which a visitor can follow a run, for its first seconds; 0: as fast as it can
	Version int     // of the state: raised whenever the meaning of a snapshot changes
	Knobs   []Knob
	Presets []Preset // none has to be

	// New makes an experiment. The error is a *KnobError where a single knob is to
	// blame; settings have passed Parse, so it only reports what one knob alone
	// cannot show (too many modes for the width, too little memory).
	New func(s Settings, seed uint64) (Experiment, error)

	// Worker makes a helper of experiments that are Parallel; nil where there are
	// none.
	Worker func(s Settings, seed uint64) (TaskRunner, error)
}

// An Experiment is what a lab writes. It embeds a Base, by which it ends itself.
// An experiment is used by one goroutine at a time.
//
// What only some experiments do is in interfaces of its own: Tuned, Interactive,
// Resumer, Estimator, Hinted, Costed, Tabled, Parallel, Clocked, LatencyAware,
// Scaled.
type Experiment interface {
	based
	Status() Status
	Steps() int
	// Step advances by one bounded, deterministic step. It ends the run by
	// Converge or Stop; after that it is not called again.
	Step()
	// Frame fills f, reusing its slices, with what is to be seen now. It works
	// before the first step too.
	Frame(f *Frame)
	// Checks holds what was measured against the truth. What is not measured yet
	// stands as NaN.
	Checks() []Check
	// Memory is what was planned and what is held, in bytes. Who takes all memory
	// from a fit.Room and embeds it has this method from there.
	Memory() Memory
	// State describes the whole state but for the status and the count of steps.
	// A decoding coder sets it in place; where the bytes turn out to be wrong the
	// run puts everything back.
	State(c *codec.Coder)
}

// A Tuned experiment has live knobs.
type Tuned interface {
	// Change takes over the values of the live knobs; all others are as they were
	// at the start. It may come before the first step, in between and after the
	// end, where Reopen wakes the run if there is something to do again. An error
	// leaves everything as it was.
	Change(s Settings) error
}

// An Interactive experiment answers the pointer.
type Interactive interface {
	// Act is the visitor's pointer on a panel that is declared to take part, at a
	// finite place, which may lie outside of the panel's axes. It returns an error
	// where nothing can be done there, and then has changed nothing. It may come
	// at any time, like Change.
	Act(a Action) error
}

// A Resumer makes again what follows from a state that has just been decoded,
// whatever state it had before.
type Resumer interface{ Resume() }

// An Estimator says what fraction of its work is done, in [0, 1], or NaN while
// no honest estimate exists. A run that has ended has done it all.
type Estimator interface{ Progress() float64 }

// A Hinted experiment says itself what the pointer does on its stage at present,
// or "" if nothing, where the lab's hint does not hold for all of its runs.
type Hinted interface{ Hint() string }

// Find returns the lab of that name. The error lists the names there are.
func Find(labs []Lab, name string) (*Lab, error) {
	names := ""
	for i := range labs {
		if labs[i].Name == name {
			return &labs[i], nil
		}
		names += " " + labs[i].Name
	}
	return nil, fmt.Errorf("unknown lab %q: there are%s", name, names)
}
