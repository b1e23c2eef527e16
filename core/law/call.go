package law

import (
	"slices"
	"strings"
)

// call resolves a name with arguments.
func (r *reader) call(x *phrase) ([]*Node, error) {
	if f, ok := functions[x.text]; ok {
		return r.function(x, f)
	}
	if r.isOperator(x.text) {
		return r.operator(x)
	}
	if d := r.definitions[x.text]; d != nil && d.arguments != nil {
		v, err := r.tuple(x)
		if err != nil {
			return nil, err
		}
		return r.expand(x, d, v)
	}
	if _, _, ok := r.subscript(x); ok && r.named(x.text) == nil && r.definitions[x.text] == nil {
		return r.given(&phrase{kind: given, at: x.at, args: append([]*phrase{{kind: word, text: x.text, at: x.at}}, x.args...)})
	}
	n := r.named(x.text)
	if n != nil && n.Op == Unknown {
		return r.field(x, n, x.args)
	}
	if n == nil && r.definitions[x.text] == nil {
		if v, err := r.operatorD(x); v != nil || err != nil {
			return v, err
		}
		return nil, r.unknown(x)
	}
	if len(x.args) != 1 {
		return nil, r.fail(x.at, "%s is no function", x.text)
	}
	left := phrase{kind: word, text: x.text, at: x.at}
	return r.operation(&phrase{kind: operation, text: "*", at: x.at, args: []*phrase{&left, x.args[0]}})
}

func (r *reader) function(x *phrase, f Function) ([]*Node, error) {
	if f == Abs && len(x.args) == 1 {
		v, err := r.resolve(x.args[0])
		if err != nil || len(v) == 1 {
			return each(v, func(n *Node) *Node { return apply(Abs, n) }), err
		}
		return []*Node{apply(Sqrt, dot(v, v))}, nil
	}
	v, err := r.tuple(x)
	if err == nil && len(v) != f.arguments() {
		err = r.fail(x.at, "%s has %d arguments here and needs %d", x.text, len(v), f.arguments())
	}
	if err != nil {
		return nil, err
	}
	return []*Node{apply(f, v...)}, nil
}

// expand is the body of a definition with its arguments put in.
func (r *reader) expand(x *phrase, d *definition, args []*Node) ([]*Node, error) {
	if args == nil { // q without brackets is q(x)
		for _, name := range d.arguments {
			n := r.named(name)
			if n == nil {
				return nil, r.fail(x.at, "%s needs its argument, as in %s(%s)", x.text, x.text, strings.Join(d.arguments, ", "))
			}
			args = append(args, n)
		}
	}
	if len(args) != len(d.arguments) {
		return nil, r.fail(x.at, "%s has %d arguments here and needs %d", x.text, len(args), len(d.arguments))
	}
	if r.depth++; r.depth > maxDepth {
		return nil, r.fail(d.at, "%s is defined by itself", x.text)
	}
	frame := map[string]*Node{}
	for i, name := range d.arguments {
		frame[name] = args[i]
	}
	r.local = append(r.local, frame)
	n, err := r.scalar(d.body)
	r.local = r.local[:len(r.local)-1]
	r.depth--
	if err != nil {
		return nil, err
	}
	return []*Node{n}, nil
}

// field resolves u(x, 0): a field at a place. y(1 − y) is a product, for no field
// is taken where another says.
func (r *reader) field(x *phrase, f *Node, args []*phrase) ([]*Node, error) {
	field := &r.problem.Fields[r.fieldOf(f)]
	v, err := r.tuple(&phrase{args: r.unnamed(field, args)})
	if err != nil {
		return nil, err
	}
	if len(v) == 1 && v[0].any(func(n *Node) bool { return n.Op == Unknown }) {
		return []*Node{node(Mul, f, v[0])}, nil
	}
	if len(v) != len(field.Inputs) {
		return nil, r.fail(x.at, "%s stands with %d inputs and has %d: %s(%s)", field.Name, len(v), len(field.Inputs), field.Name, r.listed(field.Inputs))
	}
	own := true
	for i, a := range v {
		own = own && a.Op == Input && a.Index == field.Inputs[i]
	}
	if own {
		return []*Node{f}, nil
	}
	varies := func(n *Node) bool { return n.Op == Input }
	if len(v) == 1 && v[0].Op != Input && v[0].any(varies) {
		return nil, r.fail(x.at, "%s(…) can be read in two ways: write %s*(…) for a product; a field at a shifted place is not read", field.Name, field.Name)
	}
	return []*Node{node(At, append([]*Node{f}, v...)...)}, nil
}

// unnamed is the arguments of a field with x = 0 as 0 where x is the input meant.
func (r *reader) unnamed(f *Field, args []*phrase) (all []*phrase) {
	for i, a := range args {
		if a.text == "=" && i < len(f.Inputs) && a.args[0].text == r.problem.Inputs[f.Inputs[i]].Name {
			a = a.args[1]
		}
		all = append(all, a)
	}
	return all
}

// fieldOf is the field of a derivative.
func (r *reader) fieldOf(n *Node) int {
	if n.Op == Derivative {
		return n.Args[0].Index
	}
	return n.Index
}

// given resolves a derivative at a place.
func (r *reader) given(x *phrase) ([]*Node, error) {
	n, err := r.scalar(x.args[0])
	if err != nil {
		return nil, err
	}
	if n.Op != Unknown && (n.Op != Derivative || n.Args[0].Op != Unknown) {
		if len(x.args) == 2 { // u_n(1 + x)
			b, err := r.scalar(x.args[1])
			if err != nil {
				return nil, err
			}
			return []*Node{node(Mul, n, b)}, nil
		}
		return nil, r.fail(x.at, "only a field and its derivatives can be taken at a place")
	}
	return r.field(&phrase{at: x.at}, n, x.args[1:])
}

// operatorD resolves dt(u), Dxx(u).
func (r *reader) operatorD(x *phrase) ([]*Node, error) {
	by := r.byName(x.text)
	if by == nil || len(x.args) != 1 {
		return nil, nil
	}
	n, err := r.scalar(x.args[0])
	if err != nil {
		return nil, err
	}
	var o Order
	for _, i := range by {
		o[i]++
	}
	return r.differentiate(x.at, n, o)
}

// operator resolves an operator on expressions.
func (r *reader) operator(x *phrase) ([]*Node, error) {
	switch x.text {
	case "diff":
		return r.diff(x)
	case "int", "integral":
		return r.integral(x)
	case "jump":
		return r.jump(x)
	case "if":
		return r.choice(x)
	case "dot":
		if len(x.args) != 2 {
			return nil, r.fail(x.at, "dot needs two vectors")
		}
		return r.operation(&phrase{kind: operation, text: "*", at: x.at, args: x.args})
	}
	if len(x.args) != 1 {
		return nil, r.fail(x.at, "%s has one argument", x.text)
	}
	v, err := r.resolve(x.args[0])
	if err != nil {
		return nil, err
	}
	switch x.text {
	case "value":
		return v, nil
	case "flux":
		return r.flux(x, v)
	case "normal":
		return each(v, func(n *Node) *Node { return node(Normal, n) }), nil
	case "div":
		return r.divergence(x, v)
	}
	if len(v) != 1 {
		return nil, r.fail(x.at, "%s of a vector: write it for each component", x.text)
	}
	if x.text == "grad" {
		return r.gradient(x, v[0])
	}
	return r.laplacian(x, v[0])
}

// flux is the part of k grad(u) along the normal, k u_n.
func (r *reader) flux(x *phrase, v []*Node) ([]*Node, error) {
	var factor, field *Node
	for i, n := range v {
		d, k := n, number(1)
		if n.Op == Mul {
			k, d = n.Args[0], n.Args[1]
		}
		if d.Op != Derivative || d.Order != along(r.problem.space()[min(i, len(r.problem.space())-1)], 1) || i > 0 && !(d.Args[0].Equal(field) && k.Equal(factor)) {
			return nil, r.fail(x.at, "flux is read of k*grad(u) alone: write it out with u_n")
		}
		factor, field = k, d.Args[0]
	}
	return []*Node{node(Mul, factor, node(Normal, field))}, nil
}

// cartesian is the inputs of space, refused where they look like polar ones.
func (r *reader) cartesian(x *phrase, n *Node) ([]int, error) {
	var all []int
	for _, i := range r.problem.space() {
		if n.Op == Unknown && !slices.Contains(r.problem.Fields[n.Index].Inputs, i) {
			continue
		}
		switch name := r.problem.Inputs[i].Name; name {
		case "r", "theta", "phi", "rho", "θ", "φ", "ρ":
			return nil, r.fail(x.at, "%s with the input %s can be read in two ways, polar and Cartesian: write the derivatives out", x.text, name)
		}
		all = append(all, i)
	}
	if len(all) == 0 {
		return nil, r.fail(x.at, "%s needs an input of space", x.text)
	}
	return all, nil
}

func (r *reader) gradient(x *phrase, n *Node) (z []*Node, err error) {
	inputs, err := r.cartesian(x, n)
	for _, i := range inputs {
		d, err := r.differentiate(x.at, n, along(i, 1))
		if err != nil {
			return nil, err
		}
		z = append(z, d...)
	}
	return z, err
}

func (r *reader) divergence(x *phrase, v []*Node) ([]*Node, error) {
	inputs, err := r.cartesian(x, v[0])
	if err == nil && len(inputs) != len(v) {
		err = r.fail(x.at, "div of a vector of %d where there are %d inputs of space", len(v), len(inputs))
	}
	if err != nil {
		return nil, err
	}
	var z *Node
	for k, i := range inputs {
		d, err := r.differentiate(x.at, v[k], along(i, 1))
		if err != nil {
			return nil, err
		}
		if z == nil {
			z = d[0]
		} else {
			z = node(Add, z, d[0])
		}
	}
	return []*Node{z}, nil
}

func (r *reader) laplacian(x *phrase, n *Node) ([]*Node, error) {
	inputs, err := r.cartesian(x, n)
	if err != nil {
		return nil, err
	}
	z := node(Laplacian, n)
	if x.text == "biharmonic" {
		z = node(Laplacian, z)
	}
	for _, i := range inputs {
		if r.problem.highest(z)[i] > MaxOrder {
			return nil, r.fail(x.at, "derivatives go up to order %d by one input", MaxOrder)
		}
	}
	return []*Node{z}, nil
}

// diff resolves diff(u, x, 2, t).
func (r *reader) diff(x *phrase) ([]*Node, error) {
	var by []times
	for _, a := range x.args[1:] {
		switch {
		case a.kind == word:
			by = append(by, times{a.text, 1})
		case a.kind == numeral && len(by) > 0 && by[len(by)-1].n == 1 && a.value >= 1 && a.value <= MaxOrder && a.value == float64(int(a.value)):
			by[len(by)-1].n = int(a.value)
		default:
			return nil, r.fail(a.at, "diff(u, x, 2, t) has names of inputs, and how often, here")
		}
	}
	if len(by) == 0 {
		return nil, r.fail(x.at, "diff needs an input, as in diff(u, x)")
	}
	return r.quotient(&phrase{kind: quotient, at: x.at, args: x.args[:1], by: by})
}

// integral resolves int(u^2), int(u, x), int(u, x, 0, 1).
func (r *reader) integral(x *phrase) ([]*Node, error) {
	if len(x.args) == 1 {
		n, err := r.scalar(x.args[0])
		if err != nil {
			return nil, err
		}
		return []*Node{node(Total, n)}, nil
	}
	over := x.args[1]
	if over.kind != word || len(x.args) != 4 && len(x.args) != 2 {
		return nil, r.fail(x.at, "an integral is int(f) over all, or int(f, x, from, to)")
	}
	index := r.problem.input(over.text)
	var ends []*Node
	if len(x.args) == 4 {
		v, err := r.tuple(&phrase{args: x.args[2:]})
		if err != nil {
			return nil, err
		}
		ends = v
	} else if index >= 0 {
		c := r.problem.Inputs[index]
		ends = []*Node{signed(c.Lo), signed(c.Hi)}
	} else {
		return nil, r.fail(over.at, "%s is no input: say from where to where, as in int(f, %s, 0, 1)", over.text, over.text)
	}
	if index < 0 {
		if err := r.free(over.text, over.at); err != nil {
			return nil, err
		}
		if r.definitions[over.text] != nil || slices.Contains(r.bound, over.text) {
			return nil, r.fail(over.at, "%s has a meaning already: let the integral run over another name", over.text)
		}
		r.bound = append(r.bound, over.text)
		defer func() { r.bound = r.bound[:len(r.bound)-1] }()
	}
	n, err := r.scalar(x.args[0])
	if err != nil {
		return nil, err
	}
	return []*Node{(&Node{Op: Integral, Index: index, Args: append([]*Node{n}, ends...)}).sized()}, nil
}

// jump resolves jump(k u_x, x = .5).
func (r *reader) jump(x *phrase) ([]*Node, error) {
	if len(x.args) != 2 || x.args[1].text != "=" {
		return nil, r.fail(x.at, "a jump has a place: jump(u, x = 0.5)")
	}
	n, err := r.scalar(x.args[0])
	if err != nil {
		return nil, err
	}
	where := x.args[1]
	i := r.problem.input(where.args[0].text)
	if i < 0 {
		return nil, r.fail(where.args[0].at, "the name of an input is expected here")
	}
	v, err := r.scalar(where.args[1])
	if err != nil {
		return nil, err
	}
	return []*Node{(&Node{Op: Jump, Index: i, Args: []*Node{n, v}}).sized()}, nil
}

// choice resolves if(x < 0, a, b).
func (r *reader) choice(x *phrase) ([]*Node, error) {
	v, err := r.tuple(x)
	if err == nil && (len(v) != 3 || !v[0].isCondition()) {
		err = r.fail(x.at, "if has a condition and two values: if(x < 0, 1, 2)")
	}
	if err != nil {
		return nil, err
	}
	return []*Node{node(If, v...)}, nil
}

func (n *Node) isCondition() bool { return n.Op >= Less && n.Op <= Not }
