package compute

import (
	"errors"
	"time"

	"residual/core/lab"
)

// A slice of work is this long at most, give or take one step: then the Worker
// reads its messages.
const sliceTime = 8 * time.Millisecond

// A session is one run and how it is driven. It knows nothing of JavaScript;
// its clock is handed to it.
type session struct {
	labs []lab.Lab
	now  func() time.Duration
	crew crew // nil: nobody helps

	lab      *lab.Lab
	settings lab.Settings
	seed     uint64
	run      *lab.Run
	pool     *pool         // shares its steps; nil: they are taken here
	workers  int           // asked for, 0: as many as there are cores
	worked   time.Duration // spent in the run: starting and stepping
	since    time.Duration // when the last slice ended
	shared   bool          // with a step under way in the pool
	playing  bool          // goes on by itself
	target   int           // steps asked for beyond that
	pace     pace
	meter    meter
}

var errNoRun = errors.New("no lab has been started")

// start begins a run of a lab; where it cannot, the old run stays.
func (s *session) start(name string, knobs map[string]string, seed uint64) error {
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
	s.playing = false
	return s.begin(l, settings, seed, workers)
}

// begin replaces the run, unless the new one cannot be started. A run that was
// playing is followed by one that plays.
func (s *session) begin(l *lab.Lab, settings lab.Settings, seed uint64, workers int) error {
	from := s.now()
	run, err := l.Start(settings, seed)
	if err != nil {
		return err
	}
	s.lab, s.settings, s.seed, s.run, s.workers = l, settings, seed, run, workers
	s.staff()
	s.worked, s.target = s.now()-from, 0
	s.mark()
	return nil
}

// seconds is the clock of runs that measure the machine.
func (s *session) seconds() float64 { return s.now().Seconds() }

// set changes knobs. If all of them are live the run goes on with them, else a
// new run of the same seed takes its place.
func (s *session) set(knobs map[string]string) error {
	workers, err := takeWorkers(s.lab, knobs, s.workers)
	if err != nil {
		return err
	}
	text := s.settings.Text()
	for name, value := range knobs {
		text[name] = value
	}
	settings, err := s.lab.Parse(text)
	if err != nil {
		return err
	}
	if !s.live(settings) {
		return s.begin(s.lab, settings, s.seed, workers)
	}
	if len(knobs) > 0 {
		if err := s.alter(func() error { return s.run.Change(settings) }); err != nil {
			return err
		}
	}
	if s.pool != nil && workers != s.workers {
		s.pool.resize(workers)
	}
	s.settings, s.workers = settings, workers
	s.mark()
	return nil
}

// alter changes the run as it stands. One that had come to its end and has
// something to do again goes on by itself.
func (s *session) alter(change func() error) error {
	final := s.run.Status().Final()
	s.void()
	err := change()
	if final && !s.run.Status().Final() {
		s.play()
	}
	return err
}

// live tells whether the run can take over these settings as it goes.
func (s *session) live(settings lab.Settings) bool {
	was, is := s.settings.Text(), settings.Text()
	for _, k := range s.lab.Knobs {
		if !k.Live && was[k.Name] != is[k.Name] {
			return false
		}
	}
	return true
}

// reset goes back to before the first step, and waits there.
func (s *session) reset() error {
	s.playing = false
	return s.begin(s.lab, s.settings, s.seed, s.workers)
}

// reseed begins anew with another seed.
func (s *session) reseed(seed uint64) error {
	return s.begin(s.lab, s.settings, seed, s.workers)
}

// restore takes over the state in a snapshot; one that does not fit leaves the
// run as it was.
func (s *session) restore(snapshot []byte) error {
	s.void()
	before := s.run.Snapshot()
	if err := s.run.Restore(snapshot); err != nil {
		if undone := s.run.Restore(before); undone != nil {
			panic(undone) // a run takes its own snapshots
		}
		return err
	}
	s.playing, s.target = false, 0
	s.mark()
	return nil
}

func (s *session) play() {
	s.playing = !s.run.Status().Final()
	s.target = 0
	s.mark()
}

func (s *session) pause() {
	s.playing, s.target = false, 0
	s.mark()
}

// ask has n more steps taken, after those asked for before; then the run
// waits. It returns the count of steps at which that is so.
func (s *session) ask(n int) (target int) {
	s.playing = false
	s.target = max(s.target, s.run.Steps()) + n
	s.mark()
	return s.target
}

// limit sets the steps per second of a run that plays; 0 is as fast as it can.
func (s *session) limit(perSecond float64) {
	s.pace.limit = perSecond
	s.mark()
}

// mark begins the measurements of speed again.
func (s *session) mark() {
	s.reckon()
	if s.run != nil {
		s.pace.mark(s.now(), s.run.Steps())
		s.meter.mark(s.now(), s.run.Steps(), s.run.Progress())
	}
}

// busy tells whether there are steps to take.
func (s *session) busy() bool {
	if s.run == nil || s.run.Status().Final() {
		return false
	}
	return s.playing || s.run.Steps() < s.target
}

// work takes steps for one slice of time and returns how long to wait before
// the next.
func (s *session) work() (wait time.Duration) {
	s.reckon()
	from := s.now()
	at := from
	for s.busy() && at-from < sliceTime {
		if s.playing {
			if wait = s.pace.wait(at, s.run.Steps()); wait > 0 {
				break
			}
		}
		if wait = s.step(); wait > 0 {
			break
		}
		at = s.now()
	}
	s.worked += at - from
	s.since = at
	if s.run.Status().Final() {
		s.playing, s.target = false, 0
	}
	s.meter.tell(at, s.run.Steps())
	return wait
}

// step takes a step, or returns how long to wait for those who take it.
func (s *session) step() (wait time.Duration) {
	if s.pool == nil {
		s.run.Step()
		return 0
	}
	s.shared = !s.pool.step()
	switch {
	case !s.shared:
		return 0
	case s.pool.starting():
		return time.Second
	}
	return idle
}

func (s *session) report() lab.Report {
	return lab.NewReport(s.run, s.worked.Seconds())
}
