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
	focks, errors [diisMost][]float64 // the last ones, in turn
	kept, next    int
	system, right []float64
	pivots        [diisMax]int
	mixed         []float64
}

// diisMost is how many are kept.
const diisMost = 8

// diisMax is the order of the system.
const diisMax = diisMost + 1

func newDIIS(n int, room *arena) diis {
	d := diis{system: room.take(diisMax * diisMax), right: room.take(diisMax), mixed: room.take(n * n)}
	for k := range d.focks {
		d.focks[k], d.errors[k] = room.take(n*n), room.take(n*n)
	}
	return d
}

// diisSize is what newDIIS takes.
func diisSize(n int) int { return (2*diisMost+1)*n*n + diisMax*(diisMax+1) }

func (d *diis) reset() { d.kept, d.next = 0, 0 }

// extrapolate takes in fock with its error and returns the next one; where the
// system is singular it begins anew with fock alone.
func (d *diis) extrapolate(fock, err []float64) []float64 {
	copy(d.focks[d.next], fock)
	copy(d.errors[d.next], err)
	d.next = (d.next + 1) % diisMost
	d.kept = min(d.kept+1, diisMost)
	if d.kept < 2 {
		return fock
	}
	if !d.coefficients() {
		d.reset()
		return fock
	}
	clear(d.mixed)
	for i, c := range d.right[:d.kept] {
		kernel.Axpy(d.mixed, c, d.focks[i])
	}
	return d.mixed
}

// coefficients sets right to c and λ.
func (d *diis) coefficients() bool {
	m := d.kept + 1
	last := d.errors[(d.next+diisMost-1)%diisMost]
	scale := 1 / kernel.Dot(last, last)
	for i := range d.kept {
		for j := range d.kept {
			d.system[i*m+j] = kernel.Dot(d.errors[i], d.errors[j]) * scale
		}
		d.system[i*m+m-1], d.system[(m-1)*m+i] = 1, 1
		d.right[i] = 0
	}
	d.system[m*m-1], d.right[m-1] = 0, 1
	return linalg.Solve(d.system, d.right[:m], d.pivots[:])
}
