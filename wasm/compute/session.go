package compute

import (
	"errors"
	"time"

	"residual/core/lab"
)

// sliceTime is how long a slice of work lasts at most, give or take one step. After
// it the Worker reads its messages.
const sliceTime = 8 * time.Millisecond

// A session is one run and how it is driven. It knows nothing of JavaScript; its
// clock is handed to it.
type session struct {
	labs    []lab.Lab
	now     func() time.Duration
	factory workerFactory // nil: there are no helpers

	run        *lab.Run      // nil: none has been started
	pool       *pool         // shares its steps; nil: they are taken here
	workers    int           // asked for; 0: as many as there are cores
	runTime    time.Duration // spent in the run: starting and stepping
	sliceEnd   time.Duration // when the last slice ended
	stepInPool bool          // at that time a step was under way in the pool
	playing    bool          // the run goes on by itself
	target     int           // count of steps to go on to otherwise
	limiter    rateLimiter
	meter      progressMeter
}

var errNoRun = errors.New("no lab has been started")

// start begins a run of a lab, and holds it: before its first step, or in the state of
// a snapshot, with the live knobs that it brings. On an error the present run goes on.
func (s *session) start(name string, knobs map[string]string, seed uint64, snapshot []byte) error {
	l, err := lab.Find(s.labs, name)
	if err != nil {
		return err
	}
	workers, err := takeWorkers(l, knobs, 0)
	if err != nil {
		return err
	}
	settings, err := l.Parse(knobs)
	if err != nil {
		return err
	}
	return s.hold(s.begin(l, settings, seed, workers, snapshot))
}

// begin replaces the present run, which stays if the new one cannot be started.
// After a run that was playing the new one plays.
func (s *session) begin(l *lab.Lab, settings lab.Settings, seed uint64, workers int, snapshot []byte) error {
	from := s.now()
	run, err := l.Start(settings, seed)
	if err == nil && snapshot != nil {
		err = run.Restore(snapshot)
	}
	if err != nil {
		return err
	}
	s.run, s.workers = run, workers
	s.startPool()
	s.runTime, s.target = s.now()-from, 0
	s.limiter.begin(l.Pace)
	s.restartMeters()
	return nil
}

// again begins a run of the same lab and number of Workers.
func (s *session) again(settings lab.Settings, seed uint64) error {
	return s.begin(s.run.Lab(), settings, seed, s.workers, nil)
}

// hold pauses the run that has begun, if err is nil.
func (s *session) hold(err error) error {
	if err == nil {
		s.pause()
	}
	return err
}

// set changes knobs, all or none. If all of them are live and no new run is wanted
// the run goes on with them, else a new one with this seed takes its place.
func (s *session) set(knobs map[string]string, seed uint64, anew bool) error {
	l, before := s.run.Lab(), s.run.Settings()
	workers, err := takeWorkers(l, knobs, s.workers)
	if err != nil {
		return err
	}
	settings, err := l.Update(before, knobs)
	if err != nil {
		return err
	}
	if anew || !l.OnlyLive(before, settings) {
		return s.begin(l, settings, seed, workers, nil)
	}
	if !settings.Equal(before) {
		if err := s.mutate(func() error { return s.run.Change(settings) }); err != nil {
			return err
		}
	}
	s.setWorkers(workers)
	s.restartMeters()
	return nil
}

func (s *session) setWorkers(n int) {
	if s.pool != nil && n != s.workers {
		s.pool.resize(n)
	}
	s.workers = n
}

// mutate changes the run as it stands. If that gives one that had ended something
// to do again, it goes on by itself.
func (s *session) mutate(change func() error) error {
	final := s.run.Status().Final()
	s.cancelStep()
	err := change()
	if final && !s.run.Status().Final() {
		s.play()
	}
	return err
}

// reset goes back to before the first step, and waits there.
func (s *session) reset() error {
	return s.hold(s.again(s.run.Settings(), s.run.Seed()))
}

func (s *session) play() {
	s.playing = !s.run.Status().Final()
	s.target = 0
	s.restartMeters()
}

func (s *session) pause() {
	s.playing, s.target = false, 0
	s.restartMeters()
}

// request has n more steps taken, after those requested before; then the run
// waits. It returns the count of steps at which they are taken.
func (s *session) request(n int) (target int) {
	s.playing = false
	s.target = max(s.target, s.run.Steps()) + n
	s.restartMeters()
	return s.target
}

// setSpeed limits the steps per second of a run that plays; 0 sets no limit.
func (s *session) setSpeed(perSecond float64) error {
	if !(perSecond >= 0) {
		return errors.New("speed takes steps per second, or 0 for as fast as possible")
	}
	s.limiter.set(perSecond)
	s.restartMeters()
	return nil
}

// setPace has each run begin at the pace of its lab, the present one from now on.
func (s *session) setPace() {
	s.limiter.paced = true
	if s.run != nil {
		s.limiter.begin(s.run.Lab().Pace)
	}
	s.restartMeters()
}

// restartMeters begins the measurements of speed again.
func (s *session) restartMeters() {
	s.accountHelperTime()
	if s.run != nil {
		s.limiter.restart(s.now(), s.run.Steps())
		s.meter.restart(s.now(), s.run.Steps(), s.run.Progress())
	}
}

// busy tells whether there are steps to take.
func (s *session) busy() bool {
	if s.run == nil || s.run.Status().Final() {
		return false
	}
	return s.playing || s.run.Steps() < s.target
}

// runSlice takes steps for one slice of time and returns how long to wait before the
// next.
func (s *session) runSlice() (wait time.Duration) {
	s.accountHelperTime()
	from := s.now()
	at := from
	for s.busy() && at-from < sliceTime {
		if s.playing {
			if s.limiter.paceEnds(at) {
				s.restartMeters()
			}
			if wait = s.limiter.wait(at, s.run.Steps()); wait > 0 {
				break
			}
		}
		if wait = s.advance(); wait > 0 {
			break
		}
		at = s.now()
	}
	s.runTime += at - from
	s.sliceEnd = at
	if s.run.Status().Final() {
		s.playing, s.target = false, 0
	}
	s.meter.observe(at, s.run.Steps())
	return wait
}

// advance takes a step, or returns how long to wait for the helpers that take it.
func (s *session) advance() (wait time.Duration) {
	if s.pool == nil {
		s.run.Step()
		return 0
	}
	s.stepInPool = !s.pool.step()
	if !s.stepInPool {
		return 0
	}
	return lookInterval // helpers may never answer
}

func (s *session) report() lab.Report { return lab.NewReport(s.run, s.runTime.Seconds()) }
