package ode

import "residual/core/law"

// A nonlinear problem may have several solutions. After one was found others are looked
// for, from starts that rise or sink by as much as bumps says, times the size of the one
// that is known, but at least 1, in the middle.
var bumps = [...]float64{0.3, 1, 3, 10, -1, -5}

// An otherSearch tries the starts in turn, on the first pieces.
type otherSearch struct {
	next   int
	solver *newton
	met    bool
}

// manyPossible tells whether there may be several solutions.
func (b *Boundary) manyPossible() bool { return !b.eigen && b.y.p.Degree() == law.Nonlinear }

// look takes a step of the search. It is false at its end.
func (b *Boundary) look() bool {
	o := &b.others
	if o.solver == nil {
		if o.met || o.next == len(bumps) {
			return false
		}
		var err error
		if o.solver, err = newNewton(b.y, b.bumped(bumps[o.next])); err != nil {
			return false
		}
		o.next++
	}
	ok, err := o.solver.step()
	if ok {
		c, q := newComparison(b.found.largest()), gauss(degree, false)
		for i := range o.solver.u.count() {
			c.add(o.solver.u, b.found, i, q)
		}
		o.met = c.relative() > useless
	}
	if ok || err != nil {
		o.solver = nil
	}
	return true
}

// bumped is the known solution on the first pieces with a parabola added to each field,
//
//	s (1 − z²),   z = 2(x − lo)/(hi − lo) − 1
func (b *Boundary) bumped(factor float64) *pieces {
	u := b.found.onto(degree, b.y.mesh(even(firstPieces)))
	sizes, slope := b.found.largest(), 2/(b.y.hi-b.y.lo)
	for i := range u.count() {
		for f, k := range u.orders {
			s := factor * max(sizes[f], 1)
			z, h := slope*(u.x[i]-b.y.lo)-1, u.x[i+1]-u.x[i]
			parts := [...]float64{s * (1 - z*z), -2 * s * z * slope, -2 * s * slope * slope, 0, 0, 0}
			a := u.c[u.start(i, f):][:k+u.s]
			for d := range k {
				a[d] += parts[d]
			}
			a[k] += parts[k] + parts[k+1]*h/2 // to first order: it is a start
			a[k+1] += parts[k+1] * h / 2
		}
	}
	return u
}
