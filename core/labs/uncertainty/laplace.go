package uncertainty

import (
	"slices"

	"residual/core/kernel"
	"residual/core/rng"
	"residual/core/uq"
)

// laplaceDraws draws the last layer from Laplace's approximation about the mode.
// Its precision is the Fisher information of the rows plus that of the prior,
//
//	Λ = Σ wᵢφᵢφᵢᵀ + diag(1/τ²)
//
// with φ the features of the last layer and 1, for each of the two outputs on its
// own: w is 1/σ² for μ and 2·(∂ ln σ/∂a)² for a (Daxberger et al. 2021). The
// weights of μ first take one step of Newton's method, which leads to their mode
// given the rest, where training has not quite reached it.
func (p *predictor) laplaceDraws(mode []float64, seed uint64) (all [][]float64) {
	posteriors := make([]*uq.Gaussian, p.outputs())
	for o := range posteriors {
		posteriors[o] = p.lastLayer(mode, o)
	}
	random := rng.New(seed, "uncertainty/draws/Laplace")
	for range posteriorDraws {
		theta := slices.Clone(mode)
		for o, g := range posteriors {
			draw := make([]float64, len(g.Mean))
			g.Draw(draw, random)
			for i, w := range p.outputWeights(theta, o) {
				*w = draw[i]
			}
		}
		all = append(all, theta)
	}
	return all
}

// lastLayer is the posterior of the weights of output o in the last layer.
func (p *predictor) lastLayer(mode []float64, o int) *uq.Gaussian {
	weights := p.outputWeights(mode, o)
	n := len(weights)
	mean, precision := make([]float64, n), make([]float64, n*n)
	phi, gradient := make([]float64, n), make([]float64, n)
	rows, scale := &p.data.fit, &p.data.scale
	p.evaluate(mode, rows.x, func(from int, mu, v []float64) {
		last := p.evalMachine.Value(p.model.last)
		cols := p.model.p.Shape(p.model.last).Cols
		for k := range v {
			if copy(phi, last[k*cols:][:cols]) < n {
				phi[n-1] = 1
			}
			w := information(o, v[k])
			for i, x := range phi {
				kernel.Axpy(precision[i*n:][:n], float64(w*x), phi)
			}
			if o == 0 {
				kernel.Axpy(gradient, w*(scale.y(rows.y[from+k])-mu[k]), phi)
			}
		}
	})
	for i, decay := range p.outputWeights(p.model.decay, o) {
		mean[i] = *weights[i]
		precision[i*n+i] += *decay
		gradient[i] -= *decay * mean[i]
	}
	g, err := uq.NewGaussian(mean, precision)
	if err != nil {
		panic(err) // a sum of squares and a positive diagonal
	}
	if o == 0 {
		kernel.Add(mean, mean, g.Solve(gradient))
	}
	return g
}

// information is the Fisher information of a row about output o where ln σ is v.
func information(o int, v float64) float64 {
	if o == 0 {
		return kernel.Exp1(-2 * v)
	}
	d := 1 - float64(v/reach)*(v/reach)
	return 2 * d * d
}

// outputs is how many numbers the last layer has: μ and, of a network, a.
func (p *predictor) outputs() int {
	if p.model.net == nil {
		return 1
	}
	return 2
}

// outputWeights are those of output o at the end of theta, the bias last.
func (p *predictor) outputWeights(theta []float64, o int) (w []*float64) {
	n, outputs := p.model.p.Shape(p.model.last).Cols+p.outputs()-1, p.outputs()
	for i := len(theta) - n*outputs + o; i < len(theta); i += outputs {
		w = append(w, &theta[i])
	}
	return w
}
