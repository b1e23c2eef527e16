package cdf

import (
	"math"

	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/plan"
)

// A misfit is the fit without any constraint, as least squares: a residual for
// each place where the network is compared with the empirical distribution,
//
//	(F̂(tᵢ) − Fₙ(tᵢ))/√T           i = 1 … T
//
// The tᵢ are a grid, so that the fit is told of the gaps between the numbers and
// of the ends.
type misfit struct {
	f      fit.Residual // F̂(tᵢ)
	target []float64    // Fₙ(tᵢ)
	noise  float64      // Σ Fₙ(1 − Fₙ)/n at the tᵢ
}

func (m *misfit) reserve(room *fit.Room, model *model) {
	m.f.Reserve(room, &model.p, targets, model.f, model.net.Params()...)
	room.Floats(&m.target, targets)
}

// place puts the tᵢ across the span of a sample.
func (m *misfit) place(model *model, s *sample) {
	lo, hi := s.span()
	at := grid(lo, hi, targets)
	m.f.Set(model.t, at)
	m.noise = 0
	for i, t := range at {
		f := s.empirical(s.inverse(t))
		m.target[i] = f
		m.noise += float64(f*(1-f)) / float64(len(s.x))
	}
}

func (m *misfit) Rows() int                   { return len(m.target) }
func (m *misfit) Cost(c *lab.Cost, times int) { m.f.Cost(c, times) }

func (m *misfit) Residual(r, theta []float64) { m.residual(r, fit.Run(m.f.Machine, theta)) }

func (m *misfit) residual(r []float64, at *plan.Machine[float64]) {
	c, f := 1/math.Sqrt(float64(len(m.target))), at.Value(m.f.Value)
	for i, v := range m.target {
		r[i] = c * (f[i] - v)
	}
}

func (m *misfit) Jacobian(r, jac, theta []float64) {
	n, at := len(m.target), fit.Run(m.f.WithSlopes, theta)
	m.residual(r, at)
	kernel.Scale(jac[:n*len(theta)], 1/math.Sqrt(float64(n)), at.Value(m.f.Jac))
}

// enough is the part of the noise that counts as near: of ten samples of each
// distribution the fits then lay nearer to the truth than with 1, 0.4 or 0.15 of
// it, and far nearer than after 300 steps.
const enough = 0.1

// near tells whether F̂ is as near to Fₙ as the truth may be expected to be. The
// mean square of Fₙ − F at a point is F(1 − F)/n; a fit that comes nearer follows
// the accidents of the sample (Morozov's discrepancy principle, 1966).
func (m *misfit) near(theta []float64) bool {
	sum := 0.0
	for i, v := range fit.Run(m.f.Machine, theta).Value(m.f.Value) {
		d := v - m.target[i]
		sum += float64(d * d)
	}
	return sum <= enough*m.noise
}

// A penalty has a residual for each point of a grid where the slope is watched:
//
//	√(λ/G)·ReLU(ε − F̂′(τⱼ))       j = 1 … G
type penalty struct {
	d      fit.Residual // F̂′(τⱼ)
	lambda float64
}

// margin is ε, in units of probability over the unit of t, of which a sample
// covers some five: a fortieth of the mean slope. A slope must have it in hand,
// so that what is not negative on the grid is not negative between its points
// either.
const margin = 5e-3

// slopes are the F̂′(τⱼ) at theta.
func (p *penalty) slopes(theta []float64) []float64 {
	return fit.Run(p.d.Machine, theta).Value(p.d.Value)
}

func (p *penalty) Rows() int                   { return p.d.Rows() }
func (p *penalty) Cost(c *lab.Cost, times int) { p.d.Cost(c, times) }
func (p *penalty) Residual(r, theta []float64) { p.residual(r, p.slopes(theta)) }

func (p *penalty) residual(r, d []float64) {
	c := math.Sqrt(p.lambda / float64(len(d)))
	for j, v := range d {
		r[j] = c * math.Max(0, margin-v)
	}
}

// Jacobian is −√(λ/G)·∂F̂′ where F̂′ < ε, and else 0.
func (p *penalty) Jacobian(r, jac, theta []float64) {
	at, width := fit.Run(p.d.WithSlopes, theta), len(theta)
	d, slopes := at.Value(p.d.Value), at.Value(p.d.Jac)
	p.residual(r, d)
	c := -math.Sqrt(p.lambda / float64(len(d)))
	for j, v := range d {
		row := jac[j*width:][:width]
		if v < margin {
			kernel.Scale(row, c, slopes[j*width:][:width])
		} else {
			clear(row)
		}
	}
}

// A positive fit is the misfit of a network whose weights are eᵛ. Such a
// network cannot fall, since sums of increasing functions with positive factors
// increase, and tanh does too. Biases are free.
type positive struct {
	*misfit
	model   *model
	weights []float64 // the parameters in force
}

// initialise makes logarithms of the weights in v.
func (p *positive) initialise(v []float64) {
	p.model.eachLayer(func(from, to int) {
		for i := from; i < to; i++ {
			v[i] = kernel.Log1(math.Abs(v[i]) + 0.01)
		}
	})
}

// at is the parameters that v stands for; they hold until the next call.
func (p *positive) at(v []float64) []float64 {
	w := p.weights
	copy(w, v)
	p.model.eachLayer(func(from, to int) { kernel.Exp(w[from:to], w[from:to]) })
	return w
}

func (p *positive) Residual(r, v []float64) { p.misfit.Residual(r, p.at(v)) }

// Jacobian turns derivatives by the weights eᵛ into derivatives by v.
func (p *positive) Jacobian(r, jac, v []float64) {
	w := p.at(v)
	p.misfit.Jacobian(r, jac, w)
	p.model.eachLayer(func(from, to int) {
		for at := 0; at < len(jac); at += len(w) {
			block := jac[at+from : at+to]
			kernel.Mul(block, block, w[from:to])
		}
	})
}
