package roofline

import (
	"fmt"
	"math"

	"residual/core/lab"
	"residual/core/plan"
)

// Frame shows what the network believes, how it learns, and what it holds.
func (t *training) Frame(f *lab.Frame) {
	f.Begin("A large problem in little memory", fmt.Sprintf("step %d of %d", t.steps, trained))
	off := t.draw(f)
	t.showLoss(f)
	t.showMeter(f)
	m := t.Memory()
	f.AddReadout("loss, mean (Δu − f)²", t.lossText(), "")
	f.AddReadout("error of u", lab.Number(off, 3), "of ‖u‖")
	f.AddReadout("planned", lab.Bytes(m.Planned), "")
	f.AddReadout("peak", lab.Bytes(m.Peak), "")
	f.AddReadout("all rows at once", lab.Bytes(t.whole), "")
	f.AddReadout("rows at a time", fmt.Sprint(t.m.Plan.Chunk), "")
	f.AddReadout("operations a step", lab.Number(float64(t.Flops()), 3), "")
	f.AddReadout("of these computed again", lab.Number(float64(t.m.Plan.RecomputedFlops()), 3), "")
	if t.seconds > 0 {
		f.AddReadout("time a step", lab.Number(t.seconds, 3), "s")
		f.AddReadout("speed", lab.Number(float64(t.Flops())/t.seconds/1e9, 3), "GFLOP/s")
	}
	f.Summary = fmt.Sprintf("%d points with exact second derivatives in %s; all rows at once would take %s. After %s the loss is %s and u is off by %s of its size.",
		t.points, lab.Bytes(m.Peak), lab.Bytes(t.whole), count(t.steps, "step"), t.lossText(), lab.Number(off, 2))
}

// lossText is the loss, which the first step is the first to measure.
func (t *training) lossText() string {
	if t.steps == 0 {
		return "not measured yet"
	}
	return lab.Number(t.loss, 3)
}

// count writes a number of things: 1 step, 2 steps.
func count(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprint(n, " ", what, "s")
}

// Flops is the operations of a step over all points.
func (t *training) Flops() int64 {
	return int64(float64(t.m.Plan.Flops()) * float64(t.points) / float64(t.m.Plan.Rows))
}

// draw maps u and returns its relative distance from sin πx·sin πy.
func (t *training) draw(f *lab.Frame) float64 {
	copy(t.picture.Params(), t.theta)
	t.picture.Run()
	p := f.AddField("What the network believes: u(x, y)", lab.Axis{Label: "x", Min: 0, Max: 1}, lab.Axis{Label: "y", Min: 0, Max: 1}, grid, grid)
	p.Field.Name, p.Field.Min, p.Field.Max = "u", -0.2, 1.2
	copy(p.Field.Values, t.picture.Value(t.u))
	return distance(p.Field.Values)
}

// distance is ‖u − sin πx·sin πy‖/‖sin πx·sin πy‖ on the picture's grid.
func distance(u []float32) float64 {
	off, size := 0.0, 0.0
	for i, v := range u {
		x, y := float64(i%grid)/(grid-1), float64(i/grid)/(grid-1)
		truth := math.Sin(math.Pi*x) * math.Sin(math.Pi*y)
		off += (float64(v) - truth) * (float64(v) - truth)
		size += truth * truth
	}
	return math.Sqrt(off / size)
}

func (t *training) showLoss(f *lab.Frame) {
	p := f.AddPanel("Learning", lab.Axis{Label: "step"}, lab.Axis{Label: "loss", Log: true})
	c := p.AddHistory("mean (Δu − f)²", lab.Network, &t.past, 0)
	p.Y = decades(p.Y, c.Y)
}

// showMeter stands the memory in a row: what is held, the budget, and what
// keeping everything would take.
func (t *training) showMeter(f *lab.Frame) {
	p := f.AddPanel("Memory", lab.Axis{Label: "collocation points", Log: true, Min: 1 << 10, Max: 1 << 20},
		lab.Axis{Label: "bytes", Unit: "B", Log: true})
	e := t.poisson
	all := p.AddCurve("all rows at once", lab.Series(1), 11)
	per := float64(e.whole(2*plan.Block).Bytes(4)-e.whole(plan.Block).Bytes(4)) / plan.Block
	base := float64(e.whole(plan.Block).Bytes(4)) - per*plan.Block
	for i := range all.X {
		all.X[i] = float64(int(1024) << i)
		all.Y[i] = base + per*all.X[i]
	}
	p.AddHLine("budget", lab.Reference, float64(t.memory))
	p.AddPoint("this run", lab.Chosen, float64(t.points), float64(t.Memory().Peak))
}

// Checks hold the loss and u against what they should be, and the memory
// against its plan.
func (t *training) Checks() []lab.Check {
	loss, slow := t.sample()
	m := t.Memory()
	checks := []lab.Check{
		lab.Relative(fmt.Sprintf("sum of (Δu − f)² over %d points", sampled), loss, slow, 1e-3, "one point at a time in float64, by the chain rule"),
		lab.Relative("bytes held", float64(m.Peak), float64(m.Planned), 0.01, "the plan"),
	}
	if t.status.State == lab.Converged {
		var f lab.Frame
		checks = append(checks, lab.Near("relative error of u", t.draw(&f), 0, enough, "closed form sin πx·sin πy"))
	}
	return checks
}

const sampled = 64

// sample is the loss over the first points, by the machine and by loops.
func (t *training) sample() (fast, slow float64) {
	copy(t.m.Params(), t.theta)
	place(t.m.Value(t.x)[:2*sampled], 0)
	t.row = -1
	t.m.RunRows(sampled)
	for i := range sampled {
		xy := t.m.Value(t.x)[2*i:]
		r := residual(t.net.Sizes, t.theta, float64(xy[0]), float64(xy[1]))
		slow += r * r
	}
	return float64(t.m.Value(t.poisson.loss)[0]), slow
}
