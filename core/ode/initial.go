package ode

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"residual/core/law"
	"residual/core/linalg"
)

// An Initial is a problem whose conditions all stand at one point. It is followed from
// there to the ends of its interval twice, with methods of different orders and
// tolerances; as far as both agree it is known.
type Initial struct {
	y      *system
	x      float64
	sides  []*pair
	reason string
	err    float64
	done   bool
}

// A pair is a march to one end, and a finer one.
type pair struct {
	coarse, fine *march
	known        float64 // where they part, or end
	parted       bool
}

// IsInitial tells whether all conditions are values at one point, as many as the laws
// need, from which they can be followed.
func IsInitial(p *law.Problem) bool {
	y, err := compile(p)
	if err != nil || y.nonlocal || len(y.sought) > 0 || len(y.conditions) != y.order() || len(y.conditions) == 0 || len(y.laws) != len(y.orders) {
		return false
	}
	for _, s := range y.breaks {
		if len(s.free) > 0 {
			return false
		}
	}
	for _, c := range y.conditions {
		if c.x != y.conditions[0].x {
			return false
		}
		for i, s := range c.slots {
			if c.pieces[i] != nil || int(s.Order[0]) >= y.orders[s.Field] {
				return false
			}
		}
	}
	return !slices.Contains(y.orders, 0)
}

// NewInitial prepares such a problem.
func NewInitial(p *law.Problem) (*Initial, error) {
	y, err := compile(p)
	if err != nil {
		return nil, err
	}
	z := &Initial{y: y, x: y.conditions[0].x}
	state, err := y.startState(z.x)
	if err != nil {
		return nil, err
	}
	for _, end := range []float64{y.lo, y.hi} {
		if end != z.x {
			z.sides = append(z.sides, &pair{coarse: newMarch(y, z.x, end, state, 10, 1e-13), fine: newMarch(y, z.x, end, state, 14, 2e-15), known: z.x})
		}
	}
	return z, nil
}

// startState solves the conditions at x for the fields and their derivatives.
func (y *system) startState(x float64) ([]float64, error) {
	n := y.order()
	u := newPieces(y.orders, 1, []float64{x, x + 1}, 0)
	var free []int
	for f, k := range y.orders {
		for d := range k {
			free = append(free, u.start(0, f)+d)
		}
	}
	c := calculation{y: y, u: u}
	state := make([]float64, n)
	for range 50 {
		a, d := []float64{}, []float64{}
		for _, q := range y.conditions {
			grad := make([]float64, len(u.c))
			d = append(d, c.add(q.form, u.inside(0, -1), 1, grad))
			for _, k := range free {
				a = append(a, grad[k])
			}
		}
		factors, ok := linalg.FactorLU(n, a)
		if !ok || factors.Rcond() < singular {
			return nil, errors.New("the conditions do not determine a start")
		}
		factors.Solve(d)
		for i, k := range free {
			u.c[k] -= d[i]
			state[i] = u.c[k]
		}
		if norm(d) <= 1e-15*norm(state) {
			return state, nil
		}
	}
	return nil, errors.New("the conditions at the start were not solved by Newton's method")
}

// stint is how much work is done at a time: products of the linear algebra.
const stint = 5e6

// Step follows the solution for a while.
func (z *Initial) Step() bool {
	if z.done {
		return true
	}
	for _, s := range z.sides {
		for _, m := range []*march{s.coarse, s.fine} {
			for m.work = 0; !m.over() && m.work < stint; {
				m.step()
			}
			if !m.over() {
				return false
			}
		}
	}
	z.compare()
	z.done = true
	return true
}

// apart is by how much two marches may differ, relative to the fields, before the
// solution counts as unknown.
const apart = 1e-3

// compare finds how far the marches agree, and by how much they differ there.
func (z *Initial) compare() {
	all := newComparison(z.largest())
	for _, s := range z.sides {
		u, v := s.fine.done, s.coarse.done
		q, sizes := gauss(u.s+2, false), u.largest()
		for f := range sizes {
			sizes[f] *= 1e-9 // what is smaller does not count
		}
		for i := 0; i < u.count() && !s.parted; i++ {
			if !all.add(u, v, i, q) || u.differs(v, i, sizes) {
				s.parted = true
			} else {
				s.known = u.x[i+1]
			}
		}
		name := z.y.p.Inputs[0].Name
		rms, worst := (&calculation{y: z.y, u: u}).unsatisfied(z.x, s.known)
		switch {
		case rms > unsettled:
			z.reason = fmt.Sprintf(missed, name, worst)
			s.known = z.x
		case s.fine.why != "":
			z.reason = s.fine.why
		case s.known != s.fine.end:
			z.reason = fmt.Sprintf("two runs of different accuracy part near %s = %.4g: beyond that rounding decides", name, s.known)
		}
	}
	z.err = 2*all.relative() + rounding
	if z.reason == "" && z.err > useless {
		z.reason = fmt.Sprintf("two runs of different accuracy differ by %.1g", z.err)
	}
}

// largest is by field the largest value on any side.
func (z *Initial) largest() []float64 {
	all := make([]float64, len(z.y.orders))
	for _, s := range z.sides {
		for f, v := range s.fine.done.largest() {
			all[f] = max(all[f], v)
		}
	}
	return all
}

// differs tells whether fields have parted from others at the end of a piece, relative
// to their sizes so far.
func (u *pieces) differs(v *pieces, piece int, sizes []float64) bool {
	s := u.inside(piece, 1)
	t, ok := v.find(s.x, true)
	for f := range u.orders {
		a, b := u.value(f, 0, s), v.value(f, 0, t)
		if sizes[f] = max(sizes[f], math.Abs(a)); !(math.Abs(a-b) <= apart*sizes[f]) {
			return true
		}
	}
	return !ok
}

// Method is that of a reference.
func (z *Initial) Method() string {
	n := 0
	for _, s := range z.sides {
		n += s.fine.done.count()
	}
	return fmt.Sprintf("Radau's method of order %d, %d steps", 2*14-1, n)
}

// Progress is how far it has come.
func (z *Initial) Progress() float64 {
	if z.done {
		return 1
	}
	sum := 0.0
	for _, s := range z.sides {
		for _, m := range []*march{s.coarse, s.fine} {
			if sum += (m.at() - z.x) / (m.end - z.x); m.why != "" {
				sum += 1 - (m.at()-z.x)/(m.end-z.x)
			}
		}
	}
	return 0.99 * sum / float64(2*len(z.sides))
}

// Error is the relative L² error of the worst field; false where the solution is not
// known over the whole interval.
func (z *Initial) Error() (float64, bool) { return z.err, z.done && z.reason == "" }

// Reason says how far the solution is known, and why not further, or that there may be
// other solutions.
func (z *Initial) Reason() string {
	if z.reason == "" && z.done && z.y.branches {
		return "the laws are not linear in their highest derivatives: from the same start there may be other solutions"
	}
	return z.reason
}

// Params is nil: nothing is sought.
func (z *Initial) Params() []float64 { return nil }

// Eval computes the fields at points, as far as they are known.
func (z *Initial) Eval(out, x []float64) {
	n := len(z.y.orders)
	for i, v := range x {
		row := out[i*n : (i+1)*n]
		for f := range row {
			row[f] = math.NaN()
		}
		for _, s := range z.sides {
			if (v-z.x)*(s.fine.end-z.x) >= 0 && math.Abs(v-z.x) <= math.Abs(s.known-z.x) {
				s.fine.done.eval(row, x[i:i+1])
			}
		}
	}
}
