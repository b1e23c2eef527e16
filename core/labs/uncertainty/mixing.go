package uncertainty

import (
	"fmt"
	"math"

	"residual/core/lab"
	"residual/core/uq"
)

// Mixing is how well the chains of the sampler agree. The parameters of a network
// are no measure of that, since units may change places; its predictions at a few
// places x are.
type mixing struct{ rhat, ess float64 }

// The worst that passes for a posterior.
const (
	mostRHat = 1.05
	leastESS = 100
)

// probes are places, in units of the standardised x.
var probes = [5]float64{-1.5, -0.75, 0, 0.75, 1.5}

// mixingOf judges the chains of the sampler; those of other methods do not exist,
// and agree.
func (p *predictor) mixingOf(f *fitSet) mixing {
	m := mixing{1, math.Inf(1)}
	if f.method != hmc {
		return m
	}
	for _, chains := range p.traces(f) {
		if rhat := uq.RHat(chains); !math.IsNaN(rhat) { // something varies
			m.rhat, m.ess = math.Max(m.rhat, rhat), math.Min(m.ess, uq.ESS(chains))
		}
	}
	return m
}

// traces are the predictions of the draws, chain by chain: μ at every probe, then
// ln σ.
func (p *predictor) traces(f *fitSet) (quantities [][][]float64) {
	x := make([]float64, len(probes))
	for i, at := range probes {
		x[i] = p.data.scale.mx + float64(p.data.scale.sx*at)
	}
	quantities = make([][][]float64, 2*len(probes))
	size := p.model.size()
	for _, draws := range f.draws() {
		for q := range quantities {
			quantities[q] = append(quantities[q], make([]float64, len(draws)/size))
		}
		for d := range len(draws) / size {
			p.evaluate(draws[d*size:][:size], x, func(_ int, mu, v []float64) {
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
func (m mixing) wrong() string {
	if m.rhat < mostRHat && m.ess > leastESS {
		return ""
	}
	return fmt.Sprintf("the chains do not mix: R̂ = %s where below %v is wanted, effective sample size %s where %d are; "+
		"there is no posterior to show. Take more draws, or fewer units or rows",
		lab.Number(m.rhat, 3), mostRHat, lab.Number(math.Round(m.ess), 0), leastESS)
}
