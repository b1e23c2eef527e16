package pinn

import (
	"math"
	"slices"

	"residual/core/law"
	"residual/core/linalg"
)

// An ansatz makes a field satisfy conditions whatever its network N is:
//
//	u = G + D N
//
// G satisfies them, and D vanishes, with as many derivatives as they fix, where they
// hold. Along one input G is Hermite's interpolation between the ends; further inputs
// are added by Coons's formula G ← G + Σ φ_b (h_b − G at b), which keeps what holds
// already as long as the conditions agree where they meet (Coons, 1967; Gordon and
// Hall, 1973).
type ansatz struct {
	lift, distance *law.Node // nil: u = N
	periodic       [law.MaxInputs]bool
	met            []met
}

// A met is a place of a condition that holds by construction.
type met struct{ condition, place int }

// A trace is the value that a condition gives to a field, or to a derivative of it by
// an input, at an end of that input.
type trace struct {
	met
	field, input int
	high         bool
	order        int
	value        *law.Node
}

// traces lists what conditions say in so simple a form.
func (m *Model) traces() (all []trace) {
	p := m.problem
	for i, c := range p.Conditions {
		if c.Kind == law.Periodic {
			continue
		}
		for k, w := range m.places(&c) {
			if w.region < 0 && len(w.inputs) == 1 && m.whole(w.inputs[0]) {
				if t, ok := m.trace(&c, w); ok {
					t.met = met{i, k}
					all = append(all, t)
				}
			}
		}
	}
	return all
}

// whole tells whether the domain is the box in all inputs but one at the most: time,
// or a label.
func (m *Model) whole(input int) bool {
	return len(m.problem.Where) == 0 || m.problem.Inputs[input].Kind != law.Space
}

// trace is what a condition says at an end of an input, if it says c·∂ᵏu = g with a
// number c.
func (m *Model) trace(c *law.Condition, w place) (t trace, ok bool) {
	p, i := m.problem, w.inputs[0]
	t.input, t.high = i, w.values[0] == p.Inputs[i].Hi
	if !t.high && w.values[0] != p.Inputs[i].Lo {
		return t, false
	}
	n, err := p.Residual(c.Equation, w.normal)
	if err != nil {
		return t, false
	}
	slots := law.Slots(n)
	if len(slots) != 1 || slots[0].Piece != nil {
		return t, false
	}
	t.field, t.order = slots[0].Field, int(slots[0].Order[i])
	of, rest, affine := p.Affine(n, slots)
	if !affine || slots[0].Order.Sum() != t.order || m.trains(n) || contains(of[0], isInput) {
		return t, false
	}
	factor, err := m.value(of[0])
	if err != nil || factor == 0 {
		return t, false
	}
	t.value, err = p.Expand(section(product(number(-1/factor), rest), i, number(w.values[0])), nil)
	return t, err == nil && !contains(t.value, hasKink)
}

// hasKink tells whether a function of the inputs may have a kink or a jump. A lift of
// such data would carry it into the domain, between the points at which the laws are
// asked to hold: such conditions are rows.
func hasKink(n *law.Node) bool {
	if n.Op == law.Apply {
		switch law.Function(n.Index) {
		case law.Abs, law.Sign, law.Step, law.Min, law.Max:
			return contains(n, isInput)
		}
	}
	return n.Op == law.If && contains(n, isInput)
}

func isInput(n *law.Node) bool { return n.Op == law.Input }

// trains tells whether a tree depends on a parameter that is trained.
func (m *Model) trains(n *law.Node) bool {
	return contains(n, func(n *law.Node) bool { return n.Op == law.Param && m.problem.Params[n.Index].Kind >= law.Sought })
}

// ansatz is that of a field, of as many conditions as fit together.
func (m *Model) ansatz(field int, all []trace) *ansatz {
	a := &ansatz{}
	for i, c := range m.problem.Conditions {
		if c.Kind == law.Periodic && slices.Contains(m.problem.Fields[field].Inputs, c.Periodic) {
			a.periodic[c.Periodic] = true
			a.met = append(a.met, met{i, 0})
		}
	}
	var fit []trace
	for _, i := range m.sequence(field, all) {
		for _, t := range along(all, field, i, len(fit) > 0) {
			if m.agrees(t, fit) && m.isPeriodic(t, a) {
				fit = append(fit, t)
			}
		}
	}
	if fit = contiguous(fit); len(fit) > 0 && m.interpolate(a, fit) {
		for _, t := range fit {
			a.met = append(a.met, t.met)
		}
	}
	m.surround(a, field)
	return a
}

// sequence is the inputs of a field, first the one at whose ends most derivatives are
// given.
func (m *Model) sequence(field int, all []trace) []int {
	inputs := slices.Clone(m.problem.Fields[field].Inputs)
	most := func(i int) (n int) {
		for _, t := range all {
			if t.field == field && t.input == i {
				n = max(n, t.order)
			}
		}
		return n
	}
	slices.SortStableFunc(inputs, func(a, b int) int { return most(b) - most(a) })
	return inputs
}

// along is the traces of a field along an input, each once, by order, or the values
// alone.
func along(all []trace, field, input int, values bool) (z []trace) {
	for _, t := range all {
		same := func(s trace) bool { return s.high == t.high && s.order == t.order }
		if t.field == field && t.input == input && !(values && t.order > 0) && !slices.ContainsFunc(z, same) {
			z = append(z, t)
		}
	}
	slices.SortStableFunc(z, func(s, t trace) int { return s.order - t.order })
	return contiguous(z)
}

// contiguous leaves out derivatives of which a lower one is not given: a multiple of N
// cannot vanish to the order of a derivative alone.
func contiguous(all []trace) (z []trace) {
	for _, t := range all {
		n := 0
		for _, s := range z {
			if s.input == t.input && s.high == t.high {
				n++
			}
		}
		if t.order == n {
			z = append(z, t)
		}
	}
	return z
}

// agreement is how far two conditions may differ where they meet.
const agreement = 1e-9

// agrees tells whether a condition agrees with others where their places meet.
func (m *Model) agrees(t trace, others []trace) bool {
	for _, s := range others {
		if s.input == t.input {
			continue
		}
		there := []int{s.input, t.input}
		d := difference(differentiated(t.value, s.input, s.order), differentiated(s.value, t.input, t.order))
		if !m.vanishes(d, there, []float64{m.end(s), m.end(t)}, sum(node(law.Mul, t.value, t.value), node(law.Mul, s.value, s.value))) {
			return false
		}
	}
	return true
}

func (m *Model) end(t trace) float64 {
	if c := m.problem.Inputs[t.input]; t.high {
		return c.Hi
	} else {
		return c.Lo
	}
}

func differentiated(n *law.Node, input, times int) *law.Node {
	if times == 0 {
		return n
	}
	z := node(law.Derivative, n)
	z.Order[input] = uint8(times)
	return z
}

// vanishes tells whether a tree is 0, beside the root of another, at points in which
// inputs have values.
func (m *Model) vanishes(n *law.Node, inputs []int, values []float64, square *law.Node) bool {
	n, err := m.problem.Expand(n, nil)
	if err != nil {
		return false
	}
	w, err := m.problem.Compile(nil, n, square)
	if err != nil {
		return false
	}
	eval := m.evaluator(w, nil)
	for i := range 8 {
		at := m.domain.place(i+1, [law.MaxInputs]float64{})
		for k, input := range inputs {
			at[input] = values[k]
		}
		var out [2]float64
		if eval(out[:], []point{at}); !(math.Abs(out[0]) <= agreement*(1+math.Sqrt(out[1]))) {
			return false
		}
	}
	return true
}

// isPeriodic tells whether a value has the periods that the network has, with as many
// derivatives as the laws ask for.
func (m *Model) isPeriodic(t trace, a *ansatz) bool {
	for i, periodic := range a.periodic {
		if !periodic {
			continue
		}
		c := m.problem.Inputs[i]
		for k := range 1 + m.problem.Order(t.field, i) {
			d, err := m.problem.Expand(differentiated(t.value, i, k), nil)
			if err != nil {
				return false
			}
			d = difference(section(d, i, number(c.Lo)), section(d, i, number(c.Hi)))
			if !m.vanishes(d, nil, nil, number(0)) {
				return false
			}
		}
	}
	return true
}

// interpolate makes lift and distance, and tells whether it could: trees may become
// too long.
func (m *Model) interpolate(a *ansatz, fit []trace) bool {
	lift, distance := number(0), number(1)
	var inputs []int
	for _, t := range fit {
		if !slices.Contains(inputs, t.input) {
			inputs = append(inputs, t.input)
		}
	}
	for _, i := range inputs {
		ends := along(fit, fit[0].field, i, false)
		before := lift
		for k, phi := range hermite(ends) {
			t := ends[k]
			rest := t.value
			if t.order == 0 {
				rest = difference(t.value, section(before, i, number(m.end(t))))
			}
			for range t.order {
				rest = product(number(m.problem.Inputs[i].Hi-m.problem.Inputs[i].Lo), rest)
			}
			lift = sum(lift, product(m.polynomial(i, phi), rest))
		}
		distance = product(distance, m.vanishing(i, ends))
		var err error
		if lift, err = m.problem.Expand(lift, nil); err != nil {
			return false
		}
	}
	a.lift, a.distance = lift, distance
	return true
}

// hermite is for each trace the coefficients of the polynomial of s in [0, 1] whose
// trace it is 1, the others being 0.
func hermite(ends []trace) (all [][]float64) {
	n := len(ends)
	for k := range ends {
		a, b := make([]float64, n*n), make([]float64, n)
		for i, t := range ends {
			for j := t.order; j < n; j++ {
				if t.high || j == t.order {
					a[i*n+j] = factorial(j) / factorial(j-t.order)
				}
			}
		}
		b[k] = 1
		linalg.Solve(a, b, make([]int, n))
		all = append(all, b)
	}
	return all
}

// unit is an input scaled to [0, 1].
func (m *Model) unit(input int) *law.Node {
	c := m.problem.Inputs[input]
	return product(number(1/(c.Hi-c.Lo)), difference(leaf(law.Input, input), number(c.Lo)))
}

// polynomial is Σ cⱼ sʲ.
func (m *Model) polynomial(input int, c []float64) *law.Node {
	z := number(0)
	for j := len(c) - 1; j >= 0; j-- {
		z = sum(product(z, m.unit(input)), number(c[j]))
	}
	return z
}

// vanishing is sᵃ(1 − s)ᵇ, where a and b conditions are given at the ends, times 4
// where there are both.
func (m *Model) vanishing(input int, ends []trace) *law.Node {
	s, z := m.unit(input), number(1)
	low, high := 0, 0
	for _, t := range ends {
		if t.high {
			z, high = product(z, difference(number(1), s)), high+1
		} else {
			z, low = product(z, s), low+1
		}
	}
	for range min(low, high) {
		z = product(number(4), z)
	}
	return z
}

// of is a tree in which fields are what the networks and conditions make of them,
// expanded.
func (m *Model) of(n *law.Node, normal []*law.Node) (*law.Node, error) {
	var failure error
	z := replaced(n, func(n *law.Node) *law.Node {
		switch {
		case n.Op == law.Unknown:
			return m.trial(n.Index)
		case n.Op == law.At:
			z, err := m.trialAt(n)
			if err != nil {
				failure = err
			}
			return z
		}
		return nil
	})
	if failure != nil {
		return nil, failure
	}
	return m.problem.Expand(z, normal)
}

// trial is G + D N of a field, nil where it is N.
func (m *Model) trial(field int) *law.Node {
	a := m.ansatzes[field]
	if a.lift == nil {
		return nil
	}
	return sum(a.lift, product(a.distance, leaf(law.Unknown, field)))
}

// trialAt is a field or a derivative of it at a place.
func (m *Model) trialAt(n *law.Node) (*law.Node, error) {
	field, o := fieldOf(n.Args[0])
	u := m.trial(field)
	if u == nil {
		return n, nil
	}
	if o.Sum() > 0 {
		d := node(law.Derivative, u)
		d.Order = o
		u = d
	}
	u, err := m.problem.Expand(u, nil)
	if err != nil {
		return nil, err
	}
	return replaced(u, func(q *law.Node) *law.Node {
		switch q.Op {
		case law.Unknown, law.Derivative:
			return node(law.At, append([]*law.Node{q}, n.Args[1:]...)...)
		case law.Input:
			if k := slices.Index(m.problem.Fields[field].Inputs, q.Index); k >= 0 {
				return n.Args[1+k]
			}
		}
		return nil
	}), nil
}
