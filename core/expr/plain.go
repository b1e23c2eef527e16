package expr

import "strings"

// raised and lowered are small digits and signs, and dotted letters whose dots
// are derivatives by time.
const (
	raised  = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
	lowered = "₀₁₂₃₄₅₆₇₈₉"
	dotted  = "ȧḃċḋėḟġḣṁṅȯṗṙṡṫẇẋẏż"
	bare    = "abcdefghmnoprstwxyz"
)

// signs are typographic signs and what they are on a keyboard.
var signs = map[rune]string{
	'−': "-", '‐': "-", '‑': "-", '‒': "-", '–': "-", '—': "-", '﹣': "-", '－': "-",
	'·': "*", '×': "*", '⋅': "*", '∙': "*", '∗': "*", '÷': "/", '∕': "/", '⁄': "/",
	'′': "'", '’': "'", '‘': "'", 'ʹ': "'", '`': "'", '\u0307': "'", '″': "''", '"': "''", '\u0308': "''", 'ẍ': "x''", 'ÿ': "y''",
	'\u200b': " ", '\ufeff': " ", '\u2060': "", '\u200e': "", '\r': "\n", '\u0085': "\n", '\u2028': "\n", '\u2029': "\n",
	'＝': "=", '，': ",", '；': ";", '（': "(", '）': ")", '½': "0.5", '¼': "0.25", '¾': "0.75", '⅓': "(1/3)", '≤': "<=", '≥': ">=", '⩽': "<=", '⩾': ">=", '∆': "Δ", '∈': " in ",
}

// plain writes a text with the signs of a keyboard, raised numbers as powers and
// dots over letters as primes; at is the place in the text of each rune.
func plain(text string) (runes []rune, at []int) {
	put := func(i int, s string) {
		for _, r := range s {
			runes, at = append(runes, r), append(at, i)
		}
	}
	up := false // within a raised number
	all := []rune(text)
	for i, r := range all {
		k := index(raised, r)
		if k < 0 && up {
			put(i, ")")
		}
		if k >= 0 && !up {
			put(i, "^(")
		}
		up = k >= 0
		sign, known := signs[r]
		switch {
		case up:
			put(i, "0123456789+-"[k:k+1])
		case index(lowered, r) >= 0:
			put(i, "0123456789"[index(lowered, r):][:1])
		case index(dotted, r) >= 0:
			put(i, bare[index(dotted, r):][:1]+"'")
		case known:
			put(i, sign)
		default:
			put(i, string(r))
		}
	}
	if up {
		put(len(all), ")")
	}
	return runes, at
}

// index is where r is in a text, in runes; −1: nowhere.
func index(text string, r rune) int {
	at := strings.IndexRune(text, r)
	if at < 0 {
		return -1
	}
	return len([]rune(text[:at]))
}
