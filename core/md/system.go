package md

import (
	"math"
	"math/rand/v2"

	"residual/core/kernel"
	"residual/core/linalg"
	"residual/core/opt"
	"residual/core/rng"
)

// A System is atoms in motion. Its exported fields are its whole state.
type System struct {
	Mass            []float64 // of each atom
	Pos, Vel, Force []float64
	Potential       float64 // energy
	Step            int
}

// NewSystem allocates and begins.
func NewSystem(p Potential, mass, pos []float64) (*System, error) {
	s := new(System)
	s.Reserve(opt.Heap{}, len(mass))
	return s, s.Begin(p, mass, pos)
}

// Reserve asks m for the room of n atoms; their masses stay with the caller.
func (s *System) Reserve(m opt.Memory, n int) {
	for _, v := range []*[]float64{&s.Pos, &s.Vel, &s.Force} {
		m.Floats(v, 3*n)
	}
}

// Begin puts atoms at pos, which it copies, at rest. The error is *Stopped, for
// the reason that the potential gives.
func (s *System) Begin(p Potential, mass, pos []float64) error {
	s.Mass, s.Step = mass, 0
	copy(s.Pos, pos)
	clear(s.Vel)
	return s.evaluate(p)
}

// evaluate computes energy and forces and stops where they are not finite.
func (s *System) evaluate(p Potential) error {
	e, err := p.Energy(s.Force, s.Pos)
	if err != nil {
		return &Stopped{s.Step, err.Error(), NoEnergy}
	}
	s.Potential = e
	if largest := kernel.MaxAbs(s.Pos) + kernel.MaxAbs(s.Vel) + kernel.MaxAbs(s.Force) + math.Abs(e); !(largest < 1e12) {
		return &Stopped{s.Step, "positions, velocities or forces are not finite numbers", NotFinite}
	}
	return nil
}

// Verlet takes one step at constant energy (Swope et al. 1982):
//
//	v += (Δt/2)·F/m,   x += Δt·v,   F = F(x),   v += (Δt/2)·F/m
//
// The error is *Stopped.
func (s *System) Verlet(p Potential, dt float64) error {
	s.Step++
	s.kick(dt / 2)
	kernel.Axpy(s.Pos, dt, s.Vel)
	if err := s.evaluate(p); err != nil {
		return err
	}
	s.kick(dt / 2)
	return nil
}

// kick is v += dt·F/m.
func (s *System) kick(dt float64) {
	for i, m := range s.Mass {
		h := dt / m
		for k := 3 * i; k < 3*i+3; k++ {
			s.Vel[k] += float64(h * s.Force[k])
		}
	}
}

// Kinetic is Σ ½mv².
func (s *System) Kinetic() (sum float64) {
	for i, m := range s.Mass {
		v := s.Vel[3*i:][:3]
		sum += float64(m / 2 * (float64(v[0]*v[0]) + float64(v[1]*v[1]) + float64(v[2]*v[2])))
	}
	return sum
}

// Energy is potential and kinetic.
func (s *System) Energy() float64 { return s.Potential + s.Kinetic() }

// ThermalVelocities draws the velocities from the Maxwell–Boltzmann distribution
// at kT and removes the drift and the rotation.
func (s *System) ThermalVelocities(kt float64, random *rand.Rand) {
	rng.Normals(s.Vel, random)
	for i, m := range s.Mass {
		v := s.Vel[3*i:][:3]
		kernel.Scale(v, math.Sqrt(kt/m), v)
	}
	s.RemoveDrift()
}

// RemoveDrift subtracts the velocity of the centre of mass and the rotation about it:
// v −= V + ω×(r−R) with ω = I⁻¹L, along those principal axes that have inertia.
func (s *System) RemoveDrift() {
	centre, drift := s.massMean(s.Pos), s.massMean(s.Vel)
	for i := range s.Vel {
		s.Vel[i] -= drift[i%3]
	}
	var angular [3]float64
	inertia, moments := s.inertia(&centre, &angular)
	var omega [3]float64
	for k, moment := range moments {
		if moment > flat*moments[2] {
			axis := [3]float64{inertia[k], inertia[3+k], inertia[6+k]}
			w := dot3(&axis, &angular) / moment
			for a := range omega {
				omega[a] += float64(w * axis[a])
			}
		}
	}
	for i := range s.Mass {
		r := s.offset(i, &centre)
		for a, v := range cross(&omega, &r) {
			s.Vel[3*i+a] -= v
		}
	}
}

// flat is the part of the largest moment of inertia under which one is 0.
const flat = 1e-9

// inertia adds the angular momentum about a centre to angular and returns the
// principal axes, as columns, and the moments about them, rising.
func (s *System) inertia(centre, angular *[3]float64) (axes [9]float64, moments [3]float64) {
	for i, m := range s.Mass {
		r, v := s.offset(i, centre), s.Vel[3*i:][:3]
		l := cross(&r, &[3]float64{v[0], v[1], v[2]})
		r2 := dot3(&r, &r)
		for a := range 3 {
			angular[a] += float64(m * l[a])
			axes[4*a] += float64(m * r2)
			for b := range 3 {
				axes[3*a+b] -= float64(m * float64(r[a]*r[b]))
			}
		}
	}
	var work [9]float64
	linalg.SymEigen(moments[:], axes[:], work[:])
	return axes, moments
}

// massMean is Σ m·x / Σ m.
func (s *System) massMean(x []float64) (c [3]float64) {
	total := kernel.Sum(s.Mass)
	for i, m := range s.Mass {
		for a := range c {
			c[a] += float64(m / total * x[3*i+a])
		}
	}
	return c
}

// offset is the vector from a centre to atom i.
func (s *System) offset(i int, centre *[3]float64) (r [3]float64) {
	for a := range r {
		r[a] = s.Pos[3*i+a] - centre[a]
	}
	return r
}

func cross(a, b *[3]float64) [3]float64 {
	return [3]float64{
		float64(a[1]*b[2]) - float64(a[2]*b[1]),
		float64(a[2]*b[0]) - float64(a[0]*b[2]),
		float64(a[0]*b[1]) - float64(a[1]*b[0]),
	}
}
