package ode

import (
	"math"

	"residual/core/linalg"
)

// A rule is nodes in [−1, 1], rising, and their weights.
type rule struct{ nodes, weights []float64 }

// gauss is Gauss and Legendre's rule of s points; with radau the last of them is 1.
// The nodes are the eigenvalues of the Jacobi matrix (Golub & Welsch, 1969; Golub,
// 1973), with the monic polynomials p of Legendre,
//
//	βₖ² = k²/(4k²−1),   pₖ(1) = pₖ₋₁(1) − β²ₖ₋₁ pₖ₋₂(1)
//
// of Radau's the last diagonal entry is 1 − β²ₛ₋₁ pₛ₋₂(1)/pₛ₋₁(1). Weights are twice
// the squares of the first components.
func gauss(s int, radau bool) rule {
	a, z, w := make([]float64, s*s), make([]float64, s), make([]float64, s)
	before, p, square := 0.0, 1.0, 0.0
	for k := 1; k < s; k++ {
		before, p = p, p-square*before
		square = float64(k*k) / float64(4*k*k-1)
		a[(k-1)*s+k] = math.Sqrt(square)
	}
	if radau {
		a[s*s-1] = 1 - square*before/p
	}
	linalg.SymEigen(z, a, make([]float64, linalg.SymEigenWork(s)))
	for j := range w {
		w[j] = 2 * a[j] * a[j]
	}
	if radau {
		z[s-1] = 1
	}
	return rule{z, w}
}

// integrals fills row, of s numbers and room for as many more as order, with the
// integrals from −1 to ξ, so many times within each other, of Legendre's polynomials
// P₀ … Pₛ₋₁:
//
//	∫P₀ = P₁ + P₀,   ∫Pₗ = (Pₗ₊₁ − Pₗ₋₁)/(2l+1)
func integrals(row []float64, order int, xi float64) {
	z := row[:len(row)+order]
	z[0] = 1
	for l := 1; l < len(z); l++ {
		if z[l] = xi; l > 1 {
			z[l] = (float64(2*l-1)*xi*z[l-1] - float64(l-1)*z[l-2]) / float64(l)
		}
	}
	for ; order > 0; order-- {
		before := -z[0]
		for l := range len(z) - 1 {
			before, z[l] = z[l], (z[l+1]-before)/float64(2*l+1)
		}
		z = z[:len(z)-1]
	}
}
