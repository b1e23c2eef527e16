package chem

import (
	"math"

	"residual/core/kernel"
	"residual/core/linalg"
)

// A Stability is the lowest curvature of the energy under rotations of occupied
// into empty orbitals, hartree: the lowest eigenvalue of the orbital Hessian
// (Seeger & Pople, J. Chem. Phys. 66, 3045, 1977)
//
//	H_{ia,jb} = (ε_a − ε_i)·δ_ij·δ_ab + 4·(ia|jb) − (ij|ab) − (ib|ja)
//
// for rotations that keep the electrons paired, and without the term 4·(ia|jb)
// for those that separate the spins of a pair.
type Stability struct {
	Paired   float64 // below 0 there is a lower state of the same kind near this one
	Unpaired float64 // below 0 an open shell is lower than the closed one; of open shells +∞
}

// unstable is the curvature, hartree, below which a direction leads downhill; of
// the broken symmetry of separate atoms and of a turn of the orbitals it is 0.
const unstable = -1e-5

// Minimum tells whether no state of the same kind nearby is lower.
func (s Stability) Minimum() bool { return s.Paired > unstable }

// OpenShellLower tells whether an open shell is lower than the closed one.
func (s Stability) OpenShellLower() bool { return s.Unpaired < unstable }

// Stability analyses the state last computed. The error is *NotConverged where an
// eigenproblem was not solved. Without empty orbitals, both curvatures are +∞.
func (h *HartreeFock) Stability() (s Stability, err error) {
	h.keep()
	solved := h.canonical()
	if solved {
		s.Paired, solved = h.curvature(paired, 0)
	}
	s.Unpaired = math.Inf(1)
	if solved && !h.open() {
		s.Unpaired, solved = h.curvature(unpaired, 0)
	}
	h.giveBack()
	if !solved {
		return s, &NotConverged{h.Iterations, h.Residual}
	}
	return s, nil
}

// keep copies the state at hand, of which giveBack makes it the one at hand again.
func (h *HartreeFock) keep() {
	copy(h.rotations.density, h.densities)
	copy(h.rotations.fock, h.focks)
}

func (h *HartreeFock) giveBack() {
	copy(h.densities, h.rotations.density)
	copy(h.focks, h.rotations.fock)
	if h.open() {
		h.addSpins()
	}
}

// A spin is the share of the Coulomb term in the response of F to a rotation.
type spin float64

const (
	paired   spin = 1
	unpaired spin = 0
)

// subspace is the greatest number of vectors from which an eigenvector is made.
const subspace = 16

// rotations are vectors of a number for each occupied orbital with each empty one,
// and the orbitals that they rotate.
type rotations struct {
	orbitals      []float64 // of all channels, one after another, as everything here
	energies      []float64
	density, fock []float64 // of the state that is analysed
	x, mode       []float64 // the lowest eigenvector, or a step; that of a saddle
	change, next  []float64
	slope         []float64
	basis, image  [subspace][]float64
	small         []float64 // the Hessian in the subspace
	eigen         []float64
	values, work  []float64

	before        []float64 // orbitals before a step
	saddle, lower []float64 // orbitals
	best          []float64 // density of a search
}

func (r *rotations) reserve(m memory, n, channels int) {
	for _, v := range []*[]float64{&r.density, &r.fock, &r.before, &r.saddle, &r.lower, &r.best} {
		m.Floats(v, channels*n*n)
	}
	most := channels * (n * n / 4) // pairs of an occupied and an empty orbital
	for _, v := range []*[]float64{&r.x, &r.mode, &r.change, &r.next, &r.slope} {
		m.Floats(v, most)
	}
	for k := range r.basis {
		m.Floats(&r.basis[k], most)
		m.Floats(&r.image[k], most)
	}
	m.Floats(&r.small, subspace*subspace)
	m.Floats(&r.eigen, subspace*subspace)
	m.Floats(&r.values, subspace)
	m.Floats(&r.work, linalg.SymEigenWork(subspace))
}

// canonical sets the orbitals and their energies to those of F.
func (h *HartreeFock) canonical() bool {
	for k := range h.channels {
		c := &h.channels[k]
		if !h.diagonalise(c.fock) {
			return false
		}
		h.work.mul(c.orbitals, h.root, h.work.b, false, false)
		copy(c.energies, h.values)
	}
	return true
}

// rotations is the number of them in a channel of n orbitals.
func (c *channel) rotations(n int) int { return c.filled * (n - c.filled) }

// pairsOfOrbitals is the number of rotations.
func (h *HartreeFock) pairsOfOrbitals() (sum int) {
	for k := range h.channels {
		sum += h.channels[k].rotations(h.n)
	}
	return sum
}

// split is ε_a − ε_i of rotation k.
func (h *HartreeFock) split(k int) float64 {
	c := &h.channels[0]
	if first := c.rotations(h.n); k >= first {
		k, c = k-first, &h.channels[1]
	}
	empty := h.n - c.filled
	return c.energies[c.filled+k%empty] - c.energies[k/empty]
}

// respond sets y to the orbital Hessian times x. With the density that x brings,
//
//	D = Σ x_ia·(C_a·C_iᵀ + C_i·C_aᵀ),   y_ia = (ε_a − ε_i)·x_ia + 2·C_aᵀ(J − ½K)C_i
//
// and of a spin alone y_ia = (ε_a − ε_i)·x_ia + C_aᵀ(J[D] − K[D^σ])C_i.
func (h *HartreeFock) respond(y, x []float64, s spin) {
	at := 0
	for k := range h.channels {
		c := &h.channels[k]
		h.changed(c, x[at:])
		at += c.rotations(h.n)
	}
	h.repulsions(float64(s))
	w, n, each := &h.work, h.n, h.each()
	at = 0
	for k := range h.channels {
		c := &h.channels[k]
		h.overOrbitals(c)
		for i := range c.filled {
			for a := c.filled; a < n; a++ {
				y[at] = float64(h.split(at)*x[at]) + float64(each*w.b[a*n+i])
				at++
			}
		}
	}
}

// changed sets the density of a channel to the change that x brings.
func (h *HartreeFock) changed(c *channel, x []float64) {
	w, n, o := &h.work, h.n, c.filled
	e := n - o
	if c.rotations(n) == 0 {
		clear(c.density)
		return
	}
	// a = C_empty·xᵀ, n×o, then b = a·C_occᵀ.
	kernel.Multiply(kernel.Product{M: n, K: e, N: o, TransB: true, LDA: n, LDB: e}, w.a[:n*o], c.orbitals[o:], x, w.multiply)
	kernel.Multiply(kernel.Product{M: n, K: o, N: n, TransB: true, LDB: n}, w.b, w.a[:n*o], c.orbitals, w.multiply)
	for i := range n {
		for j := range n {
			c.density[i*n+j] = w.b[i*n+j] + w.b[j*n+i]
		}
	}
}

// curvature is the lowest eigenvalue of the orbital Hessian, by Davidson's method
// (J. Comput. Phys. 17, 87, 1975); the eigenvector is in x. Density and F are lost.
// It may be off by the part that is given of its distance to unstable: its sign
// asks for no more than signOnly.
func (h *HartreeFock) curvature(s spin, part float64) (float64, bool) {
	size := h.pairsOfOrbitals()
	if size == 0 {
		return math.Inf(1), true
	}
	r := &h.rotations
	x, change, next := r.x[:size], r.change[:size], r.next[:size]
	h.unsymmetric(next)
	lowest := 0.0
	for tried, k := 0, 0; tried < maxResponses; tried++ {
		if !r.extend(k, next) {
			return lowest, true // the subspace is all there is
		}
		h.respond(r.image[k][:size], r.basis[k][:size], s)
		k++
		if !r.project(k, size) {
			return 0, false
		}
		lowest = r.values[0]
		r.combine(x, &r.basis, k)
		r.combine(change, &r.image, k)
		kernel.Axpy(change, -lowest, x)
		if off := math.Sqrt(kernel.Dot(change, change)); off < math.Max(1e-5, part*math.Abs(lowest-unstable)) {
			return lowest, true
		}
		for i, v := range change {
			next[i] = v / math.Min(-0.05, lowest-h.split(i)) // kept away from 0
		}
		if k == subspace {
			copy(r.basis[0], x)
			copy(r.image[0], change)
			kernel.Axpy(r.image[0][:size], lowest, x)
			k = 1
		}
	}
	return lowest, true
}

// signOnly is the part for which the eigenvalue keeps its sign.
const signOnly = 0.3

// maxResponses is how often an eigenvector is improved at most.
const maxResponses = 200

// unsymmetric sets x to rotations that share no symmetry with the molecule, those
// between near orbitals the most: from a symmetric vector no other is reached.
func (h *HartreeFock) unsymmetric(x []float64) {
	for k := range x {
		part := math.Mod(0.6180339887498949*float64(k+1), 1)
		x[k] = (part - 0.5) / (0.1 + float64(h.split(k)*h.split(k)))
	}
}

// extend makes v the k-th vector of the subspace, orthonormal to the ones before;
// false where nothing of it is left.
func (r *rotations) extend(k int, v []float64) bool {
	for pass := range 2 {
		before := math.Sqrt(kernel.Dot(v, v))
		for j := range k {
			b := r.basis[j][:len(v)]
			kernel.Axpy(v, -kernel.Dot(b, v), b)
		}
		size := math.Sqrt(kernel.Dot(v, v))
		if pass == 0 && !(size > 1e-9*before) || !(size > 0) {
			return false
		}
		kernel.Scale(v, 1/size, v)
	}
	copy(r.basis[k], v)
	return true
}

// project solves the eigenproblem of the Hessian in the first k vectors.
func (r *rotations) project(k, size int) bool {
	for i := range k {
		for j := range i + 1 {
			v := (kernel.Dot(r.basis[i][:size], r.image[j][:size]) + kernel.Dot(r.basis[j][:size], r.image[i][:size])) / 2
			r.small[i*k+j], r.small[j*k+i] = v, v
		}
	}
	copy(r.eigen, r.small[:k*k])
	return linalg.SymEigen(r.values[:k], r.eigen[:k*k], r.work)
}

// combine sets v to the sum of the first k vectors that the lowest eigenvector of
// the subspace gives.
func (r *rotations) combine(v []float64, vectors *[subspace][]float64, k int) {
	clear(v)
	for j := range k {
		kernel.Axpy(v, r.eigen[j*k], vectors[j][:len(v)])
	}
}
