package opt

import (
	"cmp"
	"math"

	"residual/core/kernel"
)

// How the target of ρ is chosen and met (arXiv 2607.02194, with a rule of our own
// for the second stage: there λ must have risen for thirty steps).
const (
	// UsualTarget is the target of stage 1 where the caller knows nothing better:
	// from 0.3 on some descents settle where λ stays large, and smaller ones take
	// more steps.
	UsualTarget = 0.2

	stage2   = 0.5  // the target of stage 2
	earliest = 40   // steps before stage 2 where the caller knows nothing better
	stretch  = 12   // steps over which λ must have settled
	settled  = -0.1 // the slope of ln λ a step from which on it has
	least    = 1e-7 // the radius at which a descent ends
)

// Done tells whether the radius has become so small that no step is worth it.
func (g *SketchedGaussNewton) Done() bool { return g.Steps > 0 && g.Radius < least }

// choose is the last probe whose ratio reaches the target, and how far from it to
// the next one the ratio falls to the target; the first one, and false, where none
// does.
func (g *SketchedGaussNewton) choose() (i int, part float64, ok bool) {
	target := g.Target
	if g.Stage > 1 {
		target = stage2
	}
	for i := Probes - 1; i >= 0; i-- {
		ratio := g.ratio(i)
		if !(ratio >= target) {
			continue
		}
		if i+1 < Probes && g.ratio(i+1) > math.Inf(-1) { // and not NaN
			return i, (ratio - target) / (ratio - g.ratio(i+1)), true
		}
		return i, 0, true
	}
	return 0, 0, false
}

// ratio is ρ of a probe.
func (g *SketchedGaussNewton) ratio(i int) float64 { return (g.Loss - g.losses[i]) / g.falls[i] }

// settle ends a step. Where it missed the target the other slope is next, around
// the radius of the last step that met it; where both have missed, around the
// least one that was tried.
func (g *SketchedGaussNewton) settle(radius, lambda float64, met bool) {
	again := g.Missed && !met
	g.Steps, g.Missed, g.Probing = g.Steps+1, !met, false
	if met || again || g.Radius == 0 {
		g.Radius = radius
	}
	if !met {
		g.Exact = !g.Exact
		return
	}
	g.Lambda = lambda
	copy(g.history, g.history[1:])
	g.history[stretch-1] = kernel.Log1(lambda)
	if g.Stage == 1 && g.Steps >= cmp.Or(g.Earliest, earliest) && slope(g.history) > settled {
		g.Stage = 2
	}
}

// slope is that of the line through numbers 1 apart, by least squares.
func slope(y []float64) float64 {
	middle, xx, xy := float64(len(y)-1)/2, 0.0, 0.0
	for i, v := range y {
		x := float64(i) - middle
		xx += float64(x * x)
		xy += float64(x * v)
	}
	return xy / xx
}
