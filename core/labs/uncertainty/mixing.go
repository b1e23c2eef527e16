package uncertainty

import (
	"fmt"
	"math"

	"residual/core/lab"
	"residual/core/uq"
)

// Mixing is what the chains of the sampler are worth. The parameters of a
// network are no measure, since units may change places; what it says at a few
// places of x is.
type mixing struct{ rhat, ess float64 }

// The worst that is shown as a posterior.
const (
	mostRHat = 1.05
	leastESS = 100
)

// probes are places, in units of the standardised x.
var probes = [5]float64{-1.5, -0.75, 0, 0.75, 1.5}

// mix judges the chains, once.
func (r *run) mix() *mixing {
	if r.model != "hmc" {
		return &mixing{rhat: 1, ess: math.Inf(1)}
	}
	if r.mixed == nil {
		r.mixed = &mixing{rhat: 1, ess: math.Inf(1)}
		for _, chains := range r.probe() {
			r.mixed.see(chains)
		}
	}
	return r.mixed
}

func (m *mixing) see(chains [][]float64) {
	rhat := uq.RHat(chains)
	if math.IsNaN(rhat) { // nothing varies
		return
	}
	m.rhat, m.ess = math.Max(m.rhat, rhat), math.Min(m.ess, uq.ESS(chains))
}

// probe is what the draws of the chains say: μ at every probe, then ln σ.
func (r *run) probe() (quantities [][][]float64) {
	x := make([]float64, len(probes))
	for i, p := range probes {
		x[i] = r.scale.mx + float64(r.scale.sx*p)
	}
	quantities = make([][][]float64, 2*len(probes))
	size := r.m.size()
	for _, k := range r.kept[:r.parallel()] {
		for q := range quantities {
			quantities[q] = append(quantities[q], make([]float64, len(k)/size))
		}
		for d := range len(k) / size {
			r.evaluate(k[d*size:][:size], x, func(_ int, mu, v []float64) {
				for i := range mu {
					last := len(quantities[i]) - 1
					quantities[i][last][d], quantities[len(probes)+i][last][d] = mu[i], v[i]
				}
			})
		}
	}
	return quantities
}

// wrong says why the draws are no posterior, "" if they are.
func (m *mixing) wrong() string {
	if m.rhat < mostRHat && m.ess > leastESS {
		return ""
	}
	return fmt.Sprintf("the chains do not mix: R̂ = %s where below %v is wanted, effective sample size %s where %d are; "+
		"there is no posterior to show. Take more draws, fewer units or more rows",
		lab.Number(m.rhat, 3), mostRHat, lab.Number(math.Round(m.ess), 0), leastESS)
}
