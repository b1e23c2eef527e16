package uncertainty

import (
	"math"

	"residual/core/kernel"
	"residual/core/uq"
)

// Of the cubic with known noise σ the posterior is N(m, C) in closed form. The
// samplers and Laplace's approximation go by the density of all rows; here the
// rows come one after the other (Kalman 1960), from the prior on:
//
//	k = Cφ/(σ² + φᵀCφ),   m ← m + k·(y − φᵀm),   C ← C − k·(Cφ)ᵀ
//
// which is the same law by another way.
func (r *run) closedForm() (mean, cov []float64) {
	n := powers
	mean, cov = make([]float64, n), make([]float64, n*n)
	for i := range n {
		cov[i*n+i] = cubicSD * cubicSD
	}
	phi, cphi := make([]float64, n), make([]float64, n)
	noise := kernel.Exp1(2 * r.noise)
	for i, x := range r.rows.x {
		r.m.see(phi, r.scale.x(x))
		for j := range n {
			cphi[j] = kernel.Dot(cov[j*n:][:n], phi)
		}
		s := noise + kernel.Dot(phi, cphi)
		off := r.scale.y(r.rows.y[i]) - kernel.Dot(phi, mean)
		kernel.Axpy(mean, off/s, cphi)
		for j := range n {
			kernel.Axpy(cov[j*n:][:n], -cphi[j]/s, cphi)
		}
	}
	return mean, cov
}

// leastNoise keeps the cubic from a noise of none, in units of standardised y.
const leastNoise = 0.01

// leastSquaresNoise is ln σ with σ² the mean square of what the least-squares
// cubic leaves, n − 4 degrees of freedom.
func (r *run) leastSquaresNoise() float64 {
	n := powers
	normal, b, phi := make([]float64, n*n), make([]float64, n), make([]float64, n)
	for i, x := range r.rows.x {
		r.m.see(phi, r.scale.x(x))
		for j, p := range phi {
			kernel.Axpy(normal[j*n:][:n], p, phi)
		}
		kernel.Axpy(b, r.scale.y(r.rows.y[i]), phi)
	}
	for j := range n {
		normal[j*n+j] += 1e-9 * float64(len(r.rows.x))
	}
	g, err := uq.NewGaussian(make([]float64, n), normal)
	if err != nil {
		return 0
	}
	w := g.Solve(b)
	sum := 0.0
	for i, x := range r.rows.x {
		r.m.see(phi, r.scale.x(x))
		d := r.scale.y(r.rows.y[i]) - kernel.Dot(phi, w)
		sum += float64(d * d)
	}
	return kernel.Log1(math.Max(leastNoise, math.Sqrt(sum/float64(max(1, len(r.rows.x)-n)))))
}
