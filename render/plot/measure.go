package plot

import "strings"

// FontStack is the fonts of all texts: the system's own.
const FontStack = `Inter, -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif`

// Widths of characters in thousandths of an em, about as grotesque faces such as
// Helvetica have them. Characters not listed are as wide as a digit; capitals
// are wider.
var widths = []struct {
	runes string
	width float64
}{
	{"ijl|'", 230},
	{" \u00a0\u2009\u202f.,:;!It/f[]·", 280},
	{"r()-⁻⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉″", 350},
	{"cksvxyzJ", 500},
	{"w+−×=<>≈", 720},
	{"mMWQO@%—…", 860},
}

// spare is by how much a visitor's font may be wider: DejaVu Sans is.
const spare = 1.15

func em(r rune) float64 {
	for _, w := range widths {
		if strings.ContainsRune(w.runes, r) {
			return w.width / 1000 * spare
		}
	}
	if r >= 'A' && r <= 'Z' {
		return 0.690 * spare
	}
	return 0.556 * spare
}

// width estimates the length of a text in pixels.
func width(text string, s Style) float64 {
	sum := 0.0
	for _, r := range text {
		sum += em(r)
	}
	if s.Bold {
		sum *= 1.07
	}
	return sum * s.Size
}

// fit cuts a text to fit the room, with an ellipsis for what is lost.
func fit(text string, s Style, room float64) string {
	if width(text, s) <= room {
		return text
	}
	runes := []rune(text)
	for n := len(runes) - 1; n > 0; n-- {
		if cut := strings.TrimRight(string(runes[:n]), " ,·") + "…"; width(cut, s) <= room {
			return cut
		}
	}
	return ""
}
