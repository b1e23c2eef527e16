//go:build figures

package pinn_test

import (
	"fmt"
	"math"
	"os"
	"residual/core/opt"
	"residual/core/rng"
	"strconv"
	"strings"
	"testing"
	"time"

	"residual/core/fit"
	"residual/core/law"
	"residual/core/pinn"
)

func TestCorpusExplore(t *testing.T) {
	num := func(s string, d float64) float64 {
		if v, err := strconv.ParseFloat(os.Getenv(s), 64); err == nil {
			return v
		}
		return d
	}
	all, _ := os.ReadFile("../law/testdata/problems.txt")
	for i, part := range strings.Split(string(all), "\n== ")[1:] {
		if only := int(num("ONLY", 0)); only > 0 && i+1 != only || i+1 < int(num("FROM", 0)) {
			continue
		}
		name, text, _ := strings.Cut(part, "\n")
		_, text, _ = strings.Cut(text, "\n")
		p, err := law.Parse(text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		sv, err := pinn.NewSolver(p, pinn.Options{Width: int(num("W", 0))})
		if err != nil {
			t.Logf("%s: REFUSED %v", name, err)
			continue
		}
		var room fit.Room
		sv.Reserve(&room)
		if err := room.Open(4 << 30); err != nil {
			t.Logf("%s: ROOM %v", name, err)
			continue
		}
		if err := sv.Begin(1); err != nil {
			t.Logf("%s: BEGIN %v", name, err)
			continue
		}
		t0 := time.Now()
		steps := 0
		for ; !sv.Done(); steps++ {
			sv.Step()
		}
		m := sv.Model
		errs := ""
		for f, field := range p.Fields {
			if field.Truth != nil {
				errs += fmt.Sprintf(" %.2g (%.2g)", relative(t, p, m, f), append(sv.Claims(), 0, 0, 0, 0)[f])
			}
		}
		t.Logf("%-35s error%s loss %.2g, %d rows %d par exact %v of %d, slope %v, %d steps %.2gs", name, errs, sv.Loss(), m.Rows(), m.Size(), m.Exact(), len(p.Conditions), sv.Slope(), steps, time.Since(t0).Seconds())
	}
}

func TestMoreStates(t *testing.T) {
	for _, text := range []string{
		"-Δu = E u; eigen E; (x,y) in [-1,1]^2; where not (x > 0 and y < 0); u = 0 on boundary",
		"-½ psi'' + ½x² psi = E psi; eigen E; x in [-8, 8]; psi = 0 on boundary; int(psi^2) = 1",
		"-u'' = E u; eigen E; x in [0, 1]; u(0) = 0; u(1) = 0",
		"-½ u'' - u/r = E u; eigen E in [-1, 0]; r in [0, 60]; u(0) = 0; u(60) = 0",
		"-½ u'' + (x^2-4)^2/8 u = E u; eigen E; x in [-6, 6]; u = 0 on boundary",
		"-Δu = E u; eigen E; (x,y) in disc(0,0,1); u = 0 on boundary",
		"-Δu = E u; eigen E; (x,y) in [-1,1]^2; where not (x > 0 and y < 0); u = 0 on boundary",
		"-½Δu + ½(x²+y²) u = E u; eigen E; (x,y) in [-6,6]^2; u = 0 on boundary",
	} {
		p, err := law.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		s, err := pinn.NewSolver(p, pinn.Options{})
		if err != nil {
			t.Error(err)
			continue
		}
		var room fit.Room
		s.Reserve(&room)
		if err := room.Open(4 << 30); err != nil {
			t.Fatal(err)
		}
		if err := s.Begin(1); err != nil {
			t.Fatal(err)
		}
		t0 := time.Now()
		for !s.Done() {
			s.Step()
		}
		line := ""
		for _, z := range s.States() {
			line += fmt.Sprintf(" %.12g", z.Value)
		}
		t.Logf("%s\n   %s slope %v  %.2g s", text, line, s.Slope(), time.Since(t0).Seconds())
	}
}

func TestMoreCorners(t *testing.T) {
	const text = "-Δu = 1; (x,y) in [-1,1]^2; where not (x > 0 and y < 0); u = 0 on boundary"
	_, s := solved(t, text, pinn.Options{})
	out := make([]float64, 1)
	s.Model.Eval(out, []float64{-0.5, 0.5}, 0, law.Order{})
	t.Logf("%v: u(-½, ½) = %.10g, claim %.2g", s.Model.Corners(), out[0], s.Claims())
}

// TestBurgers trains all layers on Burgers' equation by sketched steps.
func TestBurgers(t *testing.T) {
	p, err := law.Parse("u_t + u u_x = 0.01 u_xx; x in [-1, 1]; t in [0, 1]; u(x, 0) = -sin πx; u = 0 on left, right")
	if err != nil {
		t.Fatal(err)
	}
	m, err := pinn.New(p, pinn.Options{Width: 20, Depth: 4, Points: 8000})
	if err != nil {
		t.Fatal(err)
	}
	var room fit.Room
	var g opt.SketchedGaussNewton
	m.Reserve(&room)
	g.Reserve(&room, opt.SketchSize{Params: m.Size(), Block: pinn.BlockRows})
	if err := room.Open(4 << 30); err != nil {
		t.Fatal(err)
	}
	if err := m.Begin(rng.New(1, "test")); err != nil {
		t.Fatal(err)
	}
	g.Begin(1, 0.3)
	t0 := time.Now()
	for k := range 80 {
		g.Step(m.Blocks(), m.Theta)
		if k%10 == 9 {
			t.Logf("%d: loss %.3g λ %.2g error %.3g  %.0f s", k+1, g.Loss, g.Lambda, burgersError(m), time.Since(t0).Seconds())
		}
	}
}

// burgersError is the relative error in L² for ν = 0.01, u(x, 0) = −sin πx, whose
// solution is that of Cole and Hopf,
//
//	u = −∫ sin π(x−η) f(x−η) e^(−η²/4νt) dη / ∫ f(x−η) e^(−η²/4νt) dη,   f(y) = e^(−cos πy/2πν)
func burgersError(m *pinn.Model) float64 {
	const nu = 0.01
	x := m.Points(400, rng.New(9, "points"))
	u := make([]float64, len(x)/2)
	m.Eval(u, x, 0, law.Order{})
	d, s := 0.0, 0.0
	for i := range u {
		over, under := 0.0, 0.0
		for k := -2000; k <= 2000; k++ {
			eta := float64(k) / 2000 * 12 * math.Sqrt(2*nu*x[2*i+1])
			w := math.Exp(-eta*eta/(4*nu*x[2*i+1]) - (1+math.Cos(math.Pi*(x[2*i]-eta)))/(2*math.Pi*nu) + 1/(math.Pi*nu)/2)
			over += math.Sin(math.Pi*(x[2*i]-eta)) * w
			under += w
		}
		want := -over / under
		d += (u[i] - want) * (u[i] - want)
		s += want * want
	}
	return math.Sqrt(d / s)
}

// TestConductivity: k(x) from 200 values of u with noise of 1 %, where k is known at one
// end.
func TestConductivity(t *testing.T) {
	const text = "-d/dx(k u_x) = -2x π cos πx + (1+x²) π² sin πx; unknown k(x); u(0) = 0; u(1) = 0; x in [0, 1]; data x, u; truth k = 1 + x²; truth u = sin πx"
	r := rng.New(1, "samples")
	normal := make([]float64, 200)
	rng.Normals(normal, r)
	d := pinn.Data{Noise: 0.01}
	for _, v := range normal {
		x := r.Float64()
		d.Rows = append(d.Rows, x, math.Sin(math.Pi*x)+0.01*v)
	}
	for _, w := range []int{10, 20, 40, 80, 200} {
		p, s := solved(t, text, pinn.Options{Width: w, Data: &d})
		t.Logf("%d: u %.2g, k %.2g slope %v", w, relative(t, p, s.Model, 0), relative(t, p, s.Model, 1), s.Slope())
	}
}
