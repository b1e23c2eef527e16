package heat

import (
	"fmt"
	"math"

	"residual/core/lab"
	"residual/core/pde"
)

// A flow is a run that passes a profile through the blocks of the network.
type flow struct {
	spec
	steps  int // blocks so far
	last   int // the step of the last touch of the brush
	status lab.Status
	u      []float64 // the profile now, row by row
	next   []float64 // room for the next one
	heat   float64   // the mean of u, which the blocks conserve
	brush  brush
	gauge  gauge
	past   lab.History // max |u| and the amplitude of the watched mode

	// The exact solution starts from the profile at the last touch, or the last
	// change of r.
	base     []float64 // a rod only
	baseStep int
	baseTime float64

	// What follows is no part of the state.
	first []float64 // the profile along the middle, at the very start
	ring  *pde.Ring // the exact solution; a rod only
	exact []float64
	study study
}

// bound is the size of max |u| at which a run has diverged. It lies far beyond
// any picture and within the range of the float32 numbers that pictures use.
const bound = 1e30

func newFlow(s spec) *flow {
	f := &flow{spec: s, u: make([]float64, s.cells()), next: make([]float64, s.cells()),
		gauge: newGauge(s), past: lab.NewHistory(kept, 2), first: make([]float64, s.n)}
	if s.dim == 1 {
		f.base, f.exact, f.ring = make([]float64, s.n), make([]float64, s.n), pde.NewRing(s.n)
	}
	s.fill(f.u)
	copy(f.first, f.middle())
	f.heat = f.mean()
	f.gauge.aim(s.watched())
	f.gauge.look(f.u)
	f.remember()
	f.rebase()
	return f
}

// Step is one residual block.
func (f *flow) Step() lab.Status {
	if f.status.Final() {
		return f.status
	}
	block(f.dim, f.n, f.r, f.next, f.u)
	f.u, f.next = f.next, f.u
	f.steps++
	f.gauge.follow(f.u, f.steps)
	f.remember()
	f.review()
	return f.status
}

// remember records what the gauge shows.
func (f *flow) remember() { f.past.Record(f.steps, f.gauge.peak, f.gauge.amplitude) }

// The columns of the history, and how many steps it keeps.
const (
	peaks = iota
	modes // 0 where another mode was watched

	kept = 256
)

// review judges how the run stands.
func (f *flow) review() {
	switch {
	case f.status.State == lab.Stopped:
	case !(f.gauge.peak <= bound): // NaN counts
		f.status = lab.Status{State: lab.Stopped, Reason: f.diverged()}
	case f.steps >= f.last+f.depth:
		f.status = lab.Status{State: lab.Converged, Reason: f.finished()}
	case f.steps > 0:
		f.status = lab.Status{State: lab.Running}
	}
}

func (f *flow) diverged() string {
	reason := fmt.Sprintf("diverged at step %d: max |u| > 10³⁰", f.steps)
	if f.unstable() {
		reason += fmt.Sprintf("; r = %s is past the limit %s", lab.Number(f.r, 0), f.limitText())
	}
	return reason
}

// finished says that the blocks are done and, past the limit, first of all that
// this is no good end, whether or not it is to be seen yet.
func (f *flow) finished() string {
	if !f.unstable() {
		return fmt.Sprintf("all %d blocks done", f.depth)
	}
	how, is := "as predicted", "has grown to"
	if f.gauge.peak < exploded {
		how, is = "though it does not show yet", "is"
	}
	return fmt.Sprintf("unstable, %s: r = %s is past the limit %s, and after %d blocks max |u| %s %s",
		how, lab.Number(f.r, 0), f.limitText(), f.depth, is, lab.Number(f.gauge.peak, 3))
}

// exploded is a max |u| that no stable block makes of heat between 0 and 1.
const exploded = 1.2

func (f *flow) Status() lab.Status { return f.status }
func (f *flow) Steps() int         { return f.steps }

// Hint: a flow that has diverged cannot be painted on.
func (f *flow) Hint() string {
	if f.status.State == lab.Stopped {
		return ""
	}
	return Lab.Hint
}

func (f *flow) Progress() float64 {
	return math.Min(1, float64(f.steps-f.last)/float64(f.depth))
}

// Change takes over r and depth.
func (f *flow) Change(s lab.Settings) error {
	now := read(s, f.seed)
	if now.r != f.r {
		f.rebase()
		f.r = now.r
		f.rewatch()
	}
	f.depth = now.depth
	f.review()
	return nil
}

// rewatch aims the gauge anew if r asks for another mode.
func (f *flow) rewatch() {
	f.gauge.growth, f.gauge.at = 0, 0
	if k := f.watched(); k != f.gauge.k {
		f.gauge.aim(k)
		f.gauge.look(f.u)
		clear(f.past.Column(modes))
	}
}

// rebase starts the exact solution from the profile as it is.
func (f *flow) rebase() {
	f.baseTime, f.baseStep = f.time(), f.steps
	if f.dim == 1 {
		copy(f.base, f.u)
		f.ring.Set(f.base)
	}
}

// since is the time since the exact solution was started.
func (f *flow) since() float64 { return float64(float64(f.steps-f.baseStep) * f.dt()) }

// time is the time that all blocks so far stand for.
func (f *flow) time() float64 { return f.baseTime + f.since() }

// middle is the row of the profile that is drawn as a curve.
func (f *flow) middle() []float64 {
	if f.dim == 1 {
		return f.u
	}
	return f.u[f.n/2*f.n:][:f.n]
}

// unstable tells whether the spectral radius exceeds 1.
func (s spec) unstable() bool { return s.r > pde.Limit(s.n, s.dim) }

// Memory counts the numbers held, in bytes.
func (f *flow) Memory() lab.Memory { return lab.Memory{Planned: f.planned(), Peak: f.held()} }
