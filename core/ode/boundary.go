package ode

import (
	"fmt"
	"math"
	"slices"

	"residual/core/law"
)

// A Boundary is a problem with conditions anywhere, solved as a whole and refined.
// Its pieces are halved where the coefficients have not fallen; then all get higher
// degrees, and the difference is the error.
type Boundary struct {
	y      *system
	solver *newton
	found  *pieces // the finest so far, nil at first
	start  int     // which start the solver had
	rough  int     // how often the first pieces were halved
	layers bool    // pieces become short towards the ends
	last   bool    // this is the check
	eigen  bool    // an eigenvalue is one of the unknowns
	guess  float64 // of it
	others otherSearch
	done   bool
	err    float64
	reason string
}

// Degrees of the pieces, by how much they rise for the check, and how many unknowns
// there may be.
const (
	degree, higher = 14, 6
	mostUnknowns   = 700
	mostValues     = 4e5
	firstPieces    = 4
	mostRough      = 3
	mostStarts     = 3
	mostGraded     = 10
	mostDegree     = 56
)

// NewBoundary prepares a problem of functions of one variable.
func NewBoundary(p *law.Problem) (*Boundary, error) {
	y, err := compile(p)
	if err != nil {
		return nil, err
	}
	b := &Boundary{y: y}
	return b, b.begin()
}

// even is the ends of n pieces of the same length of [0, 1], the last left out.
func even(n int) (all []float64) {
	for k := range n {
		all = append(all, float64(k)/float64(n))
	}
	return all
}

// graded is the ends of pieces of [0, 1] that become four times shorter, n times, to
// both ends, as layers need them.
func graded(n int) []float64 {
	low, high := []float64{0}, []float64{}
	for k := range n {
		w := math.Ldexp(0.5, -2*k)
		low, high = slices.Insert(low, 1, w), append(high, 1-w)
	}
	return append(low, high[1:]...)
}

// mesh is the interval, cut at seams, each part cut as [0, 1] is.
func (y *system) mesh(cuts []float64) (x []float64) {
	from := y.lo
	for i := range len(y.breaks) + 1 {
		to := y.hi
		if i < len(y.breaks) {
			to = y.breaks[i].x
		}
		for _, c := range cuts {
			x = append(x, from+(to-from)*c)
		}
		from = to
	}
	return append(x, y.hi)
}

// begin starts the solver from one of the starts: what satisfies the conditions and is
// smoothest, 0, 1.
func (b *Boundary) begin() (err error) {
	cuts := even(firstPieces << b.rough)
	if b.layers {
		cuts = graded(mostGraded)
	}
	u := newPieces(b.y.orders, degree, b.y.mesh(cuts), len(b.y.sought))
	for i, k := range b.y.sought {
		v := b.y.p.Params[k].Value
		if math.IsNaN(v) {
			v = float64(b.start)
		}
		u.c[len(u.c)-len(b.y.sought)+i] = v
	}
	if b.solver, err = newNewton(b.y, u); err != nil {
		return err
	}
	b.solver.smooth = b.start == 0
	for i := range u.count() {
		for f, k := range u.orders {
			if k > 0 && b.start == 2 {
				u.c[u.start(i, f)] = 1
			}
		}
	}
	return nil
}

// Step takes one step of Newton's method.
func (b *Boundary) Step() bool {
	if b.done {
		return true
	}
	if b.err > 0 {
		b.done = !b.look()
		return b.done
	}
	ok, err := b.solver.step()
	switch {
	case err != nil && b.found == nil:
		b.again(err)
	case err != nil:
		b.finish(fmt.Sprintf("on finer pieces: %v", err))
	case ok && b.solver.smooth:
		b.solver.smooth, b.solver.steps, b.solver.damping = false, 0, 1
	case ok:
		b.refine()
	}
	return b.done
}

// again starts otherwise after a failure.
func (b *Boundary) again(err error) {
	if b.start++; b.start >= mostStarts {
		b.start = 0
		b.rough++
	}
	if b.rough > mostRough || b.begin() != nil || !b.affordable(b.solver.u.count(), degree) {
		b.finish(err.Error())
	}
}

func (b *Boundary) finish(reason string) {
	b.done, b.reason = true, reason
}

// refine follows a solution on some pieces: where most of them are not resolved, to
// higher degrees, else to halves of those that are not. What does not become resolved so
// is tried on pieces that are short at the ends, before the check ends all.
func (b *Boundary) refine() {
	u := b.solver.u
	if b.last {
		b.compare(u)
		return
	}
	b.found = u
	x, poor := b.halved(u)
	s := u.s
	if 2*poor > u.count() && 2*s <= mostDegree {
		x, s = u.x, 2*s
	}
	switch {
	case poor > 0 && b.affordable(len(x)-1, s):
		b.follow(u.onto(s, x))
	case poor > 0 && !b.layers && b.start < mostStarts && b.short():
	default:
		b.last = true
		b.follow(u.onto(u.s+higher, u.x))
	}
}

// short starts again on pieces that are short at the ends. It is false where they would
// be too many.
func (b *Boundary) short() bool {
	b.layers, b.start = true, 0
	return b.begin() == nil && b.affordable(b.solver.u.count(), degree)
}

// affordable tells whether there are not too many pieces of a degree, and not too many
// values under integrals.
func (b *Boundary) affordable(pieces, s int) bool {
	values := 1.0
	for range b.y.depth + 1 {
		values *= float64(pieces * s)
	}
	return pieces*(b.y.order()+len(b.y.orders)*(s+higher)) < mostUnknowns && (b.y.depth == 0 || values < mostValues)
}

// follow starts the solver from a solution on other pieces.
func (b *Boundary) follow(u *pieces) {
	solver, err := newNewton(b.y, u)
	if err != nil {
		b.finish(err.Error())
		return
	}
	b.solver = solver
}

// negligible is what the last coefficients may add to a field, relative to it.
const negligible = 1e-13

// halved is the points with those between which fields are not resolved yet, and how
// many these are.
func (b *Boundary) halved(u *pieces) (x []float64, poor int) {
	sizes := u.largest()
	for i := range u.count() {
		x = append(x, u.x[i])
		if u.tail(i, sizes) > negligible {
			x = append(x, (u.x[i]+u.x[i+1])/2)
			poor++
		}
	}
	return append(x, b.y.hi), poor
}

// largest is by field the largest value at the starts of pieces and their ends.
func (u *pieces) largest() []float64 {
	z := make([]float64, len(u.orders))
	for i := range u.count() {
		for f := range u.orders {
			for _, xi := range []float64{-1, 0, 1} {
				z[f] = max(z[f], math.Abs(u.value(f, 0, u.inside(i, xi))))
			}
		}
	}
	return z
}

// tail is what the last two coefficients of a piece add to fields at most, relative to
// sizes of theirs: a k-fold integral of Pₗ is less than (1/2l)ᵏ.
func (u *pieces) tail(piece int, sizes []float64) (most float64) {
	h := math.Abs(u.x[piece+1] - u.x[piece])
	for f, k := range u.orders {
		a := u.c[u.start(piece, f)+k:][:u.s]
		v := max(math.Abs(a[u.s-1]), math.Abs(a[u.s-2])) * whole(h/2/float64(2*u.s), k)
		if v > 0 {
			most = max(most, v/sizes[f])
		}
	}
	return most
}

// compare takes the difference to a solution of higher degrees for the error.
func (b *Boundary) compare(u *pieces) {
	c, q := newComparison(b.found.largest()), gauss(u.s+4, false)
	for i := range u.count() {
		c.add(u, b.found, i, q)
	}
	b.err = 2*c.relative() + rounding
	b.found, b.done = u, !b.manyPossible()
	calculation := calculation{b.y, u, gauss(u.s+2, false)}
	rms, worst := calculation.unsatisfied(b.y.lo, b.y.hi)
	switch {
	case b.err > useless:
		b.reason = fmt.Sprintf("refinement ends at %d unknowns, where solutions still differ by %.1g", len(u.c), b.err)
	case rms > unsettled:
		b.reason = fmt.Sprintf(missed, b.y.p.Inputs[0].Name, worst)
	}
}

// missed is said where the laws do not hold between the points of collocation.
const missed = "the laws do not hold everywhere between the points of collocation: something narrow was missed near %s = %.6g"

// Errors below rounding are not claimed, beyond useless nothing is known.
const rounding, useless = 2e-15, 0.01

// Method is that of a reference.
func (b *Boundary) Method() string {
	u := b.solver.u
	if b.found != nil {
		u = b.found
	}
	return fmt.Sprintf("collocation at Gauss's points, %d pieces of degree %d, Newton's method", u.count(), u.s)
}

// Progress is how much is done, about.
func (b *Boundary) Progress() float64 {
	switch {
	case b.done:
		return 1
	case b.err > 0:
		return 0.9
	case b.last:
		return 0.8
	case b.found != nil:
		return 0.5
	}
	return 0.1
}

// Error is the relative L² error of the worst field, about; false where it is not known.
func (b *Boundary) Error() (float64, bool) { return b.err, b.done && b.err > 0 && b.reason == "" }

// Reason says why the error is not known, or that there may be other solutions.
func (b *Boundary) Reason() string {
	switch {
	case b.reason != "" || !b.done || !b.manyPossible():
		return b.reason
	case b.others.met:
		return "the problem has other solutions: this is the one that was met from the smoothest start"
	}
	return "the problem is nonlinear: other solutions were looked for and not met, but there may be some"
}

// Eval computes the fields at points.
func (b *Boundary) Eval(out, x []float64) { b.found.eval(out, x) }

// Params are those that were sought.
func (b *Boundary) Params() []float64 {
	if b.found == nil {
		return nil
	}
	return b.found.c[b.found.count()*b.found.size():]
}

// eval is the fields at points, not numbers outside.
func (u *pieces) eval(out, x []float64) {
	for i, v := range x {
		s, ok := spot{}, false
		if u != nil {
			s, ok = u.find(v, false)
		}
		n := len(out) / len(x)
		for f := range n {
			if out[i*n+f] = math.NaN(); ok {
				out[i*n+f] = u.value(f, 0, s)
			}
		}
	}
}
