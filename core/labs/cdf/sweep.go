package cdf

import (
	"residual/core/codec"
	"residual/core/fit"
)

// A sweep asks what the penalty buys: from the network without one, λ grows
// from value to value, the network follows for some steps each, and what is left
// of the violation is noted.
type sweep struct {
	theta      []float64
	violations []float64 // ∫ max(0, −F̂′)dt, for each λ that is done
}

// sweepValues are those of λ.
var sweepValues = [...]float64{1e-4, 1e-3, 1e-2, 1e-1, 1, 1e1, 1e2, 1e3, 1e4}

// sweepRule is what ends the fit at one λ.
var sweepRule = fit.Rule{Most: 30, Little: stall.Little, Patience: stall.Patience}

func (s *sweep) reserve(room *fit.Room, size int) {
	room.Floats(&s.theta, size)
	fit.Stack(room, &s.violations, len(sweepValues))
}

func (s *sweep) begin(theta []float64) {
	s.violations = s.violations[:0]
	copy(s.theta, theta)
}

func (s *sweep) done() bool { return len(s.violations) == len(sweepValues) }

// lambda is the value under way.
func (s *sweep) lambda() float64 { return sweepValues[len(s.violations)] }

func (s *sweep) State(c *codec.Coder) {
	c.Vector(s.theta)
	c.Floats(&s.violations)
	c.Require(len(s.violations) <= len(sweepValues), "the sweep has that many values")
}

// sweepStep goes on with the sweep and tells whether it is over.
func (r *comparison) sweepStep() bool {
	s := &r.sweep
	if r.descent.step(r.problem(), s.theta, sweepRule) {
		s.violations = append(s.violations, r.violation(s.theta))
		r.descent.begin(r.penalised.Rows(), false)
	}
	return s.done()
}

// violation is ∫ max(0, −F̂′)dt over the watched points.
func (r *comparison) violation(theta []float64) float64 {
	d := r.penalty.slopes(theta)
	lo, hi := r.sample.span()
	sum := 0.0
	for _, v := range d {
		sum += max(0, -v)
	}
	return sum * (hi - lo) / float64(len(d))
}
