package molecule

import (
	"fmt"

	"residual/core/lab"
)

// A phase is what the steps of a run do at present.
type phase int

// The phases, in order.
const (
	relaxing  phase = iota // to the minimum
	vibrating              // its normal modes
	sampling
	training
	comparing // kinds of networks, by learning curves
	moving
	hopping
	finished
	phaseCount = iota
)

// Step takes the run a little further.
func (r *experiment) Step() {
	switch r.phase {
	case relaxing:
		r.relax()
	case vibrating:
		r.vibrate()
	case sampling:
		r.sampleAlone()
	case training:
		r.train()
	case comparing:
		r.compare()
	case moving:
		r.move()
	case hopping:
		r.hop()
	}
}

// onward goes on to what is to be done next.
func (r *experiment) onward() {
	switch {
	case r.plans.task == hop:
		r.startSearch()
	case len(r.minimum.modes.Omega) == 0 && !r.beyond():
		r.phase = vibrating
	case !r.plans.learns():
		r.startMotion()
	case !r.sample.full():
		r.phase = sampling
	case r.member < len(r.members()):
		r.phase = training
	case r.plans.task == learningCurve && !r.curve.complete():
		r.phase = comparing
	case r.plans.task == dynamics:
		r.startMotion()
	default:
		r.finish()
	}
}

func (r *experiment) finish() {
	r.phase = finished
	r.Converge("%s", r.verdict())
}

// verdict says what came out.
func (r *experiment) verdict() string {
	if !r.plans.learns() {
		return fmt.Sprintf("%d steps of dynamics on the reference", r.motion.system.Step)
	}
	e := r.ensembles[equivariant]
	mae := r.sample.judge(e, e.best(), false)
	text := fmt.Sprintf("rung %d, %d geometries: energies off by %s meV, forces by %s meV/Å on unseen ones",
		r.plans.rung, r.geometries, lab.Number(1e3*mae.energy, 2), lab.Number(1e3*mae.force, 2))
	if r.motion.system.Step > 0 {
		text += fmt.Sprintf("; %d steps of dynamics", r.motion.system.Step)
	}
	return text
}

// Progress counts geometries, then steps of training, then those of the task.
func (r *experiment) Progress() float64 {
	if !r.plans.learns() {
		return float64(max(r.motion.system.Step, r.search.hopping.Hops)) / float64(r.plans.steps)
	}
	trained := float64(r.member) / float64(len(r.members()))
	parts := 0.4*float64(r.sample.count)/float64(r.total()) + 0.6*trained
	switch r.plans.task {
	case learningCurve:
		parts = 0.4*parts + 0.6*float64(r.curve.next)/float64(r.curve.kinds*len(r.curve.sizes))
	case dynamics:
		parts = 0.4*parts + 0.6*float64(r.motion.system.Step)/float64(r.plans.steps)
	}
	return parts
}
