package expr

import (
	"fmt"
	"math"
	"strconv"
)

// A parser reads expressions by the strength with which operators bind (Pratt,
// Top down operator precedence, 1973).
type parser struct {
	text   string
	tokens []Token
	next   int
	bars   bool // within |…|, where the next bar is the last
}

// How strongly operators bind. A sign binds less than a power: -x^2 = -(x^2).
const (
	bindSum = iota + 1
	bindProduct
	bindSign
	bindPower
)

// maxDepth bounds how far brackets and signs may nest.
const maxDepth = 100

func (p *parser) peek() Token { return p.tokens[p.next] }

func (p *parser) take() Token {
	t := p.tokens[p.next]
	if p.next+1 < len(p.tokens) {
		p.next++
	}
	return t
}

// accept takes the next token if it is of a kind.
func (p *parser) accept(kind rune) bool {
	if p.peek().Kind != kind {
		return false
	}
	p.take()
	return true
}

func (p *parser) fail(at int, format string, args ...any) error {
	return &Error{p.text, at, fmt.Sprintf(format, args...)}
}

// wanted is the complaint that something else stands at t.
func (p *parser) wanted(what string, t Token) error {
	if t.Kind == 0 {
		return p.fail(t.At, "%s is missing", what)
	}
	return p.fail(t.At, "%s is missing before %q", what, t.Text)
}

// expect takes a Token of a kind.
func (p *parser) expect(kind rune) error {
	if t := p.peek(); !p.accept(kind) {
		return p.wanted(strconv.Quote(string(kind)), t)
	}
	return nil
}

var binary = map[rune]struct {
	op   Op
	bind int
}{'+': {Add, bindSum}, '-': {Sub, bindSum}, '*': {Mul, bindProduct}, '/': {Div, bindProduct}, '^': {Power, bindPower}}

// expression reads as long as operators bind more strongly than bind.
func (p *parser) expression(bind, depth int) (*Node, error) {
	left, err := p.operand(depth)
	divided := false
	for err == nil {
		o, ok := binary[p.peek().Kind]
		product := !ok && p.juxtaposed()
		if product {
			o, ok = binary['*'], true
		}
		if !ok || o.bind <= bind {
			return left, nil
		}
		at := p.peek().At
		if product && divided {
			return nil, p.fail(at, "a/2b can be read in two ways: write a/2*b or a/(2*b)")
		}
		if !product {
			p.take()
		}
		divided = o.op == Div
		if o.op == Power {
			left, err = p.power(left, at, depth)
			continue
		}
		var right *Node
		right, err = p.expression(o.bind, depth+1)
		left = &Node{Op: o.op, Args: []*Node{left, right}, at: at}
	}
	return nil, err
}

// juxtaposed tells whether a product without a sign goes on here: 2x, 3(x + 1),
// (x + 1)y.
func (p *parser) juxtaposed() bool {
	if p.next == 0 {
		return false
	}
	before, next := p.tokens[p.next-1].Kind, p.peek()
	return (before == '0' || before == ')' || before == '|') && (next.Kind == '(' || next.Kind == '√' || next.Kind == '|' && !p.bars || next.Kind == 'a' && next.Text != "in")
}

// operand reads a number, a name, a function's value, something in brackets or
// with a sign.
func (p *parser) operand(depth int) (*Node, error) {
	t := p.take()
	if depth > maxDepth {
		return nil, p.fail(t.At, "brackets nest too deeply")
	}
	switch t.Kind {
	case '0':
		v, err := t.Number()
		if err != nil {
			return nil, p.fail(t.At, "%q is no number", t.Text)
		}
		return &Node{Op: Number, Value: v, at: t.At}, nil
	case 'a':
		return p.name(t, depth)
	case '-':
		x, err := p.expression(bindSign, depth+1)
		return &Node{Op: Neg, Args: []*Node{x}, at: t.At}, err
	case '+':
		return p.expression(bindSign, depth+1)
	case '(':
		return p.bracket(depth)
	case '|':
		return p.modulus(t, depth)
	case '√':
		return p.root(t, depth)
	}
	return nil, p.wanted("a number, a name or a bracket", t)
}

// modulus reads |x|, of which none stands directly within another.
func (p *parser) modulus(t Token, depth int) (*Node, error) {
	if p.bars {
		return nil, p.fail(t.At, "bars within bars can be read in two ways: write abs(…)")
	}
	p.bars = true
	x, err := p.expression(0, depth+1)
	p.bars = false
	if err != nil {
		return nil, err
	}
	return &Node{Op: Abs, Args: []*Node{x}, at: t.At}, p.expect('|')
}

// root reads √ before a bracket, a name or a number. What stands directly behind
// that may be meant under the root.
func (p *parser) root(t Token, depth int) (*Node, error) {
	if next := p.peek(); next.Kind != '(' && next.Kind != 'a' && next.Kind != '0' {
		return nil, p.wanted("a bracket, a name or a number under the root", next)
	}
	bracket := p.peek().Kind == '('
	x, err := p.operand(depth + 1)
	if err != nil {
		return nil, err
	}
	if next := p.peek(); !bracket && (next.Kind == '^' || p.juxtaposed()) {
		return nil, p.fail(t.At, "what stands under the root can be read in two ways: write sqrt(…)")
	}
	return of(Sqrt, x), nil
}

func (p *parser) bracket(depth int) (*Node, error) {
	defer func(outside bool) { p.bars = outside }(p.bars)
	p.bars = false
	x, err := p.expression(0, depth+1)
	if err != nil {
		return nil, err
	}
	return x, p.expect(')')
}

// name reads what begins with a word: a function's value, π or a name.
func (p *parser) name(t Token, depth int) (*Node, error) {
	op, known := functions[t.Text]
	called := p.peek().Kind == '('
	switch {
	case (known || composed[t.Text] != nil) && called:
		p.take()
		x, err := p.bracket(depth)
		if known {
			return &Node{Op: op, Args: []*Node{x}, at: t.At}, err
		}
		return composed[t.Text](x), err
	case known || composed[t.Text] != nil:
		return p.raisedFunction(t, depth)
	case called:
		return nil, p.fail(t.At, "%s is no function here (there are sin, cos, tan, exp, ln, sqrt, abs, sinh, cosh, tanh); for a product write %s*(…)", t.Text, t.Text)
	case t.Text == "pi" || t.Text == "π":
		return &Node{Op: Number, Value: math.Pi, at: t.At}, nil
	}
	return &Node{Op: Variable, name: t.Text, at: t.At}, nil
}

// raisedFunction reads sin^2(x), the square of sin(x). sin^(-1)(x) may be arcsin.
func (p *parser) raisedFunction(t Token, depth int) (*Node, error) {
	at := p.peek().At
	if !p.accept('^') {
		return nil, p.fail(t.At, "%s needs its argument in brackets, as in %s(x)", t.Text, t.Text)
	}
	inBrackets := p.accept('(')
	n, err := strconv.Atoi(p.peek().Text)
	if p.take(); err != nil || n < 1 || n > maxPower || inBrackets && !p.accept(')') || p.peek().Kind != '(' {
		return nil, p.fail(t.At, "%s^… can be read in two ways: write %s(x)^2 for a power, 1/%s(x) for an inverse", t.Text, t.Text, t.Text)
	}
	x, err := p.name(t, depth)
	return &Node{Op: Power, Args: []*Node{x}, Index: n, at: at}, err
}

// composed are functions that are made of others.
var composed = map[string]func(x *Node) *Node{
	"tan": func(x *Node) *Node { return pair(Div, of(Sin, x), of(Cos, x)) },
	"sinh": func(x *Node) *Node {
		return pair(Div, pair(Sub, of(Exp, x), of(Exp, of(Neg, x))), &Node{Op: Number, Value: 2})
	},
	"cosh": func(x *Node) *Node {
		return pair(Div, pair(Add, of(Exp, x), of(Exp, of(Neg, x))), &Node{Op: Number, Value: 2})
	},
}

func of(op Op, x *Node) *Node      { return &Node{Op: op, Args: []*Node{x}} }
func pair(op Op, x, y *Node) *Node { return &Node{Op: op, Args: []*Node{x, y}} }

// power reads the exponent: a whole number, half of one, which is a power of a
// root, or any expression.
func (p *parser) power(base *Node, at, depth int) (*Node, error) {
	start := p.peek().At
	e, err := p.expression(bindPower-1, depth+1)
	if err != nil {
		return nil, err
	}
	v, constant := e.constant()
	switch {
	case !constant:
		return &Node{Op: Raise, Args: []*Node{base, e}, at: at}, nil
	case !(math.Abs(v) <= maxPower):
		return nil, p.fail(start, "powers go up to %d", maxPower)
	case 2*v == math.Trunc(2*v) && v != math.Trunc(v):
		base, v = of(Sqrt, base), 2*v
	case v != math.Trunc(v):
		return &Node{Op: Raise, Args: []*Node{base, {Op: Number, Value: v}}, at: at}, nil
	}
	if v == 1 && base.Op == Sqrt {
		return base, nil
	}
	return &Node{Op: Power, Args: []*Node{base}, Index: int(v), at: at}, nil
}

const maxPower = 64

// constant is the value of a tree without names.
func (n *Node) constant() (v float64, ok bool) {
	if n.Op == Variable || n.Op == Parameter {
		return 0, false
	}
	for _, a := range n.Args {
		if _, ok := a.constant(); !ok {
			return 0, false
		}
	}
	return Eval(n, Algebra[float64](Numbers{}), nil, nil), true
}
