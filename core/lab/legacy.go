package lab

import "residual/core/codec"

// A LegacyRun does by hand what a Run does for an Experiment.
type LegacyRun interface {
	Step() Status
	Status() Status
	Steps() int
	Progress() float64
	Frame(f *Frame)
	Checks() []Check
	Memory() Memory
	Change(s Settings) error
	Act(a Action) error
	Snapshot() []byte
	Restore(snapshot []byte) error
}

type legacy struct {
	Base
	LegacyRun
}

func newLegacy(l *Lab, s Settings, seed uint64) (Experiment, error) {
	old, err := l.Legacy(s, seed)
	if err != nil {
		return nil, err
	}
	e := &legacy{LegacyRun: old}
	return e, e.sync(nil)
}

func (l *legacy) sync(err error) error {
	l.Base.status, l.Base.steps = l.LegacyRun.Status(), l.LegacyRun.Steps()
	return err
}

func (l *legacy) Status() Status { return l.Base.status }
func (l *legacy) Steps() int     { return l.Base.steps }

func (l *legacy) Step() {
	l.LegacyRun.Step()
	_ = l.sync(nil)
}

func (l *legacy) Change(s Settings) error { return l.sync(l.LegacyRun.Change(s)) }
func (l *legacy) Act(a Action) error      { return l.sync(l.LegacyRun.Act(a)) }

func (l *legacy) State(c *codec.Coder) {
	raw := l.Snapshot()
	if c.Raw(&raw); !c.Decoding() || c.Err() != nil {
		return
	}
	c.Require(l.Restore(raw) == nil, "an old snapshot")
	_ = l.sync(nil)
}

// as is the experiment as one that can do what T asks, if it can.
func as[T any](r *Run) (T, bool) {
	if l, ok := r.exp.(*legacy); ok {
		t, ok := l.LegacyRun.(T)
		return t, ok
	}
	t, ok := r.exp.(T)
	return t, ok
}

type legacyParallel interface {
	Tasks() [][]byte
	Finish(results [][]byte) Status
}

type adapted struct{ legacyParallel }

func (a adapted) Finish(results [][]byte) { a.legacyParallel.Finish(results) }

// parallel is the experiment as one whose steps can be shared.
func (r *Run) parallel() (Parallel, bool) {
	if p, ok := as[legacyParallel](r); ok {
		return adapted{p}, true
	}
	return as[Parallel](r)
}
