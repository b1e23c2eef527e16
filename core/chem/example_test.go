package chem_test

import (
	"fmt"

	"residual/core/chem"
)

// Hydrogen at 1.4 bohr in STO-3G: −1.1167 hartree, with the orbital energies −0.578
// and 0.670 (Szabo & Ostlund, Modern Quantum Chemistry, section 3.5.2).
func ExampleHartreeFock() {
	h, err := chem.New([]int{1, 1}, chem.Options{})
	if err != nil {
		fmt.Println(err)
		return
	}
	force := make([]float64, 6)
	energy, err := h.Energy(force, []float64{0, 0, 0, 0, 0, 1.4})
	if err != nil {
		fmt.Println(err)
		return
	}
	orbitals := make([]float64, h.Functions())
	h.Orbitals(orbitals)
	fmt.Printf("%.4f hartree, orbitals at %.3f\n", energy, orbitals)
	// Output:
	// -1.1167 hartree, orbitals at [-0.578 0.670]
}

// An atom of hydrogen in STO-3G with ζ = 1.24: −0.4666 hartree (Szabo & Ostlund,
// Modern Quantum Chemistry, section 3.5.2).
func ExampleNew_openShell() {
	h, err := chem.New([]int{1}, chem.Options{Multiplicity: 2})
	if err != nil {
		fmt.Println(err)
		return
	}
	energy, err := h.Energy(nil, []float64{0, 0, 0})
	fmt.Printf("%.4f hartree, ⟨S²⟩ = %.2f, %v\n", energy, h.SpinSquared(), err)
	_, err = chem.New([]int{1}, chem.Options{Multiplicity: 1})
	fmt.Println(err)
	// Output:
	// -0.4666 hartree, ⟨S²⟩ = 0.75, <nil>
	// 1 electron cannot have the multiplicity 1: change it, or the charge, by one
}

func ExampleParseXYZ() {
	m, err := chem.ParseXYZ("3\nwater\nO 0 0 0.117\nH 0 0.757 -0.469\nH 0 -0.757 -0.469\n")
	fmt.Println(m.Z, m.Charge, err)
	_, err = chem.ParseXYZ("2\n\nH 0 0 0\nQ 0 0 0.74\n")
	fmt.Println(err)
	// Output:
	// [8 1 1] 0 <nil>
	// line 4, column 1: no element is called "Q"; write its symbol or number
}
