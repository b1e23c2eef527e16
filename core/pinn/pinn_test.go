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
	var x []float64
	r := rng.New(2, "points")
	for range 2000 {
		for _, c := range p.Inputs {
			x = append(x, c.Lo+(c.Hi-c.Lo)*r.Float64())
		}
	}
	got, want := make([]float64, 2000), make([]float64, 2000)
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
