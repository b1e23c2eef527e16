package eigen

import (
	"fmt"
	"math"

	"residual/core/kernel"
	"residual/core/lab"
)

// What ends a mode: the residual is small enough, or no step lowers it much.
const (
	small     = 5e-6 // ‖u″ − λu‖/|λ| that is small enough
	little    = 1e-3 // relative decrease of the cost that counts as none
	calmSteps = 5    // so many steps of little decrease end a mode
	maxSteps  = 400
	collapsed = 1e-3 // ‖u‖ below which u is taken as 0
)

// Adam takes a fixed number of steps T for a mode; its rate falls as
// η₀(1 − t/T)².
const (
	adamSteps = 6000
	adamRate  = 1e-2
)

// beginMode draws the network for the next mode.
func (r *run) beginMode() {
	r.ritz.begin(r.theta, r.seed, r.prob.found)
	r.modeSteps, r.calm = 0, 0
	r.measure()
	if !r.prob.norm { // the start would set the norm: leave it out
		r.modeSteps = turns
		r.beginOptimiser()
	}
}

// beginOptimiser hands the network over from the start, which has turned its
// last layer alone, to the optimiser of all layers. The weight κ = 10|λ| makes
// a norm or an overlap that is off by 1 count like a residual of ten times λu.
func (r *run) beginOptimiser() {
	r.prob.kappa = 10 * math.Abs(r.prob.lambda)
	if r.newton {
		r.lm.Begin(r.prob.Rows())
		return
	}
	clear(r.adam.M)
	clear(r.adam.V)
	r.adam.Power1, r.adam.Power2 = 1, 1
}

// Step takes one turn of the start or one step of the optimiser.
func (r *run) Step() lab.Status {
	if r.status.Final() {
		return r.status
	}
	r.status.State = lab.Running
	r.steps++
	r.modeSteps++
	done := false
	switch {
	case r.modeSteps <= turns:
		r.ritz.turn(r.theta)
	case r.newton:
		done = r.newtonStep()
	default:
		done = r.adamStep()
	}
	r.judgeStep(done)
	if r.modeSteps == turns {
		r.beginOptimiser()
	}
	return r.status
}

// newtonStep tells whether the mode is done.
func (r *run) newtonStep() bool {
	before := r.lm.Cost
	moved := r.lm.Step(&r.prob, r.theta)
	r.calm++
	if r.modeSteps == turns+1 || before-r.lm.Cost > little*before {
		r.calm = 0
	}
	return !moved || r.calm >= calmSteps || r.modeSteps >= turns+maxSteps ||
		math.Sqrt(2*r.lm.Cost) < small*math.Abs(r.prob.lambda)
}

// adamStep tells whether the mode is done.
func (r *run) adamStep() bool {
	left := 1 - float64(r.modeSteps-turns-1)/adamSteps
	r.adam.Rate = adamRate * left * left
	r.adam.Step(r.theta, r.grad.at(r.theta, r.prob.kappa))
	return r.modeSteps >= turns+adamSteps
}

// judgeStep ends the mode or the run where it is time.
func (r *run) judgeStep(done bool) {
	norm := r.measure()
	r.loss.Record(r.steps, r.energy)
	switch {
	case math.IsNaN(norm) || math.IsInf(norm, 0):
		r.status = lab.Status{State: lab.Stopped, Reason: fmt.Sprintf("diverged at step %d: ‖u‖ is not finite", r.steps)}
	case !r.prob.norm && norm < collapsed:
		r.status = lab.Status{State: lab.Stopped, Reason: fmt.Sprintf(
			"collapsed to u ≡ 0 at step %d: without the norm constraint the residual energy is least there", r.steps)}
	case done:
		r.endMode()
	}
}

// measure returns ‖u‖ at theta and sets λ and the residual energy.
func (r *run) measure() float64 {
	rows := r.room[:r.prob.Rows()]
	r.prob.Residual(rows, r.theta)
	s := rows[:r.prob.nodes()]
	r.energy = kernel.Dot(s, s)
	v := r.prob.value.Value(r.t.v)
	return math.Sqrt(kernel.Dot(v, v))
}

// endMode keeps the mode that was found and begins the next. Without the norm
// constraint nothing was found: every multiple of an eigenfunction has no
// residual, and a gradient may settle on a small one before it reaches 0.
func (r *run) endMode() {
	if !r.prob.norm {
		r.status = lab.Status{State: lab.Stopped, Reason: fmt.Sprintf(
			"adrift after %d steps at ‖u‖ = %s: without the norm constraint every multiple of an eigenfunction, 0 among them, has no residual",
			r.steps, lab.Number(r.measure(), 2))}
		return
	}
	r.keep(append([]float64(nil), r.theta...))
	if len(r.found) == r.modes {
		r.status = lab.Status{State: lab.Converged}
		return
	}
	r.beginMode()
}

// keep judges a mode and makes it one to which the next are orthogonal.
func (r *run) keep(theta []float64) {
	m := r.prob.value
	copy(m.Params(), theta)
	m.Run()
	v := append([]float64(nil), m.Value(r.t.v)...)
	if r.grad != nil {
		r.grad.keep(len(r.found), v)
	}
	r.prob.found = append(r.prob.found, v)
	r.found = append(r.found, mode{theta, r.judge(theta, len(r.found)+1)})
}

// Progress counts modes, and within a mode how many decades the residual has
// come down is not known beforehand: a mode under way counts as half.
func (r *run) Progress() float64 {
	if r.status.State == lab.Converged {
		return 1
	}
	if r.steps == 0 {
		return 0
	}
	return (float64(len(r.found)) + 0.5) / float64(r.modes)
}
