package reference

import (
	"errors"

	"residual/core/law"
	"residual/core/linalg"
	"residual/core/pde/etd"
)

// A ringProblem is a semilinear problem that is periodic in its one input of space, of
// first order in time.
type ringProblem struct {
	*fieldProblem
	x      int
	out    etd.Problem
	law    *law.Evaluator // left − right of the laws, with what is linear left out
	slots  []law.Slot
	rates  []float64 // the inverse of the matrix of the derivatives by time, negative
	filled []int     // which slots the nonlinear part has
}

var errNoRing = errors.New("not semilinear and periodic")

// ring is a reference by Fourier series in space, nil where the problem is not of this
// kind.
func ring(b *fieldProblem) Reference {
	if b.time < 0 || len(b.space) != 1 || !b.periodic(b.space[0]) || b.reverse || len(b.out.Conditions) > 0 {
		return nil
	}
	for _, order := range b.out.TimeOrders {
		if order != 1 {
			return nil
		}
	}
	r := &ringProblem{fieldProblem: b, x: b.space[0]}
	c := b.Inputs[r.x]
	r.out = etd.Problem{Fields: len(b.Fields), Lo: c.Lo, Hi: c.Hi, T0: b.out.T0, T1: b.out.T1}
	if r.split() != nil {
		return nil
	}
	at := make([]float64, len(b.Inputs))
	r.out.Initial = func(f int, x float64) float64 {
		at[r.x], at[b.time] = x, b.out.T0
		return b.out.Initial(f, 0, at)
	}
	return &onRing{etd.New(&r.out), r}
}

// split takes the laws apart: M u_t + L u + N = 0 with constant M and L.
func (r *ringProblem) split() error {
	var trees []*law.Node
	for _, q := range r.Laws {
		n, err := r.Residual(q, nil)
		if err != nil {
			return err
		}
		trees = append(trees, n)
	}
	m := len(trees)
	r.slots = law.Slots(trees...)
	mass, linear := make([]float64, m*m), make([][][5]float64, m)
	for i := range linear {
		linear[i] = make([][5]float64, m)
	}
	stiff, rough := 0, 0 // the highest derivatives in L and in N
	for k, s := range r.slots {
		constant := s.Piece == nil
		var c []float64
		for _, n := range trees {
			v, ok := r.constant(n, s)
			c, constant = append(c, v), constant && ok
		}
		along := int(s.Order[r.x])
		switch {
		case s.Piece != nil, s.Order[r.time] > 0 && (along > 0 || !constant):
			return errNoRing
		case s.Order[r.time] > 0:
			for i, v := range c {
				mass[i*m+s.Field] = v
			}
		case constant:
			stiff = max(stiff, along)
			for i, v := range c {
				linear[i][s.Field][along] = v
			}
		default:
			rough = max(rough, along)
			r.filled = append(r.filled, k)
			r.out.Slots = append(r.out.Slots, etd.Slot{Field: s.Field, Order: along})
		}
	}
	if rough > 0 && rough >= stiff {
		return errNoRing // the highest derivatives are not linear
	}
	var err error
	r.law, err = r.Compile(r.slots, trees...)
	if err != nil || !r.invert(mass) {
		return errNoRing
	}
	r.solve(linear)
	return nil
}

// constant is the derivative of a tree by a slot where that is a number.
func (r *ringProblem) constant(n *law.Node, s law.Slot) (float64, bool) {
	d, err := r.Partial(n, s.Tree())
	if err != nil || len(law.Slots(d)) > 0 || has(d, func(n *law.Node) bool { return n.Op == law.Input }) {
		return 0, false
	}
	v, err := r.number(d)
	return v, err == nil && v-v == 0
}

// invert keeps −M⁻¹.
func (r *ringProblem) invert(mass []float64) bool {
	m := len(r.Laws)
	r.rates = make([]float64, m*m)
	for i := range m {
		r.rates[i*m+i] = -1
	}
	lu, ok := linalg.FactorLU(m, mass)
	if ok {
		lu.SolveMany(r.rates, m)
	}
	return ok
}

// solve sets what the solver needs: u_t = −M⁻¹(L u + N).
func (r *ringProblem) solve(linear [][][5]float64) {
	m := len(r.Laws)
	r.out.Linear = make([][][]float64, m)
	for f := range m {
		r.out.Linear[f] = make([][]float64, m)
		for g := range m {
			sum := make([]float64, 5)
			for i := range m {
				for o, v := range linear[i][g] {
					sum[o] += r.rates[f*m+i] * v
				}
			}
			r.out.Linear[f][g] = sum
		}
	}
	x, slots, left := make([]float64, len(r.Inputs)), make([]float64, len(r.slots)), make([]float64, m)
	r.out.Nonlinear = func(out []float64, at, t float64, s []float64) {
		x[r.x], x[r.time] = at, t
		for i, k := range r.filled {
			slots[k] = s[i]
		}
		r.law.Eval(left, x, r.params, slots)
		for f := range out {
			out[f] = 0
			for i, v := range left {
				out[f] += r.rates[f*m+i] * v
			}
		}
	}
}

// onRing is a reference by Fourier series.
type onRing struct {
	*etd.Solver
	r *ringProblem
}

func (o *onRing) Params() []float64 { return nil }

// Eval is that of a [Reference].
func (o *onRing) Eval(out, x []float64) {
	o.r.each(out, x, func(out, x []float64) { o.Solver.Eval(out, x[o.r.x], x[o.r.time]) })
}
