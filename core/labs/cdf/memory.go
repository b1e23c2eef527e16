package cdf

import (
	"errors"

	"residual/core/ad"
	"residual/core/lab"
	"residual/core/opt"
	"residual/core/plan"
)

// How many points there are: to fit at, to watch the slope at, to judge at a
// time, and to draw.
const (
	targets = 256
	watched = 1024
	slice   = 10000
	drawn   = 401
)

// machines are the plans of the run, each for points of its own.
type machines struct {
	data, dataJ *plan.Machine[float64] // F̂, ∂F̂ at the targets
	grid, gridJ *plan.Machine[float64] // D, ∂D at the watched points
	judge, draw *plan.Machine[float64] // F̂ and D
}

// plan lays out all memory within the budget.
func (r *run) plan(budget int64) error {
	n := r.n.net.Size()
	r.plans = opt.LevenbergMarquardtBytes(targets+watched, n) + r.loss.Bytes() + int64(8*(fits+3)*n)
	need := func(rows int, outputs ...ad.Value) plan.Request {
		return plan.Request{Program: &r.n.p, Rows: rows, Outputs: outputs}
	}
	plans, err := plan.All(budget-r.plans, 8,
		need(targets, r.n.f), need(targets, r.n.f, r.n.jf), need(watched, r.n.d), need(watched, r.n.d, r.n.jd),
		need(slice, r.n.f, r.n.d), need(drawn, r.n.f, r.n.d))
	var small *plan.BudgetError
	if errors.As(err, &small) {
		return lab.MemoryError(r.plans + small.Least)
	}
	var m []*plan.Machine[float64]
	for _, pl := range plans {
		m = append(m, plan.NewMachine[float64](pl))
		r.plans += pl.Bytes(8)
	}
	r.at = machines{m[0], m[1], m[2], m[3], m[4], m[5]}
	return nil
}

// Memory adds up the arenas, the optimiser's room and the networks.
func (r *run) Memory() lab.Memory {
	held := r.loss.Bytes() + int64(8*(fits+3)*r.n.net.Size())
	if r.lm.LevenbergMarquardt != nil {
		held += r.lm.Bytes()
	}
	for _, m := range []*plan.Machine[float64]{r.at.data, r.at.dataJ, r.at.grid, r.at.gridJ, r.at.judge, r.at.draw} {
		held += m.Bytes()
	}
	return lab.Memory{Planned: r.plans, Peak: held}
}
