package collocate

import (
	"math"

	"residual/core/linalg"
)

// maxOrder is the highest derivative by one variable.
const maxOrder = 4

// A line is a space of functions of one variable on [lo, hi]: polynomials by the
// coefficients of Chebyshev's, or trigonometric polynomials 1, cos ωx, sin ωx, ….
type line struct {
	lo, hi   float64
	n        int
	periodic bool
}

// row sets dst to the derivatives of the n functions at x.
func (l line) row(dst []float64, x float64, order int) {
	if l.periodic {
		l.waves(dst, x, order)
	} else {
		l.chebyshev(dst, x, order)
	}
}

// chebyshev differentiates the recurrence of Chebyshev's polynomials d times:
//
//	Tₖ₊₁⁽ᵈ⁾ = 2z Tₖ⁽ᵈ⁾ + 2d Tₖ⁽ᵈ⁻¹⁾ − Tₖ₋₁⁽ᵈ⁾,   z = (2x − lo − hi)/(hi − lo)
func (l line) chebyshev(dst []float64, x float64, order int) {
	z, slope := (2*x-l.lo-l.hi)/(l.hi-l.lo), 2/(l.hi-l.lo)
	scale := 1.0
	for range order {
		scale *= slope
	}
	var last, now, next [maxOrder + 1]float64
	now[0] = 1
	for k := range dst[:l.n] {
		dst[k] = scale * now[order]
		factor := 2.0
		if k == 0 {
			factor = 1 // T₁ = z
		}
		for d := 0; d <= order; d++ {
			next[d] = factor*z*now[d] - last[d]
			if d > 0 {
				next[d] += factor * float64(d) * now[d-1]
			}
		}
		if k == 0 {
			last, now = now, next
			continue
		}
		last, now = now, next
	}
}

func (l line) waves(dst []float64, x float64, order int) {
	for k := range dst[:l.n] {
		dst[k] = wave(k, 2*math.Pi/(l.hi-l.lo), x-l.lo, order)
	}
}

// wave is a derivative of function k of 1, cos ωx, sin ωx, cos 2ωx, ….
func wave(k int, omega, x float64, order int) float64 {
	w := omega * float64((k+1)/2)
	s, c := math.Sincos(w * x)
	if k%2 == 0 { // the sine is the cosine a quarter later
		s, c = -c, s
	}
	if k == 0 {
		s, c = 0, 1
	}
	scale := 1.0
	for range order {
		scale, c, s = scale*w, -s, c
	}
	return scale * c
}

// points are n places: Gauss's, or equally spaced ones.
func (l line) points(n int) []float64 {
	all := make([]float64, n)
	for i := range all {
		if l.periodic {
			all[i] = l.lo + (l.hi-l.lo)*float64(i)/float64(n)
		} else {
			all[i] = (l.lo+l.hi)/2 - (l.hi-l.lo)/2*math.Cos(math.Pi*(2*float64(i)+1)/float64(2*n))
		}
	}
	return all
}

// gauss is n places for a law with conditions at the ends: the zeros of Jacobi's
// polynomial P⁽ᵅ·ᵝ⁾ with as many conditions at the upper end as α and at the lower as
// β. With others a third derivative is unstable in time (Huang and Sloan, The
// pseudospectral method for third-order differential equations, SIAM Journal on
// Numerical Analysis, 1992). They are the eigenvalues of the matrix of the recurrence.
func (l line) gauss(n int, ends [2]int) []float64 {
	if l.periodic {
		return l.points(n)
	}
	a, b := float64(ends[1]), float64(ends[0])
	m, z := make([]float64, n*n), make([]float64, n)
	for k := range n {
		s := 2*float64(k) + a + b
		if m[k*n+k] = (b*b - a*a) / (s * (s + 2)); s == 0 {
			m[k*n+k] = (b - a) / (a + b + 2)
		}
		if k > 0 {
			k := float64(k)
			square := 4 * k * (k + a) * (k + b) * (k + a + b) / (s * s * (s + 1) * (s - 1))
			if k == 1 {
				square = 4 * (1 + a) * (1 + b) / ((2 + a + b) * (2 + a + b) * (3 + a + b))
			}
			m[(int(k)-1)*n+int(k)] = math.Sqrt(square)
		}
	}
	linalg.SymEigen(z, m, make([]float64, linalg.SymEigenWork(n)))
	for i, v := range z {
		z[i] = (l.lo+l.hi)/2 + (l.hi-l.lo)/2*v
	}
	return z
}
