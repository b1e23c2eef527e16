package stability

import (
	"residual/core/dyn"
	"residual/core/fit"
)

// A diagram is the bifurcation diagram: how the equilibria change while the swept
// parameter runs through its range.
type diagram struct {
	target
	field *dyn.Field // of its own, since sweeping changes the parameter
	sweep *dyn.Sweep // an empty one, which is done, where there is no parameter
}

func newDiagram(t target, room *fit.Room) diagram {
	d := diagram{target: t, sweep: new(dyn.Sweep)}
	if t.swept >= 0 {
		d.field = dyn.NewField(t.equations, t.swept)
		room.Count(d.field.Bytes())
		d.sweepTo(0)
	}
	return d
}

// length is how many steps the sweep takes.
func (d *diagram) length() int {
	if d.swept < 0 {
		return 0
	}
	return dyn.SweepSteps
}

// sweepTo makes the sweep as it is after that many steps of the run.
func (d *diagram) sweepTo(steps int) {
	if d.swept < 0 {
		return
	}
	p, steps := d.parameter(), min(steps, dyn.SweepSteps)
	if d.sweep.Steps() > steps || steps == 0 {
		d.sweep = d.field.NewSweep(p.Lo, p.Hi)
	}
	for d.sweep.Steps() < steps {
		d.sweep.Step()
	}
}
