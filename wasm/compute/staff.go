package compute

import (
	"strconv"
	"time"

	"residual/core/lab"
)

// A run that has been still for so long gives back what its helpers hold.
const restTime = 30 * time.Second

// staff gives a new run its clock and has its steps shared, where they can be.
func (s *session) staff() {
	s.dismiss()
	if s.crew != nil && s.run.Parallel() {
		name, knobs, seed := s.lab.Name, text(s.settings.Text()), s.seed
		s.pool = newPool(s.crew, s.now, s.run, s.workers, func(id int) { s.crew.hire(id, name, knobs, seed) })
	}
	s.run.Attach(s.seconds, s.pool == nil)
}

// dismiss ends the helpers of the run before.
func (s *session) dismiss() {
	if s.pool != nil {
		s.pool.rest()
	}
	s.pool, s.shared = nil, false
}

// void drops a step that is under way, since something else changes the run.
func (s *session) void() {
	if s.pool != nil {
		s.pool.drop()
	}
}

// reckon adds to the work the time that helpers had for a step under way.
func (s *session) reckon() {
	if s.shared {
		s.worked += s.now() - s.since
	}
	s.shared = false
}

// rest gives back the memory of helpers that have nothing to do, and returns how
// long to wait for that.
func (s *session) rest() (wait time.Duration) {
	if s.pool.count() == 0 {
		return idle
	}
	if left := s.since + restTime - s.now(); left > 0 && !s.run.Status().Final() {
		return left
	}
	s.pool.rest()
	return idle
}

// takeWorkers takes the number of Workers out of the knobs, for a lab that has
// some; was is what it is unless it is given.
func takeWorkers(l *lab.Lab, knobs map[string]string, was int) (int, error) {
	given, ok := knobs["workers"]
	if !ok || l.Worker == nil {
		return was, nil
	}
	delete(knobs, "workers")
	return lab.ParseWorkers(given)
}

func workersText(n int) string {
	if n == 0 {
		return "auto"
	}
	return strconv.Itoa(n)
}
