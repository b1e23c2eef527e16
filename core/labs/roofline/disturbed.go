package roofline

import (
	"fmt"

	"residual/core/kernel"
	"residual/core/lab"
)

// quiet is how far repeated measurements of a peak lie apart at most on a machine
// that does nothing else, as a fraction.
const quiet = 0.2

// spread is by how much the median of the times exceeds the shortest, as a fraction;
// NaN before there are any.
func (p *probe) spread() float64 { return median(p.times)/shortest(p.times) - 1 }

// spread is the largest of the peaks.
func (r *roof) spread() (worst float64) {
	for _, p := range r.peaks {
		worst = max(worst, p.spread())
	}
	return worst
}

// wider is the ratio of the peaks of float32 and float64 in vectors. A vector holds
// twice as many of the first, and no machine takes longer over them.
func (r *roof) wider() float64 { return r.peaks[vector32].peakRate() / r.peaks[vector64].peakRate() }

// quietChecks hold the limits against each other: on a machine that is busy with
// something else they are not its limits.
func (r *roof) quietChecks() []lab.Check {
	lanes := float64(kernel.Lanes[float32]()) / float64(kernel.Lanes[float64]())
	return []lab.Check{
		lab.AtMost("spread of the peaks", r.spread(), 0, quiet,
			"a loop takes as long every time where nothing else runs; median over shortest time, less 1"),
		lab.AtLeast("peak of float32 over that of float64", r.wider(), lanes, quiet*lanes,
			"the same instructions, with as many numbers in each or more"),
	}
}

// disturbed tells whether the limits are not to be trusted.
func (r *roof) disturbed() bool { return !lab.AllPass(r.quietChecks()) }

// steadiness says in a few words how far repeated measurements lie apart.
func (r *roof) steadiness() string {
	text := lab.Number(100*r.spread(), 2) + " % apart"
	if r.disturbed() {
		text += ": disturbed, measure again"
	}
	return text
}

// warning is "" where the limits can be trusted.
func (r *roof) warning() string {
	if !r.disturbed() {
		return ""
	}
	return fmt.Sprintf("Disturbed: measure again when the machine does nothing else. Repeated measurements of its peaks lie %s %% apart, and float32 reaches %s times float64. ",
		lab.Number(100*r.spread(), 2), lab.Number(r.wider(), 2))
}
