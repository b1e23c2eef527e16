package reference

import (
	"errors"
	"fmt"
	"math"

	"residual/core/law"
	"residual/core/pde/collocate"
)

// isField tells whether a problem is of fields in space, with or without time.
func isField(p *law.Problem) bool { return len(p.Inputs) > 1 && !labelled(p) }

// A fieldProblem is a problem of package law while it is made one of package
// collocate.
type fieldProblem struct {
	*law.Problem
	params  []float64
	space   []int
	time    int // −1 without one
	reverse bool
	out     *collocate.Problem
	initial [][]starting             // by field and derivative by time
	within  []func(x []float64) bool // all of which hold in the domain
	notes   string
}

// field is a reference for such a problem, by collocation.
func field(p *law.Problem) (Reference, error) {
	b := &fieldProblem{Problem: p, params: p.Values(), time: -1}
	for _, part := range []func() error{b.inputs, b.laws, b.shape, b.conditions, b.starts} {
		if err := part(); err != nil {
			return nil, err
		}
	}
	for _, special := range []func(b *fieldProblem) Reference{burgers, ring} {
		if r := special(b); r != nil {
			return r, nil
		}
	}
	s, err := collocate.New(b.out)
	if err != nil {
		return nil, fmt.Errorf("collocation does not cover the problem: %w", err)
	}
	return &collocated{s, b}, nil
}

// inputs sorts them.
func (b *fieldProblem) inputs() error {
	for _, q := range b.Params {
		if q.Kind != law.Constant && q.Kind != law.Slider {
			return fmt.Errorf("%s is sought: no classical solver here finds parameters of fields of several inputs", q.Name)
		}
	}
	for i, c := range b.Inputs {
		switch c.Kind {
		case law.Space:
			b.space = append(b.space, i)
		case law.Time:
			b.time = i
		default:
			return fmt.Errorf("the fields depend on %s, which is no place: choose a value for it", c.Name)
		}
	}
	if len(b.space) == 0 || len(b.space) > 3 {
		return fmt.Errorf("collocation is for one to three inputs of space, and there are %d", len(b.space))
	}
	for _, f := range b.Fields {
		if f.Coefficient || len(f.Inputs) != len(b.Inputs) {
			return fmt.Errorf("%s is sought or does not depend on all inputs", f.Name)
		}
	}
	b.out = &collocate.Problem{Fields: len(b.Fields), Time: b.time}
	if b.time >= 0 {
		b.out.T0, b.out.T1 = b.Inputs[b.time].Lo, b.Inputs[b.time].Hi
	}
	return nil
}

// laws compiles them and finds their orders.
func (b *fieldProblem) laws() error {
	b.out.TimeOrders = make([]int, len(b.Fields))
	b.out.Orders = make([][]int, len(b.Fields))
	for f := range b.Fields {
		for _, i := range b.space {
			order := 0
			if !b.periodic(i) {
				order = b.Order(f, i)
			}
			b.out.Orders[f] = append(b.out.Orders[f], order)
		}
		if b.time >= 0 {
			b.out.TimeOrders[f] = b.Order(f, b.time)
		}
	}
	for _, q := range b.Laws {
		if jumps(q.Left) || jumps(q.Right) {
			return errors.New("a factor under a derivative jumps: collocation would not see it")
		}
		e, err := b.equation(q, nil)
		if err != nil {
			return err
		}
		b.out.Laws = append(b.out.Laws, e)
	}
	return nil
}

// periodic tells whether the sides of an input are one.
func (b *fieldProblem) periodic(input int) bool {
	for _, c := range b.Conditions {
		if c.Kind == law.Periodic && c.Periodic == input {
			return true
		}
	}
	return false
}

// jumps tells whether a field stands beside something with jumps under one derivative:
// carried out, the derivative would lose what the jump contributes.
func jumps(n *law.Node) bool {
	if n.Op == law.Derivative && n.Args[0].Op != law.Unknown && has(n, isJump) && has(n, isUnknown) {
		return true
	}
	for _, a := range n.Args {
		if jumps(a) {
			return true
		}
	}
	return false
}

func isUnknown(n *law.Node) bool { return n.Op == law.Unknown }

func isJump(n *law.Node) bool {
	f := law.Function(n.Index)
	return n.Op == law.If || n.Op == law.Apply && (f == law.Step || f == law.Sign || f == law.Atan2)
}

func has(n *law.Node, is func(n *law.Node) bool) bool {
	if is(n) {
		return true
	}
	for _, a := range n.Args {
		if has(a, is) {
			return true
		}
	}
	return false
}

// equation compiles left − right with its partial derivatives by the slots.
func (b *fieldProblem) equation(q law.Equation, normal []*law.Node) (e collocate.Equation, err error) {
	n, err := b.Residual(q, normal)
	if err != nil {
		return e, err
	}
	slots, trees := law.Slots(n), []*law.Node{n}
	var odd []bool // derivatives that change sign with the direction of time
	for _, s := range slots {
		if s.Piece != nil {
			return e, fmt.Errorf("%s is not a matter of one point", b.Text(s.Piece))
		}
		d, err := b.Partial(n, s.Tree())
		if err != nil {
			return e, err
		}
		trees = append(trees, d)
		e.Slots = append(e.Slots, collocate.Slot{Field: s.Field, Order: collocate.Order(s.Order)})
		odd = append(odd, b.time >= 0 && s.Order[max(b.time, 0)]%2 == 1)
	}
	w, err := b.Compile(slots, trees...)
	if err != nil {
		return e, err
	}
	out, x, signed := make([]float64, len(trees)), make([]float64, len(b.Inputs)), make([]float64, len(slots))
	e.Eval = func(at, s, partials []float64) float64 {
		copy(x, at)
		copy(signed, s)
		if b.reverse {
			x[b.time] = b.out.T0 + b.out.T1 - x[b.time]
		}
		for i, turns := range odd {
			if turns && b.reverse {
				signed[i] = -signed[i]
			}
		}
		w.Eval(out, x, b.params, signed)
		for i := range partials {
			if partials[i] = out[1+i]; odd[i] && b.reverse {
				partials[i] = -partials[i]
			}
		}
		return out[0]
	}
	return e, nil
}

// shape is the box of space, or the part of it that regions leave.
func (b *fieldProblem) shape() error {
	box := collocate.Box{Inputs: b.space}
	for _, i := range b.space {
		box.Lo, box.Hi = append(box.Lo, b.Inputs[i].Lo), append(box.Hi, b.Inputs[i].Hi)
		box.Periodic = append(box.Periodic, b.periodic(i))
	}
	if b.out.Shape = &box; len(b.Where) == 0 {
		return nil
	}
	if len(b.space) != 2 || b.time >= 0 || box.Periodic[0] || box.Periodic[1] {
		return errors.New("no classical solver here covers this shape, but in two inputs of space and without time")
	}
	for _, g := range b.Where {
		inside, err := b.region(g)
		if err != nil {
			return err
		}
		b.within = append(b.within, inside)
	}
	region := &collocate.Region{Box: box, Inside: b.within}
	region.Notice()
	b.out.Shape = region
	return nil
}

// region tells where its condition holds.
func (b *fieldProblem) region(g law.Region) (func(x []float64) bool, error) {
	n, err := b.Expand(g.Node, nil)
	if err != nil {
		return nil, err
	}
	w, err := b.Compile(nil, n)
	var out [1]float64
	return func(x []float64) bool {
		w.Eval(out[:], x[:len(b.Inputs)], b.params, nil)
		return out[0] != 0
	}, err
}

// conditions sorts them: those of sides are compiled, those of the start kept.
func (b *fieldProblem) conditions() error {
	b.initial = make([][]starting, len(b.Fields))
	for f := range b.initial {
		b.initial[f] = make([]starting, b.out.TimeOrders[f])
	}
	for _, c := range b.Conditions {
		switch c.Kind {
		case law.Periodic:
			continue
		case law.Integrated:
			b.notes = "the condition of an integral is left to follow from the others"
			continue
		}
		for _, place := range c.Places {
			if err := b.condition(c.Equation, place); err != nil {
				return err
			}
		}
	}
	return nil
}

// condition is an equation at a place: a side, all sides, or the start.
func (b *fieldProblem) condition(q law.Equation, place law.Place) error {
	if place.Kind == law.Boundary {
		for k, i := range b.space {
			for end := range 2 {
				if b.periodic(i) {
					continue
				}
				if err := b.side(q, k, end == 1); err != nil {
					return err
				}
			}
		}
		for g := range b.Where {
			if err := b.edge(q, g); err != nil {
				return err
			}
		}
		return nil
	}
	if place.Kind == law.Edge {
		return b.edge(q, place.Region)
	}
	if place.Kind != law.Section || len(place.Fixed) != 1 {
		return errors.New("a condition holds neither on a side nor at the start")
	}
	input := b.Inputs[place.Fixed[0].Input]
	v, err := b.number(place.Fixed[0].Value)
	near := 1e-9 * (input.Hi - input.Lo)
	low, high := math.Abs(v-input.Lo) <= near, math.Abs(v-input.Hi) <= near
	if err != nil || !low && !high {
		return fmt.Errorf("a condition holds within the domain, at a place of %s", input.Name)
	}
	if place.Fixed[0].Input == b.time {
		return b.start(q, high)
	}
	for k, i := range b.space {
		if i == place.Fixed[0].Input {
			return b.side(q, k, high)
		}
	}
	return nil
}

// number is the value of a tree without fields and inputs.
func (b *fieldProblem) number(n *law.Node) (float64, error) {
	w, err := b.Compile(nil, n)
	if err != nil {
		return 0, err
	}
	var out [1]float64
	w.Eval(out[:], make([]float64, len(b.Inputs)), b.params, nil)
	return out[0], nil
}

// side adds a condition on a side of the box.
func (b *fieldProblem) side(q law.Equation, k int, high bool) error {
	e, err := b.equation(q, b.Side(b.space[k], high))
	if err != nil {
		return err
	}
	side := 2 * k
	if high {
		side++
	}
	b.out.Conditions = append(b.out.Conditions, collocate.Condition{Equation: e, Side: side})
	return nil
}

// edge adds a condition on the edge of a region.
func (b *fieldProblem) edge(q law.Equation, region int) error {
	normal, err := b.Outward(region)
	if err != nil {
		return err
	}
	e, err := b.equation(q, normal)
	b.out.Conditions = append(b.out.Conditions, collocate.Condition{Equation: e, Side: 4 + region})
	return err
}

// A starting value is that of a field or its derivative by time, as a tree: −rest by
// its coefficient.
type starting struct {
	values *law.Evaluator
	high   bool
}

// start keeps a condition that gives one field, or a derivative of it by time, at an
// end of the time.
func (b *fieldProblem) start(q law.Equation, high bool) error {
	n, err := b.Residual(q, nil)
	if err != nil {
		return err
	}
	slots := law.Slots(n)
	if len(slots) != 1 || slots[0].Piece != nil || slots[0].Order.Sum() != int(slots[0].Order[b.time]) {
		return errors.New("a condition at the start does not give one field alone")
	}
	f, k := slots[0].Field, int(slots[0].Order[b.time])
	c, rest, ok := b.Affine(n, slots)
	if !ok || k >= len(b.initial[f]) {
		return fmt.Errorf("a condition at the start does not give %s", b.Fields[f].Name)
	}
	if b.initial[f][k].values != nil {
		return fmt.Errorf("%s is given at the start twice", b.Fields[f].Name)
	}
	w, err := b.Compile(nil, rest, c[0])
	b.initial[f][k] = starting{w, high}
	return err
}

// starts looks whether the start is known, and at which end of the time it is.
func (b *fieldProblem) starts() error {
	first := true
	for f, all := range b.initial {
		for _, s := range all {
			switch {
			case s.values == nil:
				return fmt.Errorf("%s is of order %d in time and not as much is known of its start", b.Fields[f].Name, len(all))
			case first:
				b.reverse, first = s.high, false
			case b.reverse != s.high:
				return errors.New("both ends of the time have conditions")
			}
		}
	}
	if b.time >= 0 && first {
		return errors.New("no field has a derivative by time")
	}
	x, out := make([]float64, len(b.Inputs)), make([]float64, 2)
	b.out.Initial = func(f, k int, at []float64) float64 {
		copy(x, at)
		sign := 1.0
		if b.reverse {
			x[b.time] = b.out.T1
			sign = 1 - 2*float64(k%2)
		}
		b.initial[f][k].values.Eval(out, x, b.params, nil)
		return -sign * out[0] / out[1]
	}
	return nil
}

// inside tells whether inputs are within their intervals.
func (b *fieldProblem) inside(x []float64) bool {
	for i, q := range b.Inputs {
		if !(x[i] >= q.Lo && x[i] <= q.Hi) {
			return false
		}
	}
	for _, holds := range b.within {
		if !holds(x) {
			return false
		}
	}
	return true
}

// each fills rows of fields at rows of inputs by f; outside they are not numbers.
func (b *fieldProblem) each(out, x []float64, f func(out, x []float64)) {
	inputs, fields := len(b.Inputs), len(b.Fields)
	for ; len(x) >= inputs; x, out = x[inputs:], out[fields:] {
		if b.inside(x[:inputs]) {
			f(out[:fields], x[:inputs])
			continue
		}
		for i := range fields {
			out[i] = math.NaN()
		}
	}
}

// A collocated is a reference by collocation.
type collocated struct {
	*collocate.Solver
	b *fieldProblem
}

func (c *collocated) Params() []float64 { return nil }

// Reason is that of the solver, with what else is to be said.
func (c *collocated) Reason() string {
	reason := c.Solver.Reason()
	if reason != "" && c.b.notes != "" {
		reason += "; "
	}
	return reason + c.b.notes
}

// Eval is that of a [Reference].
func (c *collocated) Eval(out, x []float64) {
	at := make([]float64, len(c.b.Inputs))
	c.b.each(out, x, func(out, x []float64) {
		copy(at, x)
		if c.b.reverse {
			at[c.b.time] = c.b.out.T0 + c.b.out.T1 - at[c.b.time]
		}
		c.Solver.Eval(out, at, len(at))
	})
}
