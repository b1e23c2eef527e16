package md

import (
	"math"

	"residual/core/kernel"
	"residual/core/rng"
)

// A Thermostat is a temperature and the strength of the coupling to it. The
// random numbers of a step are those of rng.New(Seed, Name, Number, step).
type Thermostat struct {
	KT       float64
	Friction float64 // γ, an inverse time
	Seed     uint64
	Name     string // of its random numbers: see core/rng
	Number   uint64 // among the thermostats of that name

	// Internal leaves drift and rotation alone: it holds atoms in free space, which
	// neither drift nor rotate, at the temperature. Otherwise all 3N coordinates are
	// heated, and the atoms drift and rotate.
	Internal bool

	// Heat is the energy that the atoms have taken up, in all.
	Heat float64
}

// Freedom is the number of degrees of freedom that hold ½kT each when a thermostat
// heats that many atoms.
func (h *Thermostat) Freedom(atoms int) int {
	if h.Internal {
		return InternalDOF(atoms)
	}
	return 3 * atoms
}

// Langevin takes one step at a temperature by the splitting BAOAB (Leimkuhler &
// Matthews, Appl. Math. Res. Express 2013, 34):
//
//	v += (Δt/2)·F/m,   x += (Δt/2)·v,   v ← c·v + √((1−c²)·kT/m)·ξ,   c = e^{−γΔt}
//	x += (Δt/2)·v,   F = F(x),   v += (Δt/2)·F/m
//
// noise is room for as many numbers as there are coordinates. The error is
// *Stopped.
func (s *System) Langevin(p Potential, dt float64, h *Thermostat, noise []float64) error {
	s.Step++
	s.kick(dt / 2)
	kernel.Axpy(s.Pos, dt/2, s.Vel)
	rng.Normals(noise, rng.New(h.Seed, h.Name, h.Number, uint64(s.Step)))
	before := s.Kinetic()
	c := kernel.Exp1(-h.Friction * dt)
	for i, m := range s.Mass {
		sd := math.Sqrt((1 - float64(c*c)) * h.KT / m)
		for k := 3 * i; k < 3*i+3; k++ {
			s.Vel[k] = float64(c*s.Vel[k]) + float64(sd*noise[k])
		}
	}
	if h.Internal {
		s.RemoveDrift()
	}
	h.Heat += s.Kinetic() - before
	kernel.Axpy(s.Pos, dt/2, s.Vel)
	if err := s.evaluate(p); err != nil {
		return err
	}
	s.kick(dt / 2)
	return nil
}
