package uncertainty

import (
	"residual/core/kernel"
	"residual/core/rng"
	"residual/core/uq"
)

// shown is how many draws of a posterior speak for it.
const shown = 32

// members are the parameters that speak for the model: while it is fitted,
// where each fit is; after that the members of the ensemble or draws of the
// posterior.
func (r *run) members() [][]float64 {
	n := r.parallel()
	if r.phase == fitting {
		var all [][]float64
		for _, f := range r.fits[:n] {
			all = append(all, f.now())
		}
		return all
	}
	switch r.model {
	case "hmc":
		return r.thinned(r.kept[:n])
	case "laplace":
		return r.laplace(r.fits[0].theta)
	case "variational":
		return fieldDraws(r.fits[0].field, r.seed)
	}
	var all [][]float64
	for _, f := range r.fits[:n] {
		all = append(all, f.theta)
	}
	return all
}

// now is where a fit is.
func (f *fit) now() []float64 {
	switch {
	case f.chain != nil:
		return f.chain.Theta
	case f.field != nil:
		return f.field.Mean()
	}
	return f.theta
}

// without speaks for the model that was fitted without a fold.
func (r *run) without(fold int) [][]float64 {
	i := r.parallel() + fold
	switch r.model {
	case "hmc":
		return r.thinned(r.kept[i : i+1])
	case "variational":
		return fieldDraws(r.fits[i].field, r.seed)
	}
	return [][]float64{r.fits[i].theta}
}

// thinned takes draws evenly from chains, as many in all as are shown.
func (r *run) thinned(kept [][]float64) (all [][]float64) {
	size, each := r.m.size(), shown/len(kept)
	for _, k := range kept {
		n := len(k) / size
		for i := range each {
			all = append(all, k[(i+1)*n/each*size-size:][:size])
		}
	}
	return all
}

func fieldDraws(q *uq.MeanField, seed uint64) (all [][]float64) {
	random := rng.New(seed, "uncertainty/draws/mean-field")
	for range shown {
		theta := make([]float64, len(q.Params)/2)
		q.Draw(theta, random)
		all = append(all, theta)
	}
	return all
}

// laplace draws the last layer from Laplace's approximation about the mode. Its
// precision is the Fisher information of the rows and the prior's,
//
//	Λ = Σ wᵢφᵢφᵢᵀ + diag(1/τ²)
//
// with φ the features of the last layer and 1, apart for the two outputs: w is
// 1/σ² for μ and 2·(∂ ln σ/∂a)² for a (Daxberger et al. 2021). The weights of μ
// first take the one step of Newton's that is left to their own mode, given the
// rest, where training has not quite come to it.
func (r *run) laplace(mode []float64) (all [][]float64) {
	outputs := 2
	if r.m.net == nil {
		outputs = 1
	}
	laws := make([]*uq.Gaussian, outputs)
	for o := range laws {
		laws[o] = r.lastLayer(mode, o, outputs)
	}
	random := rng.New(r.seed, "uncertainty/draws/Laplace")
	for range shown {
		theta := append([]float64(nil), mode...)
		for o, g := range laws {
			draw := make([]float64, len(g.Mean))
			g.Draw(draw, random)
			scatter(theta, draw, o, outputs)
		}
		all = append(all, theta)
	}
	return all
}

// lastLayer is the law of output o's weights in the last layer.
func (r *run) lastLayer(mode []float64, o, outputs int) *uq.Gaussian {
	n := r.features()
	mean, precision := make([]float64, n), make([]float64, n*n)
	phi, pull := make([]float64, n), make([]float64, n)
	r.visit(mode, r.rows.x, func(row int, mu, v float64, last []float64) {
		if copy(phi, last) < n {
			phi[n-1] = 1
		}
		w := information(o, v)
		for i, p := range phi {
			kernel.Axpy(precision[i*n:][:n], float64(w*p), phi)
		}
		if o == 0 {
			kernel.Axpy(pull, w*(r.scale.y(r.rows.y[row])-mu), phi)
		}
	})
	gather(mean, mode, o, outputs)
	for i := range n {
		d := r.m.decay[len(mode)-n*outputs+i*outputs+o]
		precision[i*n+i] += d
		pull[i] -= d * mean[i]
	}
	g, err := uq.NewGaussian(mean, precision)
	if err != nil {
		panic(err) // a sum of squares and a positive diagonal
	}
	if o == 0 {
		kernel.Add(mean, mean, g.Solve(pull))
	}
	return g
}

// information is what a row tells of output o where ln σ is v.
func information(o int, v float64) float64 {
	if o == 0 {
		return kernel.Exp1(-2 * v)
	}
	d := 1 - float64(v/reach)*(v/reach)
	return 2 * d * d
}

// features is how many weights the last layer has for one output.
func (r *run) features() int {
	n := r.m.p.Shape(r.m.last).Cols
	if r.m.net != nil {
		n++
	}
	return n
}

// gather takes output o's weights out of the end of theta, scatter puts them in.
func gather(dst, theta []float64, o, outputs int) {
	tail := theta[len(theta)-len(dst)*outputs:]
	for i := range dst {
		dst[i] = tail[i*outputs+o]
	}
}

func scatter(theta, src []float64, o, outputs int) {
	tail := theta[len(theta)-len(src)*outputs:]
	for i, v := range src {
		tail[i*outputs+o] = v
	}
}
