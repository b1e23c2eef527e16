package lab

import (
	"strconv"
	"strings"
	"unicode"
)

// readNumber reads a number as Number and Quantity write it, and as keyboards do:
// −12.50, 1.2 × 10⁻⁹, 1.5·10^-3, 10⁻⁹, 1 048 576, 12.5 meV where that is the unit.
// A comma is not read: it may part decimals or thousands.
func readNumber(text, unit string) (v float64, ok bool) {
	text = strings.TrimFunc(text, unicode.IsSpace)
	if unit != "" {
		text = strings.TrimRightFunc(strings.TrimSuffix(text, unit), unicode.IsSpace)
	}
	plain, ok := ungrouped(scaled(keyboard(text)))
	if !ok {
		return 0, false
	}
	v, err := strconv.ParseFloat(plain, 64)
	return v, err == nil
}

// keyboard writes signs, spaces and raised digits as a keyboard has them.
func keyboard(text string) string {
	const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺"
	var b strings.Builder
	up := false
	for _, r := range text {
		at := strings.IndexRune(raised, r)
		if at >= 0 && !up {
			b.WriteByte('^')
		}
		up = at >= 0
		switch {
		case up:
			b.WriteByte("0123456789-+"[len([]rune(raised[:at]))])
		case strings.ContainsRune("−‐‑‒–﹣－", r):
			b.WriteByte('-')
		case strings.ContainsRune("×·⋅∙∗", r):
			b.WriteByte('*')
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// scaled writes m*10^p as mep, and 10^p as 1ep.
func scaled(text string) string {
	before, power, ok := strings.Cut(text, "10^")
	if !ok || strings.Trim(power, "+-0123456789") != "" || power == "" {
		return text
	}
	mantissa, product := strings.CutSuffix(strings.TrimRight(before, " "), "*")
	switch {
	case product:
		return strings.TrimRight(mantissa, " ") + "e" + power
	case before == "" || before == "-" || before == "+":
		return before + "1e" + power
	}
	return text
}

// ungrouped takes the spaces between groups of three digits out of the whole part.
func ungrouped(text string) (string, bool) {
	if !strings.Contains(text, " ") {
		return text, true
	}
	end := len(text)
	if i := strings.IndexAny(text, ".eE"); i >= 0 {
		end = i
	}
	groups := strings.Split(strings.TrimLeft(text[:end], "+-"), " ")
	for i, g := range groups {
		if strings.Trim(g, "0123456789") != "" || len(g) > 3 || len(g) < 3 && i > 0 || g == "" {
			return "", false
		}
	}
	return strings.ReplaceAll(text[:end], " ", "") + text[end:], true
}
