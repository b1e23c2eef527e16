package roofline

import (
	"fmt"
	"math"

	"residual/core/fit"
	"residual/core/lab"
)

// Frame shows what the network believes, how it learns, and what it holds.
func (t *training) Frame(f *lab.Frame) {
	f.Begin("A large problem in little memory", fmt.Sprintf("step %d of %d", t.Steps(), t.total))
	u := t.solution()
	p := f.AddField("What the network believes: u(x, y)", lab.Axis{Label: "x", Min: 0, Max: 1}, lab.Axis{Label: "y", Min: 0, Max: 1}, grid, grid)
	p.Square, p.Field.Name, p.Field.Min, p.Field.Max = true, "u", -0.2, 1.2
	copy(p.Field.Values, u)
	p = f.AddPanel("Learning", lab.Axis{Label: "step"}, lab.Axis{Label: "loss", Log: true})
	c := p.AddHistory("mean (Δu − f)²", lab.Network, &t.past, 0)
	p.Y = p.Y.Decades(c.Y)
	t.drawMemory(f)
	t.readouts(f, distance(u))
	f.Summary = t.summary(distance(u))
}

// solution is u on the picture's grid.
func (t *training) solution() []float32 {
	fit.Run(t.picture, t.theta)
	return t.picture.Value(t.u)
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

// drawMemory holds the memory against the budget and what keeping everything
// would take.
func (t *training) drawMemory(f *lab.Frame) {
	p := f.AddPanel("Memory", lab.Axis{Label: "collocation points", Log: true, Min: 1 << 10, Max: 1 << 20},
		lab.Axis{Label: "bytes", Unit: "B", Log: true})
	p.AddXY("all rows at once", lab.Series(1), t.whole.sizes, t.whole.bytes)
	p.AddHLine("budget", lab.Reference, float64(t.budget))
	p.AddPoint("this run", lab.Chosen, float64(t.shards.Rows), float64(t.Memory().Peak))
}

func (t *training) readouts(f *lab.Frame, relativeError float64) {
	m, pl := t.Memory(), t.shards.Machine.Plan
	f.AddReadout("loss, mean (Δu − f)²", t.lossText(), "")
	f.AddNumber("error of u", relativeError, 3, "of ‖u‖")
	f.AddReadout("planned", lab.Bytes(m.Planned), "")
	f.AddReadout("peak", lab.Bytes(m.Peak), "")
	f.AddReadout("all rows at once", lab.Bytes(t.atOnce), "")
	f.AddReadout("rows at a time", fmt.Sprint(pl.Chunk), "")
	f.AddNumber("operations a step", t.flops, 3, "")
	f.AddNumber("of these computed again", float64(pl.RecomputedFlops()), 3, "")
	if t.seconds > 0 {
		f.AddNumber("time a step", t.seconds, 3, "s")
		f.AddReadout("speed", giga(t.flops/t.seconds), "GFLOP/s")
	}
}
