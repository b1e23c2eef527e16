package uncertainty

import (
	"residual/core/kernel"
	"residual/core/plan"
	"residual/core/uq"
)

// A forecast is what members say at places, in units of the data.
type forecast struct {
	members   int
	mu, sigma []float64 // of place i and member j at i·members + j
}

// at is the mixture at place i.
func (f *forecast) at(i int) uq.Mixture {
	n := f.members
	return uq.Mixture{Mu: f.mu[i*n:][:n], Sigma: f.sigma[i*n:][:n]}
}

// fill evaluates members at places x.
func (r *run) fill(f *forecast, members [][]float64, x []float64) {
	n := len(members)
	f.members, f.mu, f.sigma = n, resize(f.mu, n*len(x)), resize(f.sigma, n*len(x))
	for j, theta := range members {
		r.evaluate(theta, x, func(from int, mu, v []float64) {
			for i := range mu {
				at := (from+i)*n + j
				f.mu[at] = r.scale.my + float64(r.scale.sy*mu[i])
				f.sigma[at] = r.scale.sy * kernel.Exp1(v[i])
			}
		})
	}
}

func resize(v []float64, n int) []float64 {
	if cap(v) < n {
		return make([]float64, n)
	}
	return v[:n]
}

// lookRows is how many places are evaluated at once.
const lookRows = plan.Block

// evaluate runs the model at places x, in units of the data, and hands over μ
// and ln σ of each portion of them, standardised.
func (r *run) evaluate(theta, x []float64, each func(from int, mu, v []float64)) {
	m, w := r.look, r.m.width()
	copy(m.Params(), theta)
	if r.m.net == nil {
		m.Value(r.m.noise)[0] = r.noise
	}
	for from := 0; from < len(x); from += lookRows {
		n := min(lookRows, len(x)-from)
		for i := range n {
			r.m.see(m.Value(r.m.x)[i*w:][:w], r.scale.x(x[from+i]))
		}
		m.RunRows(n)
		each(from, m.Value(r.m.mu)[:n], m.Value(r.m.v)[:n])
	}
}

// visit hands over μ, ln σ and the features of the last layer, place by place.
func (r *run) visit(theta, x []float64, each func(i int, mu, v float64, last []float64)) {
	cols := r.m.p.Shape(r.m.last).Cols
	r.evaluate(theta, x, func(from int, mu, v []float64) {
		last := r.look.Value(r.m.last)
		for i := range v {
			each(from+i, mu[i], v[i], last[i*cols:][:cols])
		}
	})
}
