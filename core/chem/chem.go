// Package chem computes molecules from first principles: Hartree–Fock in the STO-3G
// basis for hydrogen to fluorine, restricted for closed shells and unrestricted for
// open ones, with energies, forces, charges and dipoles, all in atomic units (bohr,
// hartree, electrons). It reads XYZ files, too. Nothing is shipped but the fits and scale factors of
// the basis.
//
// Integrals are exact and follow McMurchie & Davidson (J. Comput. Phys. 26, 218,
// 1978): a product of two Gaussians is a short sum of Hermite Gaussians
//
//	χ_a(r)·χ_b(r) = Σ_t E_t·Λ_t(r; p, P),   Λ_tuv = ∂ᵗ_Px ∂ᵘ_Py ∂ᵛ_Pz e^{−p(r−P)²}
//
// whose interactions are derivatives of one function. Forces run the same sums
// backwards.
package chem

// Conversions: CODATA 2018 (Tiesinga et al., Rev. Mod. Phys. 93, 025010, 2021).
const (
	Angstrom     = 1 / 0.529177210903  // one ångström in bohr
	ElectronVolt = 1 / 27.211386245988 // one electronvolt in hartree
	Debye        = 1 / 2.541746473     // one debye in e·bohr
)

// A Molecule is atoms in space.
type Molecule struct {
	Z      []int     // nuclear charges
	Pos    []float64 // x, y, z of atom after atom, Å
	Charge int       // in elementary charges

	Multiplicity int   // 2S + 1; 0 where none is given
	Isotopes     []int // mass numbers of deuterium and tritium, 0 of other atoms; nil where there are none
}

// Weights are the masses of the atoms, in atomic mass units; those past fluorine
// are 0.
func (m *Molecule) Weights() []float64 {
	w := Weights(m.Z)
	for i, a := range m.Isotopes {
		if a > 1 && a < len(heavyHydrogen) {
			w[i] = heavyHydrogen[a]
		}
	}
	return w
}

// Metric is a HartreeFock in ångströms and electronvolts.
type Metric struct {
	*HartreeFock
	pos []float64
}

// NewMetric is New in these units.
func NewMetric(z []int, o Options) (*Metric, error) {
	h, err := New(z, o)
	if err != nil {
		return nil, err
	}
	return &Metric{h, make([]float64, 3*len(z))}, nil
}

// Energy is that of HartreeFock with pos in Å, energy in eV, force in eV/Å.
func (m *Metric) Energy(force, pos []float64) (float64, error) {
	for i, x := range pos {
		m.pos[i] = x * Angstrom
	}
	e, err := m.HartreeFock.Energy(force, m.pos)
	for i := range force {
		force[i] *= Angstrom / ElectronVolt
	}
	return e / ElectronVolt, err
}
