package dyn

import (
	"math"
	"testing"
)

// TestBands: centres know what is conserved.
func TestBands(t *testing.T) {
	for text, want := range map[string]Band{
		"x' = y, y' = -4*x":                                            Affine,
		"x' = y, y' = x - x^3; x in [0.5, 3]":                          Hamiltonian,
		"x' = y, y' = -sin(x)":                                         Hamiltonian,
		"x' = x*(1 - y), y' = y*(x - 1); x in [0.1, 4], y in [0.1, 4]": Weighted,
		"x' = y, y' = -x + y^2*x; x in [-0.5, 0.5], y in [-0.5, 0.5]":  Reversible,
	} {
		for _, e := range field(t, text, "").Equilibria().Proved {
			if e.Kind == Centre && e.Band != want {
				t.Errorf("%s: %v, want %v", text, e.Band, want)
			}
		}
	}
}

// TestCycles: van der Pol's period and amplitude at μ = 1 (Hairer, Nørsett and
// Wanner, Solving Ordinary Differential Equations I, section I.16, exercise 1), and
// circles whose period and multiplier have closed forms.
func TestCycles(t *testing.T) {
	for text, want := range map[string][]Cycle{
		"x' = y, y' = (1 - x^2)*y - x; x in [-3, 3], y in [-5, 5]": {{Period: 6.66328685932313, Hi: [2]float64{2.00861986087484}, Multiplier: math.NaN(), Attracting: true}},
		// r' = r(μ − r²), φ' = ω: the radius √μ, the multiplier e^{−2μT}.
		"x' = 0.25*x - 2*y - x*(x^2 + y^2), y' = 2*x + 0.25*y - y*(x^2 + y^2); x in [-1, 1], y in [-1, 1]": {
			{Period: math.Pi, Hi: [2]float64{0.5}, Multiplier: math.Exp(-0.5 * math.Pi), Attracting: true}},
		"x' = -0.25*x - 2*y + x*(x^2 + y^2), y' = 2*x - 0.25*y + y*(x^2 + y^2); x in [-1, 1], y in [-1, 1]": {
			{Period: math.Pi, Hi: [2]float64{0.5}, Multiplier: math.Exp(0.5 * math.Pi)}},
		// r' = r(r² − 1)(4 − r²): one that repels in one that attracts.
		"x' = -y + x*(x^2 + y^2 - 1)*(4 - x^2 - y^2)/10, y' = x + y*(x^2 + y^2 - 1)*(4 - x^2 - y^2)/10": {
			{Period: 2 * math.Pi, Hi: [2]float64{2}, Multiplier: math.Exp(-4.8 * math.Pi), Attracting: true},
			{Period: 2 * math.Pi, Hi: [2]float64{1}, Multiplier: math.Exp(1.2 * math.Pi)}},
		// None: Lotka and Volterra, Duffing with and without friction, a pendulum, a focus.
		"x' = x*(1 - y), y' = y*(x - 1); x in [-0.1, 4], y in [-0.1, 4]": nil,
		"x' = y, y' = x - x^3":               nil,
		"x' = y, y' = x - x^3 - 0.3*y":       nil,
		"x' = y, y' = -sin(x); x in [-7, 7]": nil,
		"x' = y, y' = -x - 0.1*y - y*x^2; x in [-1e-12, 1e-12], y in [-1e-12, 1e-12]": nil,
		"x' = 1e4*y, y' = -1e-4*x - 0.1*y - y^3; x in [-1e8, 1e8], y in [-1, 1]":      nil,
		// The same circle in a small window, and quickly.
		"x' = 250*x - 2000*y - 1e27*x*(x^2 + y^2), y' = 2000*x + 250*y - 1e27*y*(x^2 + y^2); x in [-1e-12, 1e-12], y in [-1e-12, 1e-12]": {
			{Period: math.Pi / 1000, Hi: [2]float64{0.5e-12}, Multiplier: math.Exp(-0.5 * math.Pi), Attracting: true}},
		"x' = y, y' = -x - 1e-6*y":  nil,
		"x' = y, y' = -x - x^2*y^2": nil,
		"x' = 1 + x^2*y - 2.5*x, y' = 1.5*x - x^2*y; x in [0, 4], y in [0, 6]": nil, // Brusselator before its Hopf point
	} {
		f := field(t, text, "")
		got := f.Cycles(f.Equilibria().Proved)
		if len(got) != len(want) {
			t.Errorf("%s: %d cycles, want %d", text, len(got), len(want))
			continue
		}
		for i, w := range want {
			g := got[i]
			if math.Abs(g.Period/w.Period-1) > 1e-8 || math.Abs(g.Hi[0]/w.Hi[0]-1) > 1e-6 || g.Attracting != w.Attracting ||
				!math.IsNaN(w.Multiplier) && math.Abs(g.Multiplier/w.Multiplier-1) > 1e-7 {
				t.Errorf("%s: period %v, to %v, multiplier %v; want %v", text, g.Period, g.Hi[0], g.Multiplier, w)
			}
		}
	}
}

// TestLost: at μ = 50 van der Pol's y reaches ± 4μ/3, far outside of a window of
// ± 5, and in one that holds the cycle it takes more steps than are made.
func TestLost(t *testing.T) {
	for text, want := range map[string]Loss{
		"x' = y, y' = (1 - x^2)*y - x; x in [-3, 3], y in [-5, 5]":        Rests,
		"x' = y, y' = 50*(1 - x^2)*y - x; x in [-3, 3], y in [-5, 5]":     Leaves,
		"x' = x + 1e-9*y, y' = 2*y - 1e-9*x; x in [-1, 1], y in [-1, 1]":  Leaves,
		"x' = y, y' = 50*(1 - x^2)*y - x; x in [-3, 3], y in [-100, 100]": TooLong,
	} {
		f := field(t, text, "")
		if got := f.Lost(&f.Equilibria().Proved[0]); got != want {
			t.Errorf("%s: %v, want %v; cycles %d", text, got, want, len(f.Cycles(f.Equilibria().Proved)))
		}
	}
}
