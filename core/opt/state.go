package opt

import (
	"math"

	"residual/core/codec"
	"residual/core/kernel"
)

// State describes the constants and the moments, of as many parameters as there is
// room for.
func (a *Adam[T]) State(c *codec.Coder) {
	c.FloatIn(&a.Rate, 0, math.MaxFloat64)
	c.FloatIn(&a.Beta1, 0, 1)
	c.FloatIn(&a.Beta2, 0, 1)
	c.FloatIn(&a.Epsilon, 0, 1)
	numbers(c, a.M)
	numbers(c, a.V)
	c.FloatIn(&a.Power1, 0, 1)
	c.FloatIn(&a.Power2, 0, 1)
}

// numbers describes a slice of either precision and of known length.
func numbers[T kernel.Float](c *codec.Coder, v []T) {
	switch v := any(v).(type) {
	case []float64:
		c.Vector(v)
	case []float32:
		c.Vector32(v)
	}
}

// State describes the damping, the cost and the number of rows of the problem,
// for which there must be room.
func (lm *LevenbergMarquardt) State(c *codec.Coder) {
	rows := len(lm.r)
	if c.Int(&rows, 0, cap(lm.r)); c.Decoding() {
		lm.resize(rows)
	}
	for _, v := range []*float64{&lm.Mu, &lm.Nu, &lm.Cost} {
		x := *v
		c.Float(&x)
		if c.Require(!(x < 0), "damping and cost are not negative"); c.Err() == nil { // but NaN, once diverged
			*v = x
		}
	}
}

// State describes the point's value and gradient and the pairs, of as many
// parameters and pairs as there is room for.
func (l *LBFGS) State(c *codec.Coder) {
	c.FloatIn(&l.MaxMove, 0, math.MaxFloat64)
	c.FloatIn(&l.Value, -math.MaxFloat64, math.MaxFloat64)
	c.Finite(l.Grad, l.S, l.Y, l.Rho)
	c.Int(&l.Stored, 0, len(l.Rho))
	c.Int(&l.Next, 0, max(0, len(l.Rho)-1))
}

// State describes a descent of as many parameters as there is room for, and the
// moves where the next step has got that far.
func (g *SketchedGaussNewton) State(c *codec.Coder) {
	c.FloatIn(&g.Target, 0, 1)
	c.Uint64(&g.Seed)
	c.FloatIn(&g.Radius, 0, math.MaxFloat64)
	c.Float(&g.Loss, &g.Lambda, &g.Ratio)
	c.Count(&g.Steps)
	c.Int(&g.Stage, 0, 2)
	c.Vector(g.history)
	c.Bool(&g.Exact)
	c.Bool(&g.Missed)
	if c.Bool(&g.Probing); g.Probing {
		c.Vector(g.moves, g.radii, g.lambdas, g.falls)
	}
}

// State describes the point's value and gradient and H, of as many parameters as
// there is room for.
func (b *SSBroyden) State(c *codec.Coder) {
	c.FloatIn(&b.MaxMove, 0, math.MaxFloat64)
	c.FloatIn(&b.Value, -math.MaxFloat64, math.MaxFloat64)
	c.Count(&b.Updates)
	c.Finite(b.Grad)
	if b.Updates > 0 {
		c.Finite(b.H)
	}
}
