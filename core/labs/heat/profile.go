package heat

import (
	"math"

	"residual/core/kernel"
	"residual/core/rng"
)

// fill sets u to the initial heat, between 0 and 1 everywhere. A plate carries
// the product of the same profile along both sides; noise and waves apart.
//
//	gaussian  exp(−(x − ½)²/2σ²), σ = 0.08
//	pulse     1 for 0.3 ≤ x ≤ 0.7, else 0
//	wave      ½ + ½·cos(2πmx), on a plate ½ + ½·cos(2πmx)·cos(2πmy)
//	spike     1 at x = ½, one point wide
//	noise     random numbers, each point its own
//	blank     0
func (s spec) fill(u []float64) {
	if s.profile == "noise" {
		source := rng.New(s.seed, "heat/noise")
		for i := range u {
			u[i] = source.Float64()
		}
		return
	}
	side := make([]float64, s.n)
	s.side(side)
	if s.dim == 1 {
		copy(u, side)
	} else {
		for j, v := range side {
			kernel.Scale(u[j*s.n:(j+1)*s.n], v, side)
		}
	}
	if s.profile == "wave" {
		kernel.Scale(u, 0.5, u)
		kernel.AddScalar(u, 0.5, u)
	}
}

// side sets v to the factor that stands along one side, at x = i/n.
func (s spec) side(v []float64) {
	for i := range v {
		x := float64(i) / float64(s.n)
		switch s.profile {
		case "gaussian":
			d := (x - 0.5) / 0.08
			v[i] = -0.5 * float64(d*d)
		case "pulse":
			v[i] = indicator(x >= 0.3 && x <= 0.7)
		case "wave":
			v[i] = angle(s.mode, i, s.n)
		case "spike":
			v[i] = indicator(i == s.n/2)
		}
	}
	switch s.profile {
	case "gaussian":
		kernel.Exp(v, v)
	case "wave":
		kernel.Cos(v, v)
	}
}

func indicator(in bool) float64 {
	if in {
		return 1
	}
	return 0
}

// angle is 2π·k·i/n, brought into [0, 2π) in whole numbers.
func angle(k, i, n int) float64 {
	return 2 * math.Pi * float64(k*i%n) / float64(n)
}
