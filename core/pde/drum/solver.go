package drum

import (
	"errors"
	"fmt"
	"math"
)

// A Solver looks for eigenvalues from below: it goes along λ by small steps, and where
// the least singular value has a minimum makes that precise. The number of particular
// solutions is raised until the eigenvalue and the singular value stay.
type Solver struct {
	d            *Drum
	lambda, step float64
	last         [2]float64 // σ at the last two λ
	near         [2]float64 // likewise at finer steps
	fine         int        // finer steps left
	hunts        []*hunt
	values       []float64
	errors       []float64
	functions    []found
	reason       string
	done         bool
	looks        int
}

// found is an eigenfunction.
type found struct {
	basis
	c []float64
}

// Sizes of the search.
const (
	coarse    = 16 // orders while minima are looked for
	mostOrder = 40
	mostLooks = 20000
	finer     = 10 // into how many parts a step is cut around a minimum
	finest    = 2*finer + 2
	resolved  = 1e-4 // σ of a function that is taken for one
)

// New prepares the search; least is a bound from below of the first eigenvalue, and a
// scale of their distances.
func New(d *Drum, least float64) *Solver {
	return &Solver{d: d, lambda: least, step: least / 12, last: [2]float64{math.Inf(1), math.Inf(1)}}
}

// Step looks at one λ; it reports true when all is done.
func (s *Solver) Step() bool {
	if s.done {
		return true
	}
	var err error
	if s.looks++; s.looks > mostLooks {
		err = errors.New("the search took too long")
	} else if len(s.hunts) > 0 {
		err = s.hunt(s.hunts[0])
	} else {
		err = s.look()
	}
	if err != nil {
		s.reason, s.done = err.Error(), true
	}
	return s.done
}

// look goes on along λ, by small steps and around a minimum by smaller ones, since
// several eigenvalues may be near each other.
func (s *Solver) look() error {
	if len(s.values) >= s.d.Modes && s.fine == 0 {
		s.values, s.errors, s.functions = s.values[:s.d.Modes], s.errors[:s.d.Modes], s.functions[:s.d.Modes]
		s.done = true
		return nil
	}
	at, track := s.lambda, &s.last
	if s.fine > 0 {
		at, track = s.lambda-s.step*(2-float64(finest-s.fine)/finer), &s.near
	}
	sigma, _, err := s.d.basis(coarse, at).tension()
	if err != nil {
		return err
	}
	minimum := track[0] <= track[1] && track[0] < sigma[0]
	*track = [2]float64{sigma[0], track[0]}
	switch {
	case s.fine > 0:
		if s.fine--; minimum {
			s.hunts = append(s.hunts, newHunt(at-2*s.step/finer, at))
		}
		if s.fine == 0 {
			s.lambda += s.step
		}
	case minimum && track[1] < 0.25:
		s.fine, s.near = finest, [2]float64{math.Inf(1), math.Inf(1)}
	default:
		s.lambda += s.step
	}
	return nil
}

// known tells whether an eigenvalue was found before.
func (s *Solver) known(lambda float64) bool {
	for _, v := range s.values {
		if math.Abs(v-lambda) < 1e-7*lambda {
			return true
		}
	}
	return false
}

// A hunt makes a minimum precise by the golden section, again and again with more
// functions.
type hunt struct {
	from, to, lo, hi float64
	at, sigma        [2]float64 // the two places within, and the function there
	n, looks         int
	best, gap        float64
}

func newHunt(lo, hi float64) *hunt {
	h := &hunt{from: lo, to: hi, n: coarse, best: math.NaN(), gap: math.Inf(1)}
	h.again()
	return h
}

const golden = 0.6180339887498949

func (h *hunt) again() {
	h.lo, h.hi, h.looks = h.from, h.to, 0
	h.at = [2]float64{h.hi - golden*(h.hi-h.lo), h.lo + golden*(h.hi-h.lo)}
}

// hunt looks at one place.
func (s *Solver) hunt(h *hunt) error {
	i := h.looks // the place that is not known
	if h.looks >= 2 {
		if i = 0; h.sigma[0] < h.sigma[1] {
			h.hi, h.at[1], h.sigma[1] = h.at[1], h.at[0], h.sigma[0]
			h.at[0] = h.hi - golden*(h.hi-h.lo)
		} else {
			h.lo, h.at[0], h.sigma[0] = h.at[0], h.at[1], h.sigma[1]
			h.at[1] = h.lo + golden*(h.hi-h.lo)
			i = 1
		}
	}
	h.looks++
	sigma, functions, err := s.d.basis(h.n, h.at[i]).tension()
	if err != nil {
		return err
	}
	h.sigma[i] = sigma[0]
	if h.looks < 54 && h.hi-h.lo > 1e-14*h.hi {
		return nil
	}
	h.gap, h.best = math.Abs(h.at[i]-h.best), h.at[i]
	if (h.gap < 1e-11*h.best && sigma[0] < 1e-9) || h.n+8 > mostOrder {
		s.take(h, sigma, functions)
		s.hunts = s.hunts[1:]
		return nil
	}
	h.n += 8
	h.again()
	return nil
}

// take keeps what was found: of a multiple eigenvalue several functions.
func (s *Solver) take(h *hunt, sigma []float64, functions [][]float64) {
	least := sigma[0]
	if least > resolved || math.IsNaN(h.gap) || s.known(h.best) {
		return // a minimum that is none of an eigenvalue, or an old one
	}
	for k, v := range sigma {
		if v > max(100*least, 1e-7) || v > resolved {
			break
		}
		s.values = append(s.values, h.best)
		s.errors = append(s.errors, max(h.gap/h.best, least*least, 1e-13))
		s.functions = append(s.functions, found{s.d.basis(h.n, h.best), functions[k]})
	}
}

// Params are the eigenvalues found, rising.
func (s *Solver) Params() []float64 { return s.values }

// Error is that of the first eigenvalue, of whose square root the function's is.
func (s *Solver) Error() (float64, bool) {
	if len(s.errors) == 0 {
		return math.NaN(), false
	}
	worst := 0.0
	for _, e := range s.errors {
		worst = max(worst, e)
	}
	return worst, s.done && worst < 1e-3
}

// Reason says what went wrong, "" where nothing did.
func (s *Solver) Reason() string { return s.reason }

// Progress is by the eigenvalues found.
func (s *Solver) Progress() float64 {
	if s.done {
		return 1
	}
	return float64(len(s.values)) / float64(s.d.Modes)
}

// Method is the method.
func (s *Solver) Method() string { return fmt.Sprint(s.d) }

// State is an eigenfunction at a place, up to a factor.
func (s *Solver) State(mode int, x, y float64) (sum float64) {
	if mode >= len(s.functions) {
		return math.NaN()
	}
	f := s.functions[mode]
	row := make([]float64, f.size())
	f.row(row, [2]float64{x, y}, nil)
	for i, v := range row {
		sum += v * f.c[i]
	}
	return sum
}
