package chem

import (
	"residual/core/kernel"
	"residual/core/linalg"
)

// diis is the direct inversion in the iterative subspace (Pulay 1980, 1982): the
// next F is the sum Σ c_i·F_i of earlier ones, Σ c_i = 1, whose errors, the
// commutators e_i = F_iDS − SDF_i, cancel best:
//
//	⎛ B  1 ⎞ ⎛ c ⎞   ⎛ 0 ⎞
//	⎝ 1ᵀ 0 ⎠ ⎝ λ ⎠ = ⎝ 1 ⎠,   B_ij = e_i·e_j
//
// B is scaled by its last diagonal entry.
type diis struct {
	focks, errors [diisHistory][]float64 // the last ones, cyclically
	stored, next  int
	system, right []float64
	pivots        [diisOrder]int
	mixed         []float64
}

// diisHistory is the number of matrices F stored.
const diisHistory = 8

// diisOrder is the order of the system.
const diisOrder = diisHistory + 1

// reserve asks for the room of matrices of so many entries.
func (d *diis) reserve(m memory, entries int) {
	m.Floats(&d.system, diisOrder*diisOrder)
	m.Floats(&d.right, diisOrder)
	m.Floats(&d.mixed, entries)
	for k := range d.focks {
		m.Floats(&d.focks[k], entries)
		m.Floats(&d.errors[k], entries)
	}
}

func (d *diis) reset() { d.stored, d.next = 0, 0 }

// extrapolate stores fock with its error and returns the next one; where the
// system is singular it restarts from fock alone.
func (d *diis) extrapolate(fock, err []float64) []float64 {
	copy(d.focks[d.next], fock)
	copy(d.errors[d.next], err)
	d.next = (d.next + 1) % diisHistory
	d.stored = min(d.stored+1, diisHistory)
	if d.stored < 2 {
		return fock
	}
	if !d.coefficients() {
		d.reset()
		return fock
	}
	clear(d.mixed)
	for i, c := range d.right[:d.stored] {
		kernel.Axpy(d.mixed, c, d.focks[i])
	}
	return d.mixed
}

// coefficients sets right to c and λ.
func (d *diis) coefficients() bool {
	m := d.stored + 1
	last := d.errors[(d.next+diisHistory-1)%diisHistory]
	scale := 1 / kernel.Dot(last, last)
	for i := range d.stored {
		for j := range d.stored {
			d.system[i*m+j] = kernel.Dot(d.errors[i], d.errors[j]) * scale
		}
		d.system[i*m+m-1], d.system[(m-1)*m+i] = 1, 1
		d.right[i] = 0
	}
	d.system[m*m-1], d.right[m-1] = 0, 1
	return linalg.Solve(d.system, d.right[:m], d.pivots[:])
}
