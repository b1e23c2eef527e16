package heat

import (
	"math"

	"residual/core/kernel"
	"residual/core/rng"
)

// A profile is a shape of the initial heat.
type profile int

const (
	gaussian profile = iota
	pulse
	wave
	noise
	spike
	blank
)

// fill sets u to the initial heat, between 0 and 1 everywhere. A plate carries
// the product of the same profile along both sides, but for noise.
//
//	gaussian  exp(−(x − ½)²/2σ²), σ = 0.08
//	pulse     1 for 0.3 ≤ x ≤ 0.7, else 0
//	wave      ½ + ½·cos(2πmx), on a plate ½ + ½·cos(2πmx)·cos(2πmy)
//	spike     1 at x = ½, one point wide
//	noise     random numbers, each point its own
//	blank     0
func (s spec) fill(u []float64) {
	if s.profile == noise {
		source := rng.New(s.seed, "heat/noise")
		for i := range u {
			u[i] = source.Float64()
		}
		return
	}
	side := make([]float64, s.n)
	s.side(side)
	s.product(u, side)
	if s.profile == wave {
		kernel.Scale(u, 0.5, u)
		kernel.AddScalar(u, 0.5, u)
	}
}

// side sets v, which is 0, to the factor that stands along one side, at x = i/n.
func (s spec) side(v []float64) {
	switch s.profile {
	case gaussian:
		for i := range v {
			d := (float64(i)/float64(s.n) - 0.5) / 0.08
			v[i] = -0.5 * float64(d*d)
		}
		kernel.Exp(v, v)
	case pulse:
		for i := range v {
			if x := float64(i) / float64(s.n); x >= 0.3 && x <= 0.7 {
				v[i] = 1
			}
		}
	case wave:
		setAngles(v, s.mode)
		kernel.Cos(v, v)
	case spike:
		v[s.n/2] = 1
	}
}

// setAngles sets v to 2π·k·i/n, brought into [0, 2π) in whole numbers.
func setAngles(v []float64, k int) {
	n := len(v)
	for i := range v {
		v[i] = 2 * math.Pi * float64(k*i%n) / float64(n)
	}
}

// product sets u to side(x), or to side(x)·side(y) on a plate: the heat equation
// keeps such a product one.
func (g grid) product(u, side []float64) {
	if g.dim == 1 {
		copy(u, side)
		return
	}
	for j, v := range side {
		kernel.Scale(u[j*g.n:(j+1)*g.n], v, side)
	}
}
