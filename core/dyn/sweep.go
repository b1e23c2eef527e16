package dyn

import (
	"cmp"
	"math"
	"slices"

	"residual/core/interval"
)

// A Sweep is how the equilibria in the window change while a parameter runs
// through its range. The bifurcations are zeros of extended systems, proved by
// interval arithmetic slice by slice of the range, so that none is missed but in
// the boxes that are left unresolved. Branches, which are pictures, start from
// equilibria proved at some values of the parameter and from folds.
type Sweep struct {
	Branches     [][]Point
	Bifurcations []Bifurcation
	Unresolved   [][]interval.Interval // variables and parameter: there may be more in here

	t          *tracer
	values     []float64 // of the parameter, where branches start
	at         int
	persistent bool // an equilibrium has eigenvalues ±iω at a value of no distinction
	line       bool // there is a line of equilibria at such a value
}

// SweepSteps is how many steps a sweep takes: the slices of the range, with a value
// of the parameter in each at which branches begin.
const SweepSteps = 8

// The length of a step along a branch, and how many points a branch may have.
const (
	initialStep, maxStep, minStep = 2e-3, 2e-2, 1e-7
	maxPoints                     = 600
)

// NewSweep prepares to run through [lo, hi] of the field's swept parameter;
// its value in the field changes on the way.
func (f *Field) NewSweep(lo, hi float64) *Sweep {
	s := &Sweep{t: f.newTracer(lo, hi)}
	for i := range SweepSteps { // not quite evenly: bifurcations like round values
		s.values = append(s.values, lo+float64((hi-lo)*(float64(i)+0.4137)/SweepSteps))
	}
	return s
}

// Done tells whether all values have been looked at.
func (s *Sweep) Done() bool { return s.at == len(s.values) }

// Steps is how many values have been looked at.
func (s *Sweep) Steps() int { return s.at }

// Step finds the bifurcations of the next slice, the equilibria at a value in it,
// and the branches through those that lie on none so far.
func (s *Sweep) Step() {
	f, p := s.t.f, s.values[s.at]
	f.Params[f.Swept] = p
	limit := MaxBoxes
	if s.line {
		limit /= 8
	}
	found := f.equilibria(limit)
	s.line = s.line || slices.Contains(found.Reasons, Line)
	for _, e := range found.Proved {
		s.persistent = s.persistent || e.balanced()
		if !s.onBranch(e.X, p) {
			s.addBranch(e.X, p)
		}
	}
	lo, hi := s.t.lo, s.t.hi
	if s.at > 0 {
		lo = s.edge(s.at)
	}
	if s.at++; !s.Done() {
		hi = s.edge(s.at)
	}
	before := len(s.Bifurcations)
	s.search(lo, hi)
	for _, b := range s.Bifurcations[before:] {
		if b.Kind == SaddleNode {
			s.addFold(b)
		}
	}
	if s.Done() {
		s.signChanges()
		s.finish()
	}
}

// edge is the lower end of a slice.
func (s *Sweep) edge(i int) float64 {
	lo, hi := s.t.lo, s.t.hi
	return lo + float64((hi-lo)*(float64(i)+0.0631)/SweepSteps)
}

// balanced tells whether a pair of eigenvalues is ±iω but for rounding.
func (e *Equilibrium) balanced() bool {
	for _, v := range e.Values {
		if imag(v) != 0 && math.Abs(real(v)) < 1e-12*math.Abs(imag(v)) {
			return true
		}
	}
	return false
}

// addFold traces the branch through a fold, unless one is drawn there.
func (s *Sweep) addFold(b Bifurcation) {
	t := s.t
	z := append(append([]float64(nil), b.X...), b.P)
	for _, points := range s.Branches {
		for _, q := range points {
			if t.distance(q.X, b.X) < 5e-3 && math.Abs(q.P-b.P) < 5e-3*t.unit[t.n-1] {
				return
			}
		}
	}
	row := make([]float64, t.n)
	for i := range t.n {
		clear(row)
		row[i] = 1
		if t.setTangent(z, row) && math.Abs(t.nextTangent[t.n-1]) < 0.1 {
			s.traceBoth(z)
			return
		}
	}
}

// signChanges looks for branch points where the determinant changes its sign along
// a branch: they may hide in a box that is unresolved.
func (s *Sweep) signChanges() {
	t := s.t
	for _, points := range s.Branches {
		for i := 1; i < len(points); i++ {
			a, b := &points[i-1], &points[i]
			if !(a.det*b.det < 0) {
				continue
			}
			z := make([]float64, t.n)
			for k := range t.f.N {
				z[k] = (a.X[k] + b.X[k]) / 2
			}
			z[t.n-1] = (a.P + b.P) / 2
			start := append([]float64(nil), z...)
			if t.solve(z, crossings) && t.distance(z[:t.f.N], start) < 2*maxStep && math.Abs(z[t.n-1]-start[t.n-1]) < 2*maxStep*t.unit[t.n-1] {
				s.branchPoint(z)
			}
		}
	}
}

// finish puts the bifurcations in order.
func (s *Sweep) finish() {
	slices.SortStableFunc(s.Bifurcations, func(a, b Bifurcation) int { return cmp.Compare(a.P, b.P) })
}

// onBranch tells whether a branch found so far goes through (x, p).
func (s *Sweep) onBranch(x []float64, p float64) bool {
	t := s.t
	row := make([]float64, t.n)
	row[t.n-1] = 1
	for _, b := range s.Branches {
		for i := 1; i < len(b); i++ {
			u, v := &b[i-1], &b[i]
			if (u.P <= p) == (v.P <= p) {
				continue
			}
			w := (p - u.P) / (v.P - u.P)
			for k := range x {
				t.next[k] = u.X[k] + float64(w*(v.X[k]-u.X[k]))
			}
			t.next[t.n-1] = p
			copy(t.z, t.next)
			if t.correct(t.z, row, 0) && t.distance(t.next, x) < 1e-6 {
				return true
			}
		}
	}
	return false
}

// distance is the largest difference of variables, in units.
func (t *tracer) distance(a, b []float64) float64 {
	largest := 0.0
	for i := range t.f.N {
		largest = max(largest, math.Abs(a[i]-b[i])/t.unit[i])
	}
	return largest
}

// addBranch traces the branch through (x, p) both ways.
func (s *Sweep) addBranch(x []float64, p float64) {
	t := s.t
	start := append(append([]float64(nil), x...), p)
	row := make([]float64, t.n)
	row[t.n-1] = 1
	if t.setTangent(start, row) {
		s.traceBoth(start)
	}
}

// traceBoth traces the branch through start along nextTangent and against it.
func (s *Sweep) traceBoth(start []float64) {
	t := s.t
	tangent := slices.Clone(t.nextTangent)
	ahead, closed := s.trace(start, tangent)
	if !closed {
		for i := range tangent {
			tangent[i] = -tangent[i]
		}
		behind, _ := s.trace(start, tangent)
		slices.Reverse(behind)
		ahead = append(behind, ahead[1:]...)
	}
	s.Branches = append(s.Branches, ahead)
}

// trace follows a branch one way until it leaves the range or the window, or
// comes back to where it began.
func (s *Sweep) trace(start, tangent []float64) (points []Point, closed bool) {
	t := s.t
	copy(t.z, start)
	copy(t.tangent, tangent)
	points = []Point{t.point(t.z)}
	h := initialStep
	for len(points) < maxPoints {
		h = t.advance(h)
		if h == 0 {
			break
		}
		p := t.point(t.next)
		copy(t.z, t.next)
		copy(t.tangent, t.nextTangent)
		points = append(points, p)
		if t.outside() {
			break
		}
		if len(points) > 20 && t.atStart(start) {
			return append(points, points[0]), true
		}
	}
	return points, false
}

// advance sets next and nextTangent to a point of the branch and its tangent, a step of
// about h on; it returns the length to try next, 0 where the branch cannot be followed.
func (t *tracer) advance(h float64) float64 {
	for ; h > minStep; h /= 2 {
		if !t.step(t.z, t.tangent, h) || !t.setTangent(t.next, t.tangent) {
			continue
		}
		cosine := 0.0
		for i := range t.nextTangent {
			cosine += float64(t.nextTangent[i] * t.tangent[i])
		}
		if cosine > 0.98 && !t.jumps(h) {
			return min(maxStep, 1.3*h)
		}
	}
	return 0
}

// jumps tells whether next is farther from z than a step of length h allows.
func (t *tracer) jumps(h float64) bool {
	for i := range t.n {
		if math.Abs(t.next[i]-t.z[i]) > 2*h*t.unit[i] {
			return true
		}
	}
	return false
}

// outside tells whether z has left the range, or the window by half its width.
func (t *tracer) outside() bool {
	if p := t.z[t.n-1]; p < t.lo || p > t.hi {
		return true
	}
	for i, w := range t.f.Window() {
		if d := t.unit[i] / 2; t.z[i] < w.Lo-d || t.z[i] > w.Hi+d {
			return true
		}
	}
	return false
}

// atStart tells whether z is back at the start.
func (t *tracer) atStart(start []float64) bool {
	for i := range t.n {
		if math.Abs(t.z[i]-start[i]) > 0.6*maxStep*t.unit[i] {
			return false
		}
	}
	return true
}
