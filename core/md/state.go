package md

import (
	"math"

	"residual/core/codec"
)

// State describes where the atoms are and how they move, of as many atoms as
// there is room for; a stopped system may hold numbers that are not finite. The
// masses are settings.
func (s *System) State(c *codec.Coder) {
	c.Vector(s.Pos, s.Vel, s.Force)
	c.Float(&s.Potential)
	c.Count(&s.Step)
}

// State describes modes of any number of atoms.
func (m *Modes) State(c *codec.Coder) {
	c.Floats(&m.Pos)
	c.Floats(&m.Omega)
	c.Floats(&m.Vector)
	c.Require(len(m.Omega) <= len(m.Pos), "there are no more modes than coordinates")
	c.Require(len(m.Vector) == len(m.Omega)*len(m.Pos), "each mode has a displacement for each coordinate")
}

// State describes the search, of as many atoms as there is room for. Resume must
// follow.
func (h *Hopping) State(c *codec.Coder) {
	c.Uint64(&h.Seed)
	c.FloatIn(&h.T, 0, math.MaxFloat64)
	c.FloatIn(&h.Length, 0, math.MaxFloat64)
	c.Finite(h.Pos, h.Best)
	c.FloatIn(&h.Energy, -math.MaxFloat64, math.MaxFloat64)
	c.FloatIn(&h.Lowest, -math.MaxFloat64, math.MaxFloat64)
	c.Count(&h.Hops)
	c.Int(&h.Found, 0, h.Hops)
	c.Int(&h.Accepted, 0, adaptEvery)
	c.Count(&h.Minimised)
}
