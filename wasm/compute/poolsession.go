package compute

import (
	"sync"
	"time"
)

// idleTime is how long a run may stand still before its helpers are terminated.
const idleTime = 30 * time.Second

// startPool gives a run that has just begun its clock and, where its steps can be
// shared, a pool in place of the last run's.
func (s *session) startPool() {
	s.endPool()
	if s.factory != nil && s.run.Parallel() {
		name, settings, seed := s.run.Lab().Name, s.run.Settings(), s.run.Seed()
		knobs := sync.OnceValue(func() string { return jsonText(settings.Text()) })
		s.pool = newPool(s.factory, s.now, s.run, s.workers, func(id int) { s.factory.spawn(id, name, knobs(), seed) })
	}
	s.run.Attach(func() float64 { return s.now().Seconds() }, s.pool == nil)
}

// endPool terminates the helpers of the last run.
func (s *session) endPool() {
	if s.pool != nil {
		s.pool.terminateAll()
	}
	s.pool, s.stepInPool = nil, false
}

// cancelStep drops a step under way in the pool, because the run is about to
// change.
func (s *session) cancelStep() {
	if s.pool != nil {
		s.pool.cancelStep()
	}
}

// accountHelperTime counts the time that helpers had for the step under way as
// time spent in the run.
func (s *session) accountHelperTime() {
	if s.stepInPool {
		s.runTime += s.now() - s.sliceEnd
	}
	s.stepInPool = false
}

// releaseIdle terminates helpers that have nothing to do: at the end of the run, or
// once it has stood still for idleTime. It returns how long that still is.
func (s *session) releaseIdle() (wait time.Duration) {
	if s.pool.size() == 0 {
		return idle
	}
	if left := s.sliceEnd + idleTime - s.now(); left > 0 && !s.run.Status().Final() {
		return left
	}
	s.pool.terminateAll()
	return idle
}
