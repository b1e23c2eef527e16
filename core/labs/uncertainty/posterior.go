package uncertainty

import (
	"residual/core/kernel"
	"residual/core/plan"
)

// A posterior is the log density of a model's parameters given rows.
type posterior struct {
	m       *model
	machine *plan.Machine[float64]
	shallow shallow // in place of the machine where there is one hidden layer
	rows    int
	noise   float64 // ln σ of the cubic
}

// setRows makes x and y, in units of the standardised data, the rows.
func (p *posterior) setRows(rows points, noise float64) {
	p.rows, p.noise, p.shallow.rows = len(rows.x), noise, rows
	inputs, n := p.machine.Value(p.m.x), p.m.inputs()
	for i, v := range rows.x {
		p.m.encode(inputs[i*n:][:n], v)
	}
	copy(p.machine.Value(p.m.y), rows.y)
}

// LogDensity is ln p(θ | rows) but for a constant, and its gradient.
func (p *posterior) LogDensity(grad, theta []float64) float64 {
	log := p.logLikelihood(grad, theta)
	for i, t := range theta {
		pull := float64(p.m.decay[i] * t)
		grad[i] -= pull
		log -= float64(pull*t) / 2
	}
	return log
}

// Kinds makes the density one of uq.Kinds.
func (p *posterior) Kinds() []int { return p.m.kinds }

func (p *posterior) logLikelihood(grad, theta []float64) float64 {
	if p.shallow.units > 0 {
		return p.shallow.logLikelihood(grad, theta)
	}
	m := p.machine
	copy(m.Params(), theta)
	if p.m.net == nil {
		m.Value(p.m.noise)[0] = p.noise
	}
	m.RunRows(p.rows)
	kernel.Scale(grad, -1, m.Flat(p.m.grad))
	return -m.Value(p.m.loss)[0]
}
