package reference

import (
	"math"
	"slices"

	"residual/core/law"
)

// A closedForm is the solution that the text gives, held against every law and
// condition by Taylor arithmetic.
type closedForm struct {
	problem *law.Problem
	values  *law.Evaluator // of the fields, then of the conditions of regions
	params  []float64
	found   []float64
	row     []float64
}

// closed is the solution in closed form, nil where none is given for every field, or
// where it does not satisfy the laws and conditions.
func closed(p *law.Problem) Reference {
	var trees []*law.Node
	for _, f := range p.Fields {
		if f.Truth == nil {
			return nil
		}
		n, err := p.Expand(f.Truth, nil)
		if err != nil {
			return nil
		}
		trees = append(trees, n)
	}
	for _, v := range p.Verify() {
		if !v.Vanishes() {
			return nil
		}
	}
	z := &closedForm{params: p.Values()}
	for i, q := range p.Params {
		if q.Kind >= law.Sought {
			if math.IsNaN(q.Truth) {
				return nil
			}
			z.params[i] = q.Truth
			z.found = append(z.found, q.Truth)
		}
	}
	for _, g := range p.Where {
		n, err := p.Expand(g.Node, nil)
		if err != nil {
			return nil
		}
		trees = append(trees, n)
	}
	z.problem, z.row = p, make([]float64, len(trees))
	var err error
	if z.values, err = p.Compile(nil, trees...); err != nil {
		return nil
	}
	return z
}

func (z *closedForm) Method() string         { return "closed form, checked by Taylor arithmetic" }
func (z *closedForm) Step() bool             { return true }
func (z *closedForm) Progress() float64      { return 1 }
func (z *closedForm) Error() (float64, bool) { return 1e-14, true }
func (z *closedForm) Reason() string         { return "" }
func (z *closedForm) Params() []float64      { return z.found }

// Eval is that of a [Reference].
func (z *closedForm) Eval(out, x []float64) {
	inputs, fields := len(z.problem.Inputs), len(z.problem.Fields)
	for ; len(x) >= inputs; x, out = x[inputs:], out[fields:] {
		z.values.Eval(z.row, x[:inputs], z.params, nil)
		inside := !slices.Contains(z.row[fields:], 0)
		for i, c := range z.problem.Inputs {
			inside = inside && x[i] >= c.Lo && x[i] <= c.Hi
		}
		for i, v := range z.row[:fields] {
			if out[i] = v; !inside {
				out[i] = math.NaN()
			}
		}
	}
}
