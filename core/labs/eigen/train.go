package eigen

import (
	"math"

	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/lab"
)

// What ends a mode: the residual is small enough, or no step lowers it much.
const (
	enough    = 5e-6 // ‖u″ − λu‖/|λ| that is small enough
	collapsed = 1e-3 // ‖u‖ below which u is taken as 0

	// lost is the ‖u″ − λu‖/‖λu‖ above which there is no telling which mode u is:
	// half the gap between eigenvalues 8 and 9.
	lost = 0.13
)

// stall is what ends Levenberg and Marquardt's method.
var stall = fit.Rule{Most: 400, Little: 1e-3, Patience: 5}

// Adam takes a fixed number of steps T for a mode; its rate falls as
// η₀(1 − t/T)².
const (
	adamSteps = 6000
	adamRate  = 1e-2
)

// beginMode draws the network for the next mode.
func (r *search) beginMode() {
	r.start.begin(r.theta, r.seed, r.prob.found)
	r.iterations, r.descent = 0, fit.Progress{}
	r.measure()
	if !r.prob.norm { // the start would set the norm: leave it out
		r.iterations = startIterations
		r.beginDescent()
	}
}

// beginDescent hands the network over from the start, which has turned its last
// layer alone, to the optimiser of all layers. The weight κ = 10|λ| makes a norm
// or an overlap that is off by 1 count like a residual of ten times λu.
func (r *search) beginDescent() {
	r.prob.kappa = 10 * math.Abs(r.prob.lambda)
	if r.method == levenberg {
		r.lm.Begin(r.prob.Rows())
		return
	}
	clear(r.adam.M)
	clear(r.adam.V)
	r.adam.Power1, r.adam.Power2 = 1, 1
}

// Step takes one iteration of the start or one step of the optimiser.
func (r *search) Step() {
	done := false
	switch {
	case r.iterations < startIterations:
		r.start.iterate(r.theta)
		r.iterations++
	case r.method == levenberg:
		done = r.levenbergStep()
	default:
		done = r.adamStep()
	}
	r.review(done)
	if r.iterations == startIterations && r.descent.Steps == 0 && !r.Status().Final() {
		r.beginDescent()
	}
}

// levenbergStep tells whether the mode is done.
func (r *search) levenbergStep() bool {
	return r.descent.Step(&r.lm, &r.prob, r.theta, stall) || math.Sqrt(2*r.lm.Cost) < enough*math.Abs(r.prob.lambda)
}

// adamStep tells whether the mode is done.
func (r *search) adamStep() bool {
	left := 1 - float64(r.descent.Steps)/adamSteps
	r.adam.Rate = adamRate * left * left
	r.adam.Step(r.theta, r.grad.at(r.theta, r.prob.kappa))
	return r.descent.Done(fit.Rule{Most: adamSteps}, 0, 0)
}

// review ends the mode or the run where it is time.
func (r *search) review(done bool) {
	norm := r.measure()
	r.loss.Record(r.Steps(), r.energy)
	switch {
	case math.IsNaN(norm) || math.IsInf(norm, 0):
		r.Stop("diverged at step %d: ‖u‖ is not finite", r.Steps())
	case !r.prob.norm && norm < collapsed:
		r.Stop("collapsed to u ≡ 0 at step %d: without the norm constraint the residual energy is least there", r.Steps())
	case done:
		r.endMode()
	}
}

// measure returns ‖u‖ at theta and sets λ and the residual energy.
func (r *search) measure() float64 {
	rows := r.residuals[:r.prob.Rows()]
	r.prob.Residual(rows, r.theta)
	s := rows[:r.prob.nodes()]
	r.energy = kernel.Dot(s, s)
	v := r.prob.value.Value(r.t.v)
	return math.Sqrt(kernel.Dot(v, v))
}

// endMode keeps the mode that was sought and begins the next, or ends the run.
func (r *search) endMode() {
	if !r.prob.norm {
		r.Stop("%s", r.unheld())
		return
	}
	m := &r.modes[r.found]
	copy(m.theta, r.theta)
	r.measureAs(&m.measurement, m.theta, r.found+1)
	if !(m.broken <= lost) {
		r.Stop("%s", r.missed(m.broken))
		return
	}
	r.keep(r.found)
	if r.found++; r.found < len(r.modes) {
		r.beginMode()
		return
	}
	if fail := lab.Failing(r.Checks()); fail != "" {
		r.Stop("%s", r.inexact(fail))
		return
	}
	r.Converge("")
}

// keep makes the mode with that index one to which the next are orthogonal.
func (r *search) keep(k int) {
	m := &r.modes[k]
	copy(m.v, fit.Run(r.prob.value, m.theta).Value(r.t.v))
	if r.grad != nil {
		r.grad.setFound(k, m.v)
	}
	r.prob.found = append(r.prob.found, m.v)
}

// breaks is ‖u″ − λu‖/‖λu‖ at the collocation points, which are all that the
// search sees.
func (r *search) breaks() float64 {
	norm := r.measure()
	return math.Sqrt(r.energy) / (norm * math.Abs(r.prob.lambda))
}

// Progress counts modes; it is unknown while the first is sought by a method that
// does not know how many steps it will take.
func (r *search) Progress() float64 {
	if r.method == levenberg && r.found == 0 && r.Steps() > 0 {
		return math.NaN()
	}
	return (float64(r.found) + r.within()) / float64(len(r.modes))
}

// within is the part of a mode that is done, where it is known.
func (r *search) within() float64 {
	if r.method == adam {
		return float64(r.iterations+r.descent.Steps) / (startIterations + adamSteps)
	}
	return 0
}

// Cost counts the last step: an iteration of the start, or a step of the
// optimiser. Every step ends with the residual, for the picture and the review.
func (r *search) Cost() lab.Cost {
	c := lab.Cost{Step: "step of the start"}
	fit.AddRun(&c, r.prob.value, 1)
	switch {
	case r.descent.Steps == 0:
		r.start.cost(&c)
	case r.method == levenberg:
		c.Step = "Levenberg–Marquardt step"
		fit.AddRun(&c, r.prob.value, 1+r.lm.Trials())
		fit.AddRun(&c, r.prob.jac, 1)
		fit.AddStep(&c, &r.lm, r.lm.Bytes())
	default:
		c.Step = "Adam step"
		fit.AddRun(&c, r.grad.m, 1)
		fit.AddStep(&c, &r.adam, r.adam.Traffic())
	}
	return c
}
