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

// trained tells whether the networks have taken all their steps, and can be used.
func (r *experiment) trained() bool {
	return r.updated == updates && !slices.ContainsFunc(r.learners, func(l learner) bool { return math.IsNaN(l.Loss()) })
}

// Step is a step of the sweep, or one of the training. Networks that were trained
// before another system was chosen stay as they are.
func (r *experiment) Step() {
	if !r.diagram.done() {
		r.diagram.step()
	} else if r.updated < updates {
		r.learn()
	}
	if r.diagram.done() && r.trained() {
		r.end()
	}
}

// end ends the run. It has done what it was asked where all holds that is checked.
func (r *experiment) end() {
	if fail := lab.Failing(r.Checks()); fail != "" {
		r.Stop("trained in %d steps and calibrated, and does not hold: %s", updates, fail)
		return
	}
	r.Converge("trained in %d steps and calibrated", updates)
}

// learn takes a step with each network; the last one calibrates them.
func (r *experiment) learn() {
	var room [len(inputs)]float64
	scores := room[:len(r.learners)]
	for i := range r.learners {
		r.learners[i].Step()
		scores[i] = r.learners[i].Loss()
	}
	r.updated++
	r.past.Record(r.updated, scores...)
	switch {
	case slices.ContainsFunc(scores, math.IsNaN):
		r.Stop("the Brier score is no number at step %d", r.Steps())
	case r.updated == updates:
		for i := range r.learners {
			r.learners[i].calibrate(r.seed, r.tau)
		}
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
func (r *experiment) Progress() float64 {
	return float64(r.diagram.steps+r.updated) / float64(r.diagram.length()+updates)
}

// Cost counts a step of training: one of Levenberg and Marquardt's for each
// network. A step of the sweep is not counted.
func (r *experiment) Cost() lab.Cost {
	if r.updated == 0 || !r.diagram.done() {
		return lab.Cost{}
	}
	c := lab.Cost{Step: "Levenberg–Marquardt step"}
	for i := range r.learners {
		r.learners[i].Cost(&c)
	}
	return c
}
