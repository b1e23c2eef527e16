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
	steps int        // of the sweep that were taken
}

func newDiagram(t target, room *fit.Room) diagram {
	d := diagram{target: t, sweep: new(dyn.Sweep)}
	if t.swept >= 0 {
		d.field = dyn.NewField(t.equations, t.swept)
		room.Count(d.field.Bytes())
		d.replay()
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

// done tells whether the sweep is.
func (d *diagram) done() bool { return d.steps == d.length() }

func (d *diagram) step() {
	d.sweep.Step()
	d.steps++
}

// replay makes the sweep as it is after the steps that were taken.
func (d *diagram) replay() {
	if d.swept < 0 {
		return
	}
	if p := d.parameter(); d.sweep.Steps() > d.steps || d.steps == 0 {
		d.sweep = d.field.NewSweep(p.Lo, p.Hi)
	}
	for d.sweep.Steps() < d.steps {
		d.sweep.Step()
	}
}
