// Package ode solves problems of functions of one variable: what starts at a point is
// followed step by step, what has conditions elsewhere is solved as a whole, and
// eigenvalues are found with their functions.
//
// All three collocate: on pieces of the interval the fields are polynomials whose
// coefficients satisfy the laws at Gauss's points, of an initial-value problem at
// Radau's (Hairer & Wanner, Solving Ordinary Differential Equations II, IV.5; Ascher,
// Mattheij & Russell, Numerical Solution of Boundary Value Problems, ch. 5). Stiff
// problems, implicit laws, and laws that are singular at an end need nothing of their
// own then. Each solver works in bounded steps, and refines until what it has differs
// little from what a finer one says; that difference is the error it tells.
package ode

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"residual/core/law"
)

// A system is a problem of one input, compiled.
type system struct {
	p      *law.Problem
	params []float64
	sought []int // parameters that are unknowns
	orders []int // by field
	lo, hi float64
	laws   []*form

	conditions []condition
	breaks     []seam // where coefficients are not smooth, rising
	nonlocal   bool   // laws have integrals or values elsewhere in them
	branches   bool   // laws are not linear in the highest derivatives
	depth      int    // of integrals in laws
}

// A condition is that a form vanishes at a place.
type condition struct {
	*form
	x float64
}

// order is how many conditions the laws need.
func (y *system) order() (n int) {
	for _, k := range y.orders {
		n += k
	}
	return n
}

// compile prepares a problem. Its parameters have the values with which it is solved;
// those that are sought are where it starts.
func compile(p *law.Problem) (*system, error) {
	if len(p.Inputs) != 1 || len(p.Where) > 0 {
		return nil, errors.New("this is no problem of functions of one variable over an interval")
	}
	y := &system{p: p, params: p.Values(), lo: p.Inputs[0].Lo, hi: p.Inputs[0].Hi}
	for i, q := range p.Params {
		if q.Kind >= law.Sought {
			y.sought = append(y.sought, i)
		}
	}
	for f, field := range p.Fields {
		if field.Coefficient {
			return nil, fmt.Errorf("%s is to be found from data: there is no classical solution without them", field.Name)
		}
		y.orders = append(y.orders, p.Order(f, 0))
	}
	for _, q := range p.Laws {
		n, err := p.Residual(q, nil)
		if err != nil {
			return nil, err
		}
		f, err := y.form(n)
		if err != nil {
			return nil, err
		}
		y.laws = append(y.laws, f)
		if f.by.Steps() > mostSteps {
			return nil, errors.New("the laws are too long for a classical solver")
		}
		y.nonlocal = y.nonlocal || slices.ContainsFunc(f.pieces, func(q *piece) bool { return q != nil })
		y.branches = y.branches || y.branching(n)
		y.depth = max(y.depth, f.depth())
	}
	for i := range p.Conditions {
		if err := y.condition(&p.Conditions[i]); err != nil {
			return nil, err
		}
	}
	return y, y.findBreaks()
}

// mostSteps is how many operations a law with its derivatives may take.
const mostSteps = 4000

// branching tells whether an expanded law is not linear in the highest derivatives.
func (y *system) branching(n *law.Node) bool {
	top := func(s law.Slot) bool { return s.Piece == nil && int(s.Order[0]) == y.orders[s.Field] }
	for _, s := range law.Slots(n) {
		if t, err := y.p.Partial(n, s.Tree()); err != nil || top(s) && slices.ContainsFunc(law.Slots(t), top) {
			return true
		}
	}
	return false
}

// condition adds what a condition says at each of its places.
func (y *system) condition(c *law.Condition) error {
	for _, q := range y.p.Instances(c) {
		if len(c.Places) == 0 && c.Kind != law.Interface {
			if err := y.addCondition(q, y.lo); err != nil {
				return err
			}
		}
		for _, w := range c.Places {
			places := []float64{y.lo, y.hi}
			if w.Kind == law.Section {
				x, err := y.constant(w.Fixed[0].Value)
				if err != nil {
					return err
				}
				places = []float64{x}
			}
			for _, x := range places {
				if err := y.addCondition(q, x); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (y *system) addCondition(q law.Equation, x float64) error {
	if !(x >= y.lo && x <= y.hi) {
		return fmt.Errorf("a condition stands at %s = %.6g, outside of the interval", y.p.Inputs[0].Name, x)
	}
	n, err := y.p.Residual(q, y.p.Side(0, x == y.hi))
	if err != nil {
		return err
	}
	f, err := y.form(n)
	y.conditions = append(y.conditions, condition{f, x})
	return err
}

// constant is the value of a tree without fields and inputs.
func (y *system) constant(n *law.Node) (float64, error) {
	e, err := y.p.Compile(nil, n)
	if err != nil {
		return 0, err
	}
	var z, x [1]float64
	e.Eval(z[:], x[:], y.params, nil)
	if math.IsNaN(z[0]) {
		return 0, errors.New("the place of a condition is not a number")
	}
	return z[0], nil
}
