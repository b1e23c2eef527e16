package expr

import (
	"fmt"
	"strings"
	"unicode"
)

// An Error says what is wrong with a text, and where.
type Error struct {
	Text   string
	At     int // in characters, from 0
	Reason string
}

// Error names the place first, for a reason may be a sentence; what concerns the
// whole text, or its beginning, has no place.
func (e *Error) Error() string {
	const most = 24
	before := []rune(e.Text)[:e.At]
	text := strings.TrimSpace(string(before[max(0, len(before)-most):]))
	if text == "" {
		return e.Reason
	}
	return fmt.Sprintf("at character %d, after “%s”: %s", e.At+1, text, e.Reason)
}

// A token is a word, a number or a sign; text is "" at the end.
type token struct {
	text string
	kind rune // 'a' a word, '0' a number, else the sign itself
	at   int
}

// scan cuts a text into tokens.
func scan(text string) ([]token, error) {
	var all []token
	runes, at := plain(text)
	for i := 0; i < len(runes); {
		n, kind := tokenAt(runes[i:])
		if n == 0 {
			return nil, &Error{text, at[i], fmt.Sprintf("%q has no meaning here", runes[i])}
		}
		if kind != ' ' {
			all = append(all, token{string(runes[i : i+n]), kind, at[i]})
		}
		i += n
	}
	all = append(all, token{at: len([]rune(text))})
	return separated(timeless(all)), nil
}

// timeless leaves out the time at which a variable is taken, x'(t) = y(t), where t
// is no name of the system.
func timeless(tokens []token) []token {
	var all []token
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t.text == "t" && strings.ContainsRune("'=", tokens[i+1].kind) {
			return tokens
		}
		if len(all) > 0 && t.kind == '(' && tokens[i+1].text == "t" && tokens[i+2].kind == ')' && taken(all[len(all)-1]) {
			i += 2
			continue
		}
		all = append(all, t)
	}
	return all
}

// taken tells whether a token may be a variable, or its derivative.
func taken(t token) bool {
	_, function := functions[t.text]
	return t.kind == '\'' || t.kind == 'a' && !function && composed[t.text] == nil
}

// separated makes the end of a line a semicolon where an equation can end, and
// nothing where it goes on: in brackets, and before or after an operator.
func separated(tokens []token) []token {
	var all []token
	depth := 0
	for i, t := range tokens {
		switch t.kind {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case '\n':
			ends := len(all) > 0 && strings.ContainsRune("a0)]|", all[len(all)-1].kind)
			if next := tokens[i+1]; depth > 0 || !ends || next.kind != 'a' || next.text == "in" {
				continue
			}
			t.text, t.kind = ";", ';'
		}
		all = append(all, t)
	}
	return all
}

// tokenAt is the length of the token at the start of text, and its kind.
func tokenAt(text []rune) (n int, kind rune) {
	r := text[0]
	switch {
	case r == '\n':
		return 1, r
	case r == '*' && len(text) > 1 && text[1] == '*':
		return 2, '^'
	case unicode.IsSpace(r):
		return 1, ' '
	case unicode.IsLetter(r) || r == '_':
		return span(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' }), 'a'
	case unicode.IsDigit(r) || r == '.':
		return number(text), '0'
	case strings.ContainsRune("+-*/^()[],;='|√", r):
		return 1, r
	}
	return 0, 0
}

// span is how many runes at the start of text are of a kind.
func span(text []rune, is func(rune) bool) int {
	for i, r := range text {
		if !is(r) {
			return i
		}
	}
	return len(text)
}

// narrow are the spaces at which no line ends.
const narrow = "\u00a0\u2007\u2009\u202f"

// number is the length of a number: digits, of which narrow spaces may part three
// and three, a point, an exponent.
func number(text []rune) int {
	digits := func(i int) int { return i + span(text[i:], unicode.IsDigit) }
	i := digits(0)
	for i > 0 && i+3 < len(text) && strings.ContainsRune(narrow, text[i]) && digits(i+1) == i+4 {
		i += 4
	}
	if i < len(text) && text[i] == '.' {
		i = digits(i + 1)
	}
	if i == len(text) || text[i] != 'e' && text[i] != 'E' {
		return i
	}
	j := i + 1
	if j < len(text) && (text[j] == '-' || text[j] == '+') {
		j++
	}
	if k := digits(j); k > j {
		return k
	}
	return i
}
