package cdf

import (
	"math"
	"slices"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/interval"
	"residual/core/lab"
	"residual/core/opt"
	"residual/core/rng"
)

// stall is what ends a fit at the latest. Steep stairs take some 450 steps.
var stall = fit.Rule{Most: 600, Little: 1e-4, Patience: 20}

// A descent is Levenberg and Marquardt's method on the fit under way, and what
// ends it: a rule or, where that is asked for, a fit as near as the noise allows.
type descent struct {
	lm opt.LevenbergMarquardt
	fit.Progress
	toNoise bool // it ends where the noise begins
}

func (d *descent) begin(rows int, toNoise bool) {
	d.Progress, d.toNoise = fit.Progress{}, toNoise
	d.lm.Begin(rows)
}

// step moves theta and tells whether the rule ends the fit.
func (d *descent) step(p opt.LeastSquares, theta []float64, rule fit.Rule) bool {
	return d.Step(&d.lm, p, theta, rule)
}

func (d *descent) State(c *codec.Coder) {
	d.Progress.State(c)
	c.Bool(&d.toNoise)
	d.lm.State(c)
}

// begin draws the parameters once the sample is whole: the same for the network
// with the penalty and the one without.
func (r *comparison) begin() {
	r.place()
	for k := range r.networks {
		r.draft(k)
	}
	r.proof.begin(r.sample.span())
	r.enter(fitting(soft))
}

// draft draws the parameters of network k.
func (r *comparison) draft(k int) {
	quantiles := make([]float64, targets)
	for i := range quantiles {
		quantiles[i] = r.sample.forward(r.sample.x[i*len(r.sample.x)/targets])
	}
	r.model.initialise(r.networks[k].theta, quantiles, rng.New(r.seed, "cdf/network"))
	if k == hard {
		r.hard.initialise(r.networks[hard].theta)
	}
}

// place puts the points that are fitted and watched, and the proof, on the span
// of the sample.
func (r *comparison) place() {
	lo, hi := r.sample.span()
	r.misfit.place(r.model, r.sample)
	r.penalty.d.Set(r.model.t, grid(lo, hi, watched))
	r.proof.Whole = interval.Interval{Lo: lo, Hi: hi}
}

// Step does one piece of the phase: of reading, one Levenberg–Marquardt step,
// one batch of points to measure at, or some boxes of the proof.
func (r *comparison) Step() {
	switch k := r.phase.network(); {
	case r.phase == reading:
		r.read()
	case r.phase == sweeping:
		if r.sweepStep() {
			r.next()
		}
	case r.phase == proving:
		if r.proof.step(newEnclosure(r.model.net.Sizes[1], r.networks[soft].theta)) {
			r.finish()
		}
	case r.phase == fitting(k):
		r.fitStep(k)
	case r.measure(k):
		r.next()
	}
}

// finish ends the run. It has done what it was asked where all holds that is
// checked.
func (r *comparison) finish() {
	if fail := lab.Failing(r.Checks()); fail != "" {
		r.Stop("all is fitted and measured, and does not hold: %s", fail)
		return
	}
	r.Converge("")
}

// read takes the next rows of the file; a fault in it ends the run.
func (r *comparison) read() {
	switch whole, err := r.sample.read(); {
	case err != nil:
		r.Stop("the file cannot be used: %v", err)
	case whole:
		r.begin()
	}
}

// fitStep records the loss of network k, the others' curves having ended.
func (r *comparison) fitStep(k int) {
	done := r.descent.step(r.problem(), r.networks[k].theta, stall) || r.descent.toNoise && r.near(k)
	loss := [networks]float64{math.NaN(), math.NaN(), math.NaN()}
	loss[k] = r.descent.lm.Cost
	r.loss.Record(r.descent.Steps, loss[:]...)
	if math.IsNaN(loss[k]) {
		r.Stop("diverged at step %d: the loss is not a number", r.Steps())
	} else if done {
		r.next()
	}
}

// near tells whether network k is as near to the sample as it should be, and keeps
// the constraint.
func (r *comparison) near(k int) bool {
	theta := r.parameters(k)
	return r.misfit.near(theta) && (k != soft || slices.Min(r.penalty.slopes(theta)) >= margin/2)
}

// refit fits the penalised network anew, for λ has changed: what is found does not
// depend on the values before. What was begun with another network, or the sweep,
// begins anew when its turn comes.
func (r *comparison) refit() {
	for k := range r.networks {
		if n := &r.networks[k]; k == soft || !n.whole() {
			n.measurement = measurement{}
			r.draft(k)
		}
	}
	r.proof.begin(r.sample.span())
	r.Reopen()
	r.enter(fitting(soft))
}

// parameters are those of network k, the weights of the hard one as they are; they
// hold until the next call.
func (r *comparison) parameters(k int) []float64 {
	if k == hard {
		return r.hard.at(r.networks[k].theta)
	}
	return r.networks[k].theta
}

// begun is how much of the time after the first fit is over when a phase begins, in
// hundredths, from measuring the first network on: nearly all of it goes to the sweep.
var begun = [...]float64{0, 5, 17, 22, 25, 30, 95, 100}

// Progress counts phases. How long the first fit takes, which ends where the noise
// begins, is not known.
func (r *comparison) Progress() float64 {
	switch at := int(r.phase-fitting(soft)) - 1; {
	case r.Steps() == 0:
		return 0
	case at < 0:
		return math.NaN()
	default:
		return (begun[at] + (begun[at+1]-begun[at])*r.within()) / 100
	}
}

// within is how far the phase itself has come.
func (r *comparison) within() float64 {
	switch k := r.phase.network(); {
	case r.phase == sweeping:
		return float64(len(r.sweep.violations)) / float64(len(sweepValues))
	case r.phase == proving:
		return r.proof.Progress()
	case r.phase == fitting(k):
		return float64(r.descent.Steps) / float64(stall.Most)
	default:
		return float64(r.networks[k].points) / measured
	}
}

// Cost counts the last step where it was one of Levenberg and Marquardt's.
func (r *comparison) Cost() lab.Cost {
	if r.descent.Steps == 0 {
		return lab.Cost{}
	}
	c := lab.Cost{Step: "Levenberg–Marquardt step"}
	r.problem().Cost(&c, r.descent.lm.Trials())
	fit.AddStep(&c, &r.descent.lm, r.descent.lm.Bytes())
	return c
}
