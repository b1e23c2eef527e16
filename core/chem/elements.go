package chem

import "strings"

// elements are the symbols by nuclear charge.
var elements = strings.Fields("n H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn " +
	"Ga Ge As Se Br Kr Rb Sr Y Zr Nb Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho " +
	"Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf " +
	"Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og")

// Symbol names the element of nuclear charge z.
func Symbol(z int) string {
	if z < 1 || z >= len(elements) {
		return "?"
	}
	return elements[z]
}

// weights are the conventional atomic weights of hydrogen to fluorine (CIAAW
// 2021).
var weights = [...]float64{0, 1.008, 4.002602, 6.94, 9.0121831, 10.81, 12.011, 14.007, 15.999, 18.998403162}

// heavyHydrogen are the masses of deuterium and tritium (Wang et al., Chinese Phys.
// C 45, 030003, 2021), by mass number.
var heavyHydrogen = [...]float64{2: 2.014101777844, 3: 3.016049281320}

// Weights are the masses of atoms of the given nuclear charges, in atomic mass
// units; those past fluorine are 0.
func Weights(z []int) []float64 {
	m := make([]float64, len(z))
	for i, charge := range z {
		if charge > 0 && charge < len(weights) {
			m[i] = weights[charge]
		}
	}
	return m
}
