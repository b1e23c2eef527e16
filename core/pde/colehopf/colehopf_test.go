package colehopf

import (
	"math"
	"testing"
)

// The steepest slope of the solution from −sin πx with ν = 0.01/π is 152.00516 at
// t = 1.6037/π (Basdevant et al., Spectral and finite difference solutions of the
// Burgers equation, Computers and Fluids, 1986).
func TestSteepestSlope(t *testing.T) {
	s := New(&Problem{Viscosity: 0.01 / math.Pi, Lo: -1, Hi: 1, T: 1, Initial: func(x float64) float64 { return -math.Sin(math.Pi * x) }})
	slope := func(at float64) float64 {
		const h = 1e-4 // the slope by differences of order four
		f := func(x float64) float64 {
			u, _ := s.Eval(x, at)
			return u
		}
		return math.Abs(8*(f(h)-f(-h))-(f(2*h)-f(-2*h))) / (12 * h)
	}
	at := 1.6037 / math.Pi
	if got := slope(at); math.Abs(got-152.00516) > 1e-3 {
		t.Errorf("|u_x| = %.6f, published 152.00516", got)
	}
	if slope(at-0.002) > slope(at) || slope(at+0.002) > slope(at) {
		t.Error("the slope is not steepest there")
	}
}

// With φ = 2 + e^{−νπ²t}cos πx, u = −2ν φ_x/φ is a solution, on an interval with ends
// at 0 and on a ring.
func TestClosedForm(t *testing.T) {
	const nu = 0.05
	truth := func(x, t float64) float64 {
		e := math.Exp(-nu * math.Pi * math.Pi * t)
		return 2 * nu * math.Pi * e * math.Sin(math.Pi*x) / (2 + e*math.Cos(math.Pi*x))
	}
	for _, p := range []*Problem{
		{Viscosity: nu, Lo: 0, Hi: 1, T: 2},
		{Viscosity: nu, Lo: -0.3, Hi: 1.7, T: 2, Ring: true},
	} {
		p.Initial = func(x float64) float64 { return truth(x, 0) }
		s := NewSolver(p)
		for !s.Step() {
		}
		if e, ok := s.Error(); !ok || e > 1e-11 {
			t.Errorf("an error of %v, %v is claimed", e, ok)
		}
		for i := range 50 {
			x, at := p.Lo+(p.Hi-p.Lo)*float64(i)/49, p.T*float64(i*17%50)/49
			if got := s.Eval(x, at); math.Abs(got-truth(x, at)) > 1e-12 {
				t.Errorf("u(%v, %v) = %v, want %v", x, at, got, truth(x, at))
			}
		}
	}
}

// A kink in the initial values is told by the error.
func TestKink(t *testing.T) {
	s := NewSolver(&Problem{Viscosity: 0.01, Lo: -1, Hi: 1, T: 1, Initial: func(x float64) float64 { return math.Abs(x) - 1 }})
	for !s.Step() {
	}
	if e, _ := s.Error(); e < 1e-7 {
		t.Errorf("an error of %v is claimed", e)
	}
}
