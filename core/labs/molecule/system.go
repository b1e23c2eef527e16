package molecule

import (
	"errors"
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
	choice choice
	name   string
	z      []int
	start  []float64 // Å, near a minimum
	weight []float64 // atomic mass units
	mass   []float64 // eV·fs²/Å²
	net    nn.Molecule
	// electrons are how many there are, and their spin; a pair law or a box that
	// repeats, where there is one, takes the place of Hartree–Fock.
	electrons chem.Options
	pair      md.Pair
	box       *[3]float64 // Å
	file      []string    // what was understood of it
}

// A choice is one of the systems to choose from, or the visitor's own.
type choice int

const (
	water choice = iota
	methane
	formaldehyde
	trihydrogen
	argon
	silicon
	own
)

// mostAtoms is how many atoms networks take: every two of them are a pair, and each
// direction in which they move is something to learn.
const mostAtoms = 10

// beyond tells whether there are more: such atoms only move on their reference,
// or are arranged anew.
func (s *system) beyond() bool { return s.atoms() > mostAtoms }

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

// presets are the systems to choose from. The geometries are near the minima of
// RHF/STO-3G; a run relaxes them first.
var presets = [...]system{
	water:        {name: "water", z: []int{8, 1, 1}, start: []float64{0, 0.064, 0, 0.758, -0.508, 0, -0.758, -0.508, 0}},
	methane:      {name: "methane", z: []int{6, 1, 1, 1, 1}, start: []float64{0, 0, 0, ch, ch, ch, -ch, -ch, ch, -ch, ch, -ch, ch, -ch, -ch}},
	formaldehyde: {name: "formaldehyde", z: []int{6, 8, 1, 1}, start: []float64{0, 0, 0, 0, 1.217, 0, 0.926, -0.596, 0, -0.926, -0.596, 0}},
	trihydrogen:  {name: "trihydrogen", z: []int{1, 1, 1}, electrons: chem.Options{Charge: 1}, start: []float64{0, 0.56, 0, 0.49, -0.28, 0, -0.49, -0.28, 0}},
	argon:        {name: "argon", pair: argonPair},
	silicon:      {name: "silicon"},
}

// ch is the length of a C–H bond along each axis, Å.
const ch = 0.6253

// preset is one of them; a cluster is of so many atoms.
func preset(which choice, atoms int) *system {
	s := presets[which]
	s.choice, s.weight = which, chem.Weights(s.z)
	switch which {
	case argon: // the best that a short search comes to
		h := md.NewHopping(lennardJones, atoms, hopTemperature, 1)
		for range 40 {
			h.Hop()
		}
		kernel.Scale(h.Best, argonSigma, h.Best)
		s.z, s.start, s.weight = slices.Repeat([]int{18}, atoms), h.Best, slices.Repeat([]float64{argonMass}, atoms)
	case silicon: // eight cubes of diamond
		pos, box := md.Diamond(2, md.Lattice)
		s.z, s.start, s.box = slices.Repeat([]int{14}, len(pos)/3), pos, &box
		s.weight = slices.Repeat([]float64{md.SiliconMass}, len(pos)/3)
	}
	return &s
}

// newSystem is the system of a file, or the one chosen.
func newSystem(s lab.Settings) (*system, error) {
	sys, err := chosenSystem(s)
	if err != nil {
		return nil, err
	}
	sys.complete()
	if sys.choice != own {
		return sys, nil
	}
	o := sys.electrons
	o.Budget = lab.Budget.Of(s)
	h, err := chem.NewMetric(sys.z, o)
	if err == nil {
		_, err = h.Energy(nil, sys.start)
	}
	if err != nil { // what cannot be computed never takes the place of what is there
		return nil, blame(s, err).Wrong("%v", err)
	}
	return sys, nil
}

// A knob can be wrong.
type knob interface {
	Wrong(format string, args ...any) *lab.KnobError
}

// blame is the knob that an error comes from.
func blame(s lab.Settings, err error) knob {
	var spin *chem.Multiplet
	switch {
	case multiplicityKnob.Of(s) > 0 && errors.As(err, &spin):
		return multiplicityKnob
	case fileKnob.Of(s) == "":
		return chargeKnob
	}
	return fileKnob
}

// chosenSystem is that of a file or of the list, with the electrons that are asked for.
func chosenSystem(s lab.Settings) (*system, error) {
	charge, multiplicity := chargeKnob.Of(s)-4, multiplicityKnob.Of(s) // the charges from −3 on come after "file"
	text := fileKnob.Of(s)
	if text == "" {
		sys := preset(systemKnob.Of(s), atomsKnob.Of(s))
		switch {
		case frameKnob.Of(s) != 1:
			return nil, frameKnob.Wrong("there is no file to take a frame from")
		case charge < -3 && multiplicity == 0:
			return sys, nil
		case sys.classical() && multiplicity > 0:
			return nil, multiplicityKnob.Wrong("%s moves by a law that knows no electrons", sys.name)
		case sys.classical():
			return nil, chargeKnob.Wrong("%s moves by a law that knows no electrons", sys.name)
		}
		sys.choice = own // nothing is published or promised of it
		ask(&sys.electrons.Charge, &sys.electrons.Multiplicity, charge, multiplicity)
		return sys, nil
	}
	m, err := chem.ReadXYZ(text, frameKnob.Of(s))
	if err != nil {
		if m.Frames > 0 {
			return nil, frameKnob.Wrong("%v", err)
		}
		return nil, fileKnob.Wrong("%v", err)
	}
	if n := len(m.Z); n < 2 || n > mostAtoms {
		return nil, fileKnob.Wrong("the molecule has %d atom%s; this lab takes 2 to %d", n, plural(n), mostAtoms)
	}
	m.ChargeGiven = m.ChargeGiven || charge >= -3
	ask(&m.Charge, &m.Multiplicity, charge, multiplicity)
	return &system{choice: own, name: "your molecule", z: m.Z, start: flat(m.Pos), weight: m.Weights(), file: m.Understood(),
		electrons: chem.Options{Charge: m.Charge, Multiplicity: m.Multiplicity}}, nil
}

// ask sets a charge and a multiplicity to those asked for, where any are.
func ask(charge, multiplicity *int, askedCharge, askedMultiplicity int) {
	if askedCharge >= -3 {
		*charge = askedCharge
	}
	if askedMultiplicity > 0 {
		*multiplicity = askedMultiplicity
	}
}

func plural(n int) string {
	if n == 1 {
		return ""
	}
	return "s"
}

// complete works out masses and, for networks, kinds and the cutoff: twice the
// width of the molecule, so that every two atoms see each other however it swings.
func (s *system) complete() {
	kinds := slices.Clone(s.z)
	slices.Sort(kinds)
	kinds = slices.Compact(kinds)
	width := 0.0
	for i, z := range s.z {
		s.mass = append(s.mass, s.weight[i]*md.Mass)
		s.net.Kinds = append(s.net.Kinds, slices.Index(kinds, z))
		for j := range i {
			width = math.Max(width, md.Distance(s.start[3*i:], s.start[3*j:]))
		}
	}
	s.net.Cutoff = math.Max(4, 2*width)
}

func (s *system) atoms() int  { return len(s.z) }
func (s *system) coords() int { return 3 * len(s.z) }

// newReference is the potential that geometries are computed with.
func (s *system) newReference() md.Potential {
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
	m, err := chem.NewMetric(s.z, s.electrons)
	if err != nil {
		panic(err) // newSystem has tried
	}
	return m
}

// classical tells whether the reference is a law and no calculation.
func (s *system) classical() bool { return s.pair != nil || s.box != nil }
