package law

import (
	"slices"
	"strings"

	"residual/core/expr"
)

// A statement is one of the parts of a text, which are separated by the ends of
// lines, semicolons and commas.
type statement struct {
	kind   statementKind
	at     int
	names  []expr.Token
	sides  []*phrase    // of an equation a = b = c; of a declaration u(x, t)
	ranges [][2]*phrase // of names
	disc   []*phrase    // centre and radius
	places []place      // where a condition holds
}

type statementKind int

const (
	equation    statementKind = iota
	declaration               // u(x, t)
	within                    // x in [0, 1]
	every                     // for every nu in [0, 1]: an input that is no place
	where                     // an inequality, which may have a name
	periodic                  // periodic in x
	sought                    // unknown a in [0, 1], unknown k(x)
	eigen                     // eigen E
	truth                     // truth u = …
	data                      // data x, t, u
)

// A place is a name, such as left or boundary, or values of inputs.
type place struct {
	names  []expr.Token
	values []*phrase
}

// statements reads a text.
func statements(text string) ([]statement, error) {
	all, err := tokens(text)
	if err != nil {
		return nil, err
	}
	p := &parser{text: text, tokens: joined(all), declared: map[string]bool{}}
	for i, t := range p.tokens[:len(p.tokens)-1] {
		if next := p.tokens[i+1]; t.Kind == 'a' && (next.Kind == '=' || next.Text == "in") {
			p.declared[t.Text] = true
		}
	}
	var list []statement
	for {
		for p.peek().Kind == '\n' || p.peek().Kind == ';' || p.peek().Kind == ',' {
			p.take()
		}
		if p.peek().Kind == 0 {
			return list, nil
		}
		s, err := p.statement()
		if err != nil {
			return nil, err
		}
		list = append(list, s)
		if t := p.peek(); !strings.ContainsRune("\n;,\x00", t.Kind) {
			return nil, p.wanted("an operator, or a comma between statements,", t)
		}
	}
}

// joined leaves out ends of lines at which no statement ends: before and after an
// operator. A line that begins with a sign goes on where it has no = of its own.
func joined(tokens []expr.Token) (all []expr.Token) {
	for i, t := range tokens {
		if t.Kind == '\n' {
			next := tokens[min(i+1, len(tokens)-1)]
			after := len(all) > 0 && strings.ContainsRune("+-*/^=<>,", all[len(all)-1].Kind)
			before := next.Kind != 0 && strings.ContainsRune("*/^=<>", next.Kind) || (next.Kind == '+' || next.Kind == '-') && !hasRelation(tokens[i+1:])
			if after || before {
				continue
			}
		}
		all = append(all, t)
	}
	return all
}

// hasRelation tells whether there is an = or < in a line.
func hasRelation(tokens []expr.Token) bool {
	for _, t := range tokens {
		switch t.Kind {
		case '\n', ';', 0:
			return false
		case '=', '<', '>':
			return true
		}
	}
	return false
}

// statement reads one.
func (p *parser) statement() (s statement, err error) {
	t := p.peek()
	s.at = t.At
	if n := p.nameList(); n > 0 && p.ahead(n).Text == "in" && !slices.Contains(reserved, t.Text) {
		return p.within(s, within)
	}
	switch t.Text {
	case "for":
		p.take()
		p.accept("every")
		return p.within(s, every)
	case "where":
		p.take()
		return p.where(s)
	case "periodic":
		p.take()
		s.kind = periodic
		if p.accept("in") {
			s.names, err = p.names()
		}
		return s, err
	case "unknown", "eigen":
		return p.sought(s)
	case "truth", "exact":
		p.take()
		p.accept(":")
		s, err = p.equation(s)
		s.kind = truth
		return s, err
	case "data":
		p.take()
		s.kind = data
		s.names, err = p.names()
		return s, err
	}
	return p.equation(s)
}

// nameList is how many tokens x, y or (x, y) take, 0 where they stand not next.
func (p *parser) nameList() int {
	i := 0
	if p.peek().Kind == '(' {
		i++
	}
	for ; p.ahead(i).Kind == 'a'; i += 2 {
		if p.ahead(i+1).Kind != ',' {
			if i++; p.peek().Kind == '(' && p.ahead(i).Kind == ')' {
				i++
			}
			return i
		}
	}
	return 0
}

// names reads x, y or (x, y).
func (p *parser) names() (all []expr.Token, err error) {
	bracket := p.accept("(")
	for {
		if p.peek().Kind != 'a' {
			return nil, p.wanted("a name", p.peek())
		}
		all = append(all, p.take())
		if !p.accept(",") {
			break
		}
	}
	if bracket {
		err = p.expect(")")
	}
	return all, err
}

// within reads x, y in [0, 1]^2, [0, 1]*[0, 2] or a disc.
func (p *parser) within(s statement, kind statementKind) (statement, error) {
	s.kind = kind
	var err error
	if s.names, err = p.names(); err != nil {
		return s, err
	}
	if err := p.expect("in"); err != nil {
		return s, err
	}
	if p.accept("disc") || p.accept("disk") || p.accept("ball") {
		if err := p.expect("("); err != nil {
			return s, err
		}
		if s.disc, err = p.list(0); err == nil && len(s.disc) != len(s.names)+1 {
			err = p.fail(s.at, "a disc is disc(centre, radius): %d numbers are missing or too many", len(s.names)+1-len(s.disc))
		}
		return s, err
	}
	for {
		r, err := p.interval()
		if err != nil {
			return s, err
		}
		n := 1
		if p.accept("^") {
			if n, err = p.wholePower(); err != nil {
				return s, err
			}
		}
		for range n {
			s.ranges = append(s.ranges, r)
		}
		if !p.accept("*") && !p.accept("x") {
			break
		}
	}
	for len(s.ranges) == 1 && len(s.names) > 1 || len(s.ranges) > 1 && len(s.ranges) < len(s.names) && s.ranges[0] == s.ranges[len(s.ranges)-1] {
		s.ranges = append(s.ranges, s.ranges[0])
		if len(s.ranges) == len(s.names) {
			break
		}
	}
	if len(s.ranges) != len(s.names) {
		return s, p.fail(s.at, "there are %d names and %d intervals", len(s.names), len(s.ranges))
	}
	return s, nil
}

// interval reads [a, b] or (a, b).
func (p *parser) interval() (r [2]*phrase, err error) {
	open := p.peek()
	if !p.accept("[") && !p.accept("(") {
		return r, p.wanted("an interval such as [0, 1]", open)
	}
	if r[0], err = p.expression(0, 0); err != nil {
		return r, err
	}
	if err = p.expect(","); err != nil {
		return r, err
	}
	if r[1], err = p.expression(0, 0); err != nil {
		return r, err
	}
	if !p.accept(")") {
		err = p.expect("]")
	}
	return r, err
}

// where reads an inequality, perhaps with a name: where hole: x^2 + y^2 > 0.04.
func (p *parser) where(s statement) (statement, error) {
	s.kind = where
	if p.peek().Kind == 'a' && p.ahead(1).Kind == ':' {
		s.names = append(s.names, p.take())
		p.take()
	}
	x, err := p.expression(0, 0)
	s.sides = []*phrase{x}
	return s, err
}

// sought reads unknown a = 1 in [0, 5], unknown k(x), eigen E.
func (p *parser) sought(s statement) (statement, error) {
	s.kind = sought
	if p.take().Text == "eigen" {
		s.kind = eigen
	}
	if p.peek().Kind != 'a' {
		return s, p.wanted("a name", p.peek())
	}
	if s.kind == sought && p.ahead(1).Kind == '(' {
		x, err := p.expression(bindPower, 0)
		s.sides = []*phrase{x}
		return s, err
	}
	s.names = []expr.Token{p.take()}
	if p.accept("=") {
		x, err := p.expression(0, 0)
		if s.sides = []*phrase{x}; err != nil {
			return s, err
		}
	}
	return p.limits(s)
}

// limits reads "in [a, b]" where it stands.
func (p *parser) limits(s statement) (statement, error) {
	if !p.accept("in") {
		return s, nil
	}
	r, err := p.interval()
	s.ranges = [][2]*phrase{r}
	return s, err
}

// equation reads a = b = c with its places, a declaration u(x, t) or inequalities.
func (p *parser) equation(s statement) (statement, error) {
	x, err := p.expression(bindOrder, 0)
	if err != nil {
		return s, err
	}
	if p.peek().Kind == '<' || p.peek().Kind == '>' {
		return p.inequalities(s, x)
	}
	s.sides = []*phrase{x}
	for p.accept("=") {
		p.accept("=") // ==
		if x, err = p.expression(0, 0); err != nil {
			return s, err
		}
		s.sides = append(s.sides, x)
	}
	if len(s.sides) == 1 {
		if s.kind = declaration; x.kind != call {
			return s, p.wanted(`"=", with the other side of an equation,`, p.peek())
		}
		return s, nil
	}
	if s, err = p.limits(s); err != nil {
		return s, err
	}
	if p.accept("on") || p.accept("at") || p.accept("for") {
		s.places, err = p.places()
	}
	return s, err
}

// inequalities reads a < x < b: the interval of an input, or two conditions on the
// domain.
func (p *parser) inequalities(s statement, x *phrase) (statement, error) {
	chain, signs := []*phrase{x}, []expr.Token{}
	for len(chain) < 3 && (p.peek().Kind == '<' || p.peek().Kind == '>') {
		signs = append(signs, p.take())
		p.accept("=")
		y, err := p.expression(bindOrder, 0)
		if err != nil {
			return s, err
		}
		chain = append(chain, y)
	}
	if signs[0].Kind == '>' {
		slices.Reverse(chain)
	}
	if len(chain) == 3 && signs[0].Kind != signs[1].Kind {
		return s, p.fail(signs[1].At, "the signs of a < b < c must be the same")
	}
	if len(chain) == 3 && chain[1].kind == word {
		s.kind, s.names = within, []expr.Token{{Text: chain[1].text, Kind: 'a', At: chain[1].at}}
		s.ranges = [][2]*phrase{{chain[0], chain[2]}}
		return s, nil
	}
	s.kind = where
	s.sides = []*phrase{p.operation("<", chain[0], chain[1])}
	if len(chain) == 3 {
		s.sides[0] = p.operation("and", s.sides[0], p.operation("<", chain[1], chain[2]))
	}
	return s, nil
}

func (p *parser) operation(sign string, x, y *phrase) *phrase {
	z := p.new(operation, x.at, x, y)
	z.text = sign
	return z
}

// places reads boundary, left and right, x = 0 or x = 1, (x = 0, t = 1).
func (p *parser) places() (all []place, err error) {
	for {
		w, err := p.place()
		if err != nil {
			return nil, err
		}
		all = append(all, w)
		next := p.ahead(1)
		again := len(w.values) == 1 && next.Text == w.names[0].Text && p.ahead(2).Kind == '='
		if p.peek().Kind == ',' && (again || next.Kind == 'a' && sides[next.Text] != (side{})) {
			p.take()
		} else if !p.accept("and") && !p.accept("or") {
			return all, nil
		}
	}
}

func (p *parser) place() (w place, err error) {
	p.accept("the")
	bracket := p.accept("(")
	for {
		if p.peek().Kind != 'a' {
			return w, p.wanted("a place, such as boundary, left or x = 0,", p.peek())
		}
		w.names = append(w.names, p.take())
		if p.accept("=") {
			v, err := p.expression(bindAnd, 0)
			if err != nil {
				return w, err
			}
			w.values = append(w.values, v)
		}
		if !bracket {
			return w, nil
		}
		if !p.accept(",") {
			return w, p.expect(")")
		}
	}
}
