package chem

import "residual/core/kernel"

// A channel is the electrons that share orbitals: those of one spin, as Pople &
// Nesbet (J. Chem. Phys. 22, 571, 1954) have them, or all where each orbital holds
// a pair. With the densities D^σ of both spins, D = D^α + D^β and M = D^α − D^β,
//
//	F^σ = H + J[D] − K[D^σ] = H + J[D] − ½K[D] ∓ ½K[M]
type channel struct {
	filled        int // orbitals
	density, fock []float64
	orbitals      []float64 // n×n, a column each, over the basis
	energies      []float64
}

// spins is room for what open shells have beside closed ones: M and −½K[M].
type spins struct{ density, exchange []float64 }

// open tells whether the spins have orbitals of their own.
func (h *HartreeFock) open() bool { return len(h.channels) > 1 }

// unpaired is how many electrons there are of one spin more than of the other.
func (h *HartreeFock) unpaired() int {
	if !h.open() {
		return 0
	}
	return h.channels[0].filled - h.channels[1].filled
}

// each is how many electrons an orbital holds.
func (h *HartreeFock) each() float64 { return float64(3 - len(h.channels)) }

// reserveChannels cuts what belongs to a channel from slices of all, so that these
// are copied at once.
func (h *HartreeFock) reserveChannels(m memory) {
	all, n := len(h.channels), h.n
	r := &h.rotations
	for _, v := range []*[]float64{&h.densities, &h.focks, &h.left, &r.orbitals} {
		m.Floats(v, all*n*n)
	}
	m.Floats(&r.energies, all*n)
	if h.density, h.fock = h.densities, h.focks; h.open() {
		for _, v := range []*[]float64{&h.density, &h.fock, &h.spins.density, &h.spins.exchange} {
			m.Floats(v, n*n)
		}
	}
	if h.densities == nil {
		return // only counted
	}
	for k := range h.channels {
		c := &h.channels[k]
		c.density, c.fock, c.orbitals = h.densities[k*n*n:][:n*n], h.focks[k*n*n:][:n*n], r.orbitals[k*n*n:][:n*n]
		c.energies = r.energies[k*n:][:n]
	}
}

// fillChannel sets D of a channel to that of its first orbitals, CCᵀ times the electrons
// in each.
func (h *HartreeFock) fillChannel(c *channel, orbitals []float64) {
	if c.filled == 0 {
		clear(c.density)
		return
	}
	n := h.n
	occupied := kernel.Product{M: n, K: c.filled, N: n, TransB: true, LDA: n, LDB: n}
	kernel.Multiply(occupied, c.density, orbitals, orbitals, h.work.multiply)
	if !h.open() {
		kernel.Scale(c.density, 2, c.density)
	}
}

// fill puts the electrons into the first orbitals, and sets F to that of them.
func (h *HartreeFock) fill() {
	for k := range h.channels {
		h.fillChannel(&h.channels[k], h.channels[k].orbitals)
	}
	h.interaction()
}

// interaction sets F of every channel to that of the densities.
func (h *HartreeFock) interaction() {
	h.repulsions(1)
	for k := range h.channels {
		for i, v := range h.core {
			h.channels[k].fock[i] += v
		}
	}
}

// repulsions sets F of every channel to its interaction alone, with that share of
// J.
func (h *HartreeFock) repulsions(share float64) {
	if !h.open() {
		h.repulse(h.fock, h.density, share)
		return
	}
	h.addSpins()
	h.repulse(h.fock, h.density, share)
	h.repulse(h.spins.exchange, h.spins.density, 0)
	alpha, beta := h.channels[0].fock, h.channels[1].fock
	for i, v := range h.spins.exchange {
		alpha[i], beta[i] = h.fock[i]+v, h.fock[i]-v
	}
}

// addSpins sets D and M.
func (h *HartreeFock) addSpins() {
	alpha, beta := h.channels[0].density, h.channels[1].density
	for i, v := range alpha {
		h.density[i], h.spins.density[i] = v+beta[i], v-beta[i]
	}
}

// electronic is ½·Σ D·(H + F) over all channels.
func (h *HartreeFock) electronic() float64 {
	sum := kernel.Dot(h.density, h.core)
	for k := range h.channels {
		sum += kernel.Dot(h.channels[k].density, h.channels[k].fock)
	}
	return sum / 2
}

// SpinSquared is ⟨S²⟩ of the state last computed, S(S + 1) where it is one of spin S
// alone (Szabo & Ostlund, Modern Quantum Chemistry, equation 2.271):
//
//	½(N_α − N_β)·(½(N_α − N_β) + 1) + N_β − Tr D^α S D^β S
func (h *HartreeFock) SpinSquared() float64 {
	if !h.open() {
		return 0
	}
	w, alpha, beta := &h.work, &h.channels[0], &h.channels[1]
	s := float64(h.unpaired()) / 2
	w.mul(w.a, alpha.density, h.overlap, false, false)
	w.mul(w.b, h.overlap, beta.density, false, false)
	return s*(s+1) + float64(beta.filled) - kernel.Dot(w.a, w.b)
}
