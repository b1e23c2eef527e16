package md

import (
	"errors"
	"math"
	"math/rand/v2"

	"residual/core/kernel"
	"residual/core/linalg"
	"residual/core/opt"
	"residual/core/rng"
)

// Relax takes pos to the minimum of p below it, where no force is larger than
// small, in at most steps steps. The error is that of the potential, or says
// that the steps were not enough.
func Relax(p Potential, pos []float64, small float64, steps int) (energy float64, err error) {
	l := opt.NewLBFGS(len(pos), 8, 0.2)
	f := func(grad, x []float64) float64 {
		e, wrong := p.Energy(grad, x)
		if wrong != nil {
			err = wrong
			kernel.Fill(grad, 0)
			return math.Inf(1)
		}
		kernel.Scale(grad, -1, grad)
		return e
	}
	l.Begin(f, pos)
	if err != nil {
		return 0, err
	}
	for n := 0; kernel.MaxAbs(l.Grad) > small; n++ {
		if n == steps || !l.Step(f, pos) {
			return l.Value, errors.New("no minimum was reached")
		}
	}
	return l.Value, nil
}

// Modes are the small vibrations of atoms about a minimum: with M the masses and
// H the second derivatives of the energy,
//
//	M^{−½}·H·M^{−½} = U·ω²·Uᵀ,   x = x₀ + M^{−½}·U·q
//
// each q_k swings alone with ω_k.
type Modes struct {
	Pos    []float64 // x₀
	Omega  []float64 // rising, without drift and turning
	Vector []float64 // M^{−½}·U: a row of len(Pos) for each of Omega
}

// rigid is the part of the largest ω² under which a mode is no vibration.
const rigid = 1e-5

// NewModes differentiates the forces of p at pos by central differences of the
// given step. The error is that of the potential, or says that pos is no minimum.
func NewModes(p Potential, mass, pos []float64, step float64) (*Modes, error) {
	n := len(pos)
	h, err := hessian(p, pos, step)
	if err != nil {
		return nil, err
	}
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
	least := rigid * values[n-1]
	for k, v := range values {
		if v < -least {
			return nil, errors.New("the energy falls along a direction: this is no minimum")
		}
		if v <= least {
			continue
		}
		m.Omega = append(m.Omega, math.Sqrt(v))
		for i := range n {
			m.Vector = append(m.Vector, h[i*n+k]/math.Sqrt(mass[i/3]))
		}
	}
	return m, nil
}

// hessian is ∂²E/∂x∂x, made symmetric.
func hessian(p Potential, pos []float64, step float64) ([]float64, error) {
	n := len(pos)
	h := make([]float64, n*n)
	x, up, down := append([]float64(nil), pos...), make([]float64, n), make([]float64, n)
	for i := range n {
		for _, side := range []struct {
			force []float64
			step  float64
		}{{up, step}, {down, -step}} {
			x[i] = pos[i] + side.step
			if _, err := p.Energy(side.force, x); err != nil {
				return nil, err
			}
		}
		x[i] = pos[i]
		for j := range n {
			d := (down[j] - up[j]) / (4 * step)
			h[i*n+j] += d
			h[j*n+i] += d
		}
	}
	return h, nil
}

// Draw sets dst to a sample: every q_k is normal with variance kT/ω_k², the
// classical law of small vibrations.
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
// of the canonical law of p: a Langevin trajectory from start, the first after
// warm steps, the next ones every so many. Walks of baths
// with different names or numbers are independent. The error is *Stopped.
func Walk(dst []float64, p Potential, mass, start []float64, b Bath, dt float64, warm, every int) error {
	s, err := NewSystem(p, mass, start)
	if err != nil {
		return err
	}
	s.Warm(b.KT, rng.New(b.Seed, b.Name+"/velocities", b.Number))
	noise := make([]float64, len(start))
	for at := 0; at < len(dst); at += len(start) {
		steps := every
		if at == 0 {
			steps = warm
		}
		for range steps {
			if err := s.Langevin(p, dt, &b, noise); err != nil {
				return err
			}
		}
		copy(dst[at:][:len(start)], s.Pos)
	}
	return nil
}
