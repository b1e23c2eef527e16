package stability

import (
	"math"
	"slices"

	"residual/core/lab"
)

const (
	updates       = 80  // steps of Levenberg and Marquardt's method
	historyLength = 128 // bounds the curves of the scores
)

// length is how many steps a run takes: those of the sweep, then the training.
func (r *experiment) length() int { return r.diagram.length() + updates }

// learnt is how many steps of training were taken.
func (r *experiment) learnt() int { return max(0, r.Steps()-r.diagram.length()) }

func (r *experiment) trained() bool { return r.learnt() >= updates && r.Status().Final() }

// Step is a step of the sweep, or one of the training.
func (r *experiment) Step() {
	if r.learnt() > 0 {
		r.learn()
	} else {
		r.diagram.sweep.Step()
	}
}

// learn takes a step with each network; the last one calibrates them.
func (r *experiment) learn() {
	var room [len(inputs)]float64
	scores := room[:len(r.learners)]
	for i := range r.learners {
		r.learners[i].Step()
		scores[i] = r.learners[i].Loss()
	}
	r.past.Record(r.learnt(), scores...)
	switch {
	case slices.ContainsFunc(scores, math.IsNaN):
		r.Stop("the Brier score is no number at step %d", r.Steps())
	case r.learnt() >= updates:
		for i := range r.learners {
			r.learners[i].calibrate(r.seed, r.tau)
		}
		r.end()
	}
}

// end ends the run. It has done what it was asked where all holds that is checked.
func (r *experiment) end() {
	r.Converge("trained in %d steps and calibrated", updates)
	if fail := lab.Failing(r.Checks()); fail != "" {
		r.Stop("trained in %d steps and calibrated, and does not hold: %s", updates, fail)
	}
}

// ece is the largest expected calibration error on examples kept back.
func (r *experiment) ece() float64 {
	worst := 0.0
	for i := range r.learners {
		worst = math.Max(worst, r.learners[i].ece)
	}
	return worst
}

// Progress counts steps of the sweep and of the training.
func (r *experiment) Progress() float64 { return float64(r.Steps()) / float64(r.length()) }

// Cost counts a step of training: one of Levenberg and Marquardt's for each
// network. A step of the sweep is not counted.
func (r *experiment) Cost() lab.Cost {
	if r.learnt() == 0 {
		return lab.Cost{}
	}
	c := lab.Cost{Step: "Levenberg–Marquardt step"}
	for i := range r.learners {
		r.learners[i].Cost(&c)
	}
	return c
}
