package opt

import (
	"math"

	"residual/core/codec"
	"residual/core/kernel"
	"residual/core/linalg"
)

// A GaussNewton takes damped Gauss–Newton steps by an orthogonal factorisation,
//
//	minimise ‖J δ + r‖² + σ²‖δ‖²      σ = Damping · the largest column of J
//
// which keeps the digits that the normal equations of LevenbergMarquardt lose: those
// square the condition of J. It takes (m + n)·n numbers for m rows and n parameters, and
// 2(m + n)n² operations a trial.
type GaussNewton struct {
	Damping float64 // of the next trial
	Cost    float64 // ½‖r‖² after the last step

	r, trial []float64
	a, b     []float64 // J over σI, and what becomes δ
	next     []float64
}

// leastDamping is the one that a step never goes below: what is smaller than rounding in J
// does not tell directions apart.
const leastDamping = 1e-15

// little is a relative decrease of the cost that is worth no step.
const little = 1e-4

// Reserve asks for room for up to rows residuals of n parameters.
func (g *GaussNewton) Reserve(m Memory, rows, n int) {
	m.Floats(&g.r, rows)
	m.Floats(&g.trial, rows)
	m.Floats(&g.a, (rows+n)*n)
	m.Floats(&g.b, rows+n)
	m.Floats(&g.next, n)
}

// Begin prepares for a problem of rows residuals.
func (g *GaussNewton) Begin(rows int, damping float64) {
	n := len(g.next)
	g.Damping, g.Cost = damping, 0
	g.r, g.trial, g.a, g.b = g.r[:rows], g.trial[:rows], g.a[:(rows+n)*n], g.b[:rows+n]
}

// Step moves theta by the first of a few steps of growing damping that lowers the cost,
// and tells whether there was one. The factors take the place of J, which is computed
// again for each trial: that is much less work than to factor it.
func (g *GaussNewton) Step(p LeastSquares, theta []float64) bool {
	n, largest := len(theta), 0.0
	for trial := range MaxTrials {
		jac := g.a[:len(g.r)*n]
		p.Jacobian(g.r, jac, theta)
		if trial == 0 {
			g.Cost = kernel.Dot(g.r, g.r) / 2
			for j := range n {
				largest = math.Max(largest, linalg.ColumnSquare(jac, n, j))
			}
		}
		sigma := math.Sqrt(largest) * g.Damping
		if g.solve(sigma) {
			if g.promised(sigma) < little*g.Cost {
				return false
			}
			if g.advance(p, theta, sigma) {
				return true
			}
		}
		g.Damping *= 10
	}
	return false
}

// solve makes the first n numbers of b −δ, and the others what is left of the residual.
func (g *GaussNewton) solve(sigma float64) bool {
	m, n := len(g.r), len(g.next)
	copy(g.b, g.r)
	clear(g.a[m*n:])
	clear(g.b[m:])
	for i := range n {
		g.a[(m+i)*n+i] = sigma
	}
	return linalg.LeastSquares(g.a, g.b, n)
}

// promised is by how much the cost falls in the linear model.
func (g *GaussNewton) promised(sigma float64) float64 {
	delta, left := g.b[:len(g.next)], g.b[len(g.next):]
	return g.Cost - (kernel.Dot(left, left)-float64(sigma*sigma*kernel.Dot(delta, delta)))/2
}

// advance moves theta where the cost falls, and adapts the damping to how much of the
// decrease that the linear model promises has come.
func (g *GaussNewton) advance(p LeastSquares, theta []float64, sigma float64) bool {
	kernel.Sub(g.next, theta, g.b[:len(theta)])
	p.Residual(g.trial, g.next)
	cost := kernel.Dot(g.trial, g.trial) / 2
	if !(cost < g.Cost) {
		return false
	}
	switch ratio := (g.Cost - cost) / g.promised(sigma); {
	case ratio > 0.75:
		g.Damping = math.Max(g.Damping/10, leastDamping)
	case ratio < 0.25:
		g.Damping *= 3
	}
	copy(theta, g.next)
	g.Cost = cost
	return true
}

// State describes the damping and the cost.
func (g *GaussNewton) State(c *codec.Coder) {
	c.FloatIn(&g.Damping, 0, math.MaxFloat64)
	c.Float(&g.Cost)
}
