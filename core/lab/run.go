package lab

import (
	"errors"
	"fmt"
	"math"

	"residual/core/codec"
)

// A Run is one experiment under way, with what belongs to every run: settings
// and seed, the count of steps, the end, snapshots. It is used by one goroutine
// at a time.
type Run struct {
	lab      *Lab
	settings Settings
	seed     uint64
	exp      Experiment
}

// Start begins a run. The error is a *KnobError where a single knob is to blame.
func (l *Lab) Start(s Settings, seed uint64) (*Run, error) {
	e, err := l.New(s, seed)
	if err != nil {
		return nil, err
	}
	return &Run{lab: l, settings: s, seed: seed, exp: e}, nil
}

// Lab is whose run it is.
func (r *Run) Lab() *Lab { return r.lab }

// Settings are the values of all knobs at present.
func (r *Run) Settings() Settings { return r.settings }

// Seed is what the random numbers came from.
func (r *Run) Seed() uint64 { return r.seed }

// Experiment is what the lab made, for tests of the lab itself.
func (r *Run) Experiment() Experiment { return r.exp }

// Status is how the run stands.
func (r *Run) Status() Status { return r.exp.base().status }

// Steps is how many steps were taken.
func (r *Run) Steps() int { return r.exp.base().steps }

// Step advances by one step and returns the status after it. A run that has
// ended stays as it is.
func (r *Run) Step() Status { return r.advance(r.exp.Step) }

func (r *Run) advance(step func()) Status {
	b := r.exp.base()
	if b.status.Final() {
		return b.status
	}
	b.steps++
	b.status = Status{State: Running}
	step()
	return b.status
}

// Progress is the fraction done, in [0, 1], or NaN where no honest estimate
// exists.
func (r *Run) Progress() float64 {
	e, ok := r.exp.(Estimator)
	switch {
	case r.Status().Final():
		return 1
	case !ok:
		return math.NaN()
	}
	return min(max(e.Progress(), 0), 1) // NaN stays
}

// Frame fills f with what is to be seen now.
func (r *Run) Frame(f *Frame) { r.exp.Frame(f) }

// Checks holds what was measured against the truth.
func (r *Run) Checks() []Check { return r.exp.Checks() }

// Memory is what was planned and what is held, in bytes.
func (r *Run) Memory() Memory { return r.exp.Memory() }

// Cost is what the last step took, zero before the first and where steps are not
// counted.
func (r *Run) Cost() Cost {
	if c, ok := r.exp.(Costed); ok && r.Steps() > 0 {
		return c.Cost()
	}
	return Cost{}
}

// Costed tells whether steps are counted at all.
func (r *Run) Costed() bool {
	_, ok := r.exp.(Costed)
	return ok
}

// Hint is what the pointer does on the stage at present, or "".
func (r *Run) Hint() string {
	if h, ok := r.exp.(Hinted); ok {
		return h.Hint()
	}
	return r.lab.Hint
}

// Change takes over the values of the live knobs. An error leaves everything as
// it was.
func (r *Run) Change(s Settings) error {
	next := r.lab.withLive(r.settings, s)
	if next.Equal(r.settings) {
		return nil
	}
	tuned, ok := r.exp.(Tuned)
	if !ok {
		return fmt.Errorf("lab %s declares live knobs and takes no change", r.lab.Name)
	}
	if err := tuned.Change(next); err != nil {
		return err
	}
	r.settings = next
	return nil
}

var errNotInteractive = errors.New("nothing here answers the pointer")

// Act is the visitor's pointer on the stage.
func (r *Run) Act(a Action) error {
	hand, ok := r.exp.(Interactive)
	switch {
	case !ok:
		return errNotInteractive
	case a.X-a.X != 0 || a.Y-a.Y != 0:
		return errors.New("the pointer is at no finite place")
	}
	return hand.Act(a)
}

// describe is the whole state: how the run stands and what the experiment holds.
func (r *Run) describe(c *codec.Coder) {
	r.exp.base().describe(c)
	r.exp.State(c)
}
