package pde

import (
	"math"

	"residual/core/law"
)

// share is what is left over of the laws, by the size of their terms: the largest of
// ‖Σ terms‖/‖Σ |terms|‖ over the laws, at rows of inputs. It is not a number where a
// law has integrals or values at other places.
func (j *judge) share(v *solver) float64 {
	worst := 0.0
	for i, equation := range j.q.Laws {
		size := j.size(v, equation)
		v.ResidualAt(j.residual, j.x, i)
		left := 0.0
		for _, r := range j.residual {
			left += float64(r * r)
		}
		if ratio := math.Sqrt(left) / size; left > 0 && !(ratio <= worst) {
			worst = ratio
		}
	}
	return worst
}

// size is ‖Σ |terms|‖ of a law.
func (j *judge) size(v *solver, equation law.Equation) float64 {
	tree, err := j.q.Residual(equation, nil)
	if err != nil {
		return math.NaN()
	}
	slots, all := law.Slots(tree), terms(nil, tree)
	for _, s := range slots {
		if s.Piece != nil {
			return math.NaN()
		}
	}
	w, err := j.q.Compile(slots, all...)
	if err != nil {
		return math.NaN()
	}
	values := make([]float64, len(j.residual)*len(slots))
	for k, s := range slots {
		v.Eval(j.column, j.x, s.Field, s.Order)
		for i, u := range j.column {
			values[i*len(slots)+k] = u
		}
	}
	out := make([]float64, len(j.residual)*len(all))
	w.Eval(out, j.x, v.Params(), values)
	square := 0.0
	for i := 0; i < len(out); i += len(all) {
		row := 0.0
		for _, t := range out[i : i+len(all)] {
			row += math.Abs(t)
		}
		square += float64(row * row)
	}
	return math.Sqrt(square)
}

// terms adds those of a sum.
func terms(all []*law.Node, n *law.Node) []*law.Node {
	switch n.Op {
	case law.Add, law.Sub, law.Neg:
		for _, a := range n.Args {
			all = terms(all, a)
		}
		return all
	}
	return append(all, n)
}
