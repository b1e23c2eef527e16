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

// NoElectrons is a charge that leaves none.
type NoElectrons struct{}

func (e *NoElectrons) Error() string { return "no electrons are left: lower the charge" }

// A Multiplet is a multiplicity that so many electrons cannot have.
type Multiplet struct{ Multiplicity, Electrons int }

func (e *Multiplet) Error() string {
	remedy := "change it, or the charge, by one"
	if most := e.Electrons + 1; e.Multiplicity > most {
		remedy = "at most " + strconv.Itoa(most)
	}
	return plural(e.Electrons, "electron") + " cannot have the multiplicity " + strconv.Itoa(e.Multiplicity) + ": " + remedy
}

// TooManyElectrons is a charge or a multiplicity for which there are more electrons
// of one spin than basis functions.
type TooManyElectrons struct{ Electrons, Functions, Unpaired int }

func (e *TooManyElectrons) Error() string {
	text := plural(e.Electrons, "electron")
	if e.Unpaired > 1 {
		return text + ", " + strconv.Itoa(e.Unpaired) + " of them unpaired, do not fit into " + strconv.Itoa(e.Functions) + " basis functions: lower the multiplicity"
	}
	return text + " do not fit into " + plural(e.Functions, "basis function") + ", two in each: raise the charge"
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
