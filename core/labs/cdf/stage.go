package cdf

import (
	"fmt"
	"math"

	"residual/core/lab"
)

// A stage is what a run is at. The stages of the three networks follow each
// other: fitted, then judged.
type stage int

const (
	reading stage = iota
	fitSoft
	judgeSoft
	fitControl
	judgeControl
	fitHard
	judgeHard
	sweeping
	proving
	over
)

// fitting is the stage in which network k is fitted.
func fitting(k int) stage { return fitSoft + stage(2*k) }

// network is the network that a stage is about, −1 where it is none.
func (s stage) network() int {
	if s < fitSoft || s > judgeHard {
		return -1
	}
	return int(s-fitSoft) / 2
}

func (s stage) String() string {
	return [...]string{"reading the file", "fitting with the penalty", "looking for negative slopes",
		"fitting without the penalty", "looking for negative slopes", "fitting with positive weights",
		"looking for negative slopes", "asking what λ buys", "proving that the slope is not negative", "done"}[s]
}

// Step does one piece of the stage: of reading, one Levenberg–Marquardt step,
// one slice of points to judge, or some boxes of the proof.
func (r *run) Step() lab.Status {
	if r.status.Final() {
		return r.status
	}
	r.status.State = lab.Running
	r.steps++
	switch k := r.stage.network(); {
	case r.stage == reading:
		r.readOn()
	case k >= 0 && r.stage == fitting(k):
		r.fitStep(k)
	case k >= 0:
		if r.judge(&r.fits[k]) {
			r.next()
		}
	case r.stage == sweeping:
		if r.sweepStep() {
			r.next()
		}
	case r.stage == proving:
		if r.proof.step(newEnclosure(r.n.net.Sizes[1], r.fits[soft].theta)) {
			r.next()
		}
	}
	return r.status
}

// readOn takes the next piece of the file; a fault in it ends the run.
func (r *run) readOn() {
	err := r.sample.read()
	if err == nil && !r.sample.more {
		err = r.sample.check()
	}
	switch {
	case err != nil:
		r.status = lab.Status{State: lab.Stopped, Reason: "the file cannot be used: " + err.Error()}
	case !r.sample.more:
		r.begin()
	}
}

func (r *run) fitStep(k int) {
	done := r.lm.step(&r.prob, r.fits[k].theta)
	r.record(k)
	if math.IsNaN(r.lm.Cost) {
		r.status = lab.Status{State: lab.Stopped, Reason: fmt.Sprintf("diverged at step %d: the loss is not a number", r.steps)}
	} else if done {
		r.next()
	}
}

// record remembers the loss of network k, the others' curves having ended.
func (r *run) record(k int) {
	v := [fits]float64{math.NaN(), math.NaN(), math.NaN()}
	v[k] = r.lm.Cost
	r.loss.Record(r.lm.steps, v[:]...)
}

// next enters the stage after this one, passing over networks that are judged
// and a sweep that is made: after a change of λ only the first is done again.
func (r *run) next() {
	s := r.stage + 1
	for k := s.network(); k > soft && r.fits[k].done == judged; k = s.network() {
		s++
	}
	if s == sweeping && len(r.sweep.size) == sweepCount {
		s++
	}
	r.enter(s)
}

// enter makes ready for a stage.
func (r *run) enter(s stage) {
	r.stage = s
	switch k := s.network(); {
	case k >= 0 && s != fitting(k):
		r.fits[k].judgement = judgement{}
	case s == sweeping:
		r.sweep.size = r.sweep.size[:0]
		copy(r.sweep.theta, r.fits[control].theta)
	case s == proving:
		r.proof.begin(r.sample.span())
	case s == over:
		r.status.State = lab.Converged
	}
	r.pose()
	r.lm.begin(r.prob.Rows())
	r.lm.noise = s == fitSoft || s == fitHard
}

// pose makes the problem that of the stage.
func (r *run) pose() {
	r.prob.lambda, r.prob.hard = 0, r.stage.network() == hard
	switch {
	case r.stage.network() == soft:
		r.prob.lambda = r.lambda
	case r.stage == sweeping:
		r.prob.lambda = sweepLambda(len(r.sweep.size))
	}
}

// refit goes on with the penalised network, for λ has changed, until nothing
// more is gained. What was begun with another network, or the sweep, begins anew
// when its turn comes.
func (r *run) refit() {
	r.fits[soft].judgement = judgement{}
	for k := range r.fits {
		if r.fits[k].done < judged {
			r.fits[k].judgement = judgement{}
		}
	}
	r.proof = proof{}
	if r.status.Final() {
		r.status.State = lab.Running
	}
	r.enter(fitSoft)
	r.lm.noise = false
}

// Progress counts the steps that the stages took or, of those to come, will
// take at most.
func (r *run) Progress() float64 {
	switch {
	case r.status.State == lab.Converged:
		return 1
	case r.steps == 0:
		return 0
	case r.stage == reading:
		return math.NaN()
	}
	return float64(r.stage-fitSoft)/float64(over-fitSoft) + r.within()/float64(over-fitSoft)
}

// within is how far the stage itself has come.
func (r *run) within() float64 {
	switch k := r.stage.network(); {
	case k >= 0 && r.stage == fitting(k):
		return float64(r.lm.steps) / mostSteps
	case k >= 0:
		return float64(r.fits[k].done) / judged
	case r.stage == sweeping:
		return float64(len(r.sweep.size)) / sweepCount
	case r.stage == proving:
		return r.proof.share()
	}
	return 0
}
