package pinn

import (
	"math"

	"residual/core/codec"
)

// Present is the model under way: of few features while slopes are tried, then of all.
func (s *Solver) Present() *Model {
	m, _ := s.now()
	return m
}

// Damping is that of the next step.
func (s *Solver) Damping() float64 {
	_, g := s.now()
	return g.Damping
}

// Follow begins at what another solver has come to, of the same problem with other
// values of its parameters: with its slope, and where the problem is not linear from
// its solution.
func (s *Solver) Follow(other *Solver) {
	if other.trial < len(draws) {
		return // no slope is known yet
	}
	s.trial, s.best, s.score, s.done = len(draws), other.best, 0, false
	s.check.under = false
	other.Model.networks(s.large, s.Model)
	s.begin()
}

// State describes all that the next step depends on, beside the problem and the seed.
func (s *Solver) State(c *codec.Coder) {
	c.Int(&s.trial, 0, len(draws))
	c.Int(&s.front, 0, len(fronts))
	c.Count(&s.worse, &s.slow, &s.steps)
	c.Bool(&s.done)
	c.Float(&s.zero, &s.score)
	c.FloatIn(&s.best.slope, 0, math.MaxFloat64)
	c.Bool(&s.best.other)
	c.Vector(s.small)
	c.Vector(s.large)
	s.keepStates(c)
	s.check.state(c)
	s.scout.State(c)
	s.Model.State(c)
	s.few.State(c)
	s.gn.State(c)
	s.describeStates(c)
	c.Require(s.done || s.front < len(fronts), "a solver that is not done has a front")
	if c.Decoding() && c.Err() == nil {
		s.resume()
	}
}

// describeStates describes the states of an eigenproblem.
func (s *Solver) describeStates(c *codec.Coder) {
	n := len(s.states)
	c.Int(&n, 0, s.Model.options.States)
	for len(s.states) < n {
		s.states = append(s.states, State{Theta: make([]float64, s.Model.size)})
	}
	s.states = s.states[:n]
	for i := range s.states {
		c.Float(&s.states[i].Value)
		c.Vector(s.states[i].Theta)
	}
	c.Int(&s.polish, 0, n)
	c.Require(n == 0 || s.done || s.polish < n, "a state is under way until all are found")
}

// resume makes the rows those of the front again.
func (s *Solver) resume() {
	m, g := s.now()
	m.Front(fronts[min(s.front, len(fronts)-1)])
	cost := g.Cost
	g.Begin(m.Rows(), g.Damping)
	g.Cost = cost
}

// keepStates describes those of an eigenproblem.
func (s *Solver) keepStates(c *codec.Coder) {
	n := len(s.states)
	c.Int(&n, 0, s.Model.options.States)
	c.Int(&s.polish, 0, n)
	if c.Decoding() && c.Err() == nil {
		s.states = make([]State, n)
	}
	for i := range s.states {
		z := &s.states[i]
		if c.Decoding() {
			z.Theta = make([]float64, s.Model.size)
		}
		c.Finite(z.Theta)
		c.Float(&z.Value)
	}
	c.Require(s.done || n == 0 || s.polish < n, "there is a state to go on with")
}
