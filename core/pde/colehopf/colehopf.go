// Package colehopf solves Burgers' equation u_t + u u_x = ν u_xx by the transform of
// Cole (1951) and Hopf (1950): with F the integral of the initial values,
//
//	        ∫ (x − ξ)/t · e^{−G/2ν} dξ
//	u = ──────────────────────────────,   G = F(ξ) + (x − ξ)²/2t,
//	            ∫ e^{−G/2ν} dξ
//
// over the whole line. The integrands are analytic where the initial values are, and
// vanish at both ends of a window that is wide enough; there the trapezoidal rule
// converges faster than any power (Trefethen and Weideman, SIAM Review, 2014). On an
// interval whose ends are kept at 0 the initial values continue as an odd function of
// the distance from each end, on a ring periodically.
package colehopf

import "math"

// A Problem is Burgers' equation for x from Lo to Hi and t from 0 to T.
type Problem struct {
	Viscosity float64
	Lo, Hi, T float64
	Ring      bool // its ends are one; else they are kept at 0
	Initial   func(x float64) float64
}

// A Solution evaluates the two integrals.
type Solution struct {
	*Problem
	series []float64 // of the integral of the initial values from Lo, by Chebyshev's polynomials
	total  float64   // the integral to Hi
	top    float64   // the largest |u| of the start
	rest   float64   // what the series leaves, against top
}

// Most terms of the series.
const mostTerms = 1024

// New expands the initial values.
func New(p *Problem) *Solution {
	s := &Solution{Problem: p}
	for n := 32; n <= mostTerms; n *= 2 {
		if s.expand(n); s.rest < 1e-15 {
			break
		}
	}
	return s
}

// expand finds the coefficients of the initial values from Chebyshev's points, and from
// them those of the integral: Cₖ = (cₖ₋₁ − cₖ₊₁)/2k.
func (s *Solution) expand(n int) {
	c := make([]float64, n+1)
	s.top = 0
	for i := range n {
		angle := math.Pi * (float64(i) + 0.5) / float64(n)
		v := s.Initial(s.Lo + (s.Hi-s.Lo)*(1+math.Cos(angle))/2)
		s.top = max(s.top, math.Abs(v))
		for k := range n {
			c[k] += 2 / float64(n) * v * math.Cos(float64(k)*angle)
		}
	}
	s.rest = 0
	for _, v := range c[n*7/8 : n] {
		s.rest = max(s.rest, math.Abs(v)/s.top)
	}
	s.series = make([]float64, n)
	for k := 1; k < n; k++ {
		s.series[k] = (c[k-1] - c[k+1]) / float64(2*k) * (s.Hi - s.Lo) / 2
	}
	s.series[0] = 0
	s.series[0] = -s.within(s.Lo)
	s.total = s.within(s.Hi)
}

// within is F at x of the interval, by Clenshaw's recurrence.
func (s *Solution) within(x float64) float64 {
	z := (2*x - s.Lo - s.Hi) / (s.Hi - s.Lo)
	a, b := 0.0, 0.0
	for k := len(s.series) - 1; k > 0; k-- {
		a, b = 2*z*a-b+s.series[k], a
	}
	return z*a - b + s.series[0]
}

// primitive is F anywhere: of an odd continuation it is even and comes back, of a
// periodic one it grows by the total.
func (s *Solution) primitive(x float64) float64 {
	length := s.Hi - s.Lo
	turn := math.Floor((x - s.Lo) / length)
	inside := x - turn*length
	switch {
	case s.Ring:
		return s.within(inside) + turn*s.total
	case math.Mod(turn, 2) != 0:
		return s.within(s.Lo + s.Hi - inside)
	}
	return s.within(inside)
}

// mostPoints is how many the trapezoidal rule takes at most.
const mostPoints = 1 << 15

// Eval is u at a place and time, and what the last doubling of points changed.
func (s *Solution) Eval(x, t float64) (u, change float64) {
	if t <= 0 {
		return s.Initial(x), 0
	}
	// Beyond the width the exponent is less than that at x by 2·36.
	width := s.top*t + math.Sqrt(s.top*t*s.top*t+4*s.Viscosity*t*36)
	n := 64
	for float64(n) < 2*width/math.Sqrt(s.Viscosity*t) && n < mostPoints {
		n *= 2
	}
	u = s.sum(x, t, width, n)
	for change = math.Inf(1); n < mostPoints && !(change <= 1e-13*s.top); {
		n *= 2
		finer := s.sum(x, t, width, n)
		u, change = finer, math.Abs(finer-u)
	}
	return u, change
}

// sum is the quotient by the trapezoidal rule with n intervals. Exponents are taken
// less the largest so far.
func (s *Solution) sum(x, t, width float64, n int) float64 {
	top, bottom, largest := 0.0, 0.0, math.Inf(-1)
	for i := range n + 1 {
		d := width * (2*float64(i)/float64(n) - 1)
		e := -(s.primitive(x+d) + d*d/(2*t)) / (2 * s.Viscosity)
		if e > largest {
			scale := math.Exp(largest - e)
			top, bottom, largest = top*scale, bottom*scale, e
		}
		w := math.Exp(e - largest)
		top, bottom = top-d/t*w, bottom+w
	}
	return top / bottom
}
