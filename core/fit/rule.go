package fit

import (
	"residual/core/codec"
	"residual/core/opt"
)

// A Rule ends a descent: after so many steps, or when so many in a row have
// lowered the loss by less than a fraction.
type Rule struct {
	Most     int     // steps; 0: no bound
	Little   float64 // a relative decrease of the loss that counts as none
	Patience int     // so many steps of little decrease in a row end it; 0: never
}

// A Progress is how a descent stands under its rule.
type Progress struct {
	Steps   int // taken
	Stalled int // in a row that lowered the loss by little
}

// Done counts a step that took the loss from before to after, and tells whether
// the rule ends the descent. The first step cannot stall: its loss before is not
// known.
func (p *Progress) Done(r Rule, before, after float64) bool {
	p.Steps++
	p.Stalled++
	if p.Steps == 1 || before-after > r.Little*before {
		p.Stalled = 0
	}
	return r.Patience > 0 && p.Stalled >= r.Patience || r.Most > 0 && p.Steps >= r.Most
}

// Step takes a step of Levenberg and Marquardt's method and tells whether it, or
// the rule, ends the descent: no step lowers the loss any more.
func (p *Progress) Step(lm *opt.LevenbergMarquardt, of opt.LeastSquares, theta []float64, r Rule) bool {
	before := lm.Cost
	moved := lm.Step(of, theta)
	return p.Done(r, before, lm.Cost) || !moved
}

// State describes the two counts.
func (p *Progress) State(c *codec.Coder) { c.Count(&p.Steps, &p.Stalled) }
