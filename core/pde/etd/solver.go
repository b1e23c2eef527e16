package etd

import (
	"fmt"
	"math"
)

// A Solver refines waves and steps until two solutions hardly differ.
type Solver struct {
	p        *Problem
	n, steps int
	films    int
	r, best  *run
	values   []float64
	gaps     []float64
	failed   int
	work     float64
	reason   string
	done     bool
}

// What a solver begins with, and may spend.
const (
	firstPoints  = 48
	mostPoints   = 12288
	firstSteps   = 64
	mostSteps    = 1 << 16
	firstFilms   = 64
	mostFilms    = 512
	mostWork     = 6e9 // numbers that are transformed, times 4 log n
	mostFailures = 6
	samples      = 300
	enough       = 1e-12
)

// New prepares the solution of a problem.
func New(p *Problem) *Solver {
	return &Solver{p: p, n: firstPoints, steps: firstSteps, films: firstFilms}
}

// cost is the work of a step.
func (s *Solver) cost() float64 {
	return 4 * float64(s.n) * math.Log2(float64(s.n)) * 4 * float64(len(s.p.Slots)+2*s.p.Fields)
}

// Step does a bounded piece of work; it reports true when all is done.
func (s *Solver) Step() bool {
	if s.done {
		return true
	}
	if s.r == nil {
		s.r = s.p.run(s.n, s.steps, s.films)
		if !s.r.finite() {
			return s.end("the initial values are not finite")
		}
		if s.r.tail > 1e-4 && 2*s.n <= mostPoints/4 { // more is needed from the start
			s.n, s.r = 2*s.n, nil
			return false
		}
	}
	for budget := 4e6; budget > 0 && s.r.done < s.r.steps; budget -= s.cost() {
		s.r.step()
		s.work += s.cost()
	}
	switch {
	case !s.r.finite():
		return s.fail()
	case s.r.done == s.r.steps:
		s.compare()
	case s.work > mostWork:
		s.end("it would take too long to refine further")
	}
	return s.done
}

// fail tries more steps, and more waves, where there may have been too few: what is
// damped may be what was left out.
func (s *Solver) fail() bool {
	s.r = nil
	s.steps *= 2
	if s.failed%2 == 0 && 2*s.n <= mostPoints/4 {
		s.n *= 2
	}
	if s.failed++; s.failed > mostFailures || s.best != nil || s.steps > mostSteps {
		return s.end("the solution grows without bound: it blows up, or the problem is ill-posed")
	}
	return false
}

func (s *Solver) end(reason string) bool {
	s.reason, s.r, s.done = reason, nil, true
	return true
}

// compare holds a new solution against the one before and chooses the next.
func (s *Solver) compare() {
	values := make([]float64, samples*s.p.Fields)
	for i := range samples {
		_, a := math.Modf(float64(i+1) * 0.7548776662466927)
		_, b := math.Modf(float64(i+1) * 0.5698402909980532)
		s.r.eval(values[i*s.p.Fields:][:s.p.Fields], s.p.Lo+(s.p.Hi-s.p.Lo)*a, s.p.T0+(s.p.T1-s.p.T0)*b)
	}
	if s.best != nil {
		top, bottom := 0.0, 0.0
		for i, v := range values {
			top, bottom = top+(v-s.values[i])*(v-s.values[i]), bottom+v*v
		}
		gap := 0.0
		if top > 0 {
			gap = math.Sqrt(top / bottom)
		}
		s.gaps = append(s.gaps, gap)
		if k := len(s.gaps); k > 1 && gap > s.gaps[k-2]/2 && gap < 1e-9 { // rounding is reached
			s.best, s.values, s.done = s.r, values, true
			return
		}
	}
	s.best, s.values = s.r, values
	if s.r.tail > 1e-13 && 2*s.n <= mostPoints {
		s.n *= 2
	}
	s.steps, s.films = 2*s.steps, min(2*s.films, mostFilms)
	s.r = nil
	switch {
	case len(s.gaps) > 0 && s.gaps[len(s.gaps)-1] < enough:
		s.done = true
	case s.steps > mostSteps || s.work+s.cost()*float64(s.steps) > 2*mostWork:
		s.end("it would take too long to refine further")
	}
}

// Error is an estimate of the relative L² error: from the last two distances g₁ > g₂
// of solutions that follow each other g₂·r/(1 − r), r = g₂/g₁, and at least a tenth of
// g₂. Nor is it less than the upper quarter of the waves: points of comparison are few
// and may miss a kink that waves hold badly.
func (s *Solver) Error() (float64, bool) {
	k := len(s.gaps)
	if k == 0 {
		return math.NaN(), false
	}
	gap, r := s.gaps[k-1], 0.5
	if k > 1 {
		r = min(gap/s.gaps[k-2], 0.8)
	}
	cut := 0.0
	if s.best.cut > 0 {
		cut = math.Sqrt(s.best.cut / s.best.size)
	}
	estimate := max(gap*max(r/(1-r), 0.1), cut, 1e-14)
	return estimate, estimate < 0.02
}

// Reason says why refinement ended, "" where it came to what rounding leaves.
func (s *Solver) Reason() string { return s.reason }

// Progress is between 0 and 1.
func (s *Solver) Progress() float64 {
	if s.done {
		return 1
	}
	return min(0.99, s.work/mostWork)
}

// Method is the method, with the size of the solution found.
func (s *Solver) Method() string {
	if s.best == nil {
		return "Fourier ETDRK4"
	}
	return fmt.Sprintf("Fourier ETDRK4, %d waves, %d steps", s.best.kept, s.best.steps)
}

// Eval is the best solution at x and t; not a number where there is none.
func (s *Solver) Eval(out []float64, x, t float64) {
	if s.best == nil {
		for i := range out {
			out[i] = math.NaN()
		}
		return
	}
	s.best.eval(out, x, t)
}
