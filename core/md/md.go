// Package md moves atoms: classical potentials, their minima, samples of
// geometries at a temperature, and dynamics over any potential.
//
// Nothing here knows units but the constants below: a mass is an energy times a
// time² over a length², a temperature comes in as k·T. With Mass and Boltzmann
// these are electronvolts, ångströms, femtoseconds, atomic mass units and kelvin;
// with masses and k of 1, the reduced units of Lennard-Jones.
package md

import "strconv"

// From CODATA 2018 (Tiesinga et al., Rev. Mod. Phys. 93, 025010, 2021).
const (
	Boltzmann = 8.617333262e-5 // eV/K
	// Mass is one atomic mass unit in eV·fs²/Å²: u·(Å/fs)² = 1.66053906660e-27 kg ·
	// 10¹⁰ m²/s², over 1.602176634e-19 J.
	Mass = 1.66053906660e2 / 1.602176634
	// Wavenumber is one radian a femtosecond in cm⁻¹: 1/(2πc).
	Wavenumber = 1 / (2 * 3.14159265358979323846 * 2.99792458e-5)

	hbar = 0.6582119569 // eV·fs
)

// A Potential gives the energy of atoms.
type Potential interface {
	// Energy returns the energy of atoms at pos (x, y, z of atom after atom) and
	// sets force, where it is not nil, to −∂E/∂pos. The error says why there is
	// no energy.
	Energy(force, pos []float64) (float64, error)
}

// Stopped says why a trajectory ended.
type Stopped struct {
	Step   int
	Reason string
	Cause  Cause
}

// A Cause is what kind of thing ended a trajectory.
type Cause int

const (
	NoEnergy   Cause = iota // the potential has none there
	NotFinite               // positions, velocities, forces or the energy
	BondBroken              // see BondGuard
	StepLong                // see EnergyGuard
)

func (s *Stopped) Error() string {
	return "stopped at step " + strconv.Itoa(s.Step) + ": " + s.Reason
}
