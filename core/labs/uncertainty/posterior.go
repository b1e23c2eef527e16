package uncertainty

import (
	"residual/core/kernel"
	"residual/core/plan"
)

// A posterior is the log density of a model's parameters given rows.
type posterior struct {
	m       *model
	machine *plan.Machine[float64]
	rows    int
	noise   float64 // ln σ of the cubic
}

// setRows makes x and y, in units of the standardised data, the rows.
func (p *posterior) setRows(x, y []float64, noise float64) {
	p.rows, p.noise = len(x), noise
	inputs, n := p.machine.Value(p.m.x), p.m.inputs()
	for i, v := range x {
		p.m.encode(inputs[i*n:][:n], v)
	}
	copy(p.machine.Value(p.m.y), y)
}

// LogDensity is ln p(θ | rows) but for a constant, and its gradient.
func (p *posterior) LogDensity(grad, theta []float64) float64 {
	m := p.machine
	copy(m.Params(), theta)
	if p.m.net == nil {
		m.Value(p.m.noise)[0] = p.noise
	}
	m.RunRows(p.rows)
	kernel.Scale(grad, -1, m.Flat(p.m.grad))
	log := -m.Value(p.m.loss)[0]
	for i, t := range theta {
		pull := float64(p.m.decay[i] * t)
		grad[i] -= pull
		log -= float64(pull*t) / 2
	}
	return log
}
