package collocate

import (
	"fmt"
	"math"
)

// A Solver refines spaces, and windows in time, until two solutions hardly differ.
type Solver struct {
	p      *Problem
	levels []level
	next   int // level
	m      *march
	best   *Solution
	last   float64   // the largest last coefficient in time of the best solution
	sample []float64 // points at which solutions are compared
	values []float64 // of the best solution
	gaps   []float64 // relative distances of solutions that follow each other
	reason string
	done   bool
	work   float64
	failed int // levels

	tol, finer float64 // of the windows in time: now, and by what it shrinks
}

type level struct {
	n, stages int
}

// What a solver may spend: unknowns of one system, and operations.
const (
	mostUnknowns = 1800
	mostWork     = 3e10
	longWork     = 1e9 // is spent on an error below goodEnough at the most
	goodEnough   = 1e-7
	mostFailures = 8
	coarsest     = 1e-3 // of the initial values may be missing
	samples      = 400
	enough       = 2e-12 // what rounding leaves
)

// New checks a problem and prepares its solution.
func New(p *Problem) (*Solver, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	s := &Solver{p: p}
	s.plan()
	if len(s.levels) < 2 {
		return nil, fmt.Errorf("the problem is too large")
	}
	s.scatter()
	return s, nil
}

// sizes are the numbers of points along an input, by how many inputs of space there
// are.
var sizes = [][]int{
	1: {8, 12, 16, 24, 32, 48, 64, 96, 128, 192, 256},
	2: {6, 9, 12, 16, 20, 25, 30, 36},
	3: {3, 4, 5, 6, 7, 8, 9, 10},
}

// plan lists the levels that fit.
func (s *Solver) plan() {
	d := len(s.p.Shape.inputs())
	if d >= len(sizes) {
		return
	}
	stages := 1
	if s.p.Time >= 0 {
		stages = []int{1: 5, 2: 3, 3: 2}[d]
	}
	if s.tol, s.finer = 1e-3, 0.01; d > 1 {
		s.finer = 0.05
	}
	for _, n := range sizes[d] {
		unknowns := 0
		for f := range s.p.Fields {
			unknowns += s.p.Shape.space(n, s.p.Orders[f]).size()
		}
		if most := mostUnknowns; unknowns*stages <= most && (s.p.Shape.square() || unknowns <= most/2) {
			s.levels = append(s.levels, level{n, stages})
		}
	}
}

// scatter chooses the points of comparison, evenly by the digits of whole numbers to
// prime bases (Halton, 1960).
func (s *Solver) scatter() {
	primes := [...]int{2, 3, 5, 7}
	x, unit := make([]float64, MaxInputs), make([]float64, len(primes))
	for i := 1; len(s.sample) < samples*MaxInputs && i < 100*samples; i++ {
		for k := range unit {
			unit[k] = halton(i, primes[k])
		}
		if !s.p.Shape.place(x, unit[1:]) {
			continue
		}
		if s.p.Time >= 0 {
			x[s.p.Time] = s.p.T0 + (s.p.T1-s.p.T0)*unit[0]
		}
		s.sample = append(s.sample, x...)
	}
}

func halton(i, base int) (v float64) {
	for f := 1.0; i > 0; i /= base {
		f /= float64(base)
		v += f * float64(i%base)
	}
	return v
}

// Step does a bounded piece of work; it reports true when all is done.
func (s *Solver) Step() bool {
	if s.done {
		return true
	}
	if s.m == nil {
		l := s.levels[s.next]
		m, err := s.p.system(l.n).march(l.stages, s.tol)
		if err != nil {
			return s.end(err.Error())
		}
		if m.rough > coarsest && s.next+2 < len(s.levels) {
			s.next++
			return false
		}
		s.m = m
		return false
	}
	unknowns := float64(len(s.m.k))
	if !s.m.ready {
		s.work += unknowns * unknowns * unknowns * 2 / 3
	}
	s.work += 8 * unknowns * unknowns
	if s.work > mostWork {
		return s.end("it would take too long to refine further")
	}
	if err := s.m.step(); err != nil {
		return s.fail(err)
	}
	if s.m.done {
		s.compare()
	}
	return s.done
}

// fail goes on to the next level where a finer one may succeed.
func (s *Solver) fail(err error) bool {
	s.m = nil
	if s.failed++; err == errSingular || err == errGrowth {
		s.failed += 2 // a finer grid will hardly help
	}
	if s.next++; s.next == len(s.levels) || s.best != nil || s.failed >= mostFailures {
		return s.end(err.Error())
	}
	return false
}

func (s *Solver) end(reason string) bool {
	if s.reason == "" {
		s.reason = reason
	}
	s.m, s.done = nil, true
	return true
}

// compare holds a new solution against the one before.
func (s *Solver) compare() {
	values := make([]float64, len(s.sample)/MaxInputs*s.p.Fields)
	s.tol = max(s.tol*s.finer, 1e-13)
	found, last := s.m.found, s.m.worst
	found.Eval(values, s.sample, MaxInputs)
	s.m = nil
	if s.best != nil {
		s.gaps = append(s.gaps, distance(values, s.values))
	}
	better := s.best == nil || len(s.gaps) < 2 || s.gaps[len(s.gaps)-1] < 4*s.gaps[len(s.gaps)-2]
	if better {
		s.best, s.values, s.last = found, values, last
	}
	s.next++
	switch gap := s.gap(); {
	case max(gap, s.last) < enough, max(gap, s.last) < goodEnough && s.work > longWork:
		s.done = true
	case !better && gap < 1e-9: // rounding grows
		s.gaps = s.gaps[:len(s.gaps)-1]
		s.done = true
	case s.next == len(s.levels):
		s.end("the finest grid is reached")
	}
}

// gap is the distance of the last two solutions.
func (s *Solver) gap() float64 {
	if len(s.gaps) == 0 {
		return math.Inf(1)
	}
	return s.gaps[len(s.gaps)-1]
}

// distance is ‖a − b‖/‖a‖.
func distance(a, b []float64) float64 {
	top, bottom := 0.0, 0.0
	for i, v := range a {
		top += (v - b[i]) * (v - b[i])
		bottom += v * v
	}
	if top == 0 {
		return 0
	}
	return math.Sqrt(top / bottom)
}

// Error is an estimate of the relative L² error of the solution. With the last two
// distances g₁ > g₂ of solutions that follow each other, what is left to come is
// about g₂·r/(1 − r), r = g₂/g₁. The estimate is no less than half of g₂, since
// functions that are even or odd gain from every other level alone, nor than the last
// coefficient of a window in time.
func (s *Solver) Error() (float64, bool) {
	if len(s.gaps) == 0 {
		return math.NaN(), false
	}
	gap, r := s.gap(), 0.5
	if len(s.gaps) > 1 {
		r = min(gap/s.gaps[len(s.gaps)-2], 0.8)
	}
	estimate := max(gap*max(r/(1-r), 0.5), s.last, 1e-14)
	return estimate, estimate < 0.02 && s.best != nil
}

// Reason says why refinement ended, "" where it came to what rounding leaves.
func (s *Solver) Reason() string { return s.reason }

// Progress is between 0 and 1.
func (s *Solver) Progress() float64 {
	if s.done {
		return 1
	}
	part := 0.0
	if s.m != nil && s.p.Time >= 0 {
		part = (s.m.t - s.p.T0) / (s.p.T1 - s.p.T0)
	}
	return (float64(s.next) + part) / float64(len(s.levels))
}

// Method is the method, with the size of the solution found.
func (s *Solver) Method() string {
	if s.best == nil {
		return "collocation by Chebyshev's polynomials"
	}
	text := fmt.Sprintf("Chebyshev collocation, %d coefficients a field", s.best.spaces[0].size())
	if !s.p.Shape.square() {
		text += ", by least squares"
	}
	if s.p.Time >= 0 {
		text += fmt.Sprintf(", Radau's method of order %d, %d steps", 2*s.best.radau.s-1, s.best.windows())
	}
	return text
}

// Eval is the best solution at points: x are rows of inputs, out rows of fields; not
// a number where there is none.
func (s *Solver) Eval(out, x []float64, inputs int) {
	if s.best == nil {
		for i := range out {
			out[i] = math.NaN()
		}
		return
	}
	s.best.Eval(out, x, inputs)
}
