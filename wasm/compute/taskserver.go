package compute

import "residual/core/lab"

// A taskServer is the program in a helper: it does the tasks of one run.
type taskServer struct {
	runner lab.TaskRunner
	task   []byte
	result []byte
}

// start makes the TaskRunner of a lab's run.
func (t *taskServer) start(labs []lab.Lab, args *arguments) error {
	l, err := lab.Find(labs, args.Lab)
	if err != nil {
		return err
	}
	settings, err := l.Parse(args.Knobs)
	if err != nil {
		return err
	}
	seed, err := args.seedOr(lab.DefaultSeed)
	if err != nil {
		return err
	}
	t.runner, err = l.Worker(settings, seed)
	return err
}

// taskBuffer is where the next task, of n bytes, is to be copied.
func (t *taskServer) taskBuffer(n int) []byte {
	if cap(t.task) < n {
		t.task = make([]byte, n)
	}
	t.task = t.task[:n]
	return t.task
}

// do returns the result of the task in the buffer, or the task itself if it is to
// be echoed. The slice is valid until the next call.
func (t *taskServer) do(echo bool) []byte {
	if echo {
		return t.task
	}
	t.result = t.runner.Do(t.result[:0], t.task)
	return t.result
}
