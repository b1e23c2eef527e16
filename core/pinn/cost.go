package pinn

import (
	"residual/core/fit"
	"residual/core/lab"
)

// Cost adds so many evaluations of all residuals, and so many of the residuals with
// their Jacobian, to the cost of a step.
func (m *Model) Cost(c *lab.Cost, residuals, jacobians int) {
	for _, e := range m.equations {
		fit.AddRows(c, e.value, len(e.points), residuals)
		fit.AddRows(c, e.slopes, len(e.points), jacobians)
	}
}
