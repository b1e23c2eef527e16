package molecule

import (
	"residual/core/lab"
	"residual/core/md"
)

// A task is what a run is for.
type task int

const (
	train task = iota
	learningCurve
	dynamics
	hop
)

// A source is where the forces of the dynamics come from.
type source int

const (
	learned source = iota
	reference
)

// A method is how geometries are sampled.
type method int

const (
	normalModes method = iota
	langevin
)

// A spec holds the settings as plain values.
type spec struct {
	*system
	temperature float64
	geometries  int
	sampling    method
	seed        uint64
	budget      int64
	plans       plans
}

// plans is what may change while a run goes on.
type plans struct {
	rung            int
	controls        bool
	task            task
	reference       bool // is what the atoms move on
	dt              float64
	steps           int
	bath            bool
	maxDisagreement float64 // of the forces of the ensemble, eV/Å
}

// newPlans takes what may be done with a system.
func newPlans(s lab.Settings, sys *system) (plans, error) {
	p := plans{
		rung: rungKnob.Of(s), controls: controlsKnob.Of(s), task: taskKnob.Of(s), reference: potentialKnob.Of(s) == reference,
		dt: dtKnob.Of(s), steps: stepsKnob.Of(s), bath: bathKnob.Of(s), maxDisagreement: doubtKnob.Of(s),
	}
	if p.task == hop && sys.pair == nil {
		return p, taskKnob.Wrong("hopping is for argon: it takes thousands of minimisations")
	}
	if sys.beyond() && p.task != hop {
		p.task, p.reference = dynamics, true
	}
	return p, nil
}

// learns tells whether networks take part.
func (p *plans) learns() bool { return p.task != hop && !(p.task == dynamics && p.reference) }

// unseen is how many geometries are kept for judging.
const unseen = 200

// read takes the settings; the error says what is wrong with a molecule.
func read(s lab.Settings, seed uint64) (spec, error) {
	sys, err := newSystem(s)
	if err != nil {
		return spec{}, err
	}
	p, err := newPlans(s, sys)
	hottest := temperatureKnob.Max
	if sys.pair != nil {
		hottest = argonHottest
	}
	return spec{system: sys, temperature: min(temperatureKnob.Of(s), hottest), geometries: geometriesKnob.Of(s),
		sampling: samplingKnob.Of(s), seed: seed, budget: lab.Budget.Of(s), plans: p}, err
}

// total is how many geometries are computed, if any are.
func (s *spec) total() int {
	if s.beyond() {
		return 0
	}
	return s.geometries + unseen
}

func (s *spec) kt() float64 { return md.Boltzmann * s.temperature }
