package heat

import (
	"fmt"

	"residual/core/lab"
	"residual/core/pde"
)

// limitText is the largest stable r: "1/2" and "1/4" are exact for even n.
func (s spec) limitText() string {
	if s.n%2 == 0 {
		return [...]string{"1/2", "1/4"}[s.dim-1]
	}
	return lab.Number(pde.Limit(s.n, s.dim), 4)
}

// longest is the largest stable dt, dx²/(2·dim) for even n.
func (s spec) longest() float64 { return pde.Limit(s.n, s.dim) / float64(s.n*s.n) }

func (s spec) radius() float64 { return pde.Radius(s.n, s.dim, s.r) }

// forecast says before anything runs whether it can go well.
func (s spec) forecast() string {
	r, dt, most := lab.Number(s.r, 0), lab.Number(s.dt(), 3), lab.Number(s.longest(), 3)
	if s.unstable() {
		return fmt.Sprintf("Unstable: r = %s is past the limit %s, so the shortest wave grows by the spectral radius %s in every block. "+
			"A time step of at most %s would be stable; this one is %s.", r, s.limitText(), lab.Number(s.radius(), 5), most, dt)
	}
	return fmt.Sprintf("Stable: r = %s is within the limit %s, and the spectral radius is 1. "+
		"The time step is %s; up to %s would be stable.", r, s.limitText(), dt, most)
}

// summary adds what has come of it.
func (f *flow) summary(heat float64) string {
	if f.steps == 0 {
		return f.forecast()
	}
	text := fmt.Sprintf("%s After %d blocks max |u| is %s and the total heat %s.",
		f.forecast(), f.steps, lab.Number(f.gauge.peak, 3), lab.Number(heat, 4))
	if f.gauge.peak == 0 {
		return text + " There is no heat, so there is nothing to measure: drag to paint some."
	}
	if f.gauge.at > 0 {
		text += fmt.Sprintf(" Mode %s was multiplied by %s in block %d; theory says %s.",
			f.modeText(), lab.Number(f.gauge.growth, 8), f.gauge.at, lab.Number(f.factor(), 8))
	}
	return text
}

func (f *flow) modeText() string {
	if f.dim == 2 {
		return fmt.Sprintf("(%d, %d)", f.gauge.k, f.gauge.k)
	}
	return fmt.Sprint(f.gauge.k)
}

func (f *flow) moment() string {
	return fmt.Sprintf("block %d of %d, t = %s", f.steps, f.last+f.depth, lab.Number(f.time(), 3))
}

// readouts lists the numbers that matter, the forecast first.
func (f *flow) readouts(frame *lab.Frame, heat float64) {
	verdict := "stable"
	if f.unstable() {
		verdict = "unstable"
	}
	frame.AddReadout("the blocks are", verdict, "")
	frame.AddReadout("spectral radius", lab.Number(f.radius(), 5), "")
	frame.AddReadout("time step", lab.Number(f.dt(), 3), "")
	frame.AddReadout("largest stable time step", lab.Number(f.longest(), 3), "")
	frame.AddReadout("growth a block, measured", f.growthText(), "")
	frame.AddReadout("largest stable r", f.limitText(), "")
	frame.AddReadout("max |u|", lab.Number(f.gauge.peak, 4), "")
	frame.AddReadout("total heat", lab.Number(heat, 6), "")
	if f.dim == 1 {
		frame.AddReadout("distance from exact", lab.Number(f.distance(), 2), "")
	}
}

func (f *flow) growthText() string {
	switch {
	case f.gauge.at > 0:
		return lab.Number(f.gauge.growth, 8)
	case f.gauge.peak == 0:
		return "nothing to measure"
	case f.status.Final():
		return "not measurable"
	}
	return "not measurable yet"
}
