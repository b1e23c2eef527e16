// Package reference solves problems of differential equations a second time, by
// classical methods, so that it can be said how far off a network is.
//
// A reference is refined until its own error is known; where it is not known, it says
// so and why. It uses the standard library's functions and so belongs in checks and
// pictures, never in the state of a run.
package reference

import (
	"errors"
	"fmt"

	"residual/core/law"
)

// A Reference is the solution of a problem by a classical method, refined until its
// own error is known.
type Reference interface {
	Method() string         // such as "Chebyshev collocation, 64 points"
	Step() bool             // does a bounded piece of work, some 50 ms at most; true when there is no more to do
	Progress() float64      // from 0 to 1
	Error() (float64, bool) // an estimate of its relative L² error, of the worst field; false where it is not known
	Reason() string         // why the error is not known, or what else should be said; "" for nothing
	Eval(out, x []float64)  // fields at rows of points, x of all inputs of the law in their order; NaN outside
	Params() []float64      // eigenvalues, from the smoothest state on, or the parameters that were sought; nil where there are none
}

// States is what a reference of an eigenproblem has besides: the function to each of its
// Params, where Eval has the first.
type States interface {
	State(state int, out, x []float64)
}

// For is a reference for a problem with these values of its parameters, nil for those
// of its text. An error says, in words, why there is none: the problem is posed
// wrongly, or no solver covers it.
func For(p *law.Problem, params []float64) (Reference, error) {
	q := p.With(params)
	for _, r := range q.Remarks() {
		if r.Grave {
			return nil, errors.New(r.Text)
		}
	}
	if r := closed(q); r != nil {
		return r, nil
	}
	return numerical(q)
}

// Computed is like For, but leaves a solution that the text gives aside: a second
// opinion, and of an eigenproblem more states than one.
func Computed(p *law.Problem, params []float64) (Reference, error) { return numerical(p.With(params)) }

// numerical is a reference that is computed, whatever truth is known.
func numerical(p *law.Problem) (Reference, error) {
	for _, k := range kinds() {
		if k.is(p) {
			return k.make(p)
		}
	}
	return nil, fmt.Errorf("no classical solver here covers problems of %d inputs of this kind", len(p.Inputs))
}

// A kind is a kind of problems with a solver for it. Its parameters have the values
// with which it is to be solved.
type kind struct {
	is   func(p *law.Problem) bool
	make func(p *law.Problem) (Reference, error)
}

// kinds are tried in their order: the first that a problem is of decides.
func kinds() []kind {
	return []kind{
		{labelled, makeFamily},
		{ordinary, makeOrdinary},
		{isDrum, drums},
		{isField, field},
	}
}
