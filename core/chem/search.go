package chem

import (
	"math"

	"residual/core/kernel"
)

// The equations have many solutions. The one that Pulay's extrapolation comes to
// from separate atoms is always followed down along what is unstable; where the gap
// above the filled orbitals, hartree, is narrow, electrons are moved across it, too.
// Of 3000 random molecules of two to six atoms, and of some hundred with stretched
// bonds, stable solutions with gaps of 0.5 or more were above the lowest for four,
// all with gaps under 0.62.
const narrowGap = 0.64

// fills is the energy, hartree, within which two states are the same.
const fills = 1e-5

// ordinary tells whether the state at hand fills the lowest orbitals, leaves a wide
// gap above them and is stable; it stays as it is.
func (h *HartreeFock) ordinary() bool {
	if !h.aufbau() || h.Gap < narrowGap {
		return false
	}
	h.keep()
	lowest, solved := math.Inf(1), h.canonical()
	if solved {
		lowest, solved = h.curvature(paired, signOnly)
	}
	h.giveBack()
	return solved && lowest > unstable
}

// aufbau tells whether the lowest orbitals of every F are filled, and sets the gap.
// Of commuting D and F, Σ D·F over the electrons in each is the sum of the energies
// of the filled orbitals.
func (h *HartreeFock) aufbau() bool {
	h.Gap = math.Inf(1)
	for k := range h.channels {
		c := &h.channels[k]
		if !h.diagonalise(c.fock) {
			return false
		}
		if 0 < c.filled && c.filled < h.n {
			h.Gap = math.Min(h.Gap, h.values[c.filled]-h.values[c.filled-1])
		}
		filled := kernel.Dot(c.density, c.fock) / h.each()
		if !(filled-kernel.Sum(h.values[:c.filled]) < fills) {
			return false
		}
	}
	return true
}

// search looks for the lowest closed shell from the state at hand, of energy e,
// which may not have converged. The error is *NotConverged.
func (h *HartreeFock) search(e float64, err error) (float64, error) {
	r, least := &h.rotations, math.Inf(1)
	iterations, left := min(h.Iterations, h.maxIterations), h.Residual
	filled := err == nil && h.aufbau()
	if filled {
		least = e
		copy(r.best, h.densities)
	}
	if !h.canonical() {
		return 0, &NotConverged{iterations, left}
	}
	if filled {
		e, filled = h.stabilise(e)
	} else {
		h.fill()
		e, filled = h.settle()
	}
	least, _ = h.lower(e, filled, least)
	for range maxFalls {
		if math.IsInf(least, 1) {
			return 0, &NotConverged{iterations, left}
		}
		h.recall()
		if h.Gap > narrowGap {
			break
		}
		found := false
		if least, found = h.excitations(least); !found {
			break
		}
	}
	h.recall()
	h.Iterations = iterations
	h.Residual = h.commutator()
	return h.electronic(), nil
}

// lower remembers the state at hand, if it is one, where it is lower than the best.
func (h *HartreeFock) lower(e float64, ok bool, least float64) (float64, bool) {
	if !ok || !(e < least-fills) {
		return least, false
	}
	copy(h.rotations.best, h.densities)
	return e, true
}

// recall makes the best state the one at hand.
func (h *HartreeFock) recall() {
	copy(h.densities, h.rotations.best)
	h.interaction()
	h.aufbau()
}

// reach is how many orbitals below and above the gap exchange electrons.
const reach = 3

// excitations settles what becomes of the best state when the electrons of one
// orbital are moved across the gap, until one is lower.
func (h *HartreeFock) excitations(least float64) (float64, bool) {
	for k := range h.channels {
		o := h.channels[k].filled
		for i := o - 1; i >= max(0, o-reach); i-- {
			for a := o; a < min(h.n, o+reach); a++ {
				h.recall()
				if !h.canonical() {
					return least, false
				}
				h.exchange(&h.channels[k], i, a)
				e, ok := h.settle()
				if e, found := h.lower(e, ok, least); found {
					return e, true
				}
			}
		}
	}
	return least, false
}

// exchange fills orbital a in place of i.
func (h *HartreeFock) exchange(c *channel, i, a int) {
	for row := range h.n {
		c := c.orbitals[row*h.n:][:h.n]
		c[i], c[a] = c[a], c[i]
	}
	h.fill()
}

const (
	maxFalls  = 8   // from one state to a lower one
	fallAngle = 0.3 // away from a saddle
)

// settle goes down from the filled orbitals to a state that is stable, and tells
// whether it fills the lowest orbitals.
func (h *HartreeFock) settle() (float64, bool) {
	if e, ok := h.descend(); ok {
		return h.stabilise(e)
	}
	return 0, false
}

// stabilise falls from the stationary state at hand, of energy e, while there is
// something below.
func (h *HartreeFock) stabilise(e float64) (float64, bool) {
	for ok, falls := true, 0; ok && falls < maxFalls; falls++ {
		lowest, solved := h.curvature(paired, signOnly)
		h.fill()
		if !solved || lowest > unstable {
			return e, h.aufbau()
		}
		if e, ok = h.fall(); !ok {
			return e, false
		}
	}
	return e, h.aufbau()
}

// fall goes down from a saddle to both sides of it and takes the lower.
func (h *HartreeFock) fall() (float64, bool) {
	r := &h.rotations
	mode := r.mode[:h.pairsOfOrbitals()]
	copy(mode, r.x)
	copy(r.saddle, r.orbitals)
	h.along(mode, fallAngle)
	e, ok := h.descend()
	copy(r.lower, r.orbitals)
	copy(r.orbitals, r.saddle)
	h.along(mode, -fallAngle)
	if other, found := h.descend(); found && (!ok || other < e) {
		return other, true
	}
	copy(r.orbitals, r.lower)
	h.fill()
	return e, ok && h.semicanonical()
}
