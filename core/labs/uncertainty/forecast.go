package uncertainty

import (
	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/plan"
	"residual/core/uq"
)

// A forecast is what members predict at places, in units of the data.
type forecast struct {
	members   int
	mu, sigma []float64 // of place i and member j at i·members + j
}

func (f *forecast) reserve(room *fit.Room, places, members int) {
	f.members = members
	room.Vectors(places*members, &f.mu, &f.sigma)
}

// at is the mixture at place i.
func (f *forecast) at(i int) uq.Mixture {
	n := f.members
	return uq.Mixture{Mu: f.mu[i*n:][:n], Sigma: f.sigma[i*n:][:n]}
}

// A predictor evaluates the model at places x, in units of the data.
type predictor struct {
	model       *model
	data        *dataset
	evalMachine *plan.Machine[float64]
}

// rowsAtOnce is how many places are evaluated at once.
const rowsAtOnce = plan.Block

func (p *predictor) reserve(room *fit.Room, m *model, d *dataset) {
	p.model, p.data = m, d
	room.Machine(&p.evalMachine, &m.p, rowsAtOnce, m.mu, m.v, m.last)
}

// forecast sets f to what members predict at places.
func (p *predictor) forecast(f *forecast, members [][]float64, x []float64) {
	n, s := len(members), &p.data.scale
	f.members = n
	for j, theta := range members {
		p.evaluate(theta, x, func(from int, mu, v []float64) {
			for i := range mu {
				at := (from+i)*n + j
				f.mu[at] = s.level(mu[i])
				f.sigma[at] = s.sy * kernel.Exp1(v[i])
			}
		})
	}
}

// mean sets dst to the mean of μ over members at places.
func (p *predictor) mean(dst []float64, members [][]float64, x []float64) {
	clear(dst)
	for _, theta := range members {
		p.evaluate(theta, x, func(from int, mu, _ []float64) {
			for i, m := range mu {
				dst[from+i] += p.data.scale.level(m)
			}
		})
	}
	for i := range dst {
		dst[i] /= float64(len(members))
	}
}

// evaluate hands over μ and ln σ of each portion of the places, standardised; the
// features of the last layer are left in the machine.
func (p *predictor) evaluate(theta, x []float64, each func(from int, mu, v []float64)) {
	m, w := p.evalMachine, p.model.inputs()
	copy(m.Params(), theta)
	if p.model.net == nil {
		m.Value(p.model.noise)[0] = p.data.noise
	}
	for from := 0; from < len(x); from += rowsAtOnce {
		n := min(rowsAtOnce, len(x)-from)
		for i := range n {
			p.model.encode(m.Value(p.model.x)[i*w:][:w], p.data.scale.x(x[from+i]))
		}
		m.RunRows(n)
		each(from, m.Value(p.model.mu)[:n], m.Value(p.model.v)[:n])
	}
}
