package cdf

import (
	"math"

	"residual/core/kernel"
)

// A transform is t = asinh((x − m)/s), which the network sees in place of x.
type transform struct{ m, s float64 }

// forward is t of x.
func (a transform) forward(x float64) float64 { return asinh((x - a.m) / a.s) }

// inverse is x of t, by sinh t = (eᵗ − e⁻ᵗ)/2.
func (a transform) inverse(t float64) float64 {
	e := kernel.Exp1(t)
	return a.m + float64(a.s*(e-1/e))/2
}

// derivative is dt/dx at x, which turns a slope in t into one in x.
func (a transform) derivative(x float64) float64 {
	u := (x - a.m) / a.s
	return 1 / (a.s * math.Sqrt(1+float64(u*u)))
}

// asinh is ln(u + √(u² + 1)), odd.
func asinh(u float64) float64 {
	a := math.Abs(u)
	return math.Copysign(kernel.Log1(a+math.Sqrt(float64(a*a)+1)), u)
}

// grid is n equidistant numbers from lo to hi.
func grid(lo, hi float64, n int) []float64 {
	g := make([]float64, n)
	for i := range g {
		g[i] = lo + float64((hi-lo)*(float64(i)/float64(n-1)))
	}
	return g
}
