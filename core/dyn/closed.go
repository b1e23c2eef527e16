package dyn

import (
	"math"

	"residual/core/kernel"
)

func cosine(x float64) float64 { return kernel.Cos1(x) }

// spiking is the current at which the resting neuron of the catalogue begins
// (sign −1) and ends (+1) to fire: v = ±√(1 − b/τ), and the equilibrium is at
// I = v³/3 − v + (v + a)/b.
func spiking(sign float64) float64 {
	const a, b, tau = 0.7, 0.8, 12.5
	v := sign * math.Sqrt(1-b/tau)
	return float64(v*v*v)/3 - v + (v+a)/b
}

// Planar are the eigenvalues of a 2 × 2 matrix in closed form, in rising order
// of their real parts:
//
//	λ = m ± √d,  m = ½ tr,  d = ¼(a − d)² + bc
//
// of real ones the smaller in size comes from det/λ.
func Planar(a []float64) [2]complex128 {
	m, half := (a[0]+a[3])/2, (a[0]-a[3])/2
	d := float64(half*half) + float64(a[1]*a[2])
	if d < 0 {
		w := math.Sqrt(-d)
		return [2]complex128{complex(m, -w), complex(m, w)}
	}
	far := m + math.Copysign(math.Sqrt(d), m)
	near := 0.0
	if far != 0 {
		near = (float64(a[0]*a[3]) - float64(a[1]*a[2])) / far
	}
	return [2]complex128{complex(min(far, near), 0), complex(max(far, near), 0)}
}

// Characteristic is det(λ − A) of a 3 × 3 matrix.
func Characteristic(a []float64, v complex128) complex128 {
	m := func(i int) complex128 {
		z := complex(-a[i], 0)
		if i%4 == 0 {
			z += v
		}
		return z
	}
	return m(0)*(m(4)*m(8)-m(5)*m(7)) - m(1)*(m(3)*m(8)-m(5)*m(6)) + m(2)*(m(3)*m(7)-m(4)*m(6))
}
