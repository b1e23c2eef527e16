package pinn_test

import (
	"math"
	"testing"

	"residual/core/fit"
	"residual/core/law"
	"residual/core/opt"
	"residual/core/pinn"
	"residual/core/rng"
)

// trained is the model of a problem after steps of Levenberg and Marquardt's method.
func trained(t testing.TB, text string, o pinn.Options, steps int) (*law.Problem, *pinn.Model) {
	t.Helper()
	p, err := law.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	m, err := pinn.New(p, o)
	if err != nil {
		t.Fatal(err)
	}
	var room fit.Room
	var lm opt.LevenbergMarquardt
	m.Reserve(&room)
	lm.Reserve(&room, m.MaxRows(), m.Size())
	if err := room.Open(1 << 30); err != nil {
		t.Fatal(err)
	}
	if err := m.Begin(rng.New(1, "test")); err != nil {
		t.Fatal(err)
	}
	lm.Begin(m.Rows())
	for range steps {
		if !lm.Step(m, m.Theta) {
			break
		}
	}
	t.Logf("loss %.3g, %d rows, %d parameters, damping %.2g, exact %v", lm.Cost, m.Rows(), m.Size(), lm.Mu, m.Exact())
	return p, m
}

// relative is the relative error in L² of a field, from its known solution at points
// that it was not trained at.
func relative(t testing.TB, p *law.Problem, m *pinn.Model, field int) float64 {
	t.Helper()
	n, err := p.Expand(p.Fields[field].Truth, nil)
	if err != nil {
		t.Fatal(err)
	}
	w, err := p.Compile(nil, n)
	if err != nil {
		t.Fatal(err)
	}
	x := m.Points(2000, rng.New(2, "points"))
	n2 := len(x) / len(p.Inputs)
	got, want := make([]float64, n2), make([]float64, n2)
	m.Eval(got, x, field, law.Order{})
	w.Eval(want, x, m.Params(), nil)
	d, s := 0.0, 0.0
	for i := range got {
		d += (got[i] - want[i]) * (got[i] - want[i])
		s += want[i] * want[i]
	}
	return math.Sqrt(d / s)
}

func TestLevenbergMarquardt(t *testing.T) {
	for _, c := range []struct {
		name, text string
		o          pinn.Options
		steps      int
		most       float64
	}{
		{"decay", "y' = -y; y(0) = 1; t in [0, 2]; truth y = e^-t", pinn.Options{Width: 8, Depth: 1, Points: 40}, 60, 1e-5},
		{"riccati", "y' = 2y - y^2 + 1, y(0) = 0; t in [0, 2]; truth y = 1 + √2 tanh(√2 t + ½ ln((√2−1)/(√2+1)))", pinn.Options{Width: 10, Depth: 1, Points: 60}, 100, 1e-6},
		{"Poisson", "-Δu = sin πx sin πy; (x,y) in [0,1]^2; u = 0 on boundary; truth u = sin(πx) sin(πy)/(2π²)", pinn.Options{Width: 12, Depth: 2, Points: 300}, 60, 1e-4},
		{"heat", "u_t = u_xx; x in [0,1]; t in [0, 0.2]; u(x,0) = sin πx + x; u(0,t) = 0; u(1,t) = 1; truth u = e^(-π² t) sin πx + x", pinn.Options{Width: 12, Depth: 2, Points: 300}, 60, 1e-4},
		{"wave", "u_tt = u_xx; x in [0,1]; t in [0, 1]; u(x,0) = sin πx; u_t(x,0) = 0; u(0,t) = 0; u(1,t) = 0; truth u = sin πx cos πt", pinn.Options{Width: 12, Depth: 2, Points: 300}, 60, 1e-4},
		{"Neumann", "u'' = -π² cos πx; u'(0) = 0; u(1) = -1; x in [0,1]; truth u = cos πx", pinn.Options{Width: 10, Depth: 1, Points: 40}, 60, 1e-5},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, m := trained(t, c.text, c.o, c.steps)
			if e := relative(t, p, m, 0); !(e < c.most) {
				t.Errorf("error %.3g", e)
			} else {
				t.Logf("error %.3g", e)
			}
		})
	}
}

// TestSolver: by features, linear and nonlinear problems are solved to many digits.
func TestSolver(t *testing.T) {
	for _, c := range []struct {
		name, text string
		width      int
		most       float64
	}{
		{"Riccati", "y' = 2y - y^2 + 1, y(0) = 0; t in [0, 2]; truth y = 1 + √2 tanh(√2 t + ½ ln((√2−1)/(√2+1)))", 0, 1e-12},
		{"logistic", "P' = P(1-P/1000), P(0) = 200; t in [0, 10]; truth P = 1000/(1+4e^(-t))", 0, 1e-12},
		{"beam", "u'''' = 24; u(0) = 0, u'(0) = 0, u(1) = 0, u'(1) = 0; x in [0, 1]; truth u = x^2 (1-x)^2", 0, 1e-11},
		{"layer", "0.02u'' + u' + u = 0; u(0) = 0, u(1) = 1; x in [0,1]; a = (-1 + sqrt(1 - 0.08))/0.04; b = (-1 - sqrt(1 - 0.08))/0.04; truth u = (e^(a x) - e^(b x))/(e^a - e^b)", 0, 1e-9},
		{"Poisson", "-Δu = sin πx sin πy; (x,y) in [0,1]^2; u = 0 on boundary; truth u = sin(πx) sin(πy)/(2π²)", 300, 1e-8},
		{"wave", "u_tt = u_xx; x in [0,1]; t in [0, 1]; u(x,0) = sin πx; u_t(x,0) = 0; u(0,t) = 0; u(1,t) = 0; truth u = sin πx cos πt", 300, 1e-7},
		{"ring", "Δu = 0; (x, y) in [-1, 1]^2; where hole: x^2 + y^2 > 0.25; u = 0 on hole; u = 1 on rim; where rim: x^2 + y^2 < 1; truth u = 1 + ln(x^2+y^2)/(2 ln 2)", 300, 1e-4},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, s := solved(t, c.text, pinn.Options{Width: c.width})
			e := relative(t, p, s.Model, 0)
			t.Logf("error %.3g claim %.3g, exact %v of %d, slope %v", e, s.Claims()[0], s.Model.Exact(), len(p.Conditions), s.Slope())
			if !(e < c.most) {
				t.Errorf("error %.3g", e)
			}
			if claim := s.Claims()[0]; e > 1e-12 && !(claim > e/5 && claim < 5*e) {
				t.Errorf("error %.3g is claimed to be %.3g", e, claim)
			}
		})
	}
}

// solved is the solver of a problem when it is done.
func solved(t testing.TB, text string, o pinn.Options) (*law.Problem, *pinn.Solver) {
	t.Helper()
	p, err := law.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	s, err := pinn.NewSolver(p, o)
	if err != nil {
		t.Fatal(err)
	}
	var room fit.Room
	s.Reserve(&room)
	if err := room.Open(1 << 30); err != nil {
		t.Fatal(err)
	}
	if err := s.Begin(1); err != nil {
		t.Fatal(err)
	}
	for !s.Done() {
		s.Step()
	}
	return p, s
}

// TestStates: eigenvalues of the oscillator, n + ½, of a box, (kπ)², and of hydrogen,
// −1/(2n²).
func TestStates(t *testing.T) {
	for _, c := range []struct {
		text string
		want []float64
		most float64
	}{
		{"-½ psi'' + ½x² psi = E psi; eigen E; x in [-8, 8]; psi = 0 on boundary; int(psi^2) = 1", []float64{0.5, 1.5, 2.5, 3.5}, 1e-8},
		{"-u'' = E u; eigen E; x in [0, 1]; u(0) = 0; u(1) = 0", []float64{math.Pi * math.Pi, 4 * math.Pi * math.Pi, 9 * math.Pi * math.Pi}, 1e-8},
		{"-½ u'' - u/r = E u; eigen E in [-1, 0]; r in [0, 60]; u(0) = 0; u(60) = 0", []float64{-0.5, -0.125, -1. / 18}, 1e-8},
	} {
		_, s := solved(t, c.text, pinn.Options{})
		if len(s.States()) < len(c.want) {
			t.Fatalf("%s: %d states", c.text, len(s.States()))
		}
		for i, want := range c.want {
			if got := s.States()[i].Value; !(math.Abs(got-want) < c.most*math.Max(1, math.Abs(want))) {
				t.Errorf("%s: state %d has %.12g, want %.12g", c.text, i, got, want)
			}
		}
	}
}

// TestEstimates: a diffusivity is found from noisy values within its standard error,
// which is that of the spread of estimates over several samples.
func TestEstimates(t *testing.T) {
	const text = "u_t = a u_xx; unknown a in [0.1, 3]; x in [0, 1]; t in [0, 0.2]; u(x,0) = sin πx; u = 0 on boundary; data x, t, u"
	const noise, samples = 0.01, 4
	sum := 0.0
	for k := range samples {
		r := rng.New(uint64(k), "samples")
		normal := make([]float64, 200)
		rng.Normals(normal, r)
		var d pinn.Data
		d.Noise = noise
		for i := range normal {
			x, s := r.Float64(), 0.2*r.Float64()
			d.Rows = append(d.Rows, x, s, math.Exp(-0.7*math.Pi*math.Pi*s)*math.Sin(math.Pi*x)+noise*normal[i])
		}
		_, s := solved(t, text, pinn.Options{Width: 150, Data: &d})
		e := s.Model.Estimates()[0]
		t.Logf("a = %.5f ± %.5f", e.Value, e.Error)
		if !(e.Error > 1e-4 && e.Error < 0.02) {
			t.Errorf("error %v", e.Error)
		}
		sum += (e.Value - 0.7) * (e.Value - 0.7) / (e.Error * e.Error)
	}
	if !(sum < 13.3) { // χ² of 4 degrees of freedom at 99 %
		t.Errorf("χ² = %v", sum)
	}
}

// TestCorner: in an L a solution of Poisson's equation is r^(2/3) sin(2θ/3) near the
// corner, here beside a polynomial, with θ from the side y < 0 on.
func TestCorner(t *testing.T) {
	const text = "Δu = 2; (x,y) in [-1,1]^2; where not (x > 0 and y < 0); u = truth on boundary; truth u = (x^2+y^2)^(1/3) sin(2/3*if(y < 0, 2π + atan2(y, x), atan2(y, x))) + x^2"
	p, s := solved(t, text, pinn.Options{Width: 150})
	if e := relative(t, p, s.Model, 0); !(e < 1e-6) {
		t.Errorf("error %.3g", e)
	}
	if c := s.Model.Corners(); len(c) != 1 || c[0] != "(0, 0)" {
		t.Errorf("corners %v", c)
	}
}
