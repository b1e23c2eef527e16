package pde

import (
	"math"

	"residual/core/lab"
)

// Checks hold the network against the reference, at points that it has not seen, and
// what was found against what is known. Without a reference nothing is judged but the
// method: a small residual is no small error.
func (r *experiment) Checks() []lab.Check {
	var all []lab.Check
	measured := r.judge.error
	if r.phase == training {
		measured = math.NaN()
	}
	if r.second.promises() {
		all = append(all, lab.AtMost("relative error at unseen points", measured, r.allowed(), 0, r.second.source()))
	}
	all = append(all, lab.AtMost("left over of the law, of its terms", r.judge.part, r.obeyed(), 0, "the law, at unseen points"))
	all = append(all, r.found.checks(&r.work, r.phase != training, r.asked)...)
	if !r.second.closed() && r.second.promises() {
		all = append(all, lab.OfMethod(lab.AtMost("the reference’s own error", r.second.error(), r.asked/3, 0,
			"two of its resolutions"))...)
	}
	if g := r.q.gravest(); g != nil {
		all = append(all, lab.AtMost("grave remarks on the problem", r.q.graves(), 0, 0, g.Text))
	}
	return all
}

func (q *posed) graves() (n float64) {
	for _, m := range q.remarks {
		if m.Grave {
			n++
		}
	}
	return n
}

// allowed is the error that is allowed: what is found from data is no better than these.
func (r *experiment) allowed() float64 {
	if r.q.inverse() {
		return math.Max(r.asked, ofData)
	}
	return r.asked
}

// ofData is the error that a solution found from data may have.
const ofData = 0.02
