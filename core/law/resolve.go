package law

import (
	"math"
	"slices"
	"strings"
)

// isOperator tells whether a name is that of an operator on expressions.
func (r *reader) isOperator(name string) bool {
	switch name {
	case "laplace", "lap", "laplacian", "biharmonic", "grad", "div", "dot", "diff", "int", "integral", "jump", "if", "value", "normal", "flux":
		return true
	}
	return false
}

// scalar resolves a phrase that is one number at each point.
func (r *reader) scalar(x *phrase) (*Node, error) {
	v, err := r.resolve(x)
	if err == nil && len(v) != 1 {
		err = r.fail(x.at, "a vector of %d stands where a number is expected", len(v))
	}
	if err != nil {
		return nil, err
	}
	return v[0], nil
}

// maxTree is the largest number of nodes of a tree, and of all laws and conditions.
const maxTree = 10000

// resolve gives a phrase its meaning: one tree, or one for each component of a
// vector. Names may stand for so much that a short text is a large tree.
func (r *reader) resolve(x *phrase) ([]*Node, error) {
	v, err := r.meaning(x)
	for _, n := range v {
		if r.size++; err == nil && (n.size > maxTree || r.size > 10*maxTree) {
			return nil, r.fail(x.at, "this is too long when names are put in")
		}
	}
	return v, err
}

func (r *reader) meaning(x *phrase) ([]*Node, error) {
	switch x.kind {
	case numeral:
		return []*Node{number(x.value)}, nil
	case word:
		return r.word(x)
	case operation:
		return r.operation(x)
	case negative:
		v, err := r.resolve(x.args[0])
		return each(v, func(n *Node) *Node { return node(Neg, n) }), err
	case bare:
		return r.bare(x)
	case primed:
		return r.primed(x)
	case quotient:
		return r.quotient(x)
	case given:
		return r.given(x)
	case tuple:
		return r.tuple(x)
	}
	return r.call(x)
}

func each(v []*Node, f func(n *Node) *Node) (z []*Node) {
	for _, n := range v {
		z = append(z, f(n))
	}
	return z
}

func (r *reader) tuple(x *phrase) (z []*Node, err error) {
	for _, a := range x.args {
		n, err := r.scalar(a)
		if err != nil {
			return nil, err
		}
		z = append(z, n)
	}
	return z, nil
}

// word resolves a name without arguments.
func (r *reader) word(x *phrase) ([]*Node, error) {
	if x.by != nil {
		return r.subscripted(x)
	}
	if n := r.named(x.text); n != nil {
		return []*Node{n}, nil
	}
	if d := r.definitions[x.text]; d != nil && d.arguments == nil {
		n, err := r.value(x.text, d)
		if err != nil {
			return nil, err
		}
		return []*Node{n}, nil
	} else if d != nil {
		return r.expand(x, d, nil)
	}
	if _, _, ok := r.subscript(x); ok {
		return r.subscripted(x)
	}
	switch {
	case x.text == "e":
		return []*Node{number(math.E)}, nil
	case (x.text == "truth" || x.text == "exact") && r.truthOf != nil:
		return []*Node{r.truthOf}, nil
	case r.isOperator(x.text):
		return nil, r.fail(x.at, "%s needs its argument in brackets, as in %s(u)", x.text, x.text)
	case x.text == "i" || x.text == "j":
		return nil, r.fail(x.at, "complex numbers are not read: write the real and the imaginary part as two fields, or give %s a value", x.text)
	}
	return nil, r.unknown(x)
}

// named is what a name stands for by itself, nil where it has no such meaning.
func (r *reader) named(name string) *Node {
	if k := len(r.local); k > 0 && r.local[k-1][name] != nil {
		return r.local[k-1][name]
	}
	if i := slices.Index(r.bound, name); i >= 0 {
		return leaf(Bound, i)
	}
	if i := r.problem.input(name); i >= 0 {
		return leaf(Input, i)
	}
	if i := r.problem.field(name); i >= 0 {
		return leaf(Unknown, i)
	}
	if i := r.problem.param(name); i >= 0 {
		return leaf(Param, i)
	}
	return nil
}

// unknown is the complaint about a name, with the nearest one that is known.
func (r *reader) unknown(x *phrase) error {
	var names []string
	for _, c := range r.problem.Inputs {
		names = append(names, c.Name)
	}
	for _, f := range r.problem.Fields {
		names = append(names, f.Name)
	}
	for _, p := range r.problem.Params {
		names = append(names, p.Name)
	}
	for name := range r.definitions {
		names = append(names, name)
	}
	for name := range functions {
		names = append(names, name)
	}
	names = append(names, "laplace", "laplacian", "grad", "div", "diff")
	slices.Sort(names)
	if base, suffix, ok := strings.Cut(x.text, "_"); ok && r.problem.field(base) >= 0 {
		return r.fail(x.at, "%s has no input %s", base, suffix)
	}
	if near := nearest(x.text, names); near != "" {
		return r.fail(x.at, "%s is not known; is %s meant?", x.text, near)
	}
	if x.kind == call {
		return r.fail(x.at, "%s is no function, and no field is differentiated of that name: write %s*(…) for a product, %s(x) alone for a field", x.text, x.text, x.text)
	}
	return r.fail(x.at, "%s is not known: give it a value (%s = 1), an interval (%s in [0, 1]), or say unknown %s or eigen %s", x.text, x.text, x.text, x.text, x.text)
}

// value is what a definition without arguments stands for: a parameter, or an
// expression of the inputs and fields.
func (r *reader) value(name string, d *definition) (*Node, error) {
	if d.node != nil {
		return d.node, nil
	}
	if d.visiting {
		return nil, r.fail(d.at, "%s is defined by itself", name)
	}
	d.visiting = true
	bound, local := r.bound, r.local
	r.bound, r.local = nil, nil
	n, err := r.scalar(d.body)
	r.bound, r.local = bound, local
	if err != nil {
		return nil, err
	}
	if n.any(func(n *Node) bool { return n.Op == Input || n.Op == Unknown }) {
		d.node = n
		return n, nil
	}
	return r.parameter(name, d, n)
}

// parameter adds a number, or a slider.
func (r *reader) parameter(name string, d *definition, n *Node) (*Node, error) {
	if err := r.free(name, d.at); err != nil {
		return nil, err
	}
	if n.any(func(n *Node) bool { return n.Op == Param && r.problem.Params[n.Index].Kind >= Sought }) {
		return nil, r.fail(d.at, "%s depends on what is to be found: write it out in the law", name)
	}
	v := r.problem.constant(n)
	if math.IsNaN(v) || math.IsInf(v, 0) {
		return nil, r.fail(d.body.at, "the value of %s is not a number", name)
	}
	q := Parameter{Name: name, Value: v, Lo: v, Hi: v, Truth: math.NaN()}
	made := n.any(func(n *Node) bool { return n.Op == Param })
	if made || v < 0 || math.Signbit(v) {
		q.Of = n
	}
	if d.bounds != nil {
		var err error
		if q.Lo, q.Hi, err = r.bounds(*d.bounds); err != nil {
			return nil, err
		}
		if q.Kind, q.Of = Slider, nil; v < q.Lo || v > q.Hi || made {
			return nil, r.fail(d.bounds[0].at, "the value of %s must be a number within its range", name)
		}
	}
	r.problem.Params = append(r.problem.Params, q)
	d.node = leaf(Param, len(r.problem.Params)-1)
	return d.node, nil
}

// bounds are the ends of an interval, which are numbers.
func (r *reader) bounds(b [2]*phrase) (lo, hi float64, err error) {
	var ends [2]float64
	for i, x := range b {
		if ends[i], err = r.number(x); err != nil {
			return 0, 0, err
		}
	}
	if !(ends[0] < ends[1]) {
		return 0, 0, r.fail(b[0].at, "this interval has no length: its lower end must be less than the upper")
	}
	return ends[0], ends[1], nil
}

// number is the value of a phrase of numbers and parameters.
func (r *reader) number(x *phrase) (float64, error) {
	if x.kind == word && (x.text == "inf" || x.text == "infinity" || x.text == "∞") {
		return 0, r.fail(x.at, "an interval must be finite here: take one so long that what lies beyond does not matter")
	}
	n, err := r.scalar(x)
	if err != nil {
		return 0, err
	}
	if n.any(func(n *Node) bool { return n.Op == Input || n.Op == Unknown || n.Op == Bound }) {
		return 0, r.fail(x.at, "this must be a number")
	}
	v := r.problem.constant(n)
	if math.IsNaN(v) || math.Abs(v) > 1e100 {
		return 0, r.fail(x.at, "this must be a finite number")
	}
	return v, nil
}

var binary = map[string]Op{"+": Add, "-": Sub, "*": Mul, "/": Div, "^": Power, "<": Less, "and": And, "or": Or}

func (r *reader) operation(x *phrase) ([]*Node, error) {
	a, err := r.resolve(x.args[0])
	if err != nil {
		return nil, err
	}
	if x.text == "not" {
		return []*Node{node(Not, a[0])}, nil
	}
	b, err := r.resolve(x.args[1])
	if err != nil {
		return nil, err
	}
	op, ok := binary[x.text]
	switch {
	case !ok:
		return nil, r.fail(x.at, `"=" has no meaning here`)
	case len(a) == 1 && len(b) == 1:
		if op == Power && a[0].is(math.E) {
			return []*Node{apply(Exp, b[0])}, nil
		}
		return []*Node{node(op, a[0], b[0])}, nil
	case op == Mul && len(a) == 1:
		return each(b, func(n *Node) *Node { return node(Mul, a[0], n) }), nil
	case (op == Mul || op == Div) && len(b) == 1:
		return each(a, func(n *Node) *Node { return node(op, n, b[0]) }), nil
	case op == Power && len(b) == 1 && b[0].is(2):
		return []*Node{dot(a, a)}, nil
	case len(a) != len(b):
		return nil, r.fail(x.at, "vectors of %d and %d do not fit", len(a), len(b))
	case op == Mul:
		return []*Node{dot(a, b)}, nil
	case op == Add || op == Sub:
		for i := range a {
			a[i] = node(op, a[i], b[i])
		}
		return a, nil
	}
	return nil, r.fail(x.at, "%q has no meaning between vectors", x.text)
}

func dot(a, b []*Node) (z *Node) {
	for i := range a {
		if p := node(Mul, a[i], b[i]); z == nil {
			z = p
		} else {
			z = node(Add, z, p)
		}
	}
	return z
}

// bare resolves sin 2πx y: numbers and parameters, then one factor more; of two the
// last may stand outside.
func (r *reader) bare(x *phrase) ([]*Node, error) {
	var z *Node
	varies := 0
	for _, a := range x.args {
		n, err := r.scalar(a)
		if err != nil {
			return nil, err
		}
		if varies > 0 {
			return nil, r.fail(a.at, "%s a b can be read in two ways: write %s(a*b) or %s(a)*b", x.text, x.text, x.text)
		}
		if n.any(func(n *Node) bool { return n.Op == Input || n.Op == Unknown || n.Op == Bound }) {
			varies++
		}
		if z == nil {
			z = n
		} else {
			z = node(Mul, z, n)
		}
	}
	if varies == 0 && x.value != 0 {
		return nil, r.fail(x.at, "%s a (b) can be read in two ways: write %s(a*(b)) or %s(a)*(b)", x.text, x.text, x.text)
	}
	if functions[x.text].arguments() != 1 {
		return nil, r.fail(x.at, "%s needs two arguments in brackets", x.text)
	}
	return []*Node{apply(functions[x.text], z)}, nil
}

// differentiate is the derivative of a phrase, which must depend on the inputs.
func (r *reader) differentiate(at int, n *Node, o Order) ([]*Node, error) {
	if o.Sum() > 2*MaxOrder {
		return nil, r.fail(at, "derivatives go up to order %d by one input", MaxOrder)
	}
	for i, k := range o {
		if k > 0 && n.Op == Unknown && !slices.Contains(r.problem.Fields[n.Index].Inputs, i) {
			return nil, r.fail(at, "%s does not depend on %s", r.problem.Fields[n.Index].Name, r.problem.Inputs[i].Name)
		}
	}
	z := differentiated(n, o)
	for _, k := range r.problem.highest(z) {
		if k > MaxOrder {
			return nil, r.fail(at, "derivatives go up to order %d by one input", MaxOrder)
		}
	}
	if volume(r.problem.highest(z)) > maxVolume {
		return nil, r.fail(at, "this mixed derivative is of too high an order")
	}
	return []*Node{z}, nil
}

// primed resolves y' of a function of one variable.
func (r *reader) primed(x *phrase) ([]*Node, error) {
	n, err := r.scalar(x.args[0])
	if err != nil {
		return nil, err
	}
	inputs := r.space(n)
	if len(r.problem.Inputs) == 1 {
		inputs = []int{0}
	}
	if len(inputs) != 1 {
		name, a, b := x.args[0].text, r.problem.Inputs[inputs[0]].Name, r.problem.Inputs[inputs[1]].Name
		return nil, r.fail(x.at, "%s' can be read in two ways: write %s_%s or %s_%s", name, name, a, name, b)
	}
	if x.value > MaxOrder {
		return nil, r.fail(x.at, "derivatives go up to order %d by one input", MaxOrder)
	}
	return r.differentiate(x.at, n, along(inputs[0], int(x.value)))
}

// space is the inputs of a field, or all.
func (r *reader) space(n *Node) (all []int) {
	if n.Op == Unknown {
		return r.problem.Fields[n.Index].Inputs
	}
	for i := range r.problem.Inputs {
		all = append(all, i)
	}
	return all
}

// order adds up names of inputs.
func (r *reader) order(at int, by []times) (o Order, err error) {
	for _, b := range by {
		i := r.problem.input(b.name)
		if ways := r.splits(b.name); i < 0 && len(ways) == 1 && b.n == 1 { // u_{xx}
			for _, k := range ways[0] {
				o[k]++
			}
			continue
		}
		if i < 0 {
			return o, r.fail(at, "%s is no input: say where it runs, as in %s in [0, 1]", b.name, b.name)
		}
		if int(o[i])+b.n > MaxOrder {
			return o, r.fail(at, "derivatives go up to order %d by one input", MaxOrder)
		}
		o[i] += uint8(b.n)
	}
	return o, nil
}

func (r *reader) quotient(x *phrase) ([]*Node, error) {
	n, err := r.scalar(x.args[0])
	if err != nil {
		return nil, err
	}
	if len(x.by) == 1 && x.by[0] == (times{"n", 1}) && r.problem.input("n") < 0 {
		return []*Node{node(Normal, n)}, nil
	}
	o, err := r.order(x.at, x.by)
	if err != nil {
		return nil, err
	}
	return r.differentiate(x.at, n, o)
}

// subscripted resolves u_xx, u_{theta theta} and u_n.
func (r *reader) subscripted(x *phrase) ([]*Node, error) {
	base, suffix, _ := r.subscript(x)
	f := phrase{kind: word, text: base, at: x.at}
	n, err := r.scalar(&f)
	if err != nil {
		return nil, err
	}
	var o Order
	if x.by != nil {
		if o, err = r.order(x.at, x.by); err != nil {
			return nil, err
		}
		return r.differentiate(x.at, n, o)
	}
	ways := r.splits(suffix)
	if len(ways) == 0 {
		return []*Node{node(Normal, n)}, nil
	}
	if len(ways) > 1 {
		return nil, r.fail(x.at, "%s can be read in two ways: write %s_{%s} or %s_{%s}", x.text, base, r.listed(ways[0]), base, r.listed(ways[1]))
	}
	for _, i := range ways[0] {
		o[i]++
	}
	return r.differentiate(x.at, n, o)
}
