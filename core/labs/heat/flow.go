package heat

import (
	"math"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/lab"
)

// A flow passes a profile through the blocks of the network.
type flow struct {
	lab.Base
	fit.Room
	spec
	origin  int       // the step at which the network began: 0, or the last touch of the brush
	u, next []float64 // the profile now, and room for the next one
	heat    float64   // the mean of u at the origin, which the blocks conserve
	brush   brush
	probe   probe
	exact   reference // since the origin, or the last change of r
	history lab.History

	first    []float64 // the profile along the middle at the very start; no part of the state
	spectrum memo[float64, []lab.Check]
	fixed    memo[int, []lab.Check]
}

// The columns of the history, and its length.
const (
	peaks      = iota // max |u|
	amplitudes        // of the mode watched; 0 where another one was

	historyLength = 256
)

// diverged is the size of max |u| at which a run has diverged. It lies far beyond
// any picture and within the range of the float32 numbers that pictures use.
const (
	diverged = 1e30
	mostHeat = 10 * diverged // no block makes more of it
)

func newFlow(s spec, budget int64) (lab.Experiment, error) {
	f := &flow{spec: s}
	f.reserve()
	if err := f.Open(budget); err != nil {
		return nil, err
	}
	f.fill(f.u)
	copy(f.first, f.middle(f.u))
	f.heat = mean(f.u)
	f.probe.watch(f.watched(), f.u)
	f.record()
	f.exact.begin(f.u, 0, 0)
	return f, nil
}

func (f *flow) reserve() {
	f.Vectors(f.cells(), &f.u, &f.next)
	f.Floats(&f.first, f.n)
	f.probe.reserve(&f.Room, f.grid)
	f.exact.reserve(&f.Room, f.grid)
	f.history.Reserve(&f.Room, historyLength, 2)
}

// Step is one residual block.
func (f *flow) Step() {
	f.block(f.next, f.u, f.r)
	f.u, f.next = f.next, f.u
	f.probe.follow(f.u, f.Steps())
	f.record()
	f.review()
}

func (f *flow) record() { f.history.Record(f.Steps(), f.probe.peak, f.probe.amplitude) }

// review ends the run where it is time, or wakes it. A profile that has diverged
// stays so.
func (f *flow) review() {
	switch {
	case f.Status().State == lab.Stopped:
	case !(f.probe.peak <= diverged): // NaN counts
		f.Stop("%s", f.divergence())
	case f.passed() >= f.depth:
		f.Converge("%s", f.ending())
	default:
		f.Reopen()
	}
}

// passed is the blocks since the origin; more than were asked for where depth was
// lowered on the way.
func (f *flow) passed() int { return f.Steps() - f.origin }

// Progress counts the blocks since the origin.
func (f *flow) Progress() float64 { return float64(f.passed()) / float64(f.depth) }

// Change takes over r and depth. Where r asks for another mode, its amplitudes
// begin here.
func (f *flow) Change(s lab.Settings) error {
	f.depth = depth.Of(s)
	if r := ratio.Of(s); r != f.r {
		f.exact.begin(f.u, f.Steps(), f.time())
		f.r = r
		f.probe.growth, f.probe.at = 0, 0
		if k := f.watched(); k != f.probe.k {
			f.probe.watch(k, f.u)
			f.clearAmplitudes()
		}
	}
	f.review()
	return nil
}

func (f *flow) clearAmplitudes() {
	a, steps := f.history.Column(amplitudes), f.history.Steps()
	clear(a)
	if n := len(a); n > 0 && steps[n-1] == float64(f.Steps()) {
		a[n-1] = f.probe.amplitude
	}
}

// watched is the mode worth watching: the shortest wave where the blocks are
// unstable, for it grows fastest; else the wave that was put in, or the longest
// one, which dies last.
func (s spec) watched() int {
	switch {
	case s.r*float64(2*s.dim) > 1:
		return s.n / 2
	case s.profile == wave:
		return s.mode
	}
	return 1
}

// State is the profile, where the network and the exact solution began, the
// pointer and the growth. The mode watched follows from r.
func (f *flow) State(c *codec.Coder) {
	c.Int(&f.origin, 0, f.Steps())
	c.Vector(f.u)
	peak := kernel.MaxAbs(f.u)
	c.Require(peak <= diverged || peak <= mostHeat && f.Status().Final(), "the profile is within bounds")
	c.FloatIn(&f.heat, -math.MaxFloat64, math.MaxFloat64)
	f.brush.state(c)
	f.exact.state(c, f.Steps())
	f.probe.state(c, f.Steps())
	f.history.State(c)
}

// Resume makes the exact solution's transform and the amplitudes again.
func (f *flow) Resume() {
	f.exact.transform()
	f.probe.measure(f.u)
}

// Cost counts a block and the probe. A cell of a rod takes 5 operations,
//
//	u + r·((left + right) − 2u),
//
// one of a plate 7. The probe projects every row on a cosine and a sine.
func (f *flow) Cost() lab.Cost {
	c := lab.Cost{Step: "residual block"}
	cells, each := int64(f.cells()), int64(2*f.dim+3)
	c.Add(each*cells, 2*8*cells, 2*8*cells)
	c.Add(4*cells, 3*8*cells, 8*cells) // two dot products, and max |u|
	return c
}

// since is the time since the exact solution was started, time that since the
// first block.
func (f *flow) since() float64 { return float64(float64(f.Steps()-f.exact.step) * f.dt()) }
func (f *flow) time() float64  { return f.exact.time + f.since() }
