package cdf

import (
	"math"
	"slices"

	"residual/core/kernel"
	"residual/core/plan"
)

// A problem is the fit as least squares: a row for each place where it is
// compared with the empirical distribution, then one for each point of a grid where the slope D is watched:
//
//	(F̂(tᵢ) − Fₙ(tᵢ))/√T           i = 1 … T
//	√(λ/G)·ReLU(ε − D(τⱼ))         j = 1 … G
//
// Half the sum of their squares is the loss. The tᵢ are a grid too, so that the
// fit is told of the gaps between the numbers and of the ends. With λ = 0 the law is gone. The
// margin ε is what a slope must have in hand, so that what is not negative on
// the grid is not negative between its points either.
type problem struct {
	n          *network
	data, grid *plan.Machine[float64] // values
	dataJ      *plan.Machine[float64] // with Jacobians
	gridJ      *plan.Machine[float64]
	target     []float64 // Fₙ(tᵢ)
	noise      float64   // Σ Fₙ(1 − Fₙ)/n at the tᵢ
	lambda     float64
	hard       bool      // weights are eᵛ, and there is no penalty
	w          []float64 // weights in force
}

// margin is ε, in units of probability over the unit of t, of which a sample
// covers some five: a fortieth of the mean slope.
const margin = 5e-3

func (p *problem) penalised() bool { return p.lambda > 0 && !p.hard }

// Rows is the number of residuals.
func (p *problem) Rows() int {
	n := len(p.target)
	if p.penalised() {
		n += p.grid.Plan.Rows
	}
	return n
}

// enough is the part of the noise that counts as near: of ten samples of each law
// the fits then lay nearer to the truth than with 1, 0.4 or 0.15 of it, and far
// nearer than after 300 steps.
const enough = 0.1

// near tells whether F̂ is as near to Fₙ as the truth may be expected to be, and
// obeys the law where it is asked to. The mean square of Fₙ − F at a point is
// F(1 − F)/n; a fit that comes nearer follows the accidents of the sample
// (Morozov's discrepancy principle, 1966).
func (p *problem) near(theta []float64) bool {
	p.load(p.data, theta)
	sum := 0.0
	for i, v := range p.data.Value(p.n.f) {
		d := v - p.target[i]
		sum += float64(d * d)
	}
	if sum > enough*p.noise {
		return false
	}
	if !p.penalised() {
		return true
	}
	p.load(p.grid, theta)
	return slices.Min(p.grid.Value(p.n.d)) >= margin/2
}

// load gives a machine the weights that theta stands for.
func (p *problem) load(m *plan.Machine[float64], theta []float64) {
	if p.hard {
		p.n.positive(p.w, theta)
		theta = p.w
	}
	copy(m.Params(), theta)
	m.Run()
}

// Residual sets r to the residuals at theta.
func (p *problem) Residual(r, theta []float64) {
	p.load(p.data, theta)
	p.misfit(r, p.data.Value(p.n.f))
	if p.penalised() {
		p.load(p.grid, theta)
		p.penalty(r[len(p.target):], p.grid.Value(p.n.d))
	}
}

func (p *problem) misfit(r, f []float64) {
	c := 1 / math.Sqrt(float64(len(p.target)))
	for i, v := range p.target {
		r[i] = c * (f[i] - v)
	}
}

func (p *problem) penalty(r, d []float64) {
	c := math.Sqrt(p.lambda / float64(len(d)))
	for j, v := range d {
		r[j] = c * math.Max(0, margin-v)
	}
}

// Jacobian sets r to the residuals at theta and jac to their derivatives.
func (p *problem) Jacobian(r, jac, theta []float64) {
	n, width := len(p.target), len(theta)
	p.load(p.dataJ, theta)
	p.misfit(r, p.dataJ.Value(p.n.f))
	kernel.Scale(jac[:n*width], 1/math.Sqrt(float64(n)), p.dataJ.Value(p.n.jf))
	if p.hard {
		p.chain(jac)
	}
	if p.penalised() {
		p.load(p.gridJ, theta)
		d, jd := p.gridJ.Value(p.n.d), p.gridJ.Value(p.n.jd)
		p.penalty(r[n:], d)
		p.active(jac[n*width:], jd, d)
	}
}

// active is the penalty's Jacobian: −√(λ/G)·∂D where D < ε, else 0.
func (p *problem) active(jac, jd, d []float64) {
	c, width := -math.Sqrt(p.lambda/float64(len(d))), len(jd)/len(d)
	for j, v := range d {
		row := jac[j*width:][:width]
		if v < margin {
			kernel.Scale(row, c, jd[j*width:][:width])
		} else {
			clear(row)
		}
	}
}

// chain turns derivatives by weights eᵛ into derivatives by v.
func (p *problem) chain(jac []float64) {
	width := len(p.w)
	for i := 0; i < len(jac); i += width {
		row, at := jac[i:][:width], 0
		for l := 0; l+1 < len(p.n.net.Sizes); l++ {
			in, out := p.n.net.Sizes[l], p.n.net.Sizes[l+1]
			kernel.Mul(row[at:][:in*out], row[at:][:in*out], p.w[at:][:in*out])
			at += (in + 1) * out
		}
	}
}
