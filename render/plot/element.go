package plot

import (
	"image/color"

	"residual/core/lab"
)

// Element is the ink of an element.
func Element(number uint8) Ink {
	return firstElement + Ink(min(int(number), len(lab.Symbols())-1))
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
