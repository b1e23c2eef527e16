package etd

import (
	"math"
	"testing"
)

// solve refines a problem to the end.
func solve(t *testing.T, name string, p *Problem) *Solver {
	t.Helper()
	s := New(p)
	for !s.Step() {
	}
	estimate, known := s.Error()
	t.Logf("%s: claimed %.2g %v, %s, %s; work %.2g, gaps %.2g", name, estimate, known, s.Method(), s.Reason(), s.work, s.gaps)
	return s
}

// against compares with a solution over x and t.
func (s *Solver) against(t *testing.T, name string, truth func(x, t float64) float64, tol float64) {
	t.Helper()
	top, bottom := 0.0, 0.0
	out := make([]float64, s.p.Fields)
	for i := range 37 {
		for j := range 23 {
			x, at := s.p.Lo+(s.p.Hi-s.p.Lo)*float64(i)/37, s.p.T0+(s.p.T1-s.p.T0)*float64(j)/22
			s.Eval(out, x, at)
			d := out[0] - truth(x, at)
			top, bottom = top+d*d, bottom+truth(x, at)*truth(x, at)
		}
	}
	claimed, known := s.Error()
	if got := math.Sqrt(top / bottom); !known || !(got < tol) || got > 10*claimed+1e-12 {
		t.Errorf("%s: off by %v, claimed %v (%v)", name, got, claimed, known)
	}
}

// scalar is one field with a law u_t = Σ c ∂ᵒu + N(u, u_x).
func scalar(lo, hi, t1 float64, c []float64, f func(u, ux float64) float64, initial func(x float64) float64) *Problem {
	return &Problem{Fields: 1, Lo: lo, Hi: hi, T1: t1, Linear: [][][]float64{{c}}, Slots: []Slot{{0, 0}, {0, 1}},
		Nonlinear: func(out []float64, x, t float64, s []float64) { out[0] = f(s[0], s[1]) },
		Initial:   func(f int, x float64) float64 { return initial(x) }}
}

// Two solitons of u_t + 6u u_x + u_xxx = 0, u = 2 ∂²ln τ (Hirota, 1971), so far from
// the seam that it does not matter.
func TestSolitons(t *testing.T) {
	truth := func(x, t float64) float64 {
		k1, k2 := math.Sqrt(4.0), math.Sqrt(2.0)
		r := (k1 - k2) / (k1 + k2) * (k1 - k2) / (k1 + k2)
		a, b := math.Exp(k1*(x+4-k1*k1*t)), math.Exp(k2*(x-k2*k2*t))
		tau := 1 + a + b + r*a*b
		slope := k1*a + k2*b + r*(k1+k2)*a*b
		bend := k1*k1*a + k2*k2*b + r*(k1+k2)*(k1+k2)*a*b
		return 2 * (bend/tau - slope*slope/(tau*tau))
	}
	p := scalar(-26, 26, 2, []float64{0, 0, 0, -1}, func(u, ux float64) float64 { return -6 * u * ux }, func(x float64) float64 { return truth(x, 0) })
	solve(t, "KdV", p).against(t, "KdV", truth, 1e-8)
}

// A moving front of Burgers' equation by the transform of Cole and Hopf: φ = 2 + e^{−νt}
// cos x solves the heat equation.
func TestBurgers(t *testing.T) {
	const nu = 0.1
	truth := func(x, t float64) float64 {
		e := math.Exp(-nu * t)
		return 2 * nu * e * math.Sin(x) / (1.2 + e*math.Cos(x))
	}
	p := scalar(0, 2*math.Pi, 3, []float64{0, 0, nu}, func(u, ux float64) float64 { return -u * ux }, func(x float64) float64 { return truth(x, 0) })
	solve(t, "Burgers", p).against(t, "Burgers", truth, 1e-10)
}

// The cubic equation of Schrödinger, i u_t + ½u_xx + |u|²u = 0, keeps its soliton
// sech(x)e^{it/2}: two fields that are coupled by their second derivatives.
func TestSchroedinger(t *testing.T) {
	p := &Problem{Fields: 2, Lo: -32, Hi: 32, T1: 1,
		Linear: [][][]float64{{nil, {0, 0, -0.5}}, {{0, 0, 0.5}, nil}}, Slots: []Slot{{0, 0}, {1, 0}},
		Nonlinear: func(out []float64, x, t float64, s []float64) {
			square := s[0]*s[0] + s[1]*s[1]
			out[0], out[1] = -square*s[1], square*s[0]
		},
		Initial: func(f int, x float64) float64 { return float64(1-f) / math.Cosh(x) },
	}
	solve(t, "NLS", p).against(t, "NLS", func(x, t float64) float64 { return math.Cos(t/2) / math.Cosh(x) }, 1e-9)
}

// Zabusky and Kruskal's experiment, u_t + u u_x + δ²u_xxx = 0 from cos πx: ∫u and ∫u²
// stay what they are, which is not made use of.
func TestZabuskyKruskal(t *testing.T) {
	p := scalar(-1, 1, 1, []float64{0, 0, 0, -0.022 * 0.022}, func(u, ux float64) float64 { return -u * ux }, func(x float64) float64 { return math.Cos(math.Pi * x) })
	s := solve(t, "Zabusky and Kruskal", p)
	if estimate, known := s.Error(); !known || estimate > 1e-7 {
		t.Errorf("claimed %v, %v", estimate, known)
	}
	sum, square := 0.0, 0.0
	var u [1]float64
	for i := range 2000 {
		s.Eval(u[:], -1+float64(i)/1000, 1)
		sum, square = sum+u[0]/1000, square+u[0]*u[0]/1000
	}
	if math.Abs(sum) > 1e-9 || math.Abs(square-1) > 1e-7 {
		t.Errorf("∫u = %v, ∫u² = %v", sum, square)
	}
}

// Heat that flows backward, and a reaction that runs away, are said not to converge.
func TestRefusals(t *testing.T) {
	bump := func(x float64) float64 { return math.Exp(math.Cos(x)) }
	for name, p := range map[string]*Problem{
		"backward heat": scalar(0, 2*math.Pi, 1, []float64{0, 0, -1}, func(u, ux float64) float64 { return 0 }, bump),
		"blow-up":       scalar(0, 2*math.Pi, 1, []float64{0, 0, 1}, func(u, ux float64) float64 { return u * u }, bump),
	} {
		s := solve(t, name, p)
		if _, known := s.Error(); known || s.Reason() == "" {
			t.Errorf("%s: an error is claimed", name)
		}
	}
}

// The φ functions of a nilpotent and of a large stiff matrix.
func TestPhi(t *testing.T) {
	f := phi(square{0, 1, 0, 0})
	for k, want := range []float64{1, 0.5, 1.0 / 6, 1.0 / 24} {
		if math.Abs(real(f[k][1])-want) > 1e-15 {
			t.Errorf("φ%d of a nilpotent matrix: %v", k, f[k])
		}
	}
	z := -1e6
	f = phi(square{complex(z, 0)})
	for k, want := range []float64{0, -1 / z, -1/z - 1/(z*z), -0.5/z - 1/(z*z) - 1/(z*z*z)} {
		if math.Abs(real(f[k][0])-want) > 1e-12*math.Abs(want) {
			t.Errorf("φ%d(%v) = %v, want %v", k, z, f[k], want)
		}
	}
}
