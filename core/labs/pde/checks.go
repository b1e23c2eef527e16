package pde

import (
	"math"

	"residual/core/lab"
	"residual/core/law"
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
	if r.second.method != nil {
		all = append(all, lab.AtMost("relative error at unseen points", measured, r.asked, 0, r.second.source()))
	}
	all = append(all, lab.AtMost("left over of the law, of its terms", r.judge.part, obeyed, 0, "the law, at unseen points"))
	all = append(all, r.estimateChecks()...)
	if !r.second.closed() && r.second.method != nil {
		all = append(all, lab.OfMethod(lab.AtMost("the reference’s own error", r.second.error(), r.asked/3, 0,
			"two of its resolutions"))...)
	}
	if g := r.q.gravest(); g != nil {
		all = append(all, lab.AtMost("grave remarks on the problem", r.q.graves(), 0, 0, g.Text))
	}
	return all
}

// estimateChecks hold what was found against what is known.
func (r *experiment) estimateChecks() (all []lab.Check) {
	now := r.solver.Params()
	for i, p := range r.q.Params {
		if p.Kind < law.Sought || math.IsNaN(p.Truth) {
			continue
		}
		v := now[i]
		if r.phase == training {
			v = math.NaN()
		}
		tolerance, source := r.asked, "closed form"
		if p.Kind == law.Sought {
			tolerance, source = 0.02, "the value that the data were made with"
		}
		all = append(all, lab.Relative(p.Name, v, p.Truth, tolerance, source))
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
