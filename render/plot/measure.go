package plot

import (
	"math"
	"strings"
)

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
		sum *= 1.14
	}
	return sum * s.Size
}

// lineHeight is the distance of lines of one text.
func lineHeight(size float64) float64 { return math.Ceil(1.3 * size) }

// titleLines is how many lines a title may take in a room of that height.
func titleLines(height float64) int { return int(clamp(height/60, 1, 3)) }

// wrap appends the lines of a text, broken at spaces so that each of them fits
// the room but the last of so many at most; nothing for an empty text.
func wrap(lines []string, text string, s Style, room float64, most int) []string {
	for n := 1; text != ""; n++ {
		line, rest := text, ""
		for width(line, s) > room && n < most {
			at := strings.LastIndexByte(line, ' ')
			if at <= 0 {
				break
			}
			line, rest = text[:at], text[at+1:]
		}
		lines, text = append(lines, line), rest
	}
	return lines
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
