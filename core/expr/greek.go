package expr

import (
	"slices"
	"strings"
	"unicode"
)

// greek are names of letters, each followed by the letter.
var greek = strings.Fields("alpha α beta β gamma γ delta δ epsilon ε lambda λ mu μ nu ν rho ρ sigma σ tau τ omega ω")

// Letter is the Greek letter of that name, or the name.
func Letter(name string) string {
	if i := slices.Index(greek, name); i >= 0 {
		return greek[i|1]
	}
	return name
}

// Spelled is the name of a Greek letter, or the word itself: δ is delta.
func Spelled(word string) string {
	if i := slices.Index(greek, word); i >= 0 {
		return greek[i&^1]
	}
	return word
}

// Lettered writes the names of Greek letters in a text as these letters; a system
// reads them as the names.
func Lettered(text string) string {
	var out strings.Builder
	for rest := []rune(text); len(rest) > 0; {
		n := max(1, span(rest, inWord))
		out.WriteString(Letter(string(rest[:n])))
		rest = rest[n:]
	}
	return out.String()
}

// inWord tells whether a name may have a rune after its first.
func inWord(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }
