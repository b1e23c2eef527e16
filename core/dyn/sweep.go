package dyn

import (
	"math"
	"slices"
)

// A Sweep is how the equilibria in the window change while a parameter runs
// through its range: branches, and the bifurcations on them. Branches start
// from equilibria proved at some values of the parameter; one that lies between
// two of these values is missed.
type Sweep struct {
	Branches     [][]Point
	Bifurcations []Bifurcation

	t      *tracer
	values []float64 // of the parameter, where branches start
	at     int
}

// SweepSteps is how many steps a sweep takes: the values of the parameter at
// which branches begin.
const SweepSteps = 8

// The length of a step along a branch, how many points a branch may have, and how
// closely a bifurcation is located in any case.
const (
	initialStep, maxStep, minStep = 5e-3, 2e-2, 1e-7
	maxPoints                     = 600
	locateTolerance               = 1e-11
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

// Step finds the equilibria at the next value and follows the branches through
// those that lie on none so far.
func (s *Sweep) Step() {
	f, p := s.t.f, s.values[s.at]
	s.at++
	f.Params[f.Swept] = p
	for _, e := range f.Equilibria().Proved {
		if !s.onBranch(e.X, p) {
			s.addBranch(e.X, p)
		}
	}
	if s.Done() {
		s.removeDuplicates()
	}
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
	if !t.setTangent(start, row) {
		return
	}
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
	points = []Point{t.point(t.z, t.tangent)}
	h := initialStep
	for len(points) < maxPoints {
		h = t.advance(h)
		if h == 0 {
			break
		}
		p := t.point(t.next, t.nextTangent)
		s.bifurcations(points[len(points)-1], p)
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

// bifurcations locates what happens between z (which is a) and next (b).
func (s *Sweep) bifurcations(a, b Point) {
	if a.det*b.det < 0 {
		kind := BranchPoint
		if a.slope*b.slope < 0 {
			kind = SaddleNode
		}
		s.locate(kind, func(p Point) float64 { return p.det })
	}
	if a.hopf*b.hopf < 0 && a.conjugate && b.conjugate {
		s.locate(Hopf, func(p Point) float64 { return p.hopf })
	}
}

// locate halves the step from z to next until a test function vanishes. At a
// branch point itself there is no one way back to the branch: what was reached
// last is near enough.
func (s *Sweep) locate(kind BifurcationKind, test func(Point) float64) {
	t := s.t
	end, tangent := slices.Clone(t.next), slices.Clone(t.nextTangent)
	defer func() { copy(t.next, end); copy(t.nextTangent, tangent) }()
	lo, hi := 0.0, 0.0
	for i := range t.n {
		hi += float64(t.tangent[i] * (end[i] - t.z[i]) / t.unit[i])
	}
	sign := test(t.point(t.z, t.tangent)) < 0
	var p Point
	for range 60 {
		mid := (lo + hi) / 2
		if !t.step(t.z, t.tangent, mid) {
			if hi-lo > locateTolerance {
				return
			}
			break
		}
		if p = t.point(t.next, t.tangent); (test(p) < 0) == sign {
			lo = mid
		} else {
			hi = mid
		}
	}
	if p.P < t.lo || p.P > t.hi || !t.f.inWindow(p.X) {
		return
	}
	b := Bifurcation{Kind: kind, X: p.X, P: p.P}
	if kind == Hopf {
		b.Rate = s.rate(p)
	}
	s.Bifurcations = append(s.Bifurcations, b)
}

// rate is the imaginary part of the pair nearest the imaginary axis.
func (s *Sweep) rate(p Point) float64 {
	f := s.t.f
	f.Params[f.Swept] = p.P
	e := f.Equilibrium(p.X)
	rate, least := 0.0, math.Inf(1)
	for _, v := range e.Values {
		if imag(v) > 0 && math.Abs(real(v)) < least {
			rate, least = imag(v), math.Abs(real(v))
		}
	}
	return rate
}

// removeDuplicates leaves one of each bifurcation. Where branches cross, one of them may
// turn back as if it were a fold: the crossing counts.
func (s *Sweep) removeDuplicates() {
	slices.SortStableFunc(s.Bifurcations, func(a, b Bifurcation) int {
		return int(b.Kind) - int(a.Kind)
	})
	var distinct []Bifurcation
	for _, b := range s.Bifurcations {
		if !slices.ContainsFunc(distinct, func(k Bifurcation) bool { return s.same(k, b) }) {
			distinct = append(distinct, b)
		}
	}
	slices.SortStableFunc(distinct, func(a, b Bifurcation) int {
		switch {
		case a.P < b.P:
			return -1
		case a.P > b.P:
			return 1
		}
		return 0
	})
	s.Bifurcations = distinct
}

// same tells whether two bifurcations are one. Where branches cross a zero
// eigenvalue is found less sharply.
func (s *Sweep) same(a, b Bifurcation) bool {
	near := 1e-6
	if a.Kind != b.Kind {
		near = 1e-3
	}
	return (a.Kind == Hopf) == (b.Kind == Hopf) &&
		math.Abs(a.P-b.P) < near*s.t.unit[s.t.n-1] && s.t.distance(a.X, b.X) < near
}
