package pinn

import (
	"math"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/law"
)

// A check solves the problem again, with as many features of another draw, that
// begin at the solution where the problem is not linear. What the two solutions
// differ by is about the error of either, as far as features do not share it: both miss
// what no smooth function can follow, such as the corner of an L.
type check struct {
	under  bool      // way
	theta  []float64 // of the first solution, as are fixed and values
	fixed  []float64
	values []float64 // of each field at points that were not trained at
	claims []float64 // by field
}

func (s *Solver) reserveCheck(room *fit.Room) {
	c, fixed := &s.check, 0
	for _, n := range s.Model.nets {
		fixed += n.fixed()
	}
	room.Floats(&c.theta, s.Model.size)
	room.Floats(&c.fixed, fixed)
	room.Floats(&c.values, len(s.problem.Fields)*unseen)
	c.claims = make([]float64, len(s.problem.Fields))
}

// beginCheck keeps the solution and begins with other features.
func (s *Solver) beginCheck() {
	c, m := &s.check, s.Model
	copy(c.theta, m.Theta)
	copy(c.fixed, m.fixed)
	s.fields(c.values)
	m.networks(s.large, m)
	c.under = true
	s.begin()
}

// fields sets out to the fields at points that were not trained at, and tells how many
// points there are.
func (s *Solver) fields(out []float64) (n int) {
	x := s.Model.Points(unseen, s.rng("check-points"))
	n = len(x) / len(s.problem.Inputs)
	for f := range s.problem.Fields {
		s.Model.Eval(out[f*unseen:][:n], x, f, law.Order{})
	}
	return n
}

// endCheck compares the two solutions and takes the first one back.
func (s *Solver) endCheck() {
	c, again := &s.check, make([]float64, len(s.check.values))
	n := s.fields(again)
	for f := range c.claims {
		d, size := 0.0, 0.0
		for i := f * unseen; i < f*unseen+n; i++ {
			d += (again[i] - c.values[i]) * (again[i] - c.values[i])
			size += c.values[i] * c.values[i]
		}
		c.claims[f] = math.Sqrt(d / size)
	}
	copy(s.Model.Theta, c.theta)
	copy(s.Model.fixed, c.fixed)
	s.Model.fix()
	s.done = true
}

// Claims are by field what the relative error in L² is estimated at; nil before a
// solver is done, for eigenproblems, and where data are fitted, whose noise is in both
// solutions.
func (s *Solver) Claims() []float64 {
	if !s.done || eigen(s.problem) >= 0 || s.Model.inverse() {
		return nil
	}
	return s.check.claims
}

// state describes the first solution while the second is sought, and the claims.
func (k *check) state(c *codec.Coder) {
	c.Bool(&k.under)
	c.Vector(k.theta)
	c.Vector(k.fixed)
	c.Vector(k.values)
	c.Vector(k.claims)
}
