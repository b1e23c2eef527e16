package expr

import (
	"math"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Parse reads a system. Its parts are separated by commas, semicolons or the
// ends of lines:
//
//	x' = …               a right side
//	delta = 0.3          a parameter; its range is then [v − w, v + w], w = max(1, |v|)
//	delta = 0.3 in [0, 2]
//	k = delta/2          a name for what is made of others
//	x in [-2, 2]         the window of a variable, [-3, 3] where none is given
//
// A comment runs from # to the end of its line.
// The error is an *Error.
func Parse(text string) (*System, error) {
	tokens, err := scan(text)
	if err != nil {
		return nil, err
	}
	r := &reader{parser: parser{text: text, tokens: tokens}}
	for r.accept(',') || r.accept(';') {
	}
	for r.peek().Kind != 0 {
		if err := r.part(); err != nil {
			return nil, err
		}
	}
	return r.resolve()
}

// A reader collects the parts of a system.
type reader struct {
	parser
	sys     System
	windows []window
	made    []made
}

// A window is that of a variable which may not be known yet.
type window struct {
	name   Token
	lo, hi float64
}

// defaultHalfWidth is half the window of a variable for which none is given.
const defaultHalfWidth = 3

// part reads one part and the separators after it.
func (r *reader) part() error {
	t := r.take()
	if t.Kind != 'a' {
		return r.wanted("the name of a variable or parameter", t)
	}
	if err := r.rest(t); err != nil {
		return err
	}
	after := r.peek()
	if after.Kind != 0 && !r.accept(',') && !r.accept(';') {
		return r.wanted("an operator, or a comma between equations,", after)
	}
	for r.accept(',') || r.accept(';') {
	}
	return nil
}

// rest reads what stands after the name t.
func (r *reader) rest(t Token) error {
	if err := r.free(t); err != nil {
		return err
	}
	switch next := r.peek(); {
	case next.Kind == '\'':
		r.take()
		if r.peek().Kind == '\'' {
			return r.second(t.At, t.Text)
		}
		return r.equation(t)
	case next.Kind == '/' && numerator(t.Text) && r.tokens[r.next+1].Text == "dt":
		r.take()
		r.take()
		if t.Text = t.Text[1:]; t.Text == "t" {
			return r.fail(t.At, "t is the time, and its derivative is 1")
		}
		if err := r.free(t); err != nil {
			return err
		}
		return r.equation(t)
	case next.Kind == '^' && t.Text == "d":
		return r.second(t.At, "x")
	case next.Kind == '=':
		r.take()
		return r.parameter(t)
	case next.Text == "in":
		lo, hi, err := r.limits()
		r.windows = append(r.windows, window{t, lo, hi})
		return err
	default:
		return r.fail(next.At, "after %s there should be ' = … (an equation), = … (a parameter) or in […] (a window)", t.Text)
	}
}

// numerator tells whether a text is that of dx/dt.
func numerator(text string) bool {
	name, ok := strings.CutPrefix(text, "d")
	first, _ := utf8.DecodeRuneInString(name)
	return ok && (unicode.IsLetter(first) || first == '_')
}

// free refuses a name that has a meaning already.
func (r *reader) free(t Token) error {
	if _, taken := functions[t.Text]; taken || t.Text == "pi" || t.Text == "π" || t.Text == "in" {
		return r.fail(t.At, "%s has a meaning already and cannot be a name", t.Text)
	}
	return nil
}

// second refuses an equation of second order and says how to write it.
func (r *reader) second(at int, name string) error {
	velocity := "v"
	if name == velocity {
		velocity = "w"
	}
	return r.fail(at, "this is of second order: write it as two equations, %s' = %s, %s' = …", name, velocity, velocity)
}

func (r *reader) equation(t Token) error {
	if slices.ContainsFunc(r.sys.Vars, func(v Var) bool { return v.Name == t.Text }) {
		return r.fail(t.At, "%s' is given twice", t.Text)
	}
	if err := r.expect('='); err != nil {
		return err
	}
	n, err := r.expression(0, 0)
	r.sys.Vars = append(r.sys.Vars, Var{t.Text, -defaultHalfWidth, defaultHalfWidth})
	r.sys.Rights = append(r.sys.Rights, n)
	return err
}

func (r *reader) parameter(t Token) error {
	if r.sys.Param(t.Text) >= 0 || r.madeOf(t.Text) != nil {
		return r.fail(t.At, "%s is given twice", t.Text)
	}
	at := r.peek().At
	n, err := r.expression(0, 0)
	if err != nil {
		return err
	}
	if _, constant := n.constant(); !constant {
		return r.define(t, n)
	}
	v, err := r.value(n, at)
	if err != nil {
		return err
	}
	w := max(1, math.Abs(v))
	p := Param{t.Text, v, v - w, v + w}
	if r.peek().Text == "in" {
		at := r.peek().At
		if p.Lo, p.Hi, err = r.limits(); err != nil {
			return err
		}
		if v < p.Lo || v > p.Hi {
			return r.fail(at, "the value of %s lies outside this range", t.Text)
		}
	}
	r.sys.Params = append(r.sys.Params, p)
	return nil
}

// limits reads "in [lo, hi]".
func (r *reader) limits() (lo, hi float64, err error) {
	at := r.take().At
	for _, step := range []func() error{
		func() error { return r.expect('[') },
		func() (err error) { lo, err = r.number(); return },
		func() error { return r.expect(',') },
		func() (err error) { hi, err = r.number(); return },
		func() error { return r.expect(']') },
	} {
		if err := step(); err != nil {
			return 0, 0, err
		}
	}
	if !(lo < hi) {
		return 0, 0, r.fail(at, "the lower end of a range must be less than the upper")
	}
	return lo, hi, nil
}

// number reads an expression without names.
func (r *reader) number() (float64, error) {
	at := r.peek().At
	n, err := r.expression(0, 0)
	if err != nil {
		return 0, err
	}
	return r.value(n, at)
}

// value is that of a tree without names, which stands at a place.
func (r *reader) value(n *Node, at int) (float64, error) {
	v, ok := n.constant()
	if !ok || math.IsNaN(v) {
		return 0, r.fail(at, "this must be a number")
	}
	if math.Abs(v) > maxNumber {
		return 0, r.fail(at, "numbers go up to %v", maxNumber)
	}
	return v, nil
}

// maxNumber is the largest number that may be typed.
const maxNumber = 1e100

// resolve makes names into indices and gives variables their windows.
func (r *reader) resolve() (*System, error) {
	s := &r.sys
	if len(s.Vars) == 0 {
		return nil, r.fail(0, "there is no equation; write one such as x' = y")
	}
	for _, p := range s.Params {
		if i := s.variable(p.Name); i >= 0 {
			return nil, r.fail(0, "%s is both a variable and a parameter", p.Name)
		}
	}
	for _, w := range r.windows {
		i := s.variable(w.name.Text)
		if i < 0 {
			return nil, r.fail(w.name.At, "%s has a window but no equation", w.name.Text)
		}
		s.Vars[i].Lo, s.Vars[i].Hi = w.lo, w.hi
	}
	for i := range r.made {
		if name := r.made[i].name; s.variable(name.Text) >= 0 {
			return nil, r.fail(name.At, "%s is a variable already", name.Text)
		}
		if err := r.settle(&r.made[i]); err != nil {
			return nil, err
		}
	}
	size := 0
	for _, n := range s.Rights {
		if err := r.resolveNames(n); err != nil {
			return nil, err
		}
		if size += n.size(maxMade); len(r.made) > 0 && size > maxMade {
			return nil, r.fail(r.made[0].name.At, "with what its names are made of, the system is too long")
		}
	}
	return s, nil
}

func (s *System) variable(name string) int {
	return slices.IndexFunc(s.Vars, func(v Var) bool { return v.Name == name })
}

// resolveNames makes the names in a tree into indices.
func (r *reader) resolveNames(n *Node) error {
	for _, a := range n.Args {
		if err := r.resolveNames(a); err != nil {
			return err
		}
	}
	if n.Op == Raise && n.Args[0].Op == Number && n.Args[0].Value == math.E {
		n.Op, n.Args = Exp, n.Args[1:]
	}
	if n.Op != Variable {
		return nil
	}
	if n.Index = r.sys.variable(n.name); n.Index >= 0 {
		return nil
	}
	if m := r.madeOf(n.name); m != nil {
		if m.under {
			return r.fail(n.at, "%s is made of itself", n.name)
		}
		err := r.settle(m)
		*n = *m.of
		return err
	}
	n.Op, n.Index = Parameter, r.sys.Param(n.name)
	switch {
	case n.Index >= 0:
	case n.name == "e":
		n.Op, n.Value, n.Index = Number, math.E, 0
	case n.name == "t":
		return r.fail(n.at, "t is time, which a right side cannot contain here: make it a variable, t' = 1, and start it where you like")
	default:
		return r.fail(n.at, "%s is neither a variable (%s' = …) nor a parameter (%s = 1)", n.name, n.name, n.name)
	}
	return nil
}

// Values reads parameters alone: "delta = 0.3, mu = 2".
func Values(text string) ([]Param, error) {
	tokens, err := scan(text)
	if err != nil {
		return nil, err
	}
	r := &reader{parser: parser{text: text, tokens: tokens}}
	for r.peek().Kind != 0 {
		if t := r.peek(); r.accept(',') || r.accept(';') {
			continue
		} else if err := r.part(); err != nil {
			return nil, err
		} else if len(r.sys.Vars)+len(r.windows)+len(r.made) > 0 {
			return nil, r.fail(t.At, "only numbers can be set here, such as a = 1")
		}
	}
	return r.sys.Params, nil
}
