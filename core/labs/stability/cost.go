package stability

import "residual/core/lab"

// Cost counts a step of training: one of Levenberg and Marquardt's for each
// network. A step of the sweep is not counted.
func (r *run) Cost() lab.Cost {
	if r.learnt == 0 {
		return lab.Cost{}
	}
	c := lab.Cost{Step: "Levenberg–Marquardt step"}
	r.byPair.count(&c)
	if r.byJ != nil {
		r.byJ.count(&c)
	}
	return c
}

// count adds the last step of a learner: the residual once a trial, the Jacobian
// once, the algebra.
func (l *learner) count(c *lab.Cost) {
	n := int64(l.lm.Trials())
	c.Add(n*l.value.Plan.Flops(), n*l.value.Plan.Traffic(8), l.value.Plan.WorkingSet(8))
	c.Add(l.jac.Plan.Flops(), l.jac.Plan.Traffic(8), l.jac.Plan.WorkingSet(8))
	c.Add(l.lm.Flops(), l.lm.Traffic(), l.lm.Bytes())
}
