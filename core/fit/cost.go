package fit

import (
	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/plan"
)

// AddRun adds so many runs of a machine to the cost of a step.
func AddRun[T kernel.Float](c *lab.Cost, m *plan.Machine[T], times int) {
	size, n := size[T](), int64(times)
	c.Add(n*m.Plan.Flops(), n*m.Plan.Traffic(size), m.Plan.WorkingSet(size))
}

// AddRows adds so many runs of a machine over a part of its rows.
func AddRows[T kernel.Float](c *lab.Cost, m *plan.Machine[T], rows, times int) {
	size, n, all := size[T](), int64(rows)*int64(times), int64(m.Plan.Rows)
	c.Add(n*m.Plan.Flops()/all, n*m.Plan.Traffic(size)/all, m.Plan.WorkingSet(size))
}

// A counted optimiser knows what its last step took: flops, and bytes read and
// written.
type counted interface {
	Flops() int64
	Traffic() int64
}

// AddStep adds the last step of an optimiser, which goes round in that many bytes.
func AddStep(c *lab.Cost, o counted, set int64) { c.Add(o.Flops(), o.Traffic(), set) }
