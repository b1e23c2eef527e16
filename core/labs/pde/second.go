package pde

import (
	"fmt"
	"math"

	"residual/core/codec"
	"residual/core/lab"
	"residual/core/reference"
)

// A second is the classical method that the network is held against, made in slices
// of the run's steps. It counts as complete when as many slices were counted as it
// takes, whatever was made before: a run that goes back to an earlier state shows
// what it showed then.
type second struct {
	q        *posed
	method   reference.Reference // nil: there is none
	none     string              // why
	counted  int                 // slices of this run
	progress []float64           // before the first slice that was made, and after each
	complete int                 // how many it takes; 0: not known yet
}

// newSecond chooses the method for a problem as its parameters are now.
func newSecond(q *posed) second {
	s := second{q: q}
	m, err := q.reference()
	if err != nil {
		s.none = err.Error()
		return s
	}
	s.method, s.progress = m, []float64{m.Progress()}
	return s
}

// step makes a slice, and tells whether there is more to be made.
func (s *second) step() (more bool) {
	if s.method == nil || s.done() {
		return false
	}
	s.counted++
	s.resume()
	return !s.done()
}

// resume makes what is counted and not made.
func (s *second) resume() {
	for s.method != nil && s.made() < s.counted && s.complete == 0 {
		done := s.method.Step()
		if s.progress = append(s.progress, s.method.Progress()); done {
			s.complete = s.made()
		}
	}
}

// made is how many slices were made.
func (s *second) made() int { return len(s.progress) - 1 }

// fraction is how far the reference is, as far as this run has come.
func (s *second) fraction() float64 { return s.progress[min(s.counted, s.made())] }

// done tells whether the reference is complete, as far as this run has come.
func (s *second) done() bool { return s.complete > 0 && s.counted >= s.complete }

// error is its own error, relative, of the worst field; not a number where it is not
// known.
func (s *second) error() float64 {
	if s.done() {
		if v, ok := s.method.Error(); ok {
			return v
		}
	}
	return math.NaN()
}

// promises tells whether it knows its own error, or may come to.
func (s *second) promises() bool { return s.method != nil && (!s.done() || s.usable()) }

// usable tells whether it is complete and knows its own error.
func (s *second) usable() bool { return !math.IsNaN(s.error()) }

// State describes how many slices were counted.
func (s *second) State(c *codec.Coder) {
	most := 0
	if s.method != nil {
		most = math.MaxInt32
	}
	c.Int(&s.counted, 0, most)
	c.Require(s.complete == 0 || s.counted <= s.complete, "a reference that is complete has no more slices")
}

// name is what pictures call it.
func (s *second) name() string {
	if s.closed() {
		return "truth"
	}
	return "reference"
}

// closed tells whether it is the solution that the text claims.
func (s *second) closed() bool {
	for _, f := range s.q.Fields {
		if f.Truth == nil {
			return false
		}
	}
	return true
}

// source is where the reference comes from.
func (s *second) source() string {
	switch v := s.error(); {
	case !s.done():
		return "a classical method, which is at work"
	case s.closed() || math.IsNaN(v):
		return s.method.Method()
	default:
		return fmt.Sprintf("%s, known to %s", s.method.Method(), lab.Number(v, 2))
	}
}

// stands is how far the reference is.
func (s *second) stands() string {
	switch {
	case s.method == nil:
		return "none: " + s.none
	case !s.done():
		return fmt.Sprintf("%.0f %% made", 100*s.fraction())
	case s.method.Reason() != "":
		return s.method.Method() + ": " + s.method.Reason()
	}
	return s.method.Method()
}
