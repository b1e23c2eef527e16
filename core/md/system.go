package md

import (
	"math"
	"math/rand/v2"

	"residual/core/kernel"
	"residual/core/linalg"
	"residual/core/rng"
)

// A System is atoms that move. Its exported fields are its whole state.
type System struct {
	Mass            []float64 // of each atom
	Pos, Vel, Force []float64
	Potential       float64 // energy
	Step            int
}

// NewSystem puts atoms at pos, which it copies, at rest. The error is that of the
// potential.
func NewSystem(p Potential, mass, pos []float64) (*System, error) {
	s := &System{Mass: mass, Pos: append([]float64(nil), pos...), Vel: make([]float64, len(pos)), Force: make([]float64, len(pos))}
	return s, s.evaluate(p)
}

// evaluate asks for forces and stops at what is no energy.
func (s *System) evaluate(p Potential) error {
	e, err := p.Energy(s.Force, s.Pos)
	if err != nil {
		return &Stopped{s.Step, err.Error()}
	}
	s.Potential = e
	if far := kernel.MaxAbs(s.Pos) + kernel.MaxAbs(s.Vel) + kernel.MaxAbs(s.Force) + math.Abs(e); !(far < 1e12) {
		return &Stopped{s.Step, "positions, velocities or forces are not finite numbers"}
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

// A Bath is a temperature and how strongly it is felt. The random numbers of a
// step are those of rng.New(Seed, Name, Number, step).
type Bath struct {
	KT       float64
	Friction float64 // γ, over time
	Seed     uint64
	Name     string // of its random numbers: see core/rng
	Number   uint64 // among the baths of that name
}

// Langevin takes one step in a bath by the splitting BAOAB (Leimkuhler &
// Matthews, Appl. Math. Res. Express 2013, 34):
//
//	v += (Δt/2)·F/m,   x += (Δt/2)·v,   v ← c·v + √((1−c²)·kT/m)·ξ,   c = e^{−γΔt}
//	x += (Δt/2)·v,   F = F(x),   v += (Δt/2)·F/m
//
// noise is room for as many numbers as there are coordinates. The error is
// *Stopped.
func (s *System) Langevin(p Potential, dt float64, b *Bath, noise []float64) error {
	s.Step++
	s.kick(dt / 2)
	kernel.Axpy(s.Pos, dt/2, s.Vel)
	rng.Normals(noise, rng.New(b.Seed, b.Name, b.Number, uint64(s.Step)))
	c := kernel.Exp1(-b.Friction * dt)
	for i, m := range s.Mass {
		sd := math.Sqrt((1 - float64(c*c)) * b.KT / m)
		for k := 3 * i; k < 3*i+3; k++ {
			s.Vel[k] = float64(c*s.Vel[k]) + float64(sd*noise[k])
		}
	}
	kernel.Axpy(s.Pos, dt/2, s.Vel)
	if err := s.evaluate(p); err != nil {
		return err
	}
	s.kick(dt / 2)
	return nil
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

// KT is the temperature times k of what moves: 2K over the number of free
// coordinates, 3N−6 of a molecule that neither drifts nor turns.
func (s *System) KT(free int) float64 { return 2 * s.Kinetic() / float64(free) }

// Heat makes the kinetic temperature what is asked for, faster or slower as the
// atoms move.
func (s *System) Heat(kt float64, free int) {
	if now := s.KT(free); now > 0 {
		kernel.Scale(s.Vel, math.Sqrt(kt/now), s.Vel)
	}
}

// Warm gives every atom a velocity of the law of Maxwell & Boltzmann, and takes
// from all of them the drift and the turning.
func (s *System) Warm(kt float64, random *rand.Rand) {
	rng.Normals(s.Vel, random)
	for i, m := range s.Mass {
		v := s.Vel[3*i:][:3]
		kernel.Scale(v, math.Sqrt(kt/m), v)
	}
	s.Still()
}

// Still takes away the velocity of the centre of mass and the rotation about it:
// v −= V + ω×(r−R) with ω = I⁻¹L, along those principal axes that have inertia.
func (s *System) Still() {
	centre, drift := s.mean(s.Pos), s.mean(s.Vel)
	for i := range s.Vel {
		s.Vel[i] -= drift[i%3]
	}
	var inertia [9]float64
	var spin, moments [3]float64
	for i, m := range s.Mass {
		r, v := s.arm(i, &centre), s.Vel[3*i:][:3]
		l := cross(&r, &[3]float64{v[0], v[1], v[2]})
		r2 := dot3(&r, &r)
		for a := range 3 {
			spin[a] += float64(m * l[a])
			inertia[4*a] += float64(m * r2)
			for b := range 3 {
				inertia[3*a+b] -= float64(m * float64(r[a]*r[b]))
			}
		}
	}
	var work [9]float64
	linalg.SymEigen(moments[:], inertia[:], work[:])
	var omega [3]float64
	for k, moment := range moments {
		if moment > 1e-9*moments[2] {
			axis := [3]float64{inertia[k], inertia[3+k], inertia[6+k]}
			w := dot3(&axis, &spin) / moment
			for a := range omega {
				omega[a] += float64(w * axis[a])
			}
		}
	}
	for i := range s.Mass {
		r := s.arm(i, &centre)
		for a, v := range cross(&omega, &r) {
			s.Vel[3*i+a] -= v
		}
	}
}

// mean is Σ m·x / Σ m.
func (s *System) mean(x []float64) (c [3]float64) {
	total := kernel.Sum(s.Mass)
	for i, m := range s.Mass {
		for a := range c {
			c[a] += float64(m / total * x[3*i+a])
		}
	}
	return c
}

// arm is the way from a centre to atom i.
func (s *System) arm(i int, centre *[3]float64) (r [3]float64) {
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
