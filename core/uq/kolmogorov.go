package uq

import (
	"math"
	"sort"

	"residual/core/kernel"
)

// KolmogorovSmirnov is the largest distance of the empirical distribution of u
// from the uniform one on [0, 1], and the probability of one at least as large where
// u is uniform and independent: the asymptotic series
//
//	2·Σ (−1)^{k−1}·e^{−2k²λ²},  λ = (√n + 0.12 + 0.11/√n)·D
//
// with Stephens' correction (1970) for n of a few and more.
func KolmogorovSmirnov(u []float64) (d, p float64) {
	sorted := append([]float64(nil), u...)
	sort.Float64s(sorted)
	n := float64(len(sorted))
	for i, v := range sorted {
		d = math.Max(d, math.Max(v-float64(i)/n, float64(i+1)/n-v))
	}
	root := math.Sqrt(n)
	lambda := (root + 0.12 + 0.11/root) * d
	if lambda < 0.3 {
		return d, 1 // to nine digits
	}
	sign := 2.0
	for k := 1.0; k <= 20; k++ {
		p += sign * kernel.Exp1(-2*k*k*lambda*lambda)
		sign = -sign
	}
	return d, math.Min(math.Max(p, 0), 1)
}
