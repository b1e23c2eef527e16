package md

import (
	"errors"
	"math"
	"math/rand/v2"

	"residual/core/kernel"
	"residual/core/linalg"
	"residual/core/rng"
)

// Modes are the small vibrations of atoms about a minimum: with M the masses and
// H the second derivatives of the energy,
//
//	M^{−½}·H·M^{−½} = U·ω²·Uᵀ,   x = x₀ + M^{−½}·U·q
//
// each q_k oscillates independently with angular frequency ω_k.
type Modes struct {
	Pos    []float64 // x₀
	Omega  []float64 // rising, without translations and rotations
	Vector []float64 // M^{−½}·U: a row of len(Pos) for each of Omega
}

// rigidFraction of the largest ω² is the bound under which a mode is a translation
// or a rotation.
const rigidFraction = 1e-5

// NewModes differentiates the forces of p at pos by central differences of the
// given step. The error is that of the potential, or *Saddle where pos is no
// minimum.
func NewModes(p Potential, mass, pos []float64, step float64) (*Modes, error) {
	n := len(pos)
	h := make([]float64, n*n)
	for i := range n {
		if err := AddHessian(h, p, pos, step, i); err != nil {
			return nil, err
		}
	}
	return ModesOf(h, mass, pos)
}

// AddHessian adds to h, of len(pos)² zeros before the first call, what the
// derivative of the forces of p by coordinate i says, from central differences of
// the given step. With that of every coordinate h is ∂²E/∂x∂x, made symmetric. The
// error is that of the potential.
func AddHessian(h []float64, p Potential, pos []float64, step float64, i int) error {
	n := len(pos)
	x, up, down := append([]float64(nil), pos...), make([]float64, n), make([]float64, n)
	for _, side := range []struct {
		force []float64
		step  float64
	}{{up, step}, {down, -step}} {
		x[i] = pos[i] + side.step
		if _, err := p.Energy(side.force, x); err != nil {
			return err
		}
	}
	for j := range n {
		d := (down[j] - up[j]) / (4 * step)
		h[i*n+j] += d
		h[j*n+i] += d
	}
	return nil
}

// ModesOf is the modes with the second derivatives h at pos, which it overwrites.
// The error is *Saddle where pos is no minimum.
func ModesOf(h, mass, pos []float64) (*Modes, error) {
	n := len(pos)
	for i := range n {
		for j := range n {
			h[i*n+j] /= math.Sqrt(mass[i/3] * mass[j/3])
		}
	}
	values, work := make([]float64, n), make([]float64, 3*n)
	if !linalg.SymEigen(values, h, work) {
		return nil, errors.New("the eigenproblem of the vibrations was not solved")
	}
	m := &Modes{Pos: append([]float64(nil), pos...)}
	least := rigidFraction * math.Max(values[n-1], -values[0])
	if values[0] < -least {
		return nil, newSaddle(values[0], column(nil, h, 0, mass))
	}
	for k, v := range values {
		if v <= least {
			continue
		}
		m.Omega = append(m.Omega, math.Sqrt(v))
		m.Vector = column(m.Vector, h, k, mass)
	}
	return m, nil
}

// column appends eigenvector k of u to dst, over the roots of the masses.
func column(dst, u []float64, k int, mass []float64) []float64 {
	n := 3 * len(mass)
	for i := range n {
		dst = append(dst, u[i*n+k]/math.Sqrt(mass[i/3]))
	}
	return dst
}

// Wavenumbers are the frequencies in cm⁻¹, rising, for masses in eV·fs²/Å².
func (m *Modes) Wavenumbers() []float64 {
	w := make([]float64, len(m.Omega))
	kernel.Scale(w, Wavenumber, m.Omega)
	return w
}

// ZeroPoint is the energy of the vibrations at rest, Σ ½ħω, eV, for such masses.
func (m *Modes) ZeroPoint() float64 { return hbar / 2 * kernel.Sum(m.Omega) }

// LongestStep is 2/ω of the fastest vibration: Verlet's method and its kin are
// unstable from there on. Without vibrations it is +∞.
func (m *Modes) LongestStep() float64 {
	if len(m.Omega) == 0 {
		return math.Inf(1)
	}
	return 2 / m.Omega[len(m.Omega)-1]
}

// Draw sets dst to a sample: every q_k is normal with variance kT/ω_k², the
// classical distribution of small vibrations.
func (m *Modes) Draw(dst []float64, kt float64, random *rand.Rand) {
	n := len(m.Pos)
	q := make([]float64, len(m.Omega))
	rng.Normals(q, random)
	copy(dst, m.Pos)
	for k, omega := range m.Omega {
		kernel.Axpy(dst, math.Sqrt(kt)/omega*q[k], m.Vector[k*n:][:n])
	}
}

// Walk fills dst, some number of geometries of len(start) numbers, with samples
// of the canonical distribution of p, taken from a Langevin trajectory that begins
// at start: the first after burnIn steps, another after every further every steps.
// Walks with thermostats of different names or numbers are independent. The error is *Stopped.
func Walk(dst []float64, p Potential, mass, start []float64, h Thermostat, dt float64, burnIn, every int) error {
	s, err := NewSystem(p, mass, start)
	if err != nil {
		return err
	}
	s.ThermalVelocities(h.KT, rng.New(h.Seed, h.Name+"/velocities", h.Number))
	noise := make([]float64, len(start))
	for at := 0; at < len(dst); at += len(start) {
		steps := every
		if at == 0 {
			steps = burnIn
		}
		for range steps {
			if err := s.Langevin(p, dt, &h, noise); err != nil {
				return err
			}
		}
		copy(dst[at:][:len(start)], s.Pos)
	}
	return nil
}
