package plot

import "image/color"

// symbols are the chemical elements by atomic number; 0 is none.
var symbols = [...]string{"",
	"H", "He", "Li", "Be", "B", "C", "N", "O", "F", "Ne", "Na", "Mg", "Al", "Si", "P", "S", "Cl", "Ar",
	"K", "Ca", "Sc", "Ti", "V", "Cr", "Mn", "Fe", "Co", "Ni", "Cu", "Zn", "Ga", "Ge", "As", "Se", "Br", "Kr",
	"Rb", "Sr", "Y", "Zr", "Nb", "Mo", "Tc", "Ru", "Rh", "Pd", "Ag", "Cd", "In", "Sn", "Sb", "Te", "I", "Xe",
	"Cs", "Ba", "La", "Ce", "Pr", "Nd", "Pm", "Sm", "Eu", "Gd", "Tb", "Dy", "Ho", "Er", "Tm", "Yb", "Lu",
	"Hf", "Ta", "W", "Re", "Os", "Ir", "Pt", "Au", "Hg", "Tl", "Pb", "Bi", "Po", "At", "Rn",
	"Fr", "Ra", "Ac", "Th", "Pa", "U", "Np", "Pu", "Am", "Cm", "Bk", "Cf", "Es", "Fm", "Md", "No", "Lr",
	"Rf", "Db", "Sg", "Bh", "Hs", "Mt", "Ds", "Rg", "Cn", "Nh", "Fl", "Mc", "Lv", "Ts", "Og"}

// Symbols lists the names of the elements by atomic number.
func Symbols() []string { return symbols[:] }

// Element is the ink of an element.
func Element(number uint8) Ink {
	return firstElement + Ink(min(int(number), len(symbols)-1))
}

// firstElement stands after the inks of the series and of their truths.
const firstElement = first + 2*seriesCount

// elements are the colours of Corey, Pauling and Koltun as far as they stand out
// from light and dark paper: hydrogen and carbon are greys that do.
var elements = [2]map[uint8]color.RGBA{
	Light: {1: rgb(0xc9ccd2), 6: rgb(0x4b515a), 7: rgb(0x3a62c8), 8: rgb(0xd03a2f), 9: rgb(0x4f9a3c), 14: rgb(0xb8915a), 15: rgb(0xd9771a), 16: rgb(0xc9a100), 17: rgb(0x2f9e3f)},
	Dark:  {1: rgb(0xe4e6ea), 6: rgb(0x8a919c), 7: rgb(0x6f92ee), 8: rgb(0xee5b50), 9: rgb(0x86cf6c), 14: rgb(0xd9b37c), 15: rgb(0xf09a3e), 16: rgb(0xeacb3a), 17: rgb(0x56cb66)},
}

// families are the colours of the elements that have none of their own: nine, by
// the number modulo nine, so that neighbours differ.
var families = [...]color.RGBA{rgb(0x8f6bb8), rgb(0x3f9aa6), rgb(0xa8793a), rgb(0xb0587d), rgb(0x6c8f3c),
	rgb(0x5f7fb5), rgb(0xb5654a), rgb(0x4d9a7a), rgb(0x9a6f9f)}

func (t Theme) element(number uint8) color.RGBA {
	if c, ok := elements[t][number]; ok {
		return c
	}
	return families[int(number)%len(families)]
}
