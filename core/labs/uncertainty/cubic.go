package uncertainty

import (
	"iter"
	"math"

	"residual/core/kernel"
	"residual/core/uq"
)

// Of the cubic with known noise σ the posterior is N(m, C) in closed form. The
// samplers and Laplace's approximation use the density of all rows; here the rows
// are taken one after the other (Kalman 1960), from the prior on:
//
//	k = Cφ/(σ² + φᵀCφ),   m ← m + k·(y − φᵀm),   C ← C − k·(Cφ)ᵀ
//
// which gives the same distribution by another way.
func (d *dataset) closedForm() (mean, cov []float64) {
	n := powers
	mean, cov = make([]float64, n), make([]float64, n*n)
	for i := range n {
		cov[i*n+i] = cubicSD * cubicSD
	}
	cphi, noise := make([]float64, n), kernel.Exp1(2*d.noise)
	for phi, y := range d.features() {
		for j := range n {
			cphi[j] = kernel.Dot(cov[j*n:][:n], phi)
		}
		s := noise + kernel.Dot(phi, cphi)
		kernel.Axpy(mean, (y-kernel.Dot(phi, mean))/s, cphi)
		for j := range n {
			kernel.Axpy(cov[j*n:][:n], -cphi[j]/s, cphi)
		}
	}
	return mean, cov
}

// features lists φ = (1, x, x², x³) and y of the rows to fit, standardised. What
// it yields holds until the next row.
func (d *dataset) features() iter.Seq2[[]float64, float64] {
	return func(yield func(phi []float64, y float64) bool) {
		phi := make([]float64, powers)
		for i, x := range d.fit.x {
			d.model.encode(phi, d.scale.x(x))
			if !yield(phi, d.scale.y(d.fit.y[i])) {
				return
			}
		}
	}
}

// precisionDiagonal is Λᵢᵢ of the closed form.
func (d *dataset) precisionDiagonal() []float64 {
	precision := make([]float64, powers)
	for phi := range d.features() {
		for i, p := range phi {
			precision[i] += p * p * math.Exp(-2*d.noise)
		}
	}
	for i, tau := range d.model.decay {
		precision[i] += tau
	}
	return precision
}

// leastNoise bounds the noise of the cubic from below, in units of standardised y.
const leastNoise = 0.01

// leastSquaresNoise is ln σ with σ² the mean square of the residuals of the
// least-squares cubic, n − 4 degrees of freedom.
func (d *dataset) leastSquaresNoise() float64 {
	n, rows := powers, len(d.fit.x)
	normal, b := make([]float64, n*n), make([]float64, n)
	for phi, y := range d.features() {
		for j, p := range phi {
			kernel.Axpy(normal[j*n:][:n], p, phi)
		}
		kernel.Axpy(b, y, phi)
	}
	for j := range n {
		normal[j*n+j] += 1e-9 * float64(rows)
	}
	g, err := uq.NewGaussian(make([]float64, n), normal)
	if err != nil {
		return 0
	}
	w, sum := g.Solve(b), 0.0
	for phi, y := range d.features() {
		r := y - kernel.Dot(phi, w)
		sum += float64(r * r)
	}
	return kernel.Log1(math.Max(leastNoise, math.Sqrt(sum/float64(max(1, rows-n)))))
}
