package work

import (
	"residual/core/ad"
	"residual/core/kernel"
	"residual/core/nn"
	"residual/core/plan"
	"residual/tests/bench/task"
)

// molecule is the network recorded, differentiated and planned as the lab's
// dynamics does.
func molecule[T kernel.Float](t task.Task, in task.Inputs) *Job {
	p := new(ad.Program)
	net := nn.NewPotential(p, nn.Molecule{Kinds: make([]int, t.N), Cutoff: task.Cutoff}, 1, 1, t.Hidden)
	x := p.RowsOf("x", t.N, 3)
	e := net.Energy(p, x)
	f := p.VJP(e, p.Fill(p.Shape(e), -1), x)[0]
	m := plan.NewMachine[T](plan.New(p, 1, e, f))
	copy(m.Params(), convert[T](in.Get("theta")))
	pos := convert[T](in.Get("x"))
	run := func() {
		copy(m.Value(x), pos)
		m.Run()
	}
	return &Job{Run: run, Bytes: m.Bytes(), Flops: m.Plan.Flops(), Answer: func() []float64 {
		run()
		return append(convert[float64](m.Value(e)), convert[float64](m.Value(f))...)
	}}
}
