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
type Sharer interface {
	Run
	// Tasks are the parts of the next step, as a Worker takes them, and change
	// nothing. The slices hold until Finish or Step. None or one: call Step.
	Tasks() [][]byte
	// Finish ends the step with the result of every task, in their order, none
	// of which it keeps.
	Finish(results [][]byte) Status
}

// A Worker does tasks of the runs that were started like it. What it computes
// depends on the task alone. It is not safe for concurrent use.
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
