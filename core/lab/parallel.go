package lab

// A Parallel experiment has steps with parts that do not need each other:
// members of an ensemble, blocks of rows, samples. Whoever drives the run may
// have these done at once, elsewhere and in any order, by the lab's TaskRunners:
//
//	tasks := run.Tasks()
//	results[i] = runner.Do(tasks[i])      for every i, by any TaskRunner
//	status = run.Finish(results)
//
// which is the same, bit for bit, as Step. A task that is lost is done again.
//
// Nothing is decided before Finish. In between the run may be looked at (Frame,
// Checks, Snapshot), and whatever changes it (Change, Act, Restore) makes its
// tasks void: they are asked for anew.
type Parallel interface {
	// Tasks are the parts of the next step, as a TaskRunner takes them, and change
	// nothing. The slices hold until Finish or Step. None or one: call Step. A
	// good task takes from some milliseconds to a second.
	Tasks() [][]byte
	// Finish ends the step with the result of every task, in their order, none of
	// which it keeps.
	Finish(results [][]byte)
}

// A TaskRunner does tasks of the experiments that were made like it. What it
// computes depends on the task alone; of live knobs that have changed since the
// task must tell. It is used by one goroutine at a time.
type TaskRunner interface {
	// Do appends the result of a task to dst. It panics at what is no task.
	Do(dst, task []byte) []byte
}

// Parallel tells whether steps can be shared.
func (r *Run) Parallel() bool {
	_, ok := r.exp.(Parallel)
	return ok && r.lab.Worker != nil
}

// Tasks are the parts of the next step of a Parallel experiment; none where
// there is no next step.
func (r *Run) Tasks() [][]byte {
	p, ok := r.exp.(Parallel)
	if !ok || r.Status().Final() {
		return nil
	}
	return p.Tasks()
}

// Finish ends the step whose tasks were done.
func (r *Run) Finish(results [][]byte) Status {
	if p, ok := r.exp.(Parallel); ok {
		return r.advance(func() { p.Finish(results) })
	}
	panic("lab: a run without tasks has none to finish")
}

// A Clocked experiment measures the machine it runs on. It is handed a clock
// before its first step, since the core has none; without one it ends at once
// and says so. What it measures is no part of its state.
type Clocked interface{ SetClock(seconds func() float64) }

// A LatencyAware experiment wants to know what a message to a TaskRunner costs.
// Whoever drives it measures that before its first step, while nothing else is
// under way.
type LatencyAware interface {
	Clocked
	// Messages are the sizes, in bytes, of the messages to time.
	Messages() []int
	// SetLatencies is called once before the first step, with the seconds that a
	// message of each size takes to a TaskRunner and back: the median of several.
	// It is nil where there is none, as in the command line's runner.
	SetLatencies(seconds []float64)
}

// Attach hands a Clocked experiment its clock, and tells a LatencyAware one that
// there are no TaskRunners if alone.
func (r *Run) Attach(seconds func() float64, alone bool) {
	if c, ok := r.exp.(Clocked); ok {
		c.SetClock(seconds)
	}
	if l, ok := r.exp.(LatencyAware); ok && alone {
		l.SetLatencies(nil)
	}
}

// LatencyAware is the experiment, if it wants to know what messages cost.
func (r *Run) LatencyAware() (LatencyAware, bool) {
	l, ok := r.exp.(LatencyAware)
	return l, ok
}
