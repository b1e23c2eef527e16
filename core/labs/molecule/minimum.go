package molecule

import (
	"errors"
	"fmt"
	"math"

	"residual/core/chem"
	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
	"residual/core/md"
)

// A minimum is where the atoms rest, and how they vibrate about it.
type minimum struct {
	pos        []float64 // Å
	relaxation md.Relaxation
	saddles    int       // that were left on the way
	since      int       // steps of the run before it left the latest
	hessian    []float64 // in the making
	columns    int       // of it that are there
	modes      md.Modes

	// No part of the state: at rest, once the modes are known.
	energy    float64       // eV
	electrons *chem.Summary // nil where a law takes their place
}

const (
	restingForce = 1e-5 // eV/Å: what a force may be at rest
	relaxSteps   = 400  // at most, from the start or from a saddle
	hessianStep  = 1e-3 // Å
	maxSaddles   = 8
)

func (m *minimum) reserve(room *fit.Room, s *spec) {
	n := s.coords()
	room.Floats(&m.pos, n)
	m.relaxation.Reserve(room, s.atoms())
	if !s.beyond() {
		room.Floats(&m.hessian, n*n)
		room.Count(8 * int64(n*n)) // the modes
	}
}

// State describes the positions, the modes so far, and, while it is sought, what
// saddles were met.
func (m *minimum) State(c *codec.Coder, sought bool) {
	if c.Finite(m.pos); sought {
		c.Int(&m.saddles, 0, maxSaddles)
		c.Count(&m.since)
	}
	m.relaxation.State(c)
	if c.Int(&m.columns, 0, len(m.pos)); m.columns > 0 {
		c.Vector(m.hessian)
	}
	m.modes.State(c)
	c.Require(len(m.modes.Pos) == 0 || len(m.modes.Pos) == len(m.pos), "the modes are those of these atoms")
}

// relax takes the atoms a step towards their minimum. Who hops begins at one.
func (r *experiment) relax() {
	if r.plans.task == hop {
		r.onward()
		return
	}
	m := &r.minimum
	done, err := m.relaxation.Step(r.evaluator.reference, m.pos, restingForce)
	switch {
	case err != nil:
		r.Stop("the molecule has no resting place: %v", err)
	case done:
		r.onward()
	case r.Steps()-m.since > relaxSteps:
		r.Stop("the molecule has no resting place: none was reached in %d steps", relaxSteps)
	}
}

// vibrate differentiates the forces by the next coordinate; after the last it
// works out the normal modes, or goes on from beside a saddle.
func (r *experiment) vibrate() {
	m := &r.minimum
	if m.columns == 0 {
		clear(m.hessian)
	}
	err := md.AddHessian(m.hessian, r.evaluator.reference, m.pos, hessianStep, m.columns)
	if m.columns++; err == nil && m.columns < len(m.pos) {
		return
	}
	m.columns = 0
	var modes *md.Modes
	if err == nil {
		modes, err = md.ModesOf(m.hessian, r.mass, m.pos)
	}
	var saddle *md.Saddle
	if errors.As(err, &saddle) && m.saddles < maxSaddles {
		if err = saddle.Leave(r.evaluator.reference, m.pos); err == nil {
			m.saddles, m.since, r.phase = m.saddles+1, r.Steps(), relaxing
			m.relaxation.Restart()
			return
		}
	}
	if gap := md.WidestGap(m.pos); saddle != nil && r.pair == nil && !r.bonded(gap.Distance, gap.A, gap.B) {
		r.Stop("the molecule has no resting place: %v", gap)
		return
	}
	if err != nil {
		r.Stop("no vibrations: %s", notMinimum(err))
		return
	}
	m.modes = *modes
	m.analyse(r.evaluator.reference)
	r.startTrajectories()
	r.onward()
}

// notMinimum says what is wrong, with the imaginary frequency of a saddle.
func notMinimum(err error) string {
	var saddle *md.Saddle
	if errors.As(err, &saddle) {
		return fmt.Sprintf("a saddle, whose steepest fall has the imaginary frequency %si cm⁻¹", lab.Number(saddle.Omega*md.Wavenumber, 4))
	}
	return err.Error()
}

// analyse works out the energy and the electrons of the minimum, if one is known.
func (m *minimum) analyse(p md.Potential) {
	m.energy, m.electrons = math.NaN(), nil
	if len(m.modes.Omega) == 0 {
		return
	}
	e, err := p.Energy(nil, m.pos)
	if err != nil {
		return
	}
	m.energy = e
	if h, ok := p.(*chem.Metric); ok {
		if s, err := h.Summary(); err == nil {
			m.electrons = &s
		}
	}
}
