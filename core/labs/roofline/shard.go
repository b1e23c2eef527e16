package roofline

import (
	"residual/core/fit"
	"residual/core/lab"
)

// placer is what puts points of the sequence into a shard's machine.
func (e *poisson) placer(s *fit.Shard) func(first, n int) {
	return func(first, n int) { place(s.Machine.Value(e.xy)[:2*n], first) }
}

// newWorker makes a TaskRunner of a training, or one that no task comes to.
func newWorker(s lab.Settings, _ uint64) (lab.TaskRunner, error) {
	var room fit.Room
	w := new(fit.Shard)
	if e := newPoisson(); show.Of(s) == trainingRun {
		w.Reserve(&room, &e.program, points.Of(s), e.loss, e.grad, e.placer(w))
	}
	return w, room.Open(lab.Budget.Of(s))
}
