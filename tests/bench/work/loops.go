package work

import (
	"residual/core/kernel"
	"residual/tests/bench/task"
)

// Loops lists the kernels that loop knows.
var Loops = []string{"axpy", "dot", "sum rows", "exp", "log", "tanh", "sin", "tanh jet", "tanh jet back", "product of jets", "Adam"}

// loop runs one kernel over x, and y if it takes two, into z. Jets have one
// direction and order 2: three planes share the n numbers.
func loop[T kernel.Float](t task.Task, in task.Inputs) *Job {
	x, y := convert[T](in.Get("x")), convert[T](in.Get("y"))
	n := t.N
	z, m, v := make([]T, n), make([]T, n), make([]T, n)
	jet, plane := kernel.Jet{Dirs: 1, Order: 2}, n/3
	run := map[string]func(){
		"axpy":            func() { kernel.Axpy(z, 1e-3, x) },
		"dot":             func() { z[0] = kernel.Dot(x, y) },
		"sum rows":        func() { kernel.SumRows(z[:64], x, n/64, 64) },
		"exp":             func() { kernel.Exp(z, x) },
		"log":             func() { kernel.Log(z, y) },
		"tanh":            func() { kernel.Tanh(z, x) },
		"sin":             func() { kernel.Sin(z, x) },
		"tanh jet":        func() { kernel.JetTanh(z, x, jet, plane) },
		"tanh jet back":   func() { kernel.JetTanhBack(z, x, y, jet, plane) },
		"product of jets": func() { kernel.JetMul(z, x, y, jet, plane) },
		"Adam":            func() { kernel.Adam(z, m, v, x, 1e-3, 0.9, 0.999, 1e-8, 1, 1) },
	}[t.Op]
	return &Job{Run: run, Answer: func() []float64 {
		for _, s := range [][]T{z, m, v} {
			clear(s)
		}
		run()
		return convert[float64](z)
	}}
}
