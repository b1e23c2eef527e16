package law

import (
	"math"
	"slices"
)

// Parse reads a problem. The error is an *Error.
func Parse(text string) (*Problem, error) {
	list, err := statements(text)
	if err != nil {
		return nil, err
	}
	r := &reader{text: text, list: list, problem: &Problem{}, definitions: map[string]*definition{}, strong: map[string]int{}, calls: map[string][][]*phrase{}}
	for _, step := range []func() error{r.declare, r.parameters, r.domain, r.truths, r.equations} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	return r.problem, r.complete()
}

// parameters gives values to what the domain and the laws are made of.
func (r *reader) parameters() error {
	for _, s := range r.list {
		switch {
		case s.kind == eigen || s.kind == sought && s.names != nil:
			if err := r.sought(s); err != nil {
				return err
			}
		case s.kind == data:
			for _, t := range s.names {
				r.problem.Data = append(r.problem.Data, t.Text)
			}
		}
	}
	for _, s := range r.list {
		if d, ok := r.definition(s); ok && d.arguments == nil {
			if _, err := r.value(s.sides[0].text, d); err != nil {
				return err
			}
		}
	}
	return nil
}

// definition is what an equation defines, if it does.
func (r *reader) definition(s statement) (*definition, bool) {
	if s.kind != equation || len(s.sides) != 2 {
		return nil, false
	}
	d := r.definitions[s.sides[0].text]
	return d, d != nil && d.at == s.sides[0].at && d.body == s.sides[1]
}

// sought declares a parameter that is to be found.
func (r *reader) sought(s statement) error {
	t := s.names[0]
	if err := r.free(t.Text, t.At); err != nil {
		return err
	}
	q := Parameter{Name: t.Text, Kind: Sought, Value: math.NaN(), Lo: math.Inf(-1), Hi: math.Inf(1), Truth: math.NaN()}
	if s.kind == eigen {
		q.Kind = Eigen
	}
	var err error
	if s.ranges != nil {
		if q.Lo, q.Hi, err = r.bounds(s.ranges[0]); err != nil {
			return err
		}
		q.Value = q.Lo + (q.Hi-q.Lo)/2
	}
	if s.sides != nil {
		if q.Value, err = r.number(s.sides[0]); err != nil {
			return err
		}
	}
	if q.Value < q.Lo || q.Value > q.Hi {
		return r.fail(t.At, "the start of %s lies outside its range", t.Text)
	}
	r.problem.Params = append(r.problem.Params, q)
	return nil
}

// domain gives intervals to the inputs, and regions.
func (r *reader) domain() error {
	for _, s := range r.list {
		if s.kind != within && s.kind != every {
			continue
		}
		if s.disc != nil {
			if err := r.disc(s); err != nil {
				return err
			}
			continue
		}
		for i, t := range s.names {
			c := &r.problem.Inputs[r.problem.input(t.Text)]
			var err error
			if c.Lo, c.Hi, err = r.bounds(s.ranges[i]); err != nil {
				return err
			}
		}
	}
	for _, s := range r.list {
		if s.kind != where {
			continue
		}
		n, err := r.scalar(s.sides[0])
		if err == nil && (!n.isCondition() || n.any(func(n *Node) bool { return n.Op == Unknown || n.Op == Integral || n.Op == Total })) {
			err = r.fail(s.at, "the domain is bounded by inequalities of the inputs, such as where x^2 + y^2 > 0.04")
		}
		if err != nil {
			return err
		}
		if n.size > maxTree/50 || len(r.problem.Where) == 8 {
			return r.fail(s.at, "this is too long")
		}
		g := Region{Node: n}
		if s.names != nil {
			g.Name = s.names[0].Text
		}
		r.problem.Where = append(r.problem.Where, g)
	}
	if !r.problem.hasVolume() {
		return r.fail(r.at(where), "this domain has no volume: no point of it was found")
	}
	return nil
}

// at is where the first statement of a kind stands.
func (r *reader) at(k statementKind) int {
	for _, s := range r.list {
		if s.kind == k {
			return s.at
		}
	}
	return 0
}

// disc is the box around a disc, and (x − x₀)² + … < r².
func (r *reader) disc(s statement) error {
	radius, err := r.number(s.disc[len(s.names)])
	if err != nil {
		return err
	}
	if !(radius > 0) {
		return r.fail(s.at, "the radius must be above 0")
	}
	var sum *Node
	for i, t := range s.names {
		k := r.problem.input(t.Text)
		c, err := r.number(s.disc[i])
		if err != nil {
			return err
		}
		r.problem.Inputs[k].Lo, r.problem.Inputs[k].Hi = c-radius, c+radius
		d := leaf(Input, k)
		if c != 0 {
			d = node(Sub, d, signed(c))
		}
		if d = node(Power, d, number(2)); sum == nil {
			sum = d
		} else {
			sum = node(Add, sum, d)
		}
	}
	r.problem.Where = append(r.problem.Where, Region{Node: node(Less, sum, node(Power, number(radius), number(2)))})
	return nil
}

// truths reads what is known of fields and parameters.
func (r *reader) truths() error {
	for _, s := range r.list {
		if s.kind != truth {
			continue
		}
		if len(s.sides) != 2 || s.places != nil {
			return r.fail(s.at, "a truth is truth u = …")
		}
		name := s.sides[0].text
		if i := r.problem.param(name); i >= 0 && r.problem.Params[i].Kind >= Sought {
			v, err := r.number(s.sides[1])
			if r.problem.Params[i].Truth = v; err != nil {
				return err
			}
			continue
		}
		i := r.problem.field(name)
		if i < 0 || s.sides[0].kind != word && s.sides[0].kind != call {
			return r.fail(s.sides[0].at, "%s is no field or parameter that is sought", name)
		}
		n, err := r.scalar(s.sides[1])
		if err != nil {
			return err
		}
		if n.any(func(n *Node) bool { return n.Op == Unknown }) {
			return r.fail(s.sides[1].at, "a truth is made of inputs and parameters alone")
		}
		if r.problem.Fields[i].Truth != nil {
			return r.fail(s.at, "the truth of %s is given twice", name)
		}
		r.problem.Fields[i].Truth = n
	}
	return nil
}

// equations reads laws and conditions.
func (r *reader) equations() error {
	for _, s := range r.list {
		switch _, defined := r.definition(s); {
		case s.kind == periodic:
			if err := r.periodic(s); err != nil {
				return err
			}
		case s.kind == equation && !defined:
			n := len(s.sides) - 1
			for i := range n {
				if err := r.equation(s, s.sides[i], s.sides[n]); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// periodic makes the named inputs periodic, or the only one of space.
func (r *reader) periodic(s statement) error {
	inputs := r.problem.space()
	if s.names == nil && len(inputs) != 1 {
		return r.fail(s.at, "say in which inputs, as in periodic in x")
	}
	if s.names != nil {
		inputs = nil
	}
	for _, t := range s.names {
		i := r.problem.input(t.Text)
		if i < 0 {
			return r.fail(t.At, "%s is no input", t.Text)
		}
		inputs = append(inputs, i)
	}
	for _, i := range inputs {
		r.problem.Conditions = append(r.problem.Conditions, Condition{Kind: Periodic, Periodic: i, Equation: Equation{At: s.at}})
	}
	return nil
}

// equation reads a law or a condition, one for each component.
func (r *reader) equation(s statement, left, right *phrase) error {
	if s.ranges != nil {
		return r.fail(s.ranges[0][0].at, "only a parameter has a range: a = 1 in [0, 2]")
	}
	a, err := r.resolve(left)
	if err != nil {
		return err
	}
	b, err := r.right(a, right)
	if err != nil {
		return err
	}
	if len(a) != len(b) && len(b) == 1 && b[0].is(0) {
		b = each(a, func(*Node) *Node { return number(0) })
	}
	if len(a) != len(b) {
		return r.fail(left.at, "a vector of %d cannot be equal to one of %d", len(a), len(b))
	}
	for i := range a {
		if err := r.classify(s, Equation{a[i], b[i], left.at}); err != nil {
			return err
		}
	}
	return nil
}

// right resolves the right side of an equation. The word truth alone is what the left
// side is of the known solution; within an expression it is that of the field.
func (r *reader) right(left []*Node, x *phrase) ([]*Node, error) {
	defer func() { r.truthOf = nil }()
	for i, f := range r.problem.Fields {
		if f.Truth != nil && left[0].any(func(n *Node) bool { return n.Op == Unknown && n.Index == i }) {
			r.truthOf = f.Truth
		}
	}
	if x.kind != word || x.text != "truth" && x.text != "exact" {
		return r.resolve(x)
	}
	if r.truthOf == nil {
		return nil, r.fail(x.at, "no truth is given: write one such as truth u = sin x")
	}
	for _, n := range left {
		if n.size*r.truthOf.size > maxTree {
			return nil, r.fail(x.at, "this is too long")
		}
	}
	return each(left, func(n *Node) *Node {
		return stripped(n).mapped(func(n *Node) *Node {
			if n.Op == Unknown {
				return r.problem.Fields[n.Index].Truth
			}
			return nil
		})
	}), nil
}

// complete refuses what is missing altogether.
func (r *reader) complete() error {
	p := r.problem
	if len(p.Fields) == 0 {
		if len(r.list) == 0 {
			return r.fail(0, "there is no law; write one such as u_t = u_xx")
		}
		return r.fail(0, "there is no field: no name is differentiated, as u is in u_t = u_xx")
	}
	own := 0
	for _, f := range p.Fields {
		if !f.Coefficient {
			own++
		}
	}
	if n := len(p.Laws); n != own {
		at := len([]rune(r.text))
		if n > 0 {
			at = p.Laws[n-1].At
		}
		if n > own {
			return r.fail(at, "there are %d laws for %d fields: a condition has a place, as in u(x, 0) = 1 or u = 0 on boundary", n, own)
		}
		return r.fail(at, "there are %d laws for %d fields", n, own)
	}
	return nil
}

// maxConditions is how many there may be.
const maxConditions = 32

// classify finds out whether an equation is a law or a condition, and of what kind.
func (r *reader) classify(s statement, e Equation) error {
	c := Condition{Equation: e}
	if r.total += e.Left.size + e.Right.size; r.total > maxTree || len(r.problem.Conditions) == maxConditions {
		return r.fail(e.At, "this is too long")
	}
	if !e.any(func(n *Node) bool {
		return n.Op == Unknown || n.Op == Param && r.problem.Params[n.Index].Kind >= Sought
	}) {
		return r.fail(e.At, "there is no field in this equation")
	}
	if s.places != nil {
		if err := r.places(s, &c); err != nil {
			return err
		}
		if at := c.sections(r.problem); len(at) > 0 {
			return r.fail(e.At, "the place is given twice, in the equation and after it")
		}
		r.add(c)
		return nil
	}
	sections := c.sections(r.problem)
	for _, fixed := range sections {
		if slices.ContainsFunc(fixed, func(f Fixed) bool { return !f.Value.fixes() }) {
			return r.fail(e.At, "a place has the value of a number: a boundary that moves, or a field at a shifted place, is not read")
		}
	}
	free := c.anyOutside(func(n *Node) bool { return n.Op == Unknown })
	switch {
	case e.any(func(n *Node) bool { return n.Op == Jump }):
		c.Kind = Interface
	case len(sections) == 0 && !free:
		c.Kind = Integrated
	case len(sections) == 0:
		if n := e.any(func(n *Node) bool { return n.Op == Normal }); n {
			return r.fail(e.At, "u_n is the derivative along the normal of a side: say of which, as in u_n = 0 on boundary")
		}
		r.problem.Laws = append(r.problem.Laws, e)
		return nil
	case c.anyOutside(func(n *Node) bool { return n.Op == Derivative || n.Op == Laplacian }):
		return r.fail(e.At, "this has values at a place, and derivatives of which no place is said: write it at each")
	case len(sections) == 1:
		c.Left, c.Right = stripped(e.Left), stripped(e.Right)
		c.Places = []Place{{Kind: Section, Fixed: sections[0]}}
	default:
		if free {
			return r.fail(e.At, "this has values at several places, and some of which no place is said")
		}
		c.Kind = Link
	}
	r.add(c)
	return nil
}

// add names the kind of a condition and keeps it.
func (r *reader) add(c Condition) {
	if c.Kind == Dirichlet {
		c.Kind = r.problem.kind(&c)
	}
	r.problem.Conditions = append(r.problem.Conditions, c)
}

func (e *Equation) any(is func(n *Node) bool) bool { return e.Left.any(is) || e.Right.any(is) }

// anyOutside looks at what stands at no place and in no integral.
func (e *Equation) anyOutside(is func(n *Node) bool) bool {
	var visit func(n *Node) bool
	visit = func(n *Node) bool {
		if n.Op == At || n.Op == Integral || n.Op == Total || n.Op == Jump {
			return false
		}
		return is(n) || slices.ContainsFunc(n.Args, visit)
	}
	return visit(e.Left) || visit(e.Right)
}

// sections are the places at which fields stand in an equation, each once.
func (e *Equation) sections(p *Problem) (all [][]Fixed) {
	var visit func(n *Node)
	visit = func(n *Node) {
		switch n.Op {
		case Integral, Total:
			return
		case At:
			if fixed := p.fixed(n); fixed != nil && !slices.ContainsFunc(all, func(q []Fixed) bool { return sameFixed(q, fixed) }) {
				all = append(all, fixed)
			}
			return
		}
		for _, a := range n.Args {
			visit(a)
		}
	}
	visit(e.Left)
	visit(e.Right)
	return all
}

// fixed is which inputs have values at a place, in the order of the inputs.
func (p *Problem) fixed(n *Node) (all []Fixed) {
	f := n.Args[0]
	if f.Op == Derivative {
		f = f.Args[0]
	}
	for k, i := range p.Fields[f.Index].Inputs {
		if a := n.Args[1+k]; a.Op != Input || a.Index != i {
			all = append(all, Fixed{i, a})
		}
	}
	slices.SortFunc(all, func(a, b Fixed) int { return a.Input - b.Input })
	return all
}

func sameFixed(a, b []Fixed) bool {
	return slices.EqualFunc(a, b, func(x, y Fixed) bool { return x.Input == y.Input && x.Value.Equal(y.Value) })
}

// stripped is a tree without its places.
func stripped(n *Node) *Node {
	return n.mapped(func(n *Node) *Node {
		if n.Op == At {
			return n.Args[0]
		}
		return nil
	})
}

// places gives a condition those that are named behind it.
func (r *reader) places(s statement, c *Condition) error {
	p := r.problem
	if len(s.places) > 2*MaxInputs {
		return r.fail(s.at, "a condition has at most %d places", 2*MaxInputs)
	}
	for _, w := range s.places {
		name := w.names[0].Text
		switch side, known := sides[name]; {
		case len(w.values) > 0 || len(w.names) > 1:
			fixed, err := r.fixings(w)
			if err != nil {
				return err
			}
			c.Places = append(c.Places, Place{Fixed: fixed})
		case name == "boundary" && len(s.places) > 1:
			return r.fail(w.names[0].At, "the boundary has all sides in it already")
		case name == "boundary":
			c.Places = append(c.Places, Place{Kind: Boundary})
		case known && side.space <= len(p.space()):
			i := p.space()[side.space-1]
			v := signed(p.Inputs[i].Lo)
			if side.high {
				v = signed(p.Inputs[i].Hi)
			}
			c.Places = append(c.Places, Place{Fixed: []Fixed{{i, v}}})
		default:
			k := slices.IndexFunc(p.Where, func(g Region) bool { return g.Name == name && name != "" })
			if k < 0 {
				return r.fail(w.names[0].At, "%s is no place: there are boundary, left, right, bottom, top, front, back, x = 0 and the names of regions", name)
			}
			c.Places = append(c.Places, Place{Kind: Edge, Region: k})
		}
	}
	return nil
}

// fixes tells whether a tree can be the value of an input at a place: a short one of
// numbers and parameters.
func (n *Node) fixes() bool {
	return n.size < 100 && !n.any(func(n *Node) bool { return n.Op == Input || n.Op == Unknown || n.Op == Integral || n.Op == Total })
}

// fixings reads the values of inputs at a place, in the order of the inputs.
func (r *reader) fixings(w place) (all []Fixed, err error) {
	for k, t := range w.names {
		i := r.problem.input(t.Text)
		if i < 0 || len(w.values) != len(w.names) || slices.ContainsFunc(all, func(f Fixed) bool { return f.Input == i }) {
			return nil, r.fail(t.At, "a place is boundary, a side, or values of inputs such as x = 0")
		}
		v, err := r.scalar(w.values[k])
		if err != nil {
			return nil, err
		}
		if !v.fixes() {
			return nil, r.fail(w.values[k].at, "a place has the value of a number")
		}
		all = append(all, Fixed{i, v})
	}
	slices.SortFunc(all, func(a, b Fixed) int { return a.Input - b.Input })
	return all, nil
}

// kind is the usual name of a condition.
func (p *Problem) kind(c *Condition) ConditionKind {
	if len(c.Places) == 0 {
		return c.Kind
	}
	w := c.Places[0]
	along := -1
	if w.Kind == Section {
		if len(w.Fixed) > 1 {
			return Pointwise
		}
		along = w.Fixed[0].Input
		if p.Inputs[along].Kind == Time {
			return Initial
		}
		if v := p.constant(w.Fixed[0].Value); v != p.Inputs[along].Lo && v != p.Inputs[along].Hi && len(p.Inputs) == 1 {
			return Pointwise
		}
	}
	slope := c.any(func(n *Node) bool { return n.Op == Normal || n.Op == Derivative && along >= 0 && n.Order[along] > 0 })
	var value func(n *Node) bool
	value = func(n *Node) bool {
		return n.Op == Unknown || n.Op != Normal && n.Op != Derivative && slices.ContainsFunc(n.Args, value)
	}
	switch {
	case !slope:
		return Dirichlet
	case value(c.Left) || value(c.Right):
		return Robin
	}
	return Neumann
}
