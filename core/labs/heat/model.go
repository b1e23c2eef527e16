package heat

import (
	"math"

	"residual/core/kernel"
	"residual/core/pde"
)

// A grid has n points a side of the unit interval (dim 1, a rod) or the unit
// square (dim 2, a plate, row by row), and is periodic.
type grid struct{ dim, n int }

// cells is the number of points.
func (g grid) cells() int {
	if g.dim == 2 {
		return g.n * g.n
	}
	return g.n
}

// wrap is the index along a side that stands for i.
func (g grid) wrap(i int) int { return (i%g.n + g.n) % g.n }

// block is one residual block: dst = src + r·Lap(src).
func (g grid) block(dst, src []float64, r float64) {
	if g.dim == 2 {
		kernel.Diffuse2(dst, src, g.n, g.n, r)
	} else {
		kernel.Diffuse1(dst, src, r)
	}
}

// taps is the size of the stencil, 3 on a rod and 3 × 3 on a plate.
func (g grid) taps() int { return [...]int{3, 9}[g.dim-1] }

// setStencil sets w to r times the Laplacian: [r, −2r, r], or on a plate
// [0 r 0; r −4r r; 0 r 0].
func (g grid) setStencil(w []float64, r float64) {
	if g.dim == 1 {
		copy(w, []float64{r, -2 * r, r})
	} else {
		copy(w, []float64{0, r, 0, r, -4 * r, r, 0, r, 0})
	}
}

// neighbours sets near to the values about a cell, itself in the middle.
func (g grid) neighbours(near, field []float64, cell int) {
	i, j := cell%g.n, cell/g.n
	for t := range near {
		if g.dim == 1 {
			near[t] = field[g.wrap(i+t-1)]
		} else {
			near[t] = field[g.wrap(j+t/3-1)*g.n+g.wrap(i+t%3-1)]
		}
	}
}

// middle is the row of u that is drawn as a curve.
func (g grid) middle(u []float64) []float64 {
	if g.dim == 1 {
		return u
	}
	return u[g.n/2*g.n:][:g.n]
}

// eigenvalue is λ of the Fourier mode with wave number k along every side, by
// which a block multiplies it.
func (g grid) eigenvalue(r float64, k int) float64 {
	modes := [2]int{k, k}
	return pde.Eigenvalue(g.n, r, modes[:g.dim]...)
}

// limit is the largest r at which blocks are stable.
func (g grid) limit() float64 { return pde.Limit(g.n, g.dim) }

// radius is the spectral radius of a block.
func (s spec) radius() float64 { return pde.Radius(s.n, s.dim, s.r) }

// mean is the heat on the unit domain.
func mean(u []float64) float64 { return kernel.Sum(u) / float64(len(u)) }

// largestGap is the largest |v − w| of a stencil.
func largestGap(v, w []float64) (far float64) {
	for i := range v {
		far = math.Max(far, math.Abs(v[i]-w[i]))
	}
	return far
}
