package cdf

import (
	"residual/core/lab"
	"residual/core/plan"
)

// Cost counts the last step where it was one of Levenberg and Marquardt's.
func (r *run) Cost() lab.Cost {
	if r.lm.LevenbergMarquardt == nil || r.lm.steps == 0 {
		return lab.Cost{}
	}
	c := lab.Cost{Step: "Levenberg–Marquardt step"}
	add := func(m *plan.Machine[float64], times int) {
		n := int64(times)
		c.Add(n*m.Plan.Flops(), n*m.Plan.Traffic(8), m.Plan.WorkingSet(8))
	}
	add(r.at.data, r.lm.Trials())
	add(r.at.dataJ, 1)
	if r.prob.penalised() {
		add(r.at.grid, r.lm.Trials())
		add(r.at.gridJ, 1)
	}
	c.Add(r.lm.Flops(), r.lm.Traffic(), r.lm.Bytes())
	return c
}
