package pde

import (
	"math"

	"residual/core/fit"
	"residual/core/lab"
)

// Step trains and makes a slice of the reference, then only the rest of the
// reference, and in the end lets the time run once through the picture.
func (r *experiment) Step() {
	more := r.second.step()
	switch r.phase {
	case training:
		r.train(r.solver.step())
	case referring:
		if !more {
			r.look()
			r.view.stale = true
			r.show()
		}
	case showing:
		r.film++
		r.stage.slide(float64(r.film) / filmSteps)
		r.view.stale = true
		if r.film == filmSteps {
			r.stage.slide(r.moment)
			r.finish()
		}
	}
}

// train measures after a step, and ends the training where there is a reason why.
func (r *experiment) train(why string) {
	r.look()
	r.view.stale = true
	r.past.Record(r.Steps(), math.Sqrt(2*r.solver.loss), r.judge.error)
	r.found.record(r.Steps(), r.solver.Params())
	if why == "" {
		return
	}
	r.why, r.ended = why, r.Steps()
	r.weigh()
	if why == diverged {
		r.Stop("%s at step %d: a smaller weight of the conditions, other points or another method may help", why, r.Steps())
		return
	}
	if r.phase = referring; !r.second.waits() {
		r.show()
	}
}

// weigh measures what a network that is trained has come to.
func (r *experiment) weigh() {
	r.judge.part = r.judge.share(&r.solver)
	r.found.judge(&r.work)
}

// waits tells whether there is a reference that is not complete.
func (s *second) waits() bool { return s.method != nil && !s.done() }

// show begins the film, or ends the run where there is no time to go through.
func (r *experiment) show() {
	if r.stage.films() {
		r.phase, r.film = showing, 0
		return
	}
	r.finish()
}

// finish ends the run with what it has come to.
func (r *experiment) finish() {
	switch e := r.judge.error; {
	case r.q.gravest() != nil:
		r.Stop("trained although %s", r.q.gravest().Text)
	case math.IsNaN(e) && r.judge.part > r.obeyed():
		r.Stop("the law is not obeyed: %s of its terms is left over at unseen points; %s", lab.Number(r.judge.part, 2), r.advice())
	case math.IsNaN(e) && lab.AnyFails(r.Checks()):
		r.Stop("%s, but not all that is known is met: see the checks", r.why)
	case math.IsNaN(e):
		r.Converge("%s; no second method says how far off this is: only the residual at unseen points is known", r.why)
	case e > r.allowed():
		r.Stop("small loss, not small error: the solution is off by %s; %s", lab.Number(e, 2), r.advice())
	case lab.AnyFails(r.Checks()):
		r.Stop("off by %s, but not all that is known is met: see the checks", lab.Number(e, 2))
	default:
		r.Converge("off by %s from the %s", lab.Number(e, 2), r.second.name())
	}
}

// obeyed is what may be left over of a law, as a part of its terms. Noisy data pull a
// solution further away from it.
func (r *experiment) obeyed() float64 {
	if r.q.inverse() {
		return 0.1
	}
	return 0.01
}

// advice is what may help where the error is larger than asked for.
func (r *experiment) advice() string {
	if r.second.error() > r.asked {
		return "the reference itself is not better than " + lab.Number(r.second.error(), 2)
	}
	return "more points, a wider network or more steps may help"
}

// Progress is unknown while the network is trained.
func (r *experiment) Progress() float64 { return math.NaN() }

// Change takes over the live knobs. A parameter that is moved makes another problem:
// the network goes on from where it is, and the reference begins anew.
func (r *experiment) Change(s lab.Settings) error {
	before, next := r.live, readLive(s)
	if next.shift != before.shift {
		if err := r.follow(s); err != nil {
			return err
		}
	}
	if r.live = next; next.moment != before.moment {
		r.stage.slide(next.moment)
	}
	r.view.stale = true
	return nil
}

// follow has the network learn the problem with another value of the moved
// parameter.
func (r *experiment) follow(s lab.Settings) error {
	var view view
	next, err := r.work.follow(s, func(room *fit.Room) {
		new(lab.History).Reserve(room, historyLength, pastColumns) // counted: the past goes on
		view.reserve(room, &r.stage)
	})
	if err != nil {
		return err
	}
	r.work, r.view, r.stage.p = *next, view, next.q.Problem
	if r.phase, r.film, r.why = training, 0, ""; r.Status().Final() {
		r.Reopen()
	}
	return nil
}

// Scales gives the sliders the names and ranges of what they move.
func (r *experiment) Scales() []lab.Scale { return []lab.Scale{r.q.scale(), r.stage.scale()} }

// Hint: what there is to press depends on the problem.
func (r *experiment) Hint() string {
	if !r.stage.planar() {
		return ""
	}
	return Lab.Hint
}

// Act cuts through the place that is pressed.
func (r *experiment) Act(a lab.Action) error {
	if a.Panel != solutionPanel || !r.stage.planar() {
		return errNothing
	}
	if a.Kind != lab.Release {
		r.stage.press(a.X, a.Y)
		r.view.stale = true
	}
	return nil
}
