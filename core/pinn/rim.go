package pinn

import (
	"math"

	"residual/core/law"
	"residual/core/rng"
)

// A wall is part of the edge of a domain that has a constant value: where a smooth
// function, positive inside, is 0.
type wall struct {
	distance *law.Node
	value    float64
	met      []met
}

// surround takes conditions with constants on edges of regions into an ansatz. Where
// walls with distances φ have different values c, the lift is (Σ c/φ)/(Σ 1/φ), each
// fraction multiplied out (Rvachev's formula of solution structures).
func (m *Model) surround(a *ansatz, field int) {
	walls, ok := m.walls(field)
	if !ok || len(walls) == 0 {
		return
	}
	lift, distance := a.lift, a.distance
	if lift == nil {
		lift, distance = between(walls), number(1)
	} else if !m.agreesOn(lift, walls) {
		return
	}
	for _, w := range walls {
		distance = product(distance, w.distance)
	}
	distance = product(number(1/m.largest(distance)), distance)
	var err error
	if lift, err = m.problem.Expand(lift, nil); err != nil {
		return
	}
	a.lift, a.distance = lift, distance
	for _, w := range walls {
		a.met = append(a.met, w.met...)
	}
}

// walls are those of a field. Without ok a condition is not of this kind.
func (m *Model) walls(field int) (walls []wall, ok bool) {
	p := m.problem
	for i, c := range p.Conditions {
		if c.Kind == law.Periodic {
			continue
		}
		for k, w := range m.places(&c) {
			if w.region < 0 && (len(w.inputs) != 1 || m.whole(w.inputs[0])) || m.empty(w) {
				continue
			}
			v, mine, simple := m.constantOf(&c, field)
			if !mine {
				continue
			}
			d := m.distanceOf(w)
			if !simple || d == nil || c.Kind != law.Dirichlet {
				return nil, false
			}
			walls = append(walls, wall{d, v, []met{{i, k}}})
		}
	}
	return walls, true
}

// constantOf is the constant that a condition gives to a field, if it is about it at
// all.
func (m *Model) constantOf(c *law.Condition, field int) (v float64, mine, simple bool) {
	n, err := m.problem.Residual(c.Equation, nil)
	if err != nil {
		return 0, contains(c.Left, isField(field)) || contains(c.Right, isField(field)), false
	}
	slots := law.Slots(n)
	for _, s := range slots {
		mine = mine || s.Field == field
	}
	if !mine || len(slots) != 1 || slots[0].Order.Sum() > 0 || m.trains(n) {
		return 0, mine, false
	}
	of, rest, ok := m.problem.Affine(n, slots)
	if !ok || contains(of[0], isInput) || contains(rest, isInput) {
		return 0, true, false
	}
	a, _ := m.value(of[0])
	b, _ := m.value(rest)
	return -b / a, true, a != 0
}

func isField(field int) func(n *law.Node) bool {
	return func(n *law.Node) bool { return n.Op == law.Unknown && n.Index == field }
}

// empty tells whether no point of the domain lies at a place, as on the sides of the
// box around a disc.
func (m *Model) empty(w place) bool {
	return len(m.problem.Where) > 0 && len(w.points(m.domain, 1, rng.New(0, "pinn/place"))) == 0
}

// distanceOf is a smooth function that is 0 on a place and positive inside, nil where
// none is known.
func (m *Model) distanceOf(w place) *law.Node {
	if w.region < 0 {
		s := m.unit(w.inputs[0])
		if w.values[0] == m.problem.Inputs[w.inputs[0]].Hi {
			return difference(number(1), s)
		}
		return s
	}
	return conjunction(m.problem.Where[w.region].Node)
}

// conjunction is the product of b − a over the conditions a < b that must all hold.
func conjunction(n *law.Node) *law.Node {
	switch n.Op {
	case law.Less:
		if d := difference(n.Args[1], n.Args[0]); !contains(d, isRough) {
			return d
		}
	case law.And:
		if a, b := conjunction(n.Args[0]), conjunction(n.Args[1]); a != nil && b != nil {
			return product(a, b)
		}
	}
	return nil
}

// isRough tells whether a function may have a kink.
func isRough(n *law.Node) bool {
	if n.Op == law.Apply {
		switch law.Function(n.Index) {
		case law.Abs, law.Sqrt, law.Sign, law.Step, law.Min, law.Max, law.Asin, law.Acos, law.Atan2, law.Log:
			return true
		}
	}
	return n.Op == law.If || n.Op == law.Power && !(n.Args[1].Op == law.Number && n.Args[1].Value == math.Trunc(n.Args[1].Value))
}

// between is the lift of walls.
func between(walls []wall) *law.Node {
	same := true
	for _, w := range walls {
		same = same && w.value == walls[0].value
	}
	if same {
		return number(walls[0].value)
	}
	over, under := number(0), number(0)
	for i, w := range walls {
		others := number(1)
		for k, o := range walls {
			if k != i {
				others = product(others, o.distance)
			}
		}
		over = sum(over, product(number(w.value), others))
		under = sum(under, others)
	}
	return node(law.Div, over, under)
}

// agreesOn tells whether a lift has the values of walls on them.
func (m *Model) agreesOn(lift *law.Node, walls []wall) bool {
	w, err := m.problem.Compile(nil, lift)
	if err != nil {
		return false
	}
	eval := m.evaluator(w, nil)
	for _, wall := range walls {
		place := m.places(&m.problem.Conditions[wall.met[0].condition])[wall.met[0].place]
		for _, at := range place.points(m.domain, 8, rng.New(0, "pinn/wall")) {
			var out [1]float64
			if eval(out[:], []point{at}); !(math.Abs(out[0]-wall.value) <= agreement*(1+math.Abs(wall.value))) {
				return false
			}
		}
	}
	return true
}

// largest is the largest value of a tree at some points of the domain, or 1.
func (m *Model) largest(n *law.Node) float64 {
	w, err := m.problem.Compile(nil, n)
	if err != nil {
		return 1
	}
	eval, most := m.evaluator(w, nil), 0.0
	for _, at := range m.domain.section(nil, nil, 64, rng.New(0, "pinn/scale")) {
		var out [1]float64
		eval(out[:], []point{at})
		most = math.Max(most, math.Abs(out[0]))
	}
	if !(most > 0) || math.IsInf(most, 0) {
		return 1
	}
	return most
}
