package work

import (
	"math"

	"residual/core/ad"
	"residual/core/fit"
	"residual/core/nn"
	"residual/core/opt"
	"residual/tests/bench/task"
)

// sketched is a whole step from where the network begins: the sketch, the solution
// for all radii, the losses there and the choice. The law is u_t + uu_x = ν·u_xx;
// no conditions are set, which change nothing in the time. The answer is θ after it.
func sketched(t task.Task, in task.Inputs) *Job {
	const block, nu = 512, 0.01
	var (
		room fit.Room
		p    ad.Program
		b    fit.Blocked
		g    fit.Sketched
	)
	net, at := nn.NewMLP(&p, t.Sizes...), p.Rows("x, t", 2)
	jet := net.Apply(&p, p.SeedSum(at, 1, []float64{1, 0}, []float64{0, 1}))
	u, ux, ut, uxx := p.Coefficient(jet, 0, 0), p.Derivative(jet, 0, 1), p.Derivative(jet, 1, 1), p.Laplacian(jet)
	law := p.Sub(p.Add(ut, p.Mul(u, ux)), p.Scale(uxx, nu))
	b.Reserve(&room, &p, t.Points, block, law, []ad.Value{at}, net.Params()...)
	g.Reserve(&room, &b, opt.SketchSize{Params: net.Size(), Block: block})
	if err := room.Open(1 << 30); err != nil {
		panic(err)
	}
	theta := convert[float64](in.Get("theta"))
	copy(b.Inputs[0], convert[float64](in.Get("x")))
	b.Weight = 1 / math.Sqrt(float64(t.Points))
	run := func() {
		copy(g.Theta, theta)
		g.Begin(1, opt.UsualTarget)
		g.Half()
		g.Half()
	}
	return &Job{Run: run, Answer: answer(run, g.Theta), Bytes: room.Memory().Planned}
}
