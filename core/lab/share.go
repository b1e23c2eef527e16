package lab

// A Sharer is a run whose steps may have parts that do not need each other:
// members of an ensemble, blocks of rows, samples. Whoever drives the run may
// have these done at once, elsewhere and in any order, by the lab's Workers:
//
//	tasks := run.Tasks()
//	results[i] = worker.Do(tasks[i])      for every i, by any Worker
//	status = run.Finish(results)
//
// which is the same, bit for bit, as Step. A task that is lost is done again.
//
// Nothing is decided before Finish. In between the run may be looked at (Frame,
// Checks, Snapshot), and whatever changes it (Change, Act, Restore) makes its
// tasks void: they are asked for anew.
type Sharer interface {
	Run
	// Tasks are the parts of the next step, as a Worker takes them, and change
	// nothing. The slices hold until Finish or Step. None or one: call Step.
	// A good task takes from some milliseconds to a second.
	Tasks() [][]byte
	// Finish ends the step with the result of every task, in their order, none
	// of which it keeps.
	Finish(results [][]byte) Status
}

// A Worker does tasks of the runs that were started like it. What it computes
// depends on the task alone; of live knobs that have changed since the task must
// tell. It is not safe for concurrent use.
type Worker interface {
	// Do appends the result of a task to dst. It panics at what is no task.
	Do(dst, task []byte) []byte
}

// A Timed run measures the machine it runs on. It is handed a clock before its
// first step, since the core has none; without one it ends at once and says so.
// What it measures is no part of its snapshots.
type Timed interface {
	Run
	Clock(seconds func() float64)
}

// A Messenger is a Timed run of a lab with Workers that wants to know what a
// message to one of them costs. Whoever drives it measures that before its first
// step, while nothing else is under way.
type Messenger interface {
	Timed
	// Messages are the sizes, in bytes, of the messages to time.
	Messages() []int
	// Sent is called once before the first step, with the seconds that a message
	// of each size takes to a Worker and back: the median of several. It is nil
	// where there are no Workers, as in the runner.
	Sent(seconds []float64)
}

// Equip hands a Timed run its clock, and tells a Messenger that there are no
// Workers if alone.
func Equip(r Run, seconds func() float64, alone bool) {
	if timed, ok := r.(Timed); ok {
		timed.Clock(seconds)
	}
	if messenger, ok := r.(Messenger); ok && alone {
		messenger.Sent(nil)
	}
}
