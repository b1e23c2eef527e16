package contract

import (
	"testing"

	"residual/core/lab"
)

// A step that is shared by several Workers is the step: whoever does a task, in
// whatever order, and though one is done twice.
func TestSharedSteps(t *testing.T) {
	each(t, func(t *testing.T, l *lab.Lab) {
		alone := start(t, l, 4)
		shared := start(t, l, 4)
		if shared.Parallel() != (l.Worker != nil) {
			t.Fatal("a lab has Workers just where its runs share their steps")
		}
		if !shared.Parallel() {
			return
		}
		workers := newWorkers(t, l, 3)
		for range 6 {
			alone.Step()
			shareStep(shared, workers)
			if alone.Digest() != shared.Digest() {
				t.Fatalf("step %d differs when it is shared", alone.Steps())
			}
		}
	})
}

func newWorkers(t *testing.T, l *lab.Lab, n int) []lab.TaskRunner {
	settings, err := l.Parse(nil)
	if err != nil {
		t.Fatal(err)
	}
	workers := make([]lab.TaskRunner, n)
	for i := range workers {
		if workers[i], err = l.Worker(settings, 4); err != nil {
			t.Fatal(err)
		}
	}
	return workers
}

// shareStep has the tasks done from the last to the first, each by the Worker
// whose turn it is, and the first twice.
func shareStep(run *lab.Run, workers []lab.TaskRunner) {
	tasks := run.Tasks()
	if len(tasks) < 2 {
		run.Step()
		return
	}
	results := make([][]byte, len(tasks))
	for i := len(tasks) - 1; i >= 0; i-- {
		results[i] = workers[i%len(workers)].Do(nil, tasks[i])
	}
	results[0] = workers[len(workers)-1].Do(nil, tasks[0])
	run.Finish(results)
}
