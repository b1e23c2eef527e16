package work

import (
	"residual/core/kernel"
	"residual/tests/bench/task"
)

// stencil takes an even or odd number of steps between two planes, from where
// the last run left off, as diffusion does.
func stencil[T kernel.Float](t task.Task, in task.Inputs) *Job {
	start := convert[T](in.Get("u"))
	u, v := append([]T(nil), start...), make([]T, len(start))
	run := func() {
		for range t.Steps {
			kernel.Diffuse2(v, u, t.Side, t.Side, task.Diffusivity)
			u, v = v, u
		}
	}
	return &Job{Run: run, Answer: func() []float64 {
		copy(u, start)
		run()
		return convert[float64](u)
	}}
}
