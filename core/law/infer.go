package law

import (
	"fmt"
	"slices"
	"strings"
)

// A definition gives a name to an expression, of arguments or of none.
type definition struct {
	arguments []string
	body      *phrase
	bounds    *[2]*phrase // of a slider
	at        int
	node      *Node // once it is known, of a definition without arguments
	visiting  bool
}

// A reader gives the names of a text their meanings.
type reader struct {
	text        string
	list        []statement
	problem     *Problem
	definitions map[string]*definition
	strong      map[string]int         // names that are differentiated or declared, and where
	calls       map[string][][]*phrase // the arguments with which names stand
	bound       []string               // what the integrals around run over
	local       []map[string]*Node     // arguments of the definitions around
	depth       int                    // of definitions within definitions
	size        int                    // of what was resolved, in phrases
	total       int                    // of laws and conditions, in nodes
	truthOf     *Node                  // what "truth" stands for
	inOrder     []string               // inputs whose order is given, as in (x, y) in [0, 1]^2
}

func (r *reader) fail(at int, format string, args ...any) error {
	return newError(r.text, at, fmt.Sprintf(format, args...))
}

// declare finds the inputs, the fields and the definitions.
func (r *reader) declare() error {
	for _, s := range r.list {
		if s.kind == within || s.kind == every {
			if err := r.inputs(s); err != nil {
				return err
			}
		}
	}
	if len(r.problem.Inputs) == 0 && len(r.list) > 0 {
		return r.fail(0, "there is no input: say where the law holds, as in x in [0, 1]")
	}
	for _, s := range r.list {
		if s.kind == declaration || s.kind == sought && s.names == nil {
			f := s.sides[0]
			if f.kind != call || isReserved(f.text) {
				return r.fail(f.at, "a declaration is a name with its inputs, such as u(x, t)")
			}
			r.strong[f.text] = f.at
			r.calls[f.text] = append(r.calls[f.text], f.args)
		}
		for _, x := range s.sides {
			r.look(x)
		}
	}
	if err := r.define(); err != nil {
		return err
	}
	return r.fields()
}

// inputs declares those of a statement.
func (r *reader) inputs(s statement) error {
	for _, t := range s.names {
		kind := Space
		switch {
		case s.kind == every:
			kind = Label
		case t.Text == "t" || t.Text == "time":
			kind = Time
		}
		if err := r.free(t.Text, t.At); err != nil {
			return err
		}
		if len(r.problem.Inputs) == MaxInputs {
			return r.fail(t.At, "there are at most %d inputs", MaxInputs)
		}
		r.problem.Inputs = append(r.problem.Inputs, Coordinate{Name: t.Text, Kind: kind})
	}
	if len(s.names) > 1 {
		r.inOrder = nil
		for _, t := range s.names {
			r.inOrder = append(r.inOrder, t.Text)
		}
	}
	return nil
}

// free refuses a name that has a meaning already.
func (r *reader) free(name string, at int) error {
	switch {
	case isReserved(name) || r.isOperator(name):
		return r.fail(at, "%s has a meaning already and cannot be a name", name)
	case r.problem.input(name) >= 0 || r.problem.field(name) >= 0 || r.problem.param(name) >= 0:
		return r.fail(at, "%s is given twice", name)
	}
	return nil
}

// look collects what is differentiated or called in a phrase.
func (r *reader) look(x *phrase) {
	switch x.kind {
	case word:
		if base, _, ok := r.subscript(x); ok {
			r.strongly(base, x.at)
		}
	case primed, quotient:
		r.weakly(x.args[0])
	case given:
		if base := r.base(x.args[0]); base != "" {
			r.calls[base] = append(r.calls[base], x.args[1:])
		}
	case call:
		name := x.text
		if base, _, ok := r.subscript(x); ok {
			r.strongly(base, x.at)
			name = base
		}
		r.calls[name] = append(r.calls[name], x.args)
		if r.byName(name) != nil && len(x.args) == 1 {
			r.weakly(x.args[0])
		}
		if r.isOperator(name) && !slices.Contains([]string{"int", "if", "div", "dot"}, name) {
			r.weakly(x.args[0])
		}
	}
	for _, a := range x.args {
		r.look(a)
	}
}

// byName is what dt and Dxx differentiate by, nil for another name.
func (r *reader) byName(name string) []int {
	if name[0] != 'd' && name[0] != 'D' {
		return nil
	}
	if ways := r.splits(name[1:]); len(ways) == 1 {
		return ways[0]
	}
	return nil
}

func (r *reader) isStrong(name string) bool {
	_, ok := r.strong[name]
	return ok
}

func (r *reader) strongly(name string, at int) {
	if !r.isStrong(name) && name != "" && !isReserved(name) && r.problem.input(name) < 0 {
		r.strong[name] = at
	}
}

// weakly takes the argument of an operator for a field unless something else defines
// it, as F = u^2/2 does for d/dx(F).
func (r *reader) weakly(x *phrase) {
	if x.kind != word {
		return
	}
	if _, _, ok := r.subscript(x); ok {
		return
	}
	for _, s := range r.list {
		if s.kind == equation && s.places == nil && len(s.sides) == 2 && s.sides[0].kind == word && s.sides[0].text == x.text && s.sides[1].kind != numeral && !r.mentions(x.text, s.sides[1]) {
			return
		}
	}
	r.strongly(x.text, x.at)
}

// base is the field of u', u_x, du/dx.
func (r *reader) base(x *phrase) string {
	switch x.kind {
	case word:
		if base, _, ok := r.subscript(x); ok {
			return base
		}
		return x.text
	case primed, quotient:
		return r.base(x.args[0])
	}
	return ""
}

// subscript cuts u_xx at its sign; suffix is "" where the inputs stand in braces.
// It is no derivative unless the rest can be read as inputs, or is n.
func (r *reader) subscript(x *phrase) (base, suffix string, ok bool) {
	base, suffix, ok = strings.Cut(x.text, "_")
	if !ok || base == "" {
		return "", "", false
	}
	if x.by != nil {
		return strings.TrimSuffix(x.text, "_"), "", true
	}
	return base, suffix, suffix == "n" || len(r.splits(suffix)) > 0
}

// splits is every way to read a text as names of inputs, one after the other; at
// most two of them.
func (r *reader) splits(text string) (ways [][]int) {
	if len(text) > 40 {
		return nil
	}
	var visit func(rest string, way []int)
	visit = func(rest string, way []int) {
		if rest == "" && len(way) > 0 {
			ways = append(ways, slices.Clone(way))
		}
		for i, c := range r.problem.Inputs {
			if after, ok := strings.CutPrefix(rest, c.Name); ok && len(ways) < 2 && len(way) < MaxOrder*2 {
				visit(after, append(way, i))
			}
		}
	}
	visit(text, nil)
	return ways
}

// define finds the equations that give a name to what stands on their right.
func (r *reader) define() error {
	for _, s := range r.list {
		if s.kind != equation || len(s.sides) != 2 || s.places != nil {
			continue
		}
		left := s.sides[0]
		_, differentiated := r.strong[left.text]
		if differentiated || r.problem.input(left.text) >= 0 || isReserved(left.text) || r.isOperator(left.text) {
			continue
		}
		d := &definition{body: s.sides[1], at: left.at}
		switch left.kind {
		case word:
			if base, suffix, ok := strings.Cut(left.text, "_"); ok && suffix > "9" && suffix != "n" && r.isStrong(base) && len(r.splits(suffix)) == 0 && r.problem.param(left.text) < 0 {
				return r.fail(left.at, "%s has no input %s: say where it runs, as in %s in [0, 1]", base, suffix, suffix)
			}
			if _, _, ok := r.subscript(left); ok || r.calls[left.text] != nil && r.mentions(left.text, s.sides[1]) {
				continue
			}
			if s.ranges != nil {
				d.bounds = &s.ranges[0]
			}
		case call:
			if d.arguments = plainNames(left.args); d.arguments == nil || slices.ContainsFunc(d.arguments, r.isStrong) || r.mentions(left.text, s.sides[1]) {
				continue
			}
		default:
			continue
		}
		if r.definitions[left.text] != nil {
			return r.fail(left.at, "%s is given twice", left.text)
		}
		r.definitions[left.text] = d
	}
	return nil
}

// plainNames is the names that all arguments are, nil where they are not.
func plainNames(args []*phrase) (all []string) {
	for _, a := range args {
		if a.kind != word || slices.Contains(all, a.text) {
			return nil
		}
		all = append(all, a.text)
	}
	return all
}

// mentions tells whether a name stands in a phrase.
func (r *reader) mentions(name string, x *phrase) bool {
	return (x.kind == word || x.kind == call) && x.text == name || slices.ContainsFunc(x.args, func(a *phrase) bool { return r.mentions(name, a) })
}

// fields declares the names that are differentiated, in the order of the text.
func (r *reader) fields() error {
	var names []string
	for name := range r.strong {
		if r.definitions[name] == nil {
			names = append(names, name)
		}
	}
	slices.SortFunc(names, func(a, b string) int { return 8*(r.strong[a]-r.strong[b]) + strings.Compare(a, b) })
	for _, name := range names {
		if err := r.free(name, r.strong[name]); err != nil {
			return err
		}
		if len(r.problem.Fields) == MaxFields {
			return r.fail(r.strong[name], "there are at most %d fields", MaxFields)
		}
		inputs, err := r.argumentsOf(name)
		if err != nil {
			return err
		}
		r.problem.Fields = append(r.problem.Fields, Field{Name: name, Inputs: inputs})
	}
	for _, s := range r.list {
		if s.kind == sought && s.names == nil {
			r.problem.Fields[r.problem.field(s.sides[0].text)].Coefficient = true
		}
	}
	return nil
}

// argumentsOf is the inputs of a field, by how it is written: u(x, 0) has x first,
// so what is left is t.
func (r *reader) argumentsOf(name string) (order []int, err error) {
	at := r.strong[name]
	n := 0
	r.calls[name] = slices.DeleteFunc(r.calls[name], func(args []*phrase) bool { // u(1 − u) is a product
		for field := range r.strong {
			if slices.ContainsFunc(args, func(a *phrase) bool { return r.mentions(field, a) }) {
				return true
			}
		}
		return false
	})
	for _, args := range r.calls[name] {
		if k := len(args); k > 1 || n == 0 {
			n = max(n, k)
		}
	}
	if n <= 1 && (n == 0 || len(r.problem.Inputs) == 1) {
		n = len(r.problem.Inputs)
	}
	if n > len(r.problem.Inputs) {
		return nil, r.fail(at, "%s stands with %d inputs, and there are %d: say where each runs, as in x in [0, 1]", name, n, len(r.problem.Inputs))
	}
	order = make([]int, n)
	for i := range order {
		order[i] = -1
	}
	for _, args := range r.calls[name] {
		for i, a := range args {
			if a.text == "=" {
				a = a.args[0] // u(x = 0, t)
			}
			if k := r.problem.input(a.text); a.kind == word && k >= 0 && len(args) == n && !slices.Contains(order, k) && order[i] < 0 {
				order[i] = k
			}
		}
	}
	return r.completed(name, order)
}

// completed fills in what the text leaves open where there is one way, or where no
// place depends on it.
func (r *reader) completed(name string, order []int) ([]int, error) {
	var left []int
	for i := range r.problem.Inputs {
		if !slices.Contains(order, i) {
			left = append(left, i)
		}
	}
	open := 0
	for _, k := range order {
		if k < 0 {
			open++
		}
	}
	if open == len(order) && slices.Equal(r.inOrder, r.problem.names(left)) && len(left) == open {
		return left, nil
	}
	if open > 1 && len(r.calls[name]) > 0 || open == 1 && len(left) > 1 {
		a, b := slices.Clone(left), slices.Clone(left)
		slices.Reverse(b)
		return nil, r.fail(r.strong[name], "the inputs of %s can be read in two ways: write %s(%s) or %s(%s) on a line", name, name, r.listed(a), name, r.listed(b))
	}
	for i, k := range order {
		if k < 0 {
			order[i], left = left[0], left[1:]
		}
	}
	return order, nil
}

// listed is names of inputs with commas.
func (r *reader) listed(inputs []int) string {
	var names []string
	for _, i := range inputs {
		names = append(names, r.problem.Inputs[i].Name)
	}
	return strings.Join(names, ", ")
}
