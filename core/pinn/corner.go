package pinn

import (
	"fmt"
	"math"

	"residual/core/law"
)

// A corner is one of 270° between two lines x = x₀ and y = y₀: the domain lacks the
// quadrant of which sign says on which sides it lies.
type corner struct {
	inputs [2]int
	at     [2]float64
	sign   [2]float64
}

func (c corner) String() string { return fmt.Sprintf("(%g, %g)", c.at[0], c.at[1]) }

// corners are those of the regions, of the forms not (x > a and y < b), x < a or y > b.
func (m *Model) corners() (all []corner) {
	for _, g := range m.problem.Where {
		if c, ok := m.cornerOf(g.Node); ok {
			all = append(all, c)
		}
	}
	return all
}

func (m *Model) cornerOf(n *law.Node) (c corner, ok bool) {
	var lacking []*law.Node // both hold where the domain is not
	outside := 1.0
	switch {
	case n.Op == law.Not && n.Args[0].Op == law.And:
		lacking = n.Args[0].Args
	case n.Op == law.Or:
		lacking, outside = n.Args, -1
	default:
		return c, false
	}
	for k, half := range lacking {
		s := outside
		for half.Op == law.Not {
			half, s = half.Args[0], -s
		}
		if half.Op != law.Less {
			return c, false
		}
		a, b := half.Args[0], half.Args[1]
		if b.Op == law.Input {
			a, b, s = b, a, -s
		}
		v, err := m.value(b)
		if a.Op != law.Input || contains(b, isInput) || err != nil || m.problem.Inputs[a.Index].Kind != law.Space {
			return c, false
		}
		c.inputs[k], c.at[k], c.sign[k] = a.Index, v, -s
	}
	return c, c.inputs[0] != c.inputs[1]
}

// singular are the functions r^(α+2m) sin αθ, α = 2k/3, that solutions of Laplace's,
// Poisson's and Helmholtz's equations have at such a corner beside smooth ones, with θ
// from one side of it to the other (Grisvard, Elliptic Problems in Nonsmooth Domains,
// 1985; Fox, Henrici and Moler, 1967).
func (m *Model) singular(c corner) (all []*law.Node) {
	root := number(math.Sqrt(0.5))
	var d [2]*law.Node
	for k, i := range c.inputs {
		d[k] = product(number(c.sign[k]), difference(leaf(law.Input, i), number(c.at[k])))
	}
	// The cut of the angle goes through the middle of what is missing.
	x := product(number(-1), product(root, sum(d[0], d[1])))
	y := product(root, difference(d[0], d[1]))
	angle := sum(&law.Node{Op: law.Apply, Index: int(law.Atan2), Args: []*law.Node{y, x}}, number(3*math.Pi/4))
	square := sum(product(d[0], d[0]), product(d[1], d[1]))
	for _, k := range []float64{1, 2, 4, 5} {
		for m := range 3 {
			alpha := 2 * k / 3
			wave := &law.Node{Op: law.Apply, Index: int(law.Sin), Args: []*law.Node{product(number(alpha), angle)}}
			all = append(all, product(node(law.Power, square, number(alpha/2+float64(m))), wave))
		}
	}
	return all
}

// known are the functions that a field has beside smooth ones.
func (m *Model) known(field int) (all []*law.Node) {
	if in := m.problem.Fields[field].Inputs; len(in) != 2 || m.problem.Inputs[in[0]].Kind != law.Space || m.problem.Inputs[in[1]].Kind != law.Space {
		return nil
	}
	for _, c := range m.corners() {
		all = append(all, m.singular(c)...)
	}
	return all
}

// Corners says where the domain has corners of 270°, for which a field of two inputs
// has the singular functions of Laplace's equation.
func (m *Model) Corners() (all []string) {
	for _, c := range m.corners() {
		all = append(all, c.String())
	}
	return all
}
