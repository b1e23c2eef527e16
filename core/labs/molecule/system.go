package molecule

import (
	"math"
	"slices"

	"residual/core/chem"
	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/md"
	"residual/core/nn"
)

// A system is the atoms at hand and where their reference energies come from.
type system struct {
	name  string
	z     []int
	start []float64 // Å, near a minimum
	mass  []float64 // eV·fs²/Å²
	net   nn.Molecule
	// charge is that of all atoms together; a pair law or a box that repeats,
	// where there is one, takes the place of Hartree–Fock.
	charge int
	pair   md.Pair
	box    *[3]float64 // Å
}

var systemNames = []string{"water", "methane", "formaldehyde", "trihydrogen", "argon", "silicon"}

// most is how many atoms networks take: every two of them are a pair, and each
// direction in which they move is something to learn.
const most = 10

// beyond tells whether there are more: such atoms only move on their reference,
// or are arranged anew.
func (s *system) beyond() bool { return s.atoms() > most }

// argon atoms see each other by Lennard-Jones's law with these constants
// (Rahman, Phys. Rev. 136, A405, 1964: ε/k = 120 K, σ = 3.4 Å).
const (
	argonEpsilon = 120 * md.Boltzmann
	argonSigma   = 3.4
	argonMass    = 39.95
	argonHottest = 15 // K: five atoms stay together for the time of a sample
)

func argonPair(r2 float64) (e, g float64) {
	e, g = md.LennardJones(r2 / (argonSigma * argonSigma))
	return argonEpsilon * e, argonEpsilon / (argonSigma * argonSigma) * g
}

// argon is the best that a short search comes to.
func argon(atoms int) *system {
	h := md.NewHopping(md.Cluster{Pair: md.LennardJones}, atoms, hopHeat, 1)
	for range 40 {
		h.Hop()
	}
	kernel.Scale(h.Best, argonSigma, h.Best)
	return &system{name: "argon", z: slices.Repeat([]int{18}, atoms), pair: argonPair, start: h.Best}
}

// silicon is eight cubes of diamond.
func silicon() *system {
	pos, box := md.Diamond(2, md.Lattice)
	return &system{name: "silicon", z: slices.Repeat([]int{14}, len(pos)/3), start: pos, box: &box}
}

// preset is one of the systems to choose from. The geometries are near the
// minima of RHF/STO-3G; a run relaxes them first.
func preset(name string, atoms int) *system {
	switch name {
	case "methane":
		const a = 0.6253
		return &system{name: name, z: []int{6, 1, 1, 1, 1}, start: []float64{0, 0, 0, a, a, a, -a, -a, a, -a, a, -a, a, -a, -a}}
	case "formaldehyde":
		return &system{name: name, z: []int{6, 8, 1, 1}, start: []float64{0, 0, 0, 0, 1.217, 0, 0.926, -0.596, 0, -0.926, -0.596, 0}}
	case "trihydrogen":
		return &system{name: name, z: []int{1, 1, 1}, charge: 1, start: []float64{0, 0.56, 0, 0.49, -0.28, 0, -0.49, -0.28, 0}}
	case "argon":
		return argon(atoms)
	case "silicon":
		return silicon()
	}
	return &system{name: "water", z: []int{8, 1, 1}, start: []float64{0, 0.064, 0, 0.758, -0.508, 0, -0.758, -0.508, 0}}
}

// readSystem is the system of a file, or the one chosen.
func readSystem(s lab.Settings) (*system, error) {
	sys := preset(s.Choice("system"), s.Int("atoms"))
	if text := s.File("xyz"); text != "" {
		m, err := chem.ParseXYZ(text)
		if err != nil {
			return nil, &lab.KnobError{Knob: "xyz", Reason: err.Error()}
		}
		if n := len(m.Z); n < 2 || n > most {
			return nil, &lab.KnobError{Knob: "xyz", Reason: "the molecule has " + lab.Number(float64(n), 0) +
				" atoms; this lab takes 2 to " + lab.Number(most, 0)}
		}
		sys = &system{name: "your molecule", z: m.Z, start: m.Pos, charge: m.Charge}
		if _, err := chem.NewMetric(sys.z, chem.Options{Charge: sys.charge, Budget: s.Bytes("memory")}); err != nil {
			return nil, &lab.KnobError{Knob: "xyz", Reason: err.Error()}
		}
	}
	sys.complete()
	return sys, nil
}

// complete works out masses and, for networks, kinds and the cutoff: twice the
// width of the molecule, so that every two atoms see each other however it swings.
func (s *system) complete() {
	weights := chem.Weights(s.z)
	kinds := slices.Clone(s.z)
	slices.Sort(kinds)
	kinds = slices.Compact(kinds)
	width := 0.0
	for i, z := range s.z {
		switch {
		case s.pair != nil:
			weights[i] = argonMass
		case s.box != nil:
			weights[i] = md.SiliconMass
		}
		s.mass = append(s.mass, weights[i]*md.Mass)
		s.net.Kinds = append(s.net.Kinds, slices.Index(kinds, z))
		for j := range i {
			width = math.Max(width, length(difference(s.start, i, j)))
		}
	}
	s.net.Cutoff = math.Max(4, 2*width)
}

func (s *system) atoms() int  { return len(s.z) }
func (s *system) coords() int { return 3 * len(s.z) }

// free is the number of directions in which the atoms move without drifting all
// together or, outside of a box, turning.
func (s *system) free() int {
	if s.box != nil {
		return s.coords() - 3
	}
	return free(s.atoms())
}

// hottest is the largest temperature at which the atoms stay together.
func (s *system) hottest() float64 {
	if s.pair != nil {
		return argonHottest
	}
	return math.Inf(1)
}

// reference is the potential that geometries are computed with.
func (s *system) reference() md.Potential {
	switch {
	case s.pair != nil:
		return md.Cluster{Pair: s.pair}
	case s.box != nil:
		p, err := md.NewSilicon(*s.box)
		if err != nil {
			panic(err) // of two cubes a side it takes any
		}
		return p
	}
	m, err := chem.NewMetric(s.z, chem.Options{Charge: s.charge})
	if err != nil {
		panic(err) // readSystem has tried
	}
	return m
}

// classical tells whether the reference is a law and no calculation.
func (s *system) classical() bool { return s.pair != nil || s.box != nil }

// referenceBytes is what the reference takes.
func (s *system) referenceBytes() int64 {
	if s.classical() {
		return 0
	}
	return chem.Bytes(s.z)
}

// tryFirst computes the first energy of a visitor's molecule, so that one that
// cannot be computed never takes the place of what is there.
func (s *system) tryFirst() error {
	if _, err := s.reference().Energy(make([]float64, s.coords()), s.start); err != nil {
		return &lab.KnobError{Knob: "xyz", Reason: err.Error()}
	}
	return nil
}

// difference is the way from atom j to atom i.
func difference(x []float64, i, j int) [3]float64 {
	return [3]float64{x[3*i] - x[3*j], x[3*i+1] - x[3*j+1], x[3*i+2] - x[3*j+2]}
}

func length(v [3]float64) float64 {
	return math.Sqrt(float64(v[0]*v[0]) + float64(v[1]*v[1]) + float64(v[2]*v[2]))
}
