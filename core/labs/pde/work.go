package pde

import (
	"residual/core/fit"
	"residual/core/lab"
)

// A work is a problem with the values that its parameters have at present, the
// network that learns it, and what judges the network.
type work struct {
	fit.Room
	seed    uint64
	q       *posed
	domain  *domain
	samples *samples // nil where the problem has no data
	solver  solver
	second  second // the reference
	judge   judge
	found   found
}

// pose reads the problem, with the slider of a parameter at by, and its data.
func (w *work) pose(s lab.Settings, by float64) (err error) {
	if w.q, err = pose(s, by); err != nil {
		return err
	}
	if w.domain, err = newDomain(w.q); err != nil {
		return problemText.Wrong("%s", wrong(w.q.text, err))
	}
	w.samples, err = w.sample(s)
	return err
}

// begin takes all memory, that which was asked for already too, and draws the
// network.
func (w *work) begin(s lab.Settings) error {
	w.second = newSecond(w.q)
	if err := w.solver.reserve(&w.Room, w.q, w.samples, s); err != nil {
		return err
	}
	w.judge.reserve(&w.Room, w.q, w.domain, w.seed)
	w.found.reserve(&w.Room, w.q)
	if err := w.Open(lab.Budget.Of(s)); err != nil {
		return err
	}
	if err := w.solver.begin(w.seed); err != nil {
		return err
	}
	w.look()
	return nil
}

// look measures the network where it is not trained, against the reference.
func (w *work) look() { w.judge.measure(&w.solver, &w.second) }

// follow is the work on the same problem with other values of its parameters, from
// where the network is. What else the room is for is asked of reserve.
func (w *work) follow(s lab.Settings, reserve func(room *fit.Room)) (*work, error) {
	next := &work{seed: w.seed}
	if err := next.pose(s, shift.Of(s)); err != nil {
		return nil, err
	}
	reserve(&next.Room)
	if err := next.begin(s); err != nil {
		return nil, err
	}
	next.solver.follow(&w.solver)
	next.look()
	return next, nil
}
