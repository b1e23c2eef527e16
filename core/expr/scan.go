package expr

import (
	"fmt"
	"strconv"
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

// A Token is a word, a number or a sign; its kind is 0 at the end of a text.
type Token struct {
	Text string
	Kind rune // 'a' a word, '0' a number, else the sign itself
	At   int  // where it stands in the text, in characters
}

// Number is what a token of kind '0' stands for; digits may be grouped by spaces.
func (t Token) Number() (float64, error) {
	return strconv.ParseFloat(strings.Join(strings.FieldsFunc(t.Text, unicode.IsSpace), ""), 64)
}

// scan cuts a text into the tokens of a system.
func scan(text string) ([]Token, error) {
	all, err := Scan(text)
	if err != nil {
		return nil, err
	}
	for i := range all {
		all[i].Text = Spelled(all[i].Text)
	}
	return separated(timeless(all)), nil
}

// Scan cuts a text into tokens, with the signs of a keyboard for those of a book:
// −, ·, ², ′ are -, *, ^(2), '. Spaces and comments, from # to the end of a line,
// are left out; ends of lines and the end of the text, of kind 0, are tokens. The
// error is an *Error.
func Scan(text string) ([]Token, error) {
	var all []Token
	runes, at := plain(text)
	for i := 0; i < len(runes); {
		n, kind := tokenAt(runes[i:])
		if n == 0 {
			return nil, &Error{text, at[i], fmt.Sprintf("%q has no meaning here", runes[i])}
		}
		if kind != ' ' {
			all = append(all, Token{string(runes[i : i+n]), kind, at[i]})
		}
		i += n
	}
	all = append(all, Token{At: len([]rune(text))})
	return all, nil
}

// timeless leaves out the time at which a variable is taken, x'(t) = y(t), where t
// is no name of the system.
func timeless(tokens []Token) []Token {
	var all []Token
	for i := 0; i < len(tokens); i++ {
		t := tokens[i]
		if t.Text == "t" && strings.ContainsRune("'=", tokens[i+1].Kind) {
			return tokens
		}
		if len(all) > 0 && t.Kind == '(' && tokens[i+1].Text == "t" && tokens[i+2].Kind == ')' && taken(all[len(all)-1]) {
			i += 2
			continue
		}
		all = append(all, t)
	}
	return all
}

// taken tells whether a token may be a variable, or its derivative.
func taken(t Token) bool {
	_, function := functions[t.Text]
	return t.Kind == '\'' || t.Kind == 'a' && !function && composed[t.Text] == nil
}

// separated makes the end of a line a semicolon where an equation can end, and
// nothing where it goes on: in brackets, and before or after an operator.
func separated(tokens []Token) []Token {
	var all []Token
	depth := 0
	for i, t := range tokens {
		switch t.Kind {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case '\n':
			ends := len(all) > 0 && strings.ContainsRune("a0)]|", all[len(all)-1].Kind)
			if next := tokens[i+1]; depth > 0 || !ends || next.Kind != 'a' || next.Text == "in" {
				continue
			}
			t.Text, t.Kind = ";", ';'
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
	case r == '#':
		return span(text, func(r rune) bool { return r != '\n' }), ' '
	case unicode.IsSpace(r):
		return 1, ' '
	case unicode.IsLetter(r) || r == '_':
		return span(text, inWord), 'a'
	case unicode.IsDigit(r) || r == '.':
		return number(text), '0'
	case strings.ContainsRune("+-*/^()[]{},;:=<>'|√∂∇", r):
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
