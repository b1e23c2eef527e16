package dyn_test

import (
	"fmt"
	"math"

	"residual/core/dyn"
	"residual/core/expr"
)

func field(text, swept string) *dyn.Field {
	s, err := expr.Parse(text)
	if err != nil {
		panic(err)
	}
	return dyn.NewField(s, s.Param(swept))
}

// Lotka and Volterra's equations ẋ = αx − βxy, ẏ = δxy − γy rest at (0, 0), with
// the eigenvalues α and −γ, and at (γ/δ, α/β), with ±i√(αγ):
// the integrating factor 1/xy makes it conservative, so that is a centre.
func ExampleField_Equilibria() {
	f := field("x' = a*x - b*x*y, y' = d*x*y - c*y; a = 1, b = 0.5, c = 4, d = 2; x in [-1, 5], y in [-1, 5]", "")
	found := f.Equilibria()
	for _, e := range found.Proved {
		fmt.Printf("(%.3f, %.3f) %v:", math.Abs(e.X[0]), math.Abs(e.X[1]), e.Kind)
		for _, v := range e.Values {
			fmt.Printf(" %.3f%+.3fi", math.Abs(real(v))*sign(real(v)), imag(v))
		}
		fmt.Println()
	}
	fmt.Println("undecided boxes:", len(found.Undecided))
	// Output:
	// (0.000, 0.000) saddle: -4.000+0.000i 1.000+0.000i
	// (2.000, 2.000) centre: 0.000-2.000i 0.000+2.000i
	// undecided boxes: 0
}

// sign is that of x, and 1 where x is 0 but for rounding.
func sign(x float64) float64 {
	if x < -1e-9 {
		return -1
	}
	return 1
}

// The Brusselator oscillates from b = 1 + a² on, where a Hopf bifurcation with
// the frequency a begins (Prigogine & Lefever 1968).
func ExampleSweep() {
	f := field("x' = a + x^2*y - (b + 1)*x, y' = b*x - x^2*y; b = 3 in [0.5, 8], a = 1.5; x in [0, 4], y in [0, 6]", "b")
	s := f.NewSweep(0.5, 8)
	for !s.Done() {
		s.Step()
	}
	for _, b := range s.Bifurcations {
		fmt.Printf("%v at b = %.6f, frequency %.6f\n", b.Kind, b.P, b.Rate)
	}
	// Output:
	// Hopf at b = 3.250000, frequency 1.500000
}

// The harmonic oscillator returns after 2π.
func ExampleStepper() {
	f := field("x' = y, y' = -x", "")
	s := f.NewStepper([]float64{1, 0}, 0.1, 1e-12)
	for s.T < 2*math.Pi && s.Step(2*math.Pi-s.T) {
	}
	fmt.Printf("%.8f\n", s.X[0])
	// Output:
	// 1.00000000
}
