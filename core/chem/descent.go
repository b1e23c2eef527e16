package chem

import (
	"math"

	"residual/core/kernel"
	"residual/core/linalg"
)

// mix replaces the orbitals by their mixtures that are the eigenvectors of the
// matrix in work.b.
func (h *HartreeFock) mix(c *channel) bool {
	w := &h.work
	if !linalg.SymEigen(h.values, w.b, w.eigen) {
		return false
	}
	copy(w.a, c.orbitals)
	w.mul(c.orbitals, w.a, w.b, false, false)
	return true
}

// along rotates the filled orbitals by scale times x, and fills them.
func (h *HartreeFock) along(x []float64, scale float64) bool {
	b, n := h.work.b, h.n
	for k := range h.channels {
		c := &h.channels[k]
		clear(b)
		for i := range c.filled {
			b[i*n+i] = -1
			for a := c.filled; a < n; a++ {
				v := -scale * x[0]
				b[i*n+a], b[a*n+i] = v, v
				x = x[1:]
			}
		}
		if !h.mix(c) {
			return false
		}
	}
	h.fill()
	return true
}

// apart lowers the filled orbitals against the empty ones, hartree, so that they
// do not mix.
const apart = 1000

// semicanonical makes F diagonal among the filled and among the empty orbitals.
func (h *HartreeFock) semicanonical() bool {
	b, n := h.work.b, h.n
	for k := range h.channels {
		c := &h.channels[k]
		h.overOrbitals(c)
		for i := range c.filled {
			b[i*n+i] -= apart
			for a := c.filled; a < n; a++ {
				b[i*n+a], b[a*n+i] = 0, 0
			}
		}
		if !h.mix(c) {
			return false
		}
		copy(c.energies, h.values)
		for i := range c.filled {
			c.energies[i] += apart
		}
	}
	h.fill()
	return true
}

// overOrbitals sets work.b to CᵀFC.
func (h *HartreeFock) overOrbitals(c *channel) {
	w := &h.work
	w.mul(w.a, c.fock, c.orbitals, false, false)
	w.mul(w.b, c.orbitals, w.a, true, false)
}

// slope sets g to F between filled and empty orbitals: half the slope of the energy,
// for each electron in an orbital.
func (h *HartreeFock) slope(g []float64) {
	for k := range h.channels {
		c := &h.channels[k]
		h.overOrbitals(c)
		for i := range c.filled {
			g = g[copy(g, h.work.b[i*h.n+c.filled:][:h.n-c.filled]):]
		}
	}
}

const (
	firstRadius = 0.5   // of the region in which the energy is taken for quadratic
	maxDescents = 100   // Newton steps
	stationary  = 1e-10 // largest entry of F between filled and empty orbitals
)

// descend lowers the energy of the filled orbitals to where it is stationary, by
// Newton's method in a trust region.
func (h *HartreeFock) descend() (e float64, ok bool) {
	r := &h.rotations
	size := h.pairsOfOrbitals()
	g, x := r.slope[:size], r.x[:size]
	radius := firstRadius
	for range min(maxDescents, h.maxIterations) {
		if !h.semicanonical() {
			return 0, false
		}
		e = h.electronic()
		if h.slope(g); !(kernel.MaxAbs(g) > stationary) {
			return e, true
		}
		copy(r.before, r.orbitals)
		for {
			long := h.newton(x, g, radius)
			if h.along(x, 1) && h.electronic() < e+1e-11 {
				if long {
					radius = math.Min(2*radius, 2)
				}
				break
			}
			copy(r.orbitals, r.before)
			h.fill()
			if radius /= 4; radius < 1e-9 {
				return e, false
			}
		}
	}
	return e, false
}

// newton sets x to the solution of Hx = −g, or to where the way to it leaves the
// region xᵀMx ≤ radius², M = ε_a − ε_i, or meets a direction that falls: conjugate
// gradients with the preconditioner M (Steihaug, SIAM J. Numer. Anal. 20, 626,
// 1983). It is true where x is on the edge. Density and F are lost.
func (h *HartreeFock) newton(x, g []float64, radius float64) bool {
	r := &h.rotations
	size := len(x)
	left, step, image := r.change[:size], r.next[:size], r.image[0][:size]
	clear(x)
	copy(left, g)
	rho := 0.0
	for k, v := range left {
		step[k] = -v / h.weight(k)
		rho -= float64(v * step[k])
	}
	enough := math.Min(0.01, rho) * rho
	for range maxResponses {
		h.respond(image, step, paired)
		bend := kernel.Dot(step, image)
		alpha := rho / bend
		if !(bend > 0) || h.beyond(x, step, alpha, radius) {
			kernel.Axpy(x, h.edge(x, step, radius), step)
			return true
		}
		kernel.Axpy(x, alpha, step)
		kernel.Axpy(left, alpha, image)
		last := rho
		rho = 0
		for k, v := range left {
			rho += float64(v * v / h.weight(k))
		}
		if rho <= enough {
			break
		}
		for k, v := range left {
			step[k] = float64(rho/last*step[k]) - v/h.weight(k)
		}
	}
	return false
}

// weight is ε_a − ε_i of rotation k, kept away from 0.
func (h *HartreeFock) weight(k int) float64 { return math.Max(h.split(k), 0.1) }

// products are xᵀMx, xᵀMs and sᵀMs.
func (h *HartreeFock) products(x, s []float64) (xx, xs, ss float64) {
	for k, v := range x {
		m := h.weight(k)
		xx += float64(m * v * v)
		xs += float64(m * v * s[k])
		ss += float64(m * s[k] * s[k])
	}
	return xx, xs, ss
}

func (h *HartreeFock) beyond(x, s []float64, alpha, radius float64) bool {
	xx, xs, ss := h.products(x, s)
	return !(xx+float64(2*alpha*xs)+float64(alpha*alpha*ss) < radius*radius)
}

// edge is how far along s from x the edge of the region is.
func (h *HartreeFock) edge(x, s []float64, radius float64) float64 {
	xx, xs, ss := h.products(x, s)
	return (math.Sqrt(float64(xs*xs)+float64(ss*math.Max(0, float64(radius*radius)-xx))) - xs) / ss
}
