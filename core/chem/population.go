package chem

import "residual/core/kernel"

// Charges sets q to the Mulliken charges (1955) of the molecule last computed,
//
//	q_A = Z_A − Σ_{i on A} (DS)_ii
//
// in elementary charges.
func (h *HartreeFock) Charges(q []float64) {
	for i, z := range h.z {
		q[i] = float64(z)
	}
	for s := range h.shells {
		sh := &h.shells[s]
		for i := sh.first; i < sh.first+sh.size; i++ {
			q[sh.atom] -= kernel.Dot(h.density[i*h.n:][:h.n], h.overlap[i*h.n:][:h.n])
		}
	}
}

// Orbitals sets e to the orbital energies of the molecule last computed, hartree,
// rising: the eigenvalues of the converged F, as many as there are basis functions,
// of open shells those of α electrons. It is false where the eigenproblem was not
// solved.
func (h *HartreeFock) Orbitals(e []float64) bool {
	ok := h.diagonalise(h.channels[0].fock)
	copy(e, h.values)
	return ok
}

// Dipole is that of the molecule last computed about the origin, e·bohr, from
// the negative to the positive:
//
//	Σ_A Z_A·R_A − Σ_ij D_ij·∫ χ_i r χ_j
//
// A product of Gaussians has its own centre, ∫ Λ_000·r = P·(π/p)^{3/2}, and of the
// other Λ only those of degree one see r: ∫ Λ_100·x = (π/p)^{3/2}.
func (h *HartreeFock) Dipole() (d [3]float64) {
	for i, z := range h.z {
		for axis := range d {
			d[axis] += float64(float64(z) * h.pos[3*i+axis])
		}
	}
	for i := range h.pairs {
		q := &h.pairs[i]
		for n := range q.prods {
			m := &q.prods[n]
			scale := q.multiplicity() * volume(m.p)
			for k := range q.term {
				x := &q.term[k]
				at := (q.a.first+int(x.product)/q.nb)*h.n + q.b.first + int(x.product)%q.nb
				w := scale * h.density[at] * m.e[k]
				for axis := range d {
					switch x.hermite {
					case 0:
						d[axis] -= float64(w * m.at[axis])
					case hermite.raise[0][axis]:
						d[axis] -= w
					}
				}
			}
		}
	}
	return d
}
