package dyn

import (
	"fmt"
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
		"x' = y, y' = (1 - x^2)*y - x; x in [-3, 3], y in [-5, 5]": {{Period: 6.66328685932313, Hi: [2]float64{2.00861986087484}, LogMultiplier: math.NaN(), Attracting: true}},
		// r' = r(μ − r²), φ' = ω: the radius √μ, the multiplier e^{−2μT}.
		"x' = 0.25*x - 2*y - x*(x^2 + y^2), y' = 2*x + 0.25*y - y*(x^2 + y^2); x in [-1, 1], y in [-1, 1]": {
			{Period: math.Pi, Hi: [2]float64{0.5}, LogMultiplier: -0.5 * math.Pi, Attracting: true}},
		"x' = -0.25*x - 2*y + x*(x^2 + y^2), y' = 2*x - 0.25*y + y*(x^2 + y^2); x in [-1, 1], y in [-1, 1]": {
			{Period: math.Pi, Hi: [2]float64{0.5}, LogMultiplier: 0.5 * math.Pi}},
		// r' = r(r² − 1)(4 − r²): one that repels in one that attracts.
		"x' = -y + x*(x^2 + y^2 - 1)*(4 - x^2 - y^2)/10, y' = x + y*(x^2 + y^2 - 1)*(4 - x^2 - y^2)/10": {
			{Period: 2 * math.Pi, Hi: [2]float64{2}, LogMultiplier: -4.8 * math.Pi, Attracting: true},
			{Period: 2 * math.Pi, Hi: [2]float64{1}, LogMultiplier: 1.2 * math.Pi}},
		// None: Lotka and Volterra, Duffing with and without friction, a pendulum, a focus.
		"x' = x*(1 - y), y' = y*(x - 1); x in [-0.1, 4], y in [-0.1, 4]": nil,
		"x' = y, y' = x - x^3":               nil,
		"x' = y, y' = x - x^3 - 0.3*y":       nil,
		"x' = y, y' = -sin(x); x in [-7, 7]": nil,
		"x' = y, y' = -x - 0.1*y - y*x^2; x in [-1e-12, 1e-12], y in [-1e-12, 1e-12]": nil,
		"x' = 1e4*y, y' = -1e-4*x - 0.1*y - y^3; x in [-1e8, 1e8], y in [-1, 1]":      nil,
		// The same circle in a small window, and quickly.
		"x' = 250*x - 2000*y - 1e27*x*(x^2 + y^2), y' = 2000*x + 250*y - 1e27*y*(x^2 + y^2); x in [-1e-12, 1e-12], y in [-1e-12, 1e-12]": {
			{Period: math.Pi / 1000, Hi: [2]float64{0.5e-12}, LogMultiplier: -0.5 * math.Pi, Attracting: true}},
		"x' = y, y' = -x - 1e-6*y":  nil,
		"x' = y, y' = -x - x^2*y^2": nil,
		"x' = 1 + x^2*y - 2.5*x, y' = 1.5*x - x^2*y; x in [0, 4], y in [0, 6]": nil, // Brusselator before its Hopf point
	} {
		f := field(t, text, "")
		got, lost := f.Cycles(f.Equilibria().Proved)
		if len(got) != len(want) || lost != Rests {
			t.Errorf("%s: %d cycles, want %d; lost %v", text, len(got), len(want), lost)
			continue
		}
		for i, w := range want {
			g := got[i]
			if math.Abs(g.Period/w.Period-1) > 1e-8 || math.Abs(g.Hi[0]/w.Hi[0]-1) > 1e-6 || g.Attracting != w.Attracting ||
				!math.IsNaN(w.LogMultiplier) && math.Abs(g.LogMultiplier-w.LogMultiplier) > 1e-7 {
				t.Errorf("%s: period %v, to %v, multiplier %v; want %v", text, g.Period, g.Hi[0], g.Multiplier(), w)
			}
		}
	}
}

// TestRelaxation: van der Pol's cycle for large μ, slow along two curves and fast
// between them, from a window that does not hold it too, for y reaches 4μ/3. Period and
// amplitude are held against their series for large μ (Grasman, Asymptotic Methods for
// Relaxation Oscillations and Applications, section 2.1; α is the first zero of Ai(−α)),
//
//	T = (3 − 2 ln 2)·μ + 3αμ^−⅓ − ⅔ ln μ/μ − 1.3246/μ + O(μ^−5/3)
//	a = 2 + α/3·μ^−4/3 − 16/27·ln μ/μ² − 0.8762/μ² + O(μ^−8/3)
//
// and the period against the method of Dormand and Prince, however many steps it takes.
func TestRelaxation(t *testing.T) {
	const alpha = 2.338107410459767
	for _, v := range [][2]float64{{10, 5}, {50, 5}, {50, 100}, {100, 200}} {
		mu, ln := v[0], math.Log(v[0])
		f := field(t, fmt.Sprintf("x' = y, y' = %v*(1 - x^2)*y - x; x in [-3, 3], y in [%v, %v]", mu, -v[1], v[1]), "")
		cycles, lost := f.Cycles(f.Equilibria().Proved)
		if len(cycles) != 1 || lost != Rests {
			t.Errorf("μ = %v: %d cycles, lost %v", mu, len(cycles), lost)
			continue
		}
		c := cycles[0]
		period := (3-2*math.Ln2)*mu + 3*alpha/math.Cbrt(mu) - 2.0/3*ln/mu - 1.3246/mu
		amplitude := 2 + alpha/3*math.Pow(mu, -4.0/3) - 16.0/27*ln/(mu*mu) - 0.8762/(mu*mu)
		if math.Abs(c.Period-period) > 2*math.Pow(mu, -5.0/3) || math.Abs(c.Hi[0]-amplitude) > 2*math.Pow(mu, -8.0/3) {
			t.Errorf("μ = %v: period %v, by the series %v; amplitude %v, %v", mu, c.Period, period, c.Hi[0], amplitude)
		}
		if again := timed(f, c.Hi[0]); math.Abs(again/c.Period-1) > 1e-8 {
			t.Errorf("μ = %v: period %v, by the other method %v", mu, c.Period, again)
		}
	}
}

// timed is the time from (x, 0) until y falls through 0 again, in steps that are made
// shorter there.
func timed(f *Field, x float64) float64 {
	p := f.NewStepper([]float64{x, 0}, 1e-4, 1e-12)
	before, t := [2]float64{}, 0.0
	for limit := 0.01; limit > 1e-9; {
		copy(before[:], p.X)
		t = p.T
		if !p.Step(limit) {
			return math.NaN()
		}
		if before[1] > 0 && p.X[1] <= 0 {
			limit /= 100
			p = f.NewStepper(before[:], limit, 1e-12)
			p.T = t
		}
	}
	return t
}

// TestLost: what repels, and nothing around it comes back.
func TestLost(t *testing.T) {
	for text, want := range map[string]Loss{
		"x' = y, y' = (1 - x^2)*y - x; x in [-3, 3], y in [-5, 5]":       Rests,
		"x' = x + 1e-9*y, y' = 2*y - 1e-9*x; x in [-1, 1], y in [-1, 1]": Rests, // linear: there is none
		"x' = x + y^3, y' = 2*y + x^3; x in [-1, 1], y in [-1, 1]":       Leaves,
	} {
		f := field(t, text, "")
		if cycles, got := f.Cycles(f.Equilibria().Proved); got != want {
			t.Errorf("%s: %v, want %v; cycles %d", text, got, want, len(cycles))
		}
	}
}
