package chem

import "strconv"

// An UnknownElement is an atom that the basis does not have.
type UnknownElement struct {
	Atom int // from 0
	Z    int
}

func (e *UnknownElement) Error() string {
	return "atom " + strconv.Itoa(e.Atom+1) + " is " + Symbol(e.Z) + "; the basis has hydrogen to fluorine only"
}

// An OpenShell is a number of electrons that cannot all be paired.
type OpenShell struct{ Electrons int }

func (e *OpenShell) Error() string {
	if e.Electrons <= 0 {
		return "no electrons are left: lower the charge"
	}
	return strconv.Itoa(e.Electrons) + " electrons cannot all be paired, as restricted Hartree–Fock needs: change the charge by one"
}

// A Multiplet is a multiplicity that is not that of paired electrons.
type Multiplet struct{ Multiplicity, Electrons int }

func (e *Multiplet) Error() string {
	if e.Multiplicity < 0 || e.Multiplicity%2 == e.Electrons%2 {
		return strconv.Itoa(e.Electrons) + " electrons cannot have the multiplicity " + strconv.Itoa(e.Multiplicity) + ": change it by one"
	}
	return "of the multiplicity " + strconv.Itoa(e.Multiplicity) + " some electrons are not paired, and only singlets, of multiplicity 1, are computed"
}

// TooManyElectrons is a charge for which there are more pairs of electrons than
// basis functions.
type TooManyElectrons struct{ Electrons, Functions int }

func (e *TooManyElectrons) Error() string {
	return strconv.Itoa(e.Electrons) + " electrons do not fit into " + strconv.Itoa(e.Functions) + " basis functions, two in each: raise the charge"
}

// CoincidentAtoms are two atoms in the same place.
type CoincidentAtoms struct{ A, B int } // from 0

func (e *CoincidentAtoms) Error() string {
	return "atoms " + strconv.Itoa(e.A+1) + " and " + strconv.Itoa(e.B+1) + " are in the same place"
}

// NotFinite is a coordinate that is no number, or none a molecule could have.
type NotFinite struct{ Atom int } // from 0

func (e *NotFinite) Error() string {
	return "the position of atom " + strconv.Itoa(e.Atom+1) + " is not a finite number"
}

// TooLarge is a molecule that asks for more memory than it may have.
type TooLarge struct {
	Functions    int
	Need, Budget int64 // bytes
}

func (e *TooLarge) Error() string {
	return strconv.Itoa(e.Functions) + " basis functions need " + megabytes(e.Need) + " MB, and there are " + megabytes(e.Budget)
}

func megabytes(bytes int64) string {
	return strconv.FormatFloat(float64(bytes)/(1<<20), 'f', 1, 64)
}

// NotConverged is a self-consistent field that was not reached; after no
// iterations where the basis functions are not independent.
type NotConverged struct {
	Iterations int
	Residual   float64 // largest entry of FDS − SDF between orthonormal functions
}

func (e *NotConverged) Error() string {
	if e.Iterations == 0 {
		return "the basis functions depend on each other: atoms are too near"
	}
	return "the self-consistent field was not reached in " + strconv.Itoa(e.Iterations) + " iterations: what is left is " +
		strconv.FormatFloat(e.Residual, 'e', 1, 64) + " hartree"
}
