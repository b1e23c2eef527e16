// Package lab is the contract between a laboratory and everything around it:
// what a lab declares, how a run of it advances, what it shows and how it is
// judged. It holds plain types only and imports nothing of the project, so the
// solvers, the painter, the page and the command line meet here and nowhere
// else.
//
// A lab declares its knobs and how to start. A run advances by bounded,
// deterministic steps and never draws; it fills a Frame, reports Checks, and
// ends with a Status. The same settings and seed give the same bits on every
// machine, and Digest of a snapshot says so in sixteen hexadecimal digits.
//
// What goes wrong has three channels: a panic for a programmer's mistake, an
// error for what comes from outside (knobs, files, links), a Status for the
// numerics.
package lab

import "fmt"

// A Lab is what a laboratory declares.
type Lab struct {
	Name  string  // what links and the command line call it: "eigen"
	Title string  // "Eigenfunctions of the Laplacian"
	Law   string  // the equation or idea in one line of text: "u″ = λu, u(0) = u(1) = 0"
	Hint  string  // what the pointer does on the stage, or "" if nothing: "drag to paint heat"
	Pace  float64 // steps per second at which a visitor can follow a run; 0: as fast as it can
	Knobs []Knob

	// Start begins a run. The error is a *KnobError where a single knob is to
	// blame; settings have passed Parse, so it only reports what one knob alone
	// cannot show (too many modes for the width, too little memory).
	Start func(s Settings, seed uint64) (Run, error)

	// Worker begins a helper of runs that are Sharers; nil where there are none.
	Worker func(s Settings, seed uint64) (Worker, error)
}

// A Run is one experiment under way. It is not safe for concurrent use.
type Run interface {
	// Step advances by one bounded, deterministic step (some milliseconds at
	// most) and reports the status after it. Once the status is final Step does
	// nothing.
	Step() Status
	Status() Status
	// Steps is how many steps have been taken.
	Steps() int
	// Progress is the fraction done, in [0, 1], or NaN where no honest estimate
	// exists.
	Progress() float64
	// Frame fills f, reusing its slices, with what is to be seen now. It works
	// before the first step too, and changes nothing in the run.
	Frame(f *Frame)
	Checks() []Check
	Memory() Memory
	// Change takes over the values of knobs declared Live; the others are as
	// they were at the start.
	Change(s Settings) error
	// Act takes what the visitor's pointer does on the stage.
	Act(a Action) error
	// Snapshot is the whole state, versioned; Restore on a run started with the
	// same settings and seed resumes with the same bits.
	Snapshot() []byte
	Restore(snapshot []byte) error
}

// A Hinted run says itself what the pointer does on its stage at present, or ""
// if nothing, where the lab's hint does not hold for all of its runs.
type Hinted interface{ Hint() string }

// HintOf is what the pointer does on the stage of a run of l.
func (l *Lab) HintOf(r Run) string {
	if h, ok := r.(Hinted); ok {
		return h.Hint()
	}
	return l.Hint
}

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
