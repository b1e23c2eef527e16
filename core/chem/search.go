package chem

import (
	"math"

	"residual/core/kernel"
)

// The equations have many solutions, and the one that Pulay's extrapolation comes
// to from separate atoms is the lowest where the gap above the filled orbitals is
// wide. Where it is narrower, hartree, the solution is followed down along what is
// unstable; where it stays narrow, pairs of electrons are moved, too. Of 250
// random molecules of two to four atoms this found the lowest of what 15 random
// starts each found, and the first solution, where it was not that, had a gap
// below 0.45.
const (
	wideGap   = 0.6
	narrowGap = 0.45
)

// fills is the energy, hartree, within which two states are the same.
const fills = 1e-5

// ordinary tells whether the state at hand fills the lowest orbitals and leaves a
// wide gap above them.
func (h *HartreeFock) ordinary() bool { return h.aufbau() && h.Gap > wideGap }

// aufbau tells whether the lowest orbitals of F are filled, and sets the gap. Of
// commuting D and F, ½·Σ D·F is the sum of the energies of the filled orbitals.
func (h *HartreeFock) aufbau() bool {
	if !h.diagonalise(h.fock) {
		return false
	}
	h.Gap = math.Inf(1)
	if h.electronPairs < h.n {
		h.Gap = h.values[h.electronPairs] - h.values[h.electronPairs-1]
	}
	filled := kernel.Dot(h.density, h.fock) / 2
	return filled-kernel.Sum(h.values[:h.electronPairs]) < fills
}

// search looks for the lowest closed shell from the state at hand, of energy e,
// which may not have converged. The error is *NotConverged.
func (h *HartreeFock) search(e float64, err error) (float64, error) {
	r, least := &h.rotations, math.Inf(1)
	iterations, left := min(h.Iterations, h.maxIterations), h.Residual
	if err == nil && h.aufbau() {
		least = e
		copy(r.best, h.density)
	}
	if err == nil {
		h.interaction()
	}
	if !h.canonical() {
		return 0, &NotConverged{iterations, left}
	}
	h.fill()
	least, _ = h.lower(least)
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
	h.Residual = h.commutator(h.work.c)
	return h.electronic(), nil
}

// lower settles the filled orbitals and remembers what is lower than the best.
func (h *HartreeFock) lower(least float64) (float64, bool) {
	e, ok := h.settle()
	if !ok || !(e < least-fills) {
		return least, false
	}
	copy(h.rotations.best, h.density)
	return e, true
}

// recall makes the best state the one at hand.
func (h *HartreeFock) recall() {
	copy(h.density, h.rotations.best)
	h.interaction()
	h.aufbau()
}

// reach is how many orbitals below and above the gap exchange electrons.
const reach = 3

// excitations settles what becomes of the best state when a pair of electrons is
// moved across the gap, until one is lower.
func (h *HartreeFock) excitations(least float64) (float64, bool) {
	o := h.electronPairs
	for i := o - 1; i >= max(0, o-reach); i-- {
		for a := o; a < min(h.n, o+reach); a++ {
			h.recall()
			if !h.canonical() {
				return least, false
			}
			h.exchange(i, a)
			if e, found := h.lower(least); found {
				return e, true
			}
		}
	}
	return least, false
}

// exchange fills orbital a in place of i.
func (h *HartreeFock) exchange(i, a int) {
	for row := range h.n {
		c := h.rotations.orbitals[row*h.n:][:h.n]
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
func (h *HartreeFock) settle() (e float64, ok bool) {
	e, ok = h.descend()
	for range maxFalls {
		if !ok {
			return e, false
		}
		lowest, solved := h.curvature(paired)
		h.fill()
		if !solved || lowest > unstable {
			break
		}
		e, ok = h.fall()
	}
	return e, ok && h.aufbau()
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
