package law

import (
	"strconv"
	"strings"
	"unicode"

	"residual/core/expr"
)

// isFraction tells whether a word begins a derivative as a quotient: d/dx, du/dt,
// d^2u/dx^2, d2u/dx2.
func (p *parser) isFraction(t expr.Token) bool {
	if t.Text[0] != 'd' || p.declared[t.Text] {
		return false
	}
	i := 0
	if t.Text == "d" && p.peek().Kind == '^' {
		for i = 1; strings.ContainsRune("(0)", p.ahead(i).Kind) && p.ahead(i).Kind != 0; i++ {
		}
		if p.ahead(i).Kind == 'a' {
			i++
		}
	}
	return p.ahead(i).Kind == '/' && p.ahead(i+1).Kind == 'a' && len(p.ahead(i+1).Text) > 1 && p.ahead(i + 1).Text[0] == 'd'
}

// fraction reads the rest of ∂²u/∂x∂t or d/dx(…) after its first sign; name is
// what stood with it.
func (p *parser) fraction(t expr.Token, name string, depth int) (*phrase, error) {
	order := 1
	if digits := leadingDigits(name); digits != "" {
		order, _ = strconv.Atoi(digits)
		name = name[len(digits):]
	} else if p.accept("^") {
		var err error
		if order, err = p.wholePower(); err != nil {
			return nil, err
		}
	}
	z := p.new(quotient, t.At)
	if name == "" && p.peek().Kind == 'a' {
		name = p.take().Text
	}
	if name != "" {
		x := p.new(word, t.At+1)
		x.text = name
		z.args = []*phrase{x}
	}
	if err := p.expect("/"); err != nil {
		return nil, err
	}
	total, err := p.denominators(z)
	if err != nil {
		return nil, err
	}
	if stem, ok := strings.CutSuffix(z.by[0].name, strconv.Itoa(order)); ok && total == 1 && order > 1 && stem != "" { // d2u/dx2
		z.by[0], total = times{stem, order}, order
	}
	if total != order {
		return nil, p.fail(t.At, "above the line this derivative is of order %d, below of order %d", order, total)
	}
	if z.args != nil {
		return p.called(z, depth)
	}
	x, err := p.operand(depth + 1)
	z.args = []*phrase{x}
	return z, err
}

// denominators reads dx, ∂x², dx dt.
func (p *parser) denominators(z *phrase) (total int, err error) {
	for len(z.by) < MaxInputs {
		name := ""
		switch t := p.peek(); {
		case t.Kind == '∂':
			p.take()
			name = p.take().Text
		case t.Kind == 'a' && t.Text[0] == 'd' && len(t.Text) > 1 && !(len(z.by) > 0 && isReserved(t.Text)):
			name = p.take().Text[1:]
		}
		if name == "" {
			break
		}
		n := 1
		if p.accept("^") {
			if n, err = p.wholePower(); err != nil {
				return 0, err
			}
		}
		z.by = append(z.by, times{name, n})
		total += n
	}
	if total == 0 {
		return 0, p.wanted("what is differentiated by, as in du/dx,", p.peek())
	}
	return total, nil
}

func leadingDigits(s string) string {
	return s[:len(s)-len(strings.TrimLeftFunc(s, unicode.IsDigit))]
}
