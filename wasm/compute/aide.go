package compute

import "residual/core/lab"

// An aide is the other side of a pool: the program in a helper, which does tasks
// of one run.
type aide struct {
	worker lab.TaskRunner
	task   []byte
	result []byte
}

// begin makes the Worker of a lab's run.
func (a *aide) begin(labs []lab.Lab, args *arguments) error {
	l, err := lab.Find(labs, args.Lab)
	if err != nil {
		return err
	}
	settings, err := l.Parse(args.Knobs)
	if err != nil {
		return err
	}
	seed, err := args.seed()
	if err != nil {
		return err
	}
	a.worker, err = l.Worker(settings, seed)
	return err
}

// room is where a task of n bytes goes.
func (a *aide) room(n int) []byte {
	if cap(a.task) < n {
		a.task = make([]byte, n)
	}
	a.task = a.task[:n]
	return a.task
}

// do returns the result of the task in the room, or the task itself if it is to
// be sent back. The slice holds until the next one.
func (a *aide) do(echo bool) []byte {
	if echo {
		return a.task
	}
	a.result = a.worker.Do(a.result[:0], a.task)
	return a.result
}
