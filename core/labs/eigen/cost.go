package eigen

import (
	"residual/core/lab"
	"residual/core/plan"
)

// Cost counts the last step: a turn of the start, or one of the optimiser. Every
// step ends with the residual, for the picture and the verdict.
func (r *run) Cost() lab.Cost {
	if r.steps == 0 {
		return lab.Cost{}
	}
	c := lab.Cost{Step: "step of the start"}
	planned := func(m *plan.Machine[float64], times int) {
		pl, n := m.Plan, int64(times)
		c.Add(n*pl.Flops(), n*pl.Traffic(8), pl.WorkingSet(8))
	}
	planned(r.prob.value, 1)
	switch {
	case r.modeSteps <= turns:
		r.ritz.count(&c)
	case r.newton:
		c.Step = "Levenberg–Marquardt step"
		planned(r.prob.value, 1+r.lm.Trials())
		planned(r.prob.jac, 1)
		c.Add(r.lm.Flops(), r.lm.Traffic(), r.lm.Bytes())
	default:
		c.Step = "Adam step"
		planned(r.grad.m, 1)
		c.Add(r.adam.Flops(), r.adam.Traffic(), r.adam.Traffic())
	}
	return c
}

// count adds a turn of inverse iteration: two products with the features and
// the solution of a triangular pair.
func (s *starter) count(c *lab.Cost) {
	n, m := int64(len(s.c)), int64(len(s.u))
	c.Add(4*m*n+2*n*n, 8*(2*m*n+n*n), 8*(m*n+n*n))
}
