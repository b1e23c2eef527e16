package plot

import "strings"

// FontStack is the fonts of all texts: the system's own.
const FontStack = `Inter, -apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, "Helvetica Neue", "Liberation Sans", Arial, sans-serif`

// Widths of characters in ems, as system fonts have them on average; narrow and
// wide ones apart. A layout leaves room enough that it need not be exact.
const (
	narrow  = " .,:;|!'ijlI()[]·/ft\u2009"
	wide    = "mwMWQO@%∇≈×−+=<>"
	exalted = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹₀₁₂₃₄₅₆₇₈₉"
)

func em(r rune) float64 {
	switch {
	case strings.ContainsRune(narrow, r):
		return 0.32
	case strings.ContainsRune(exalted, r):
		return 0.42
	case strings.ContainsRune(wide, r):
		return 0.82
	case r >= 'A' && r <= 'Z':
		return 0.68
	}
	return 0.58
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
