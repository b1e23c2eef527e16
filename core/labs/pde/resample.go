package pde

import "residual/core/opt"

// Where points are drawn anew λ rises and falls with them: it is looked at later than
// usual, and steps are as long as their models are good for, which is what reaches
// thin layers (both by trial, with the layers of Burgers' equation).
const (
	targetOfDrawings   = 0.15
	earliestOfDrawings = 120
)

// beginSketched begins the sketched method.
func (v *solver) beginSketched() {
	target := opt.UsualTarget
	if v.drawing.Every > 0 {
		target, v.sketched.Earliest = targetOfDrawings, earliestOfDrawings
	}
	v.sketched.Begin(v.seed, target)
}

// redraw draws points after so many steps, until λ has settled (stage 2).
func (v *solver) redraw() {
	d := &v.drawing
	if d.Every == 0 || v.sketched.Stage > 1 || v.sketched.Steps%d.Every != 0 {
		return
	}
	d.Step = v.sketched.Steps
	copy(d.Theta, v.Theta)
	d.Draw(v.Model, v.seed)
	v.sketched.Measure(v.Model.Blocks(), v.Theta)
	v.loss = v.sketched.Loss
}
