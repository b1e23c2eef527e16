package heat

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"residual/core/lab"
)

// limitText is the largest stable r: "1/2" and "1/4" are exact for even n.
func (g grid) limitText() string {
	if g.n%2 == 0 {
		return [...]string{"1/2", "1/4"}[g.dim-1]
	}
	return lab.Number(g.limit(), 4)
}

// longest is the largest stable dt, dx²/(2·dim) for even n.
func (g grid) longest() float64 { return g.limit() / float64(g.n*g.n) }

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

func (f *flow) divergence() string {
	reason := fmt.Sprintf("diverged at step %d: max |u| > 10³⁰", f.Steps())
	if f.unstable() {
		reason += fmt.Sprintf("; r = %s is past the limit %s", lab.Number(f.r, 0), f.limitText())
	}
	return reason
}

// ending says that the blocks are done and, past the limit, first of all that
// this is no good end, whether or not it is to be seen yet.
func (f *flow) ending() string {
	const stableMax = 1.2 // more than any stable block makes of heat between 0 and 1
	if !f.unstable() {
		return "all " + lab.Count(f.passed(), "block") + " done"
	}
	how, is := "as predicted", "has grown to"
	if f.probe.peak < stableMax {
		how, is = "though it does not show yet", "is"
	}
	return fmt.Sprintf("unstable, %s: r = %s is past the limit %s, and after %s max |u| %s %s",
		how, lab.Number(f.r, 0), f.limitText(), lab.Count(f.passed(), "block"), is, lab.Number(f.probe.peak, 3))
}

// summary adds what has come of it.
func (f *flow) summary(heat float64) string {
	if f.Steps() == 0 {
		return f.forecast()
	}
	text := fmt.Sprintf("%s After %s max |u| is %s and the total heat %s.",
		f.forecast(), lab.Count(f.Steps(), "block"), lab.Number(f.probe.peak, 3), lab.Number(heat, 4))
	if f.probe.peak == 0 {
		return text + " There is no heat, so there is nothing to measure: drag to paint some."
	}
	if f.probe.at > 0 {
		text += fmt.Sprintf(" Mode %s was multiplied by %s in block %d; theory says %s.",
			f.modeText(), lab.Number(f.probe.growth, 8), f.probe.at, lab.Number(f.factor(), 8))
	}
	return text
}

func (f *flow) modeText() string {
	if f.dim == 2 {
		return fmt.Sprintf("(%d, %d)", f.probe.k, f.probe.k)
	}
	return fmt.Sprint(f.probe.k)
}

func (f *flow) moment() string {
	return fmt.Sprintf("block %d of %d, t = %s", f.Steps(), f.origin+max(f.depth, f.passed()), lab.Number(f.time(), 3))
}

func (f *flow) growthText() string {
	switch {
	case f.probe.at > 0:
		return lab.Number(f.probe.growth, 8)
	case f.probe.peak == 0:
		return "nothing to measure"
	case f.Status().Final():
		return "not measurable"
	}
	return "not measurable yet"
}

func (t *training) summary() string {
	text := "A residual block with an unknown stencil learns from pairs of fields before and after one Euler step."
	if t.Steps() == 0 {
		return text
	}
	return fmt.Sprintf("%s After %s the loss is %s and the largest error of a weight %s.",
		text, lab.Count(t.Steps(), "step"), lab.Number(t.learner.loss, 2), lab.Number(t.distance(), 2))
}

// stencilText writes the stencil of the whole block, input and all: [r, 1 − 2r,
// r] for the true one.
func stencilText(w []float64) string {
	text := "["
	for i, v := range w {
		if i == len(w)/2 {
			v++
		}
		if i > 0 {
			text += [...]string{"; ", ", ", ", "}[i%3]
		}
		text += fixed(v)
	}
	return text + "]"
}

// fixed writes a weight with five decimals, without a sign where all are 0.
func fixed(v float64) string {
	if math.Abs(v) < 5e-6 {
		v = 0
	}
	return strings.Replace(strconv.FormatFloat(v, 'f', 5, 64), "-", "−", 1)
}
