package chem

import (
	"math"

	"residual/core/kernel"
)

// HartreeFock is the restricted Hartree–Fock method for atoms of given kinds
// anywhere in space. It allocates once.
type HartreeFock struct {
	z      []int
	pairs2 int // pairs of electrons
	n      int // basis functions
	most   int // iterations
	shells []shell
	pairs  []pair

	pos, grad []float64 // bohr, hartree/bohr
	eri       []float64 // (ij|kl), i≥j, k≥l, ij≥kl

	overlap, core, root, fock, density []float64 // n×n: S, H, S^{−½}, F, D
	work                               matrices
	diis                               diis
	coulomb                            coulomb
	block                              []float64
	half, weighed                      half

	// Of the last call of Energy.
	Iterations int
	Residual   float64
	Orbitals   []float64 // orbital energies, hartree, rising
}

// Options says what differs from the standard.
type Options struct {
	Charge int
	Zetas  []Zeta // one an atom, in place of the standard ones
	Budget int64  // bytes; 0 means any number

	Iterations int // at most, of the self-consistent field; 0 means 200
}

// New makes ready for molecules of the given nuclear charges. Errors are
// *UnknownElement, *OpenShell, *Crowded and *TooLarge.
func New(z []int, o Options) (*HartreeFock, error) {
	zetas, electrons := o.Zetas, -o.Charge
	if zetas == nil {
		zetas = make([]Zeta, len(z))
	}
	for i, charge := range z {
		if charge < 1 || charge >= len(Zetas) {
			return nil, &UnknownElement{i, charge}
		}
		electrons += charge
		if o.Zetas == nil {
			zetas[i] = Zetas[charge]
		}
	}
	if electrons <= 0 || electrons%2 != 0 {
		return nil, &OpenShell{electrons}
	}
	shells, n := newBasis(zetas)
	if electrons > 2*n {
		return nil, &Crowded{electrons, n}
	}
	if need := bytes(shells, n, len(z)); o.Budget > 0 && need > o.Budget {
		return nil, &TooLarge{n, need, o.Budget}
	}
	h := &HartreeFock{z: append([]int(nil), z...), pairs2: electrons / 2, n: n, most: o.Iterations, shells: shells}
	if h.most == 0 {
		h.most = 200
	}
	h.allocate()
	return h, nil
}

// Functions is the number of basis functions.
func (h *HartreeFock) Functions() int { return h.n }

// Bytes is what New allocates for molecules of these nuclear charges.
func Bytes(z []int) int64 {
	zetas := make([]Zeta, len(z))
	for i, charge := range z {
		if charge > 0 && charge < len(Zetas) {
			zetas[i] = Zetas[charge]
		}
	}
	shells, n := newBasis(zetas)
	return bytes(shells, n, len(z))
}

// packed is the number of unordered pairs of n things.
func packed(n int) int { return n * (n + 1) / 2 }

// blockSize is what the block of two pairs of shells is at most.
const blockSize = 16 * 16

// bytes counts what New allocates, in numbers of eight bytes: one slice for all
// that depends on the molecule's size, and what is of a fixed one.
func bytes(shells []shell, n, atoms int) int64 {
	return 8 * int64(numbers(shells, n, atoms)+pairWords*packed(len(shells))+18*len(shells)+atoms+fixedWords)
}

// Words of a pair without its expansions, and of a HartreeFock without its
// slices.
const (
	pairWords  = 6 + 9*26
	fixedWords = 2*blockSize + 2*room + 200
)

// numbers is what allocate shares out.
func numbers(shells []shell, n, atoms int) int {
	sum := packed(packed(n)) + 5*n*n + n + 6*atoms + matricesSize(n) + diisSize(n) + blockSize + boysSize
	for i := range shells {
		for j := range i + 1 {
			sum += pairSize(&shells[i], &shells[j])
		}
	}
	return sum
}

// An arena is room that is shared out.
type arena []float64

func (a *arena) take(n int) []float64 {
	s := (*a)[:n:n]
	*a = (*a)[n:]
	return s
}

func (h *HartreeFock) allocate() {
	n := h.n
	room := arena(make([]float64, numbers(h.shells, n, len(h.z))))
	h.pairs = make([]pair, packed(len(h.shells)))
	for i := range h.shells {
		for j := range i + 1 {
			h.pairs[packed(i)+j].link(&h.shells[i], &h.shells[j], &room)
		}
	}
	h.pos, h.grad, h.Orbitals = room.take(3*len(h.z)), room.take(3*len(h.z)), room.take(n)
	h.eri, h.block = room.take(packed(packed(n))), room.take(blockSize)
	for _, m := range []*[]float64{&h.overlap, &h.core, &h.root, &h.fock, &h.density} {
		*m = room.take(n * n)
	}
	h.work, h.diis = newMatrices(n, &room), newDIIS(n, &room)
	h.coulomb.boys = newBoys(room.take(boysSize))
}

// Energy returns the energy of the molecule, hartree, with its atoms at pos,
// bohr, and sets force, where it is not nil, to −∂E/∂pos, hartree/bohr. Errors
// are *NotFinite, *Coincident and *NotConverged.
func (h *HartreeFock) Energy(force, pos []float64) (float64, error) {
	if err := Check(pos); err != nil {
		return 0, err
	}
	copy(h.pos, pos)
	h.integrals()
	electronic, err := h.solve()
	if err != nil {
		return 0, err
	}
	if force != nil {
		h.gradient()
		kernel.Scale(force, -1, h.grad)
	}
	return electronic + h.nuclear(), nil
}

// nearest is the least distance of two atoms, bohr, that are not in one place.
const nearest = 1e-2

// Check says whether atoms at pos, bohr, are somewhere and apart. Errors are
// *NotFinite and *Coincident.
func Check(pos []float64) error {
	for i, x := range pos {
		if !(math.Abs(x) < 1e6) {
			return &NotFinite{i / 3}
		}
	}
	for i := range len(pos) / 3 {
		for j := range i {
			if distance(pos, i, j) < nearest {
				return &Coincident{j, i}
			}
		}
	}
	return nil
}

// distance is that of atoms i and j.
func distance(pos []float64, i, j int) float64 {
	r2 := 0.0
	for axis := range 3 {
		x := pos[3*i+axis] - pos[3*j+axis]
		r2 += float64(x * x)
	}
	return math.Sqrt(r2)
}

// nuclear is Σ_{i>j} Z_i·Z_j/r_ij.
func (h *HartreeFock) nuclear() (sum float64) {
	for i := range h.z {
		for j := range i {
			sum += float64(h.z[i]*h.z[j]) / distance(h.pos, i, j)
		}
	}
	return sum
}

// integrals sets all that does not depend on the electrons' state.
func (h *HartreeFock) integrals() {
	var s, t, v [16]float64
	for i := range h.pairs {
		q := &h.pairs[i]
		q.place(h.pos)
		q.onebody(&s, &t)
		h.attraction(q, &v)
		for f := range q.na * q.nb {
			a, b := q.a.first+f/q.nb, q.b.first+f%q.nb
			h.overlap[a*h.n+b], h.overlap[b*h.n+a] = s[f], s[f]
			h.core[a*h.n+b], h.core[b*h.n+a] = t[f]+v[f], t[f]+v[f]
		}
	}
	for i := range h.pairs {
		for j := range i + 1 {
			h.scatter(&h.pairs[i], &h.pairs[j], h.repulsion(&h.pairs[i], &h.pairs[j]))
		}
	}
}

// scatter puts a block of repulsions where they belong.
func (h *HartreeFock) scatter(bra, ket *pair, block []float64) {
	n := ket.na * ket.nb
	for f := range bra.na * bra.nb {
		i, j := bra.a.first+f/bra.nb, bra.b.first+f%bra.nb
		if i < j {
			continue
		}
		ij := packed(i) + j
		for g := range n {
			k, l := ket.a.first+g/ket.nb, ket.b.first+g%ket.nb
			if k < l {
				continue
			}
			kl := packed(k) + l
			h.eri[packed(max(ij, kl))+min(ij, kl)] = block[f*n+g]
		}
	}
}
