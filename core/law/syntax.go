package law

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"residual/core/expr"
)

// A phrase is an expression as it stands in the text, before its names have
// meanings.
type phrase struct {
	kind  kind
	text  string // a name, a function or an operator
	value float64
	args  []*phrase
	by    []times // of a quotient such as d²u/dxdt
	at    int     // in characters of the text
}

// times says how often is differentiated by a name.
type times struct {
	name string
	n    int
}

type kind int

const (
	numeral kind = iota
	word
	operation // +, -, *, /, ^, <, >, and, or, not
	negative  // −x
	call      // f(x), u(x, t), k(1 + x): what it is depends on the name
	bare      // sin x, of the factors that follow
	primed    // y', value times
	quotient  // d…/d…
	tuple     // (x, y)
	given     // u_x(0, t): a derivative at a place
	operator  // lap, grad and div written as signs
	application
)

// How strongly operators bind. A sign binds less than a power: -x^2 = -(x^2).
const (
	bindOr = iota + 1
	bindAnd
	bindNot
	bindOrder
	bindSum
	bindProduct
	bindSign
	bindPower
)

var operators = map[string]int{"or": bindOr, "and": bindAnd, "<": bindOrder, ">": bindOrder, "+": bindSum, "-": bindSum,
	"*": bindProduct, "/": bindProduct, "^": bindPower}

// What a text may be at most: characters, and brackets within brackets.
const (
	maxLength = 20000
	maxDepth  = 60
	maxNodes  = 3000
)

// A parser reads phrases by the strength with which operators bind (Pratt, Top
// down operator precedence, 1973).
type parser struct {
	text   string
	tokens []expr.Token
	next   int
	bars   bool // within |…|
	nodes  int

	declared map[string]bool // names that stand before = or in
}

func (p *parser) peek() expr.Token { return p.tokens[p.next] }

// ahead is the token i after the next.
func (p *parser) ahead(i int) expr.Token { return p.tokens[min(p.next+i, len(p.tokens)-1)] }

func (p *parser) take() expr.Token {
	t := p.tokens[p.next]
	if p.next+1 < len(p.tokens) {
		p.next++
	}
	return t
}

func (p *parser) accept(text string) bool {
	if p.peek().Kind == 0 || p.peek().Text != text {
		return false
	}
	p.take()
	return true
}

func (p *parser) expect(text string) error {
	if t := p.peek(); !p.accept(text) {
		return p.wanted(strconv.Quote(text), t)
	}
	return nil
}

func (p *parser) fail(at int, format string, args ...any) error {
	return newError(p.text, at, fmt.Sprintf(format, args...))
}

// wanted is the complaint that something else stands at t.
func (p *parser) wanted(what string, t expr.Token) error {
	if t.Kind == 0 || t.Kind == '\n' {
		return p.fail(t.At, "%s is missing", what)
	}
	return p.fail(t.At, "%s is missing before %q", what, t.Text)
}

// tokens cuts a text, words at π, Δ and ∇ too.
func tokens(text string) ([]expr.Token, error) {
	if !utf8.ValidString(text) || utf8.RuneCountInString(text) > maxLength {
		return nil, newError(text, 0, fmt.Sprintf("the text must be UTF-8, of at most %d characters", maxLength))
	}
	scanned, err := expr.Scan(text)
	if err != nil {
		e := err.(*expr.Error)
		return nil, newError(text, e.At, e.Reason)
	}
	var all []expr.Token
	depth := 0
	for _, t := range scanned {
		switch t.Kind {
		case '(', '[', '{':
			depth++
		case ')', ']', '}':
			depth--
		case '\n':
			if depth > 0 {
				continue
			}
		case '^':
			t.Text = "^" // of **
		case 'a':
			all = append(all, parts(t)...)
			continue
		}
		all = append(all, t)
	}
	return all, nil
}

// parts cuts a word at Greek letters that are signs.
func parts(t expr.Token) (all []expr.Token) {
	start, runes := 0, []rune(t.Text)
	flush := func(to int) {
		if to > start {
			kind := 'a'
			if unicode.IsDigit(runes[start]) {
				kind = '0'
			}
			all = append(all, expr.Token{Text: string(runes[start:to]), Kind: kind, At: t.At + start})
		}
	}
	for i, r := range runes {
		if r == 'π' || r == 'Δ' {
			flush(i)
			kind := 'a'
			if r == 'Δ' {
				kind = 'Δ'
			}
			all = append(all, expr.Token{Text: string(r), Kind: kind, At: t.At + i})
			start = i + 1
		}
	}
	flush(len(runes))
	return all
}

// Words that are part of the language and cannot be names.
var reserved = strings.Fields("in on at where and or not if periodic unknown eigen truth exact data boundary for every pi e int")

func isReserved(name string) bool {
	_, f := functions[name]
	return f || slices.Contains(reserved, name)
}

// starts tells whether a factor can begin with a token.
func (p *parser) starts(t expr.Token) bool {
	switch t.Kind {
	case 'a':
		return !slices.Contains([]string{"in", "on", "at", "where", "and", "or", "for"}, t.Text)
	case '(', '√', '∂', '∇', 'Δ':
		return true
	case '|':
		return !p.bars
	}
	return false
}

// ended tells whether a factor may have ended with the token before.
func (p *parser) ended() bool {
	return p.next > 0 && strings.ContainsRune("a0)|'}", p.tokens[p.next-1].Kind)
}

func (p *parser) new(k kind, at int, args ...*phrase) *phrase {
	p.nodes++
	return &phrase{kind: k, at: at, args: args}
}

// expression reads as long as operators bind more strongly than bind.
func (p *parser) expression(bind, depth int) (*phrase, error) {
	if depth > maxDepth || p.nodes > maxNodes {
		return nil, p.fail(p.peek().At, "this is too long, or brackets nest too deeply")
	}
	left, err := p.operand(depth)
	for err == nil {
		t := p.peek()
		b, ok := operators[t.Text]
		product := !ok && p.ended() && p.starts(t)
		if product {
			b, ok = bindProduct, true
		}
		if !ok || t.Kind == 0 || b <= bind {
			return left, nil
		}
		if left, err = p.binary(left, t, b, product, depth); err == nil && b == bindOrder && operators[p.peek().Text] == bindOrder {
			return nil, p.fail(p.peek().At, "write a < b and b < c")
		}
	}
	return nil, err
}

// binary reads what stands right of an operator.
func (p *parser) binary(left *phrase, t expr.Token, bind int, product bool, depth int) (*phrase, error) {
	z := p.new(operation, t.At, left)
	z.text = t.Text
	if product && t.Text[0] == '_' {
		return nil, p.fail(t.At, "a subscript stands behind a field alone: write d/dx(…) for the derivative of an expression")
	}
	if product {
		if z.text = "*"; left.kind == operation && left.text == "/" && !(p.spaced() && (left.args[1].kind == numeral || p.bracketed())) {
			return nil, p.fail(t.At, "a/b c can be read in two ways: write a/b*c or a/(b*c)")
		}
	} else {
		p.take()
	}
	if bind == bindOrder {
		p.accept("=")
	}
	if bind == bindPower {
		bind-- // to the right: 2^3^2 = 2^(3^2)
	}
	right, err := p.expression(bind, depth+1)
	if err != nil {
		return nil, err
	}
	if z.text == "^" && left.kind == word && left.text == "e" && !p.bracketed() && p.runsOn() {
		return nil, p.fail(p.peek().At, "e^a b can be read in two ways: write e^(a*b) or e^a*b")
	}
	if z.text == ">" {
		z.text, left, right = "<", right, left
	}
	z.args = []*phrase{left, right}
	return z, nil
}

// runsOn tells whether a number or a name that may be meant as a part of an exponent
// stands next.
func (p *parser) runsOn() bool {
	t := p.peek()
	_, function := functions[t.Text]
	return p.starts(t) && (!p.spaced() || t.Kind == 'a' && !function && p.ahead(1).Kind != '(')
}

// spaced tells whether white space stands before the next token.
func (p *parser) spaced() bool {
	before := p.tokens[p.next-1]
	return p.peek().At > before.At+utf8.RuneCountInString(before.Text)
}

// bracketed tells whether the token before closes a bracket.
func (p *parser) bracketed() bool {
	return p.tokens[p.next-1].Kind == ')' || p.tokens[p.next-1].Kind == '}'
}

// operand reads a number, a name, a function's value, something in brackets or
// with a sign.
func (p *parser) operand(depth int) (*phrase, error) {
	if depth > maxDepth {
		return nil, p.fail(p.peek().At, "brackets nest too deeply")
	}
	t := p.take()
	switch t.Kind {
	case '0':
		v, err := t.Number()
		if err != nil {
			return nil, p.fail(t.At, "%q is no number", t.Text)
		}
		z := p.new(numeral, t.At)
		z.value = v
		return z, nil
	case 'a':
		return p.name(t, depth)
	case '-':
		return p.signed(negative, bindSign, t, depth)
	case '+':
		return p.expression(bindSign, depth+1)
	case '(':
		return p.bracket(t, depth)
	case '{':
		x, err := p.expression(0, depth+1)
		if err != nil {
			return nil, err
		}
		return x, p.expect("}")
	case '|':
		return p.modulus(t, depth)
	case '√':
		return p.root(t, depth)
	case '∂':
		return p.fraction(t, "", depth)
	case '∇', 'Δ':
		return p.nabla(t, depth)
	}
	return nil, p.wanted("a number, a name or a bracket", t)
}

func (p *parser) signed(k kind, bind int, t expr.Token, depth int) (*phrase, error) {
	x, err := p.expression(bind, depth+1)
	return p.new(k, t.At, x), err
}

// list reads arguments up to a closing bracket; a < b is one, and so is x = .5.
func (p *parser) list(depth int) (args []*phrase, err error) {
	defer func(outside bool) { p.bars = outside }(p.bars)
	p.bars = false
	for {
		at := p.peek().At
		x, err := p.expression(0, depth+1)
		if err != nil {
			return nil, err
		}
		if p.accept("=") {
			value, err := p.expression(0, depth+1)
			if err != nil {
				return nil, err
			}
			x = p.new(operation, at, x, value)
			x.text = "="
		}
		args = append(args, x)
		if !p.accept(",") {
			return args, p.expect(")")
		}
	}
}

// bracket reads (x), or the vector (x, y).
func (p *parser) bracket(t expr.Token, depth int) (*phrase, error) {
	args, err := p.list(depth)
	if err != nil {
		return nil, err
	}
	if len(args) == 1 {
		return args[0], nil
	}
	return p.new(tuple, t.At, args...), nil
}

func (p *parser) modulus(t expr.Token, depth int) (*phrase, error) {
	if p.bars {
		return nil, p.fail(t.At, "bars within bars can be read in two ways: write abs(…)")
	}
	p.bars = true
	x, err := p.expression(0, depth+1)
	p.bars = false
	if err != nil {
		return nil, err
	}
	return p.calling("abs", t.At, x), p.expect("|")
}

func (p *parser) calling(name string, at int, args ...*phrase) *phrase {
	z := p.new(call, at, args...)
	z.text = name
	return z
}

// root reads √ before a bracket, a name or a number.
func (p *parser) root(t expr.Token, depth int) (*phrase, error) {
	bracket := p.peek().Kind == '('
	x, err := p.operand(depth + 1)
	if err != nil {
		return nil, err
	}
	if next := p.peek(); !bracket && (next.Kind == '^' || p.starts(next) && !p.spaced()) {
		return nil, p.fail(t.At, "what stands under the root can be read in two ways: write sqrt(…)")
	}
	return p.calling("sqrt", t.At, x), nil
}

// nabla reads ∇u, ∇·v, ∇²u, Δu and powers of these.
func (p *parser) nabla(t expr.Token, depth int) (*phrase, error) {
	name, n := "grad", 1
	if t.Kind == 'Δ' {
		name = "laplace"
	}
	if p.accept("^") {
		k, err := p.wholePower()
		if err != nil {
			return nil, err
		}
		n = k
		if t.Kind == '∇' {
			if name, n = "laplace", k/2; k%2 != 0 {
				return nil, p.fail(t.At, "∇ to an odd power has no meaning: write grad(laplace(u))")
			}
		}
	} else if t.Kind == '∇' && p.accept("*") {
		name = "div"
	}
	x, err := p.expression(bindSign, depth+1)
	for range n {
		x = p.calling(name, t.At, x)
	}
	return x, err
}

// wholePower reads 2, (2).
func (p *parser) wholePower() (int, error) {
	t := p.peek()
	bracket := p.accept("(")
	n, err := strconv.Atoi(p.peek().Text)
	if p.take(); err != nil || n < 1 || n > 8 || bracket && !p.accept(")") {
		return 0, p.fail(t.At, "a whole number from 1 to 8 is missing here")
	}
	return n, nil
}

// name reads what begins with a word.
func (p *parser) name(t expr.Token, depth int) (*phrase, error) {
	if p.isFraction(t) {
		return p.fraction(t, t.Text[1:], depth)
	}
	if t.Text == "not" {
		return p.signedNot(t, depth)
	}
	if _, known := functions[t.Text]; known && p.peek().Kind != '(' {
		return p.unbracketed(t, depth)
	}
	z := p.new(word, t.At)
	switch z.text = t.Text; {
	case t.Text == "pi" || t.Text == "π":
		z.kind, z.value = numeral, math.Pi
		z.text = "pi"
		return z, nil
	case p.peek().Kind == '{' && strings.HasSuffix(t.Text, "_"):
		if err := p.braces(z); err != nil {
			return nil, err
		}
	}
	if n := p.primes(); n > 0 {
		z = p.new(primed, t.At, z)
		z.value = float64(n)
	}
	return p.called(z, depth)
}

func (p *parser) primes() (n int) {
	for p.accept("'") {
		n++
	}
	return n
}

func (p *parser) signedNot(t expr.Token, depth int) (*phrase, error) {
	z, err := p.signed(operation, bindNot, t, depth)
	z.text = "not"
	return z, err
}

// braces reads u_{x theta}; by says which inputs.
func (p *parser) braces(z *phrase) error {
	p.take()
	for p.peek().Kind == 'a' || p.peek().Kind == ',' {
		if t := p.take(); t.Kind == 'a' {
			z.by = append(z.by, times{t.Text, 1})
		}
	}
	if len(z.by) == 0 || len(z.by) > 8 {
		return p.wanted("the names of one to eight inputs", p.peek())
	}
	return p.expect("}")
}

// called reads the arguments of a name or a derivative.
func (p *parser) called(z *phrase, depth int) (*phrase, error) {
	if p.peek().Kind != '(' || z.kind == word && z.by == nil && z.text == "e" {
		return z, nil
	}
	at := p.take().At
	args, err := p.list(depth)
	if z.kind == word && z.by == nil {
		return p.calling(z.text, z.at, args...), err
	}
	return p.new(given, at, append([]*phrase{z}, args...)...), err
}

// unbracketed reads sin x, sin 2πx, sin²x. What follows is a product without
// signs; names says which of its factors stand under the function.
func (p *parser) unbracketed(t expr.Token, depth int) (*phrase, error) {
	power := 0
	if p.accept("^") {
		var err error
		if power, err = p.wholePower(); err != nil {
			return nil, p.fail(t.At, "%s^… can be read in two ways: write %s(x)^2 for a power, 1/%s(x) for an inverse", t.Text, t.Text, t.Text)
		}
	}
	var z *phrase
	if p.peek().Kind == '(' {
		p.take()
		args, err := p.list(depth)
		if err != nil {
			return nil, err
		}
		z = p.calling(t.Text, t.At, args...)
	} else {
		var err error
		if z, err = p.chain(t, depth); err != nil {
			return nil, err
		}
	}
	if power == 0 {
		return z, nil
	}
	n := p.new(numeral, t.At)
	n.value = float64(power)
	z = p.new(operation, t.At, z, n)
	z.text = "^"
	return z, nil
}

// chain reads the factors behind a function without brackets, up to a sign or
// another function.
func (p *parser) chain(t expr.Token, depth int) (*phrase, error) {
	z := p.new(bare, t.At)
	z.text = t.Text
	for {
		next := p.peek()
		_, function := functions[next.Text]
		if next.Kind != '0' && !p.starts(next) || (function || next.Text == "e") && len(z.args) > 0 || next.Kind == '(' && p.spaced() {
			if next.Kind == '(' {
				z.value = 1 // names tells whether the bracket may be meant too
			}
			break
		}
		if next.Kind == '(' {
			return nil, p.fail(next.At, "%s a(b) can be read in two ways: write %s(a*(b)) or %s(a)*(b)", t.Text, t.Text, t.Text)
		}
		x, err := p.factor(depth)
		if err != nil {
			return nil, err
		}
		if p.peek().Kind == '^' {
			if x, err = p.binary(x, p.peek(), bindPower, false, depth); err != nil {
				return nil, err
			}
		}
		z.args = append(z.args, x)
	}
	if len(z.args) == 0 {
		return nil, p.fail(t.At, "%s needs its argument, as in %s(x)", t.Text, t.Text)
	}
	if p.peek().Kind == '/' {
		return nil, p.fail(t.At, "%s a/b can be read in two ways: write %s(a)/b or %s(a/b)", t.Text, t.Text, t.Text)
	}
	return z, nil
}

// factor reads a number or a name and leaves a bracket behind it, or another operand.
func (p *parser) factor(depth int) (*phrase, error) {
	t := p.peek()
	if t.Kind != 'a' || p.ahead(1).Kind != '(' || t.Text == "pi" || t.Text == "π" {
		return p.operand(depth + 1)
	}
	p.take()
	z := p.new(word, t.At)
	z.text = t.Text
	return z, nil
}
