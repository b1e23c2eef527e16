package colehopf

import "math"

// A Solver evaluates the solution at points spread over the interval and time, to know
// its error.
type Solver struct {
	s              *Solution
	next           int
	change, square float64
}

// samples are how many points are looked at.
const samples = 160

// NewSolver prepares the solution of a problem.
func NewSolver(p *Problem) *Solver { return &Solver{s: New(p)} }

// Step looks at some points; it reports true when all are done.
func (s *Solver) Step() bool {
	for range 4 {
		if s.next == samples {
			return true
		}
		s.next++
		_, a := math.Modf(float64(s.next) * 0.7548776662466927)
		_, b := math.Modf(float64(s.next) * 0.5698402909980532)
		u, change := s.s.Eval(s.s.Lo+(s.s.Hi-s.s.Lo)*a, s.s.T*b)
		s.change, s.square = s.change+change*change, s.square+u*u
	}
	return s.next == samples
}

// Progress is between 0 and 1.
func (s *Solver) Progress() float64 { return float64(s.next) / samples }

// Error is an estimate of the relative L² error: what the last doubling of points
// changed, and what the series of the initial values leaves out.
func (s *Solver) Error() (float64, bool) {
	if s.next == 0 {
		return math.NaN(), false
	}
	estimate := math.Sqrt(s.change/max(s.square, math.SmallestNonzeroFloat64)) + 100*s.s.rest
	return max(estimate, 1e-13), estimate < 0.02
}

// Eval is u at a place and time.
func (s *Solver) Eval(x, t float64) float64 {
	u, _ := s.s.Eval(x, t)
	return u
}
