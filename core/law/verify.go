package law

import (
	"math"
	"slices"
)

// A Residual is how far the known solution is from an equation.
type Residual struct {
	Equation  Equation
	Condition int                // its index, −1 of a law
	Points    int                // at so many it was evaluated; 0: it could not be
	Largest   float64            // of |left − right|
	Scale     float64            // of the terms there, at least 1
	Where     [MaxInputs]float64 // the largest
}

// truthTolerance is the largest residual, relative to the terms of the equation, that
// rounding explains.
const truthTolerance = 1e-8

// Vanishes tells whether the residual is one of rounding; what could not be evaluated
// does not.
func (v *Residual) Vanishes() bool { return v.Points > 0 && v.Largest <= truthTolerance*v.Scale }

// known tells whether the truth of every field in an equation is given.
func (p *Problem) known(e *Equation) bool {
	return !e.any(func(n *Node) bool { return n.Op == Unknown && p.Fields[n.Index].Truth == nil })
}

// mostWork is how many products of numbers an equation may take at a point, about.
const mostWork = 5e6

// work is how many nodes are evaluated for a tree of the known solution, those under
// integrals as often as there are nodes of the rule.
func (p *Problem) work(n *Node) float64 {
	sum := 1.0
	if n.Op == Unknown && p.Fields[n.Index].Truth != nil {
		sum += p.work(p.Fields[n.Index].Truth)
	}
	for _, a := range n.Args {
		sum += p.work(a)
	}
	switch n.Op {
	case Integral:
		sum *= float64(panels[0] * len(nodes))
	case Total:
		for range p.space() {
			sum *= float64(panels[min(len(p.space()), len(panels))-1] * len(nodes))
		}
	}
	return sum
}

// tooLong tells whether an equation of the known solution would take long, by its nodes
// and the products of jets.
func (p *Problem) tooLong(q *Equation) bool {
	a, b := p.highest(q.Left), p.highest(q.Right)
	var truth Order
	for _, f := range p.Fields {
		if f.Truth != nil {
			h := p.highest(f.Truth)
			for i := range truth {
				truth[i] = max(truth[i], h[i])
			}
		}
	}
	for i := range a {
		a[i] = max(a[i], b[i]) + truth[i]
	}
	v := float64(volume(a))
	return (p.work(q.Left)+p.work(q.Right))*v*v > mostWork
}

// Verify evaluates the laws and conditions for the known solution by Taylor
// arithmetic at points of the domain, the same for the same problem.
func (p *Problem) Verify() (all []Residual) {
	for _, e := range p.Laws {
		if p.known(&e) {
			v := Residual{Equation: e, Condition: -1, Scale: 1}
			v.takeAll(p, p.interior())
			all = append(all, v)
		}
	}
	for i := range p.Conditions {
		c := &p.Conditions[i]
		for _, e := range p.Instances(c) {
			if p.known(&e) {
				v := Residual{Equation: e, Condition: i, Scale: 1}
				v.takeAll(p, p.sites(c))
				all = append(all, v)
			}
		}
	}
	return all
}

// Instances is the equations of a condition: itself, or for a periodic one what must
// agree at both ends.
func (p *Problem) Instances(c *Condition) (all []Equation) {
	if c.Kind != Periodic {
		return []Equation{c.Equation}
	}
	i := c.Periodic
	for f, field := range p.Fields {
		if !slices.Contains(field.Inputs, i) {
			continue
		}
		for k := range max(1, p.Order(f, i)) {
			n := differentiated(leaf(Unknown, f), along(i, k))
			all = append(all, Equation{p.placedAt(n, f, i, p.Inputs[i].Lo), p.placedAt(n, f, i, p.Inputs[i].Hi), c.At})
		}
	}
	return all
}

// placedAt is a field or a derivative of it where an input has a value.
func (p *Problem) placedAt(n *Node, field, input int, v float64) *Node {
	z := node(At, n)
	for _, i := range p.Fields[field].Inputs {
		if i == input {
			z.Args = append(z.Args, signed(v))
		} else {
			z.Args = append(z.Args, leaf(Input, i))
		}
	}
	return z
}

// A site is a point with the outward normal of the side that it lies on.
type site struct {
	at, normal [MaxInputs]float64
}

// At so many points a law is evaluated, and a condition at a place.
const lawPoints, placePoints = 24, 8

// sites are some at the places of a condition.
func (p *Problem) sites(c *Condition) (all []site) {
	if len(c.Places) == 0 {
		for _, at := range p.points(placePoints) {
			all = append(all, site{at: at})
		}
	}
	for _, w := range c.Places {
		switch w.Kind {
		case Section:
			all = append(all, p.section(w.Fixed)...)
		case Edge:
			all = append(all, p.edgeSites(w.Region)...)
		case Boundary:
			for _, i := range p.space() {
				for _, v := range []float64{p.Inputs[i].Lo, p.Inputs[i].Hi} {
					all = append(all, p.section([]Fixed{{i, signed(v)}})...)
				}
			}
			for g := range p.Where {
				all = append(all, p.edgeSites(g)...)
			}
		}
	}
	return all
}

func (p *Problem) edgeSites(region int) []site {
	g := &p.Where[region]
	if g.edge == nil {
		g.edge = []site{}
		points, normals := p.edge(region, placePoints)
		for i := range points {
			g.edge = append(g.edge, site{points[i], normals[i]})
		}
	}
	return g.edge
}

// section is sites where inputs have values.
func (p *Problem) section(fixed []Fixed) (all []site) {
	e := p.evaluation()
	values := make([]float64, len(fixed))
	for k, f := range fixed {
		values[k] = e.value(f.Value)
	}
	for i := 1; i <= maxTries/64 && len(all) < placePoints; i++ {
		var s site
		for k, c := range p.Inputs {
			s.at[k] = c.Lo + (c.Hi-c.Lo)*halton(i, primes[k])
		}
		for j, f := range fixed {
			c, v := p.Inputs[f.Input], values[j]
			s.at[f.Input] = v
			switch {
			case len(fixed) > 1 || c.Kind != Space:
			case v == c.Lo:
				s.normal[f.Input] = -1
			case v == c.Hi:
				s.normal[f.Input] = 1
			}
		}
		if e.at = s.at; p.inside(e) {
			all = append(all, s)
		}
	}
	return all
}

// interior is sites in the domain.
func (p *Problem) interior() (all []site) {
	for _, at := range p.points(lawPoints) {
		all = append(all, site{at: at})
	}
	return all
}

func (v *Residual) takeAll(p *Problem, sites []site) {
	if p.tooLong(&v.Equation) {
		return
	}
	for _, s := range sites {
		v.take(p, s, v.Equation)
	}
}

// take evaluates an equation at a site. Where it has no value, such as the derivative
// of |x| at 0, nothing is counted.
func (v *Residual) take(p *Problem, s site, q Equation) {
	e := p.evaluation()
	e.at, e.normal = s.at, s.normal
	r := math.Abs(e.value(q.Left) - e.value(q.Right))
	if math.IsNaN(r) {
		return
	}
	scale := math.Max(1, e.size(q.Left)+e.size(q.Right))
	if v.Points++; v.Points == 1 || r/scale > v.Largest/v.Scale {
		v.Largest, v.Scale, v.Where = r, scale, s.at
	}
}

// size is the sum of the absolute terms of a sum.
func (e *evaluation) size(n *Node) float64 {
	switch n.Op {
	case Add, Sub:
		return e.size(n.Args[0]) + e.size(n.Args[1])
	case Neg:
		return e.size(n.Args[0])
	}
	return math.Abs(e.value(n))
}
