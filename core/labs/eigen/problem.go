package eigen

import (
	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/linalg"
	"residual/core/plan"
)

// A problem is one mode as least squares: rows for the collocation points, then
// one for the norm (where it is constrained) and one for each mode found
// before:
//
//	√w(u″ − λu)
//	κ(⟨u, u⟩ − 1)
//	κ⟨u, uⱼ⟩         j = 1 … k−1
//
// The Rayleigh quotient λ = ⟨u, u″⟩/⟨u, u⟩ is stationary at an eigenfunction:
// its own derivative is as small as the residual and is left out of the
// Jacobian, as Gauss and Newton leave out second derivatives.
type problem struct {
	t          *trial
	value, jac *plan.Machine[float64]
	norm       bool
	kappa      float64
	found      [][]float64 // v of the modes found
	lambda     float64     // Rayleigh quotient at the last θ
}

func (p *problem) nodes() int { return p.value.Plan.Rows }

// Rows is the number of residuals.
func (p *problem) Rows() int { return p.rows(len(p.found)) }

func (p *problem) rows(found int) int {
	n := p.nodes() + found
	if p.norm {
		n++
	}
	return n
}

// Residual sets r to the residuals at theta.
func (p *problem) Residual(r, theta []float64) {
	m := fit.Run(p.value, theta)
	n, v, v2 := p.nodes(), m.Value(p.t.v), m.Value(p.t.v2)
	p.lambda = rayleigh(v, v2)
	kernel.Scale(r[:n], -p.lambda, v)
	kernel.Add(r[:n], r[:n], v2)
	rest := r[n:]
	if p.norm {
		rest[0] = p.kappa * (kernel.Dot(v, v) - 1)
		rest = rest[1:]
	}
	for j, f := range p.found {
		rest[j] = p.kappa * kernel.Dot(v, f)
	}
}

// Jacobian sets r to the residuals at theta and jac to their derivatives: that of
// c·⟨f, u⟩ is c·Jᵥᵀf.
func (p *problem) Jacobian(r, jac, theta []float64) {
	p.Residual(r, theta)
	m, n, width := fit.Run(p.jac, theta), p.nodes(), len(theta)
	jv := m.Value(p.t.jv)
	rows := jac[:n*width]
	kernel.Scale(rows, -p.lambda, jv)
	kernel.Add(rows, rows, m.Value(p.t.j2))
	rest := jac[n*width:]
	if p.norm {
		linalg.MulTransVec(rest[:width], 2*p.kappa, jv, p.value.Value(p.t.v), 0)
		rest = rest[width:]
	}
	for j, f := range p.found {
		linalg.MulTransVec(rest[j*width:][:width], p.kappa, jv, f, 0)
	}
}
