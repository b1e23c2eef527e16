// Package work does the benchmark's tasks with this project's engine, natively
// and in a browser alike.
package work

import (
	"fmt"

	"residual/core/kernel"
	"residual/tests/bench/task"
)

// An Engine is who does the work.
type Engine string

const (
	Ours  Engine = "residual" // core/kernel and what stands on it
	Gonum Engine = "gonum"    // gonum as it comes
	Loop  Engine = "loop"     // the loop that a textbook prints
)

// A Job is a task made ready.
type Job struct {
	Run    func()           // once: what is timed
	Answer func() []float64 // what one run computes, from the start; of a training task the loss and its gradient
	Bytes  int64            // held by a planned run, if there is a plan
	Flops  int64            // of a planned run
}

// New makes t ready for an engine, or returns nil if that engine does not do
// such tasks.
func New(e Engine, t task.Task, in task.Inputs) *Job {
	if t.Type == "float64" {
		return of[float64](e, t, in)
	}
	return of[float32](e, t, in)
}

func of[T kernel.Float](e Engine, t task.Task, in task.Inputs) *Job {
	switch {
	case t.Kind == "product":
		return product[T](e, t, in)
	case t.Kind == "cholesky":
		return cholesky(e, t, in)
	case t.Kind == "dense":
		return dense(e, t, in)
	case e != Ours, t.Kind == "peak":
		return nil
	case t.Kind == "stencil":
		return stencil[T](t, in)
	case t.Kind == "roof":
		return roof[T](t)
	case t.Kind == "sketched":
		return sketched(t, in)
	case t.Kind == "train":
		return train[T](t, in)
	case t.Kind == "molecule":
		return molecule[T](t, in)
	case t.Kind == "forward":
		return forward[T](t, in)
	case t.Kind == "loop":
		return loop[T](t, in)
	}
	panic(fmt.Sprintf("work: no kind of task %q", t.Kind))
}

// convert is x in numbers of type T.
func convert[T, S kernel.Float](x []S) []T {
	z := make([]T, len(x))
	for i, v := range x {
		z[i] = T(v)
	}
	return z
}

// answer is a Job's Answer: run once, then read z.
func answer[T kernel.Float](run func(), z []T) func() []float64 {
	return func() []float64 {
		run()
		return convert[float64](z)
	}
}
