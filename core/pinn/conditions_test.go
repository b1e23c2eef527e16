package pinn_test

import (
	"errors"
	"slices"
	"testing"

	"residual/core/law"
	"residual/core/pinn"
)

// TestConditions: each kind is met, those that can be by construction, and the solution
// in closed form is found.
func TestConditions(t *testing.T) {
	for _, c := range []struct {
		name, text string
		exact      []int
		width      int
		most       float64
	}{
		{"Robin", "u'' = u; u(0) = 1; u_x(1) + 2u(1) = 3e; x in [0,1]; truth u = e^x", []int{0}, 60, 1e-10},
		{"at a point", "u' = u; u(0.5) = 1; x in [0,1]; truth u = e^(x-0.5)", nil, 60, 1e-10},
		{"between places", "u'' = -π² cos πx; u(0) = -u(1); u_x(0) = 0; x in [0,1]; truth u = cos πx", nil, 60, 1e-9},
		{"of an integral", "u'' = 6x; u(0) = 0; int(u) = 1/4; x in [0,1]; truth u = x^3", []int{0}, 60, 1e-9},
		{"periodic", "u_t + u_x = 0; x in [0, 2π]; t in [0,1]; u(x,0) = sin x; periodic in x; truth u = sin(x - t)", []int{0, 1}, 150, 1e-5},
		{"a kink", "d/dx(k u_x) = 0; k = if(x < 1/2, 1, 3); u(0) = 0; u(1) = 2; jump(k u_x, x = 1/2) = 0; x in [0,1]; truth u = if(x < 1/2, 3x, 1+x)", []int{0, 1}, 60, 1e-9},
		{"a kink that is not asked for", "d/dx(k u_x) = 0; k = if(x < 1/2, 1, 3); u(0) = 0; u(1) = 2; x in [0,1]; truth u = if(x < 1/2, 3x, 1+x)", []int{0, 1}, 60, 1e-9},
		{"two materials", "div(k grad(u)) = 0; k = if(x < y, 1, 3); (x, y) in [0,1]^2; u = truth on boundary; truth u = if(x < y, 3, 1) (x - y)", []int{}, 100, 1e-6},
		{"the normal of a disc", "Δu = 4; (x,y) in disc(0,0,1); u_n = 2 on boundary; u(0, 0) = 0; truth u = x^2 + y^2", nil, 300, 1e-4},
		{"an integral law", "y' + y = int(e^(t-x) y(t), t, 0, x); y(0) = 1, x in [0, 5]; truth y = e^(-x) cosh x", []int{0}, 100, 1e-9},
		{"a label", "u_x = -nu u; u(0, nu) = 1; x in [0,1]; for every nu in [1, 2]; u(x, nu); truth u = e^(-nu x)", []int{0}, 150, 1e-6},
		{"a mixed derivative", "u_xy = u; u(x,0) = e^x; u(0,y) = e^y; (x,y) in [0,1]^2; truth u = e^(x+y)", []int{0, 1}, 150, 1e-6},
		{"the fourth order, mixed", "laplace(laplace(u)) = 4 e^(x+y); u = truth on boundary; u_n = truth on boundary; (x,y) in [0,1]^2; truth u = e^(x+y)", []int{0}, 150, 1e-6},
		{"a system", "u' = v; v' = -u; u(0) = 0; v(0) = 1; t in [0, 3]; truth u = sin t; truth v = cos t", []int{0, 1}, 60, 1e-10},
		{"sides that differ where they meet", "Δu = 0; (x,y) in [0,1]^2; u = 0 on left, right, bottom; u = 1 on top", []int{0}, 60, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, s := solved(t, c.text, pinn.Options{Width: c.width})
			if c.exact != nil && !slices.Equal(s.Model.Exact(), c.exact) && len(s.Model.Exact())+len(c.exact) > 0 {
				t.Errorf("by construction are %v, not %v", s.Model.Exact(), c.exact)
			}
			for f, field := range p.Fields {
				if field.Truth != nil {
					if e := relative(t, p, s.Model, f); !(e < c.most) {
						t.Errorf("error %.3g", e)
					}
				}
			}
		})
	}
}

// TestRefusals: what cannot be done is said at its place.
func TestRefusals(t *testing.T) {
	for _, text := range []string{
		"u' = max(u, 1); u(0) = 0; x in [0,1]",
		"u' = if(u < 1, 1, 2); u(0) = 0; x in [0,1]",
		"unknown a in [0, 1]; u' = a u; u(0) = 1; x in [0,1]",
		"-u'' + u^2 = E u; eigen E; u(0) = 0; u(1) = 0; x in [0,1]",
		"-u'' = E u; eigen E; u(0) = 0; u(1) = 1; x in [0,1]",
	} {
		p, err := law.Parse(text)
		if err != nil {
			t.Fatalf("%s: %v", text, err)
		}
		_, err = pinn.NewSolver(p, pinn.Options{})
		var at *law.Error
		if !errors.As(err, &at) || at.Reason == "" {
			t.Errorf("%s: %v", text, err)
		}
	}
}
