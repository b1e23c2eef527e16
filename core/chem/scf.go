package chem

import (
	"math"

	"residual/core/kernel"
	"residual/core/linalg"
)

// The closed-shell equations of Roothaan (1951) and Hall (1951): orbitals C of
// the basis solve
//
//	FC = SCε,   F = H + J − ½K,   D = 2·C_occ·C_occᵀ
//	J_ij = Σ_kl (ij|kl)·D_kl,   K_ij = Σ_kl (ik|jl)·D_kl
//
// and E = ½·Σ D·(H + F). They are solved where FDS = SDF, from the electrons of
// separate atoms, by Pulay's extrapolation of F. Of open shells each spin has its
// own C: see channel.
const converged = 1e-9 // largest entry of FDS − SDF between orthonormal functions

// matrices is room for products of n×n matrices and an eigenproblem.
type matrices struct {
	n        int
	a, b     []float64
	multiply []float64
	eigen    []float64
}

func (w *matrices) reserve(m memory, n int) {
	w.n = n
	for _, v := range []*[]float64{&w.a, &w.b} {
		m.Floats(v, n*n)
	}
	m.Floats(&w.multiply, kernel.ScratchLen[float64](kernel.Product{M: n, K: n, N: n}))
	m.Floats(&w.eigen, linalg.SymEigenWork(n))
}

// mul sets c to x·y, with xᵀ or yᵀ where asked.
func (w *matrices) mul(c, x, y []float64, xt, yt bool) {
	kernel.Multiply(kernel.Product{M: w.n, K: w.n, N: w.n, TransA: xt, TransB: yt}, c, x, y, w.multiply)
}

// solve finds the density for the integrals and returns the electronic energy.
func (h *HartreeFock) solve() (float64, error) {
	if !h.orthonormal() {
		return 0, &NotConverged{0, math.Inf(1)}
	}
	h.atomic()
	h.interaction()
	if !h.occupy(h.focks) {
		return 0, &NotConverged{1, math.Inf(1)}
	}
	e, err := h.iterate()
	if err == nil && h.ordinary() {
		return e, nil
	}
	return h.search(e, err)
}

// iterate extrapolates F from the density at hand until FDS = SDF.
func (h *HartreeFock) iterate() (float64, error) {
	h.diis.reset()
	for h.Iterations = 1; h.Iterations <= h.maxIterations; h.Iterations++ {
		h.interaction()
		h.Residual = h.commutator()
		if h.Residual < converged {
			return h.electronic(), nil
		}
		next := h.diis.extrapolate(h.focks, h.left)
		if !h.occupy(next) {
			break
		}
	}
	return 0, &NotConverged{min(h.Iterations, h.maxIterations), h.Residual}
}

// atomic sets D to that of separate round atoms: two electrons in the first
// shell, and what is left spread evenly over the second. From the orbitals of H
// alone, nitrogen would end in an excited state.
func (h *HartreeFock) atomic() {
	clear(h.density)
	for _, s := range h.shells {
		z := h.z[s.atom]
		electrons := float64(min(z, 2))
		if s.size > 1 {
			electrons = float64(z-2) / float64(s.size)
		}
		for i := s.first; i < s.first+s.size; i++ {
			h.density[i*h.n+i] = electrons
		}
	}
	if h.open() {
		for k := range h.channels {
			kernel.Scale(h.channels[k].density, 0.5, h.density)
		}
	}
}

// orthonormal sets root to S^{−½} = U·s^{−½}·Uᵀ; false where functions depend on
// each other.
func (h *HartreeFock) orthonormal() bool {
	w := &h.work
	copy(w.a, h.overlap)
	if !linalg.SymEigen(h.values, w.a, w.eigen) || !(h.values[0] > 1e-10) {
		return false
	}
	for i := range h.n {
		for j := range h.n {
			w.b[i*h.n+j] = w.a[i*h.n+j] / math.Sqrt(h.values[j])
		}
	}
	w.mul(h.root, w.b, w.a, false, true)
	return true
}

// diagonalise sets values and work.b to the eigenvalues and eigenvectors of
// S^{−½}·f·S^{−½}.
func (h *HartreeFock) diagonalise(f []float64) bool {
	w := &h.work
	w.mul(w.a, f, h.root, false, false)
	w.mul(w.b, h.root, w.a, false, false)
	return linalg.SymEigen(h.values, w.b, w.eigen)
}

// occupy fills the lowest orbitals of f, which has a matrix for each channel.
func (h *HartreeFock) occupy(f []float64) bool {
	w := &h.work
	for k := range h.channels {
		if !h.diagonalise(f[k*h.n*h.n:][:h.n*h.n]) {
			return false
		}
		w.mul(w.a, h.root, w.b, false, false)
		h.fillChannel(&h.channels[k], w.a)
	}
	return true
}

// repulse sets f to share·J − ½K of d, using each (ij|kl) once for all its
// permutations.
func (h *HartreeFock) repulse(f, d []float64, share float64) {
	n := h.n
	clear(f)
	at := 0
	for i := range n {
		for j := range i + 1 {
			for k := range i + 1 {
				last := k
				if k == i {
					last = j
				}
				for l := range last + 1 {
					v := h.eri[at] * degeneracy(i, j, k, l) / 2
					at++
					u := share * v
					f[i*n+j] += float64(u * d[k*n+l])
					f[k*n+l] += float64(u * d[i*n+j])
					v /= 4
					f[i*n+k] -= float64(v * d[j*n+l])
					f[j*n+l] -= float64(v * d[i*n+k])
					f[i*n+l] -= float64(v * d[j*n+k])
					f[j*n+k] -= float64(v * d[i*n+l])
				}
			}
		}
	}
	for i := range n {
		for j := range i + 1 {
			v := (f[i*n+j] + f[j*n+i]) / 2
			f[i*n+j], f[j*n+i] = v, v
		}
	}
}

// degeneracy is the number of distinct permutations of the indices under which
// (ij|kl) is the same integral: 8, halved for each of i = j, k = l and ij = kl.
func degeneracy(i, j, k, l int) float64 {
	v := 8.0
	if i == j {
		v /= 2
	}
	if k == l {
		v /= 2
	}
	if i == k && j == l {
		v /= 2
	}
	return v
}

// commutator sets left to S^{−½}(FDS − SDF)S^{−½} and returns its largest entry.
func (h *HartreeFock) commutator() float64 {
	w, n := &h.work, h.n
	for k := range h.channels {
		c := &h.channels[k]
		w.mul(w.a, c.density, h.overlap, false, false)
		w.mul(w.b, c.fock, w.a, false, false)
		for i := range n {
			for j := range n {
				w.a[i*n+j] = w.b[i*n+j] - w.b[j*n+i]
			}
		}
		w.mul(w.b, w.a, h.root, false, false)
		w.mul(h.left[k*n*n:][:n*n], h.root, w.b, false, false)
	}
	return kernel.MaxAbs(h.left)
}
