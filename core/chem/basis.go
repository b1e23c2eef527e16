package chem

import "math"

// STO-3G (Hehre, Stewart & Pople, J. Chem. Phys. 51, 2657, 1969): a Slater
// function of exponent ζ is three Gaussians, fitted once for ζ = 1,
//
//	χ(ζ, r) = Σ_k c_k·N_k·r^l·e^{−ζ²α_k r²}
//
// and 2s and 2p share their exponents. The digits are those of the Basis Set
// Exchange (Pritchard et al. 2019), version 1, with ζ² divided out.
var (
	alpha1 = [3]float64{2.227660584, 0.4057711562, 0.1098175104}
	alpha2 = [3]float64{0.9942027296, 0.2310313333, 0.07513856}

	coef1s = [3]float64{0.1543289673, 0.5353281423, 0.4446345422}
	coef2s = [3]float64{-0.09996722919, 0.3995128261, 0.7001154689}
	coef2p = [3]float64{0.155916275, 0.6076837186, 0.3919573931}
)

// A Zeta is the scale factors of the first and the second shell; Second is 0
// where there is none.
type Zeta struct{ First, Second float64 }

// Zetas are the standard molecular scale factors (the same paper, Table I; for He
// to Be those of the Basis Set Exchange), by nuclear charge.
var Zetas = [...]Zeta{{},
	{1.24, 0}, {1.69, 0},
	{2.69, 0.80}, {3.68, 1.15}, {4.68, 1.50}, {5.67, 1.72}, {6.67, 1.95}, {7.66, 2.25}, {8.65, 2.55},
}

// A shell is the functions of an atom that share their exponents: s alone, or s,
// x, y, z.
type shell struct {
	atom, first int // where the atom and its first function are
	size        int // 1 or 4
	alpha       [3]float64
	s, p        [3]float64 // coefficients with the norms multiplied in
}

// norms are those of the Gaussians s and x: ∫ (N x^l e^{−αr²})² = 1 for
//
//	N_s = (2α/π)^¾,   N_x = 2√α·N_s
func norms(alpha float64) (s, p float64) {
	root := math.Sqrt(2 * alpha / math.Pi)
	s = root * math.Sqrt(root)
	return s, 2 * math.Sqrt(alpha) * s
}

// newShell scales a fit by zeta.
func newShell(atom, first, size int, zeta float64, alpha, s, p [3]float64) shell {
	sh := shell{atom: atom, first: first, size: size}
	for k, a := range alpha {
		sh.alpha[k] = a * zeta * zeta
		ns, np := norms(sh.alpha[k])
		sh.s[k], sh.p[k] = s[k]*ns, p[k]*np
	}
	return sh
}

// newBasis puts the shells on the atoms and counts the functions.
func newBasis(zetas []Zeta) (shells []shell, functions int) {
	for atom, z := range zetas {
		shells = append(shells, newShell(atom, functions, 1, z.First, alpha1, coef1s, [3]float64{}))
		functions++
		if z.Second > 0 {
			shells = append(shells, newShell(atom, functions, 4, z.Second, alpha2, coef2s, coef2p))
			functions += 4
		}
	}
	return shells, functions
}
