// Package pde holds classical references for partial differential equations:
// closed forms against which networks are judged. It uses the standard
// library's transcendental functions and so belongs in checks and pictures,
// never in the state of a run.
//
// # The heat equation on a ring
//
// The heat equation u_t = αΔu on the periodic unit interval (or square), on n
// points per side a distance dx = 1/n apart, by forward Euler with a step dt:
//
//	u_i ← u_i + r (u_{i−1} − 2u_i + u_{i+1}),   r = α·dt/dx²
//
// One step is a circulant matrix. Its eigenvectors are the discrete Fourier
// modes exp(2πi·kj/n), and mode k is multiplied by
//
//	λₖ = 1 − 4r·sin²(πk/n)
//
// in every step; in two dimensions λₖₗ = 1 − 4r(sin²(πk/n) + sin²(πl/n)). The
// step is stable while the spectral radius max |λ| is at most 1 (von Neumann's
// criterion).
package pde

import "math"

// Eigenvalue is λ of the Euler step for the Fourier mode with the given wave
// number along each dimension.
func Eigenvalue(n int, r float64, modes ...int) float64 {
	sum := 0.0
	for _, k := range modes {
		s := math.Sin(math.Pi * float64(k) / float64(n))
		sum += s * s
	}
	return 1 - 4*r*sum
}

// Radius is the spectral radius of the Euler step in dim dimensions. Its
// largest |λ| belongs to the constant mode, λ = 1, or to the shortest wave,
// k = ⌊n/2⌋ along every side; for even n it is max(1, |1 − 4·dim·r|).
func Radius(n, dim int, r float64) float64 {
	return math.Max(1, math.Abs(Eigenvalue(n, r, shortest(n, dim)...)))
}

// Limit is the largest r at which the Euler step is stable: λ of the shortest
// wave is −1 there. It is 1/(2·dim) for even n and a little more for odd n.
func Limit(n, dim int) float64 {
	return 2 / (1 - Eigenvalue(n, 1, shortest(n, dim)...))
}

func shortest(n, dim int) []int {
	modes := make([]int, dim)
	for i := range modes {
		modes[i] = n / 2
	}
	return modes
}
