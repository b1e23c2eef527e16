package chem

import (
	"math"

	"residual/core/kernel"
)

// HartreeFock is the Hartree–Fock method for atoms of given kinds anywhere in
// space, restricted for closed shells and unrestricted for open ones. It allocates
// once.
type HartreeFock struct {
	z             []int
	channels      []channel // of α and β electrons; one where all are paired
	n             int       // basis functions
	maxIterations int
	shells        []shell
	pairs         []pair

	pos, grad []float64 // bohr, hartree/bohr
	eri       []float64 // (ij|kl), i≥j, k≥l, ij≥kl

	overlap, core, root []float64 // n×n: S, H, S^{−½}
	fock, density       []float64 // n×n: F of closed shells, D of all electrons
	focks, densities    []float64 // of all channels, one after another
	left                []float64 // FDS − SDF of all channels
	spins               spins
	values              []float64 // eigenvalues of the last eigenproblem
	work                matrices
	diis                diis
	coulomb             coulomb
	block               []float64
	half, weighed       half
	rotations           rotations

	// Of the last call of Energy.
	Iterations int
	Residual   float64
	Gap        float64 // between the highest occupied and the lowest empty orbital, hartree
}

// Options are the departures from the standard.
type Options struct {
	Charge       int
	Multiplicity int    // 2S + 1; 0 means the least, 1 or 2
	Unrestricted bool   // orbitals for each spin where the multiplicity is 1, too
	Zetas        []Zeta // one an atom, in place of the standard ones
	Budget       int64  // bytes; 0 means any number

	Iterations int // at most, of the extrapolation and of each descent; 0 means 200
}

// New prepares for molecules of the given nuclear charges. Errors are
// *UnknownElement, *NoElectrons, *Multiplet, *TooManyElectrons and *TooLarge.
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
	shells, n := newBasis(zetas)
	channels, err := o.occupation(electrons, n)
	if err != nil {
		return nil, err
	}
	if o.Budget > 0 {
		if need := bytes(shells, n, z, len(channels)); need > o.Budget {
			return nil, &TooLarge{n, need, o.Budget}
		}
	}
	h := &HartreeFock{z: append([]int(nil), z...), channels: channels, n: n, maxIterations: o.Iterations, shells: shells}
	if h.maxIterations == 0 {
		h.maxIterations = 200
	}
	h.allocate()
	return h, nil
}

// occupation puts so many electrons into channels of n orbitals.
func (o *Options) occupation(electrons, n int) ([]channel, error) {
	if electrons <= 0 {
		return nil, &NoElectrons{}
	}
	unpaired := o.Multiplicity - 1
	if o.Multiplicity == 0 {
		unpaired = electrons % 2
	}
	if unpaired < 0 || unpaired > electrons || (electrons-unpaired)%2 != 0 {
		return nil, &Multiplet{o.Multiplicity, electrons}
	}
	more, fewer := (electrons+unpaired)/2, (electrons-unpaired)/2
	if more > n {
		return nil, &TooManyElectrons{electrons, n, unpaired}
	}
	if unpaired == 0 && !o.Unrestricted {
		return []channel{{filled: fewer}}, nil
	}
	return []channel{{filled: more}, {filled: fewer}}, nil
}

// Functions is the number of basis functions.
func (h *HartreeFock) Functions() int { return h.n }

// Bytes is what New allocates for molecules of these nuclear charges.
func Bytes(z []int, o Options) int64 {
	zetas := make([]Zeta, len(z))
	for i, charge := range z {
		if charge > 0 && charge < len(Zetas) {
			zetas[i] = Zetas[charge]
		}
	}
	shells, n := newBasis(zetas)
	return bytes(shells, n, z, o.channels(z))
}

// channels is how many there are.
func (o *Options) channels(z []int) int {
	electrons := -o.Charge
	for _, charge := range z {
		electrons += charge
	}
	if o.Unrestricted || o.Multiplicity > 1 || o.Multiplicity == 0 && electrons%2 != 0 {
		return 2
	}
	return 1
}

// packed is the number of unordered pairs of n things.
func packed(n int) int { return n * (n + 1) / 2 }

// blockSize is what the block of two pairs of shells is at most.
const blockSize = 16 * 16

// bytes counts what New allocates, in numbers of eight bytes: one slice for all
// that depends on the molecule's size, and what is of a fixed one.
func bytes(shells []shell, n int, z []int, channels int) int64 {
	var numbers total
	(&HartreeFock{shells: shells, n: n, z: z, channels: make([]channel, channels)}).reserve(&numbers)
	return 8 * int64(int(numbers)+pairWords*packed(len(shells))+18*len(shells)+len(z)+fixedWords)
}

// Words of a pair without its numbers, and of a HartreeFock without its
// slices.
const (
	pairWords  = 9 + 9*26
	fixedWords = 2*blockSize + 2*hermitePadded + 200
)

// A memory gives room to what is reserved with it, or counts it.
type memory interface {
	Floats(v *[]float64, n int)
}

// A total adds up what is asked for.
type total int

func (t *total) Floats(_ *[]float64, n int) { *t += total(n) }

// An arena is a slice from which others are cut.
type arena []float64

func (a *arena) Floats(v *[]float64, n int) {
	*v = (*a)[:n:n]
	*a = (*a)[n:]
}

func (h *HartreeFock) allocate() {
	h.pairs = make([]pair, packed(len(h.shells)))
	var numbers total
	h.reserve(&numbers)
	room := arena(make([]float64, numbers))
	h.reserve(&room)
	h.coulomb.boys.fill()
}

// reserve lists all that depends on the molecule's size. Before there are pairs, a
// spare one stands for each.
func (h *HartreeFock) reserve(m memory) {
	var spare *pair
	if h.pairs == nil {
		spare = new(pair)
	}
	for i := range h.shells {
		for j := range i + 1 {
			q := spare
			if q == nil {
				q = &h.pairs[packed(i)+j]
			}
			q.link(&h.shells[i], &h.shells[j], m)
		}
	}
	n := h.n
	m.Floats(&h.pos, 3*len(h.z))
	m.Floats(&h.grad, 3*len(h.z))
	m.Floats(&h.values, n)
	m.Floats(&h.eri, packed(packed(n)))
	m.Floats(&h.block, blockSize)
	for _, v := range []*[]float64{&h.overlap, &h.core, &h.root} {
		m.Floats(v, n*n)
	}
	h.reserveChannels(m)
	h.work.reserve(m, n)
	h.diis.reserve(m, n*n*len(h.channels))
	h.rotations.reserve(m, n, len(h.channels))
	m.Floats((*[]float64)(&h.coulomb.boys), boysSize)
}

// Energy returns the energy of the molecule, hartree, with its atoms at pos,
// bohr, and sets force, where it is not nil, to −∂E/∂pos, hartree/bohr. It is that
// of the lowest state that was found of its kind, with the lowest orbitals filled;
// Stability tells more. Errors are *NotFinite, *CoincidentAtoms and *NotConverged.
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

// minDistance of two atoms, bohr, under which they are in the same place.
const minDistance = 1e-2

// Check verifies that the positions, bohr, are finite and the atoms apart. Errors are
// *NotFinite and *CoincidentAtoms.
func Check(pos []float64) error {
	for i, x := range pos {
		if !(math.Abs(x) < 1e6) {
			return &NotFinite{i / 3}
		}
	}
	for i := range len(pos) / 3 {
		for j := range i {
			if distance(pos, i, j) < minDistance {
				return &CoincidentAtoms{j, i}
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

// integrals computes all integrals over the basis for the current positions.
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

// scatter copies a block of repulsion integrals into eri.
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
