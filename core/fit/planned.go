package fit

import "residual/core/plan"

// Planned sets m, when the room is opened, to a machine for a plan that was made
// beforehand and takes what it takes, whatever the budget leaves.
func Planned[T float32 | float64](r *Room, m **plan.Machine[T], pl *plan.Plan) {
	r.fixed += pl.Bytes(size[T]())
	r.allot = append(r.allot, func() { *m = plan.NewMachine[T](pl) })
}
