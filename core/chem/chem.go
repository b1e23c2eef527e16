// Package chem computes molecules from first principles: restricted
// Hartree–Fock in the STO-3G basis for hydrogen to fluorine, with energies,
// forces, charges and dipoles, all in atomic units (bohr, hartree, electrons).
// It reads XYZ files, too. Nothing is shipped but the nine pairs of scale
// factors of the basis.
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

// symbols names the elements by nuclear charge, as far as a file may have them.
var symbols = [...]string{"", "H", "He", "Li", "Be", "B", "C", "N", "O", "F", "Ne"}

// A Molecule is atoms in space.
type Molecule struct {
	Z      []int     // nuclear charges
	Pos    []float64 // x, y, z of atom after atom, Å
	Charge int       // in elementary charges
}
