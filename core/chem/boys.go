package chem

import (
	"math"

	"residual/core/kernel"
)

// The Boys function is what every Coulomb integral of Gaussians reduces to:
//
//	F_n(x) = ∫₀¹ t²ⁿ e^{−xt²} dt,   F_n′ = −F_{n+1},   (2n−1)·F_{n−1} = 2x·F_n + e^{−x}
//
// Up to boysEnd the highest order is a Taylor series about the nearest of the
// points of a table, and the recurrence gives the lower ones, adding positive
// numbers only; beyond, where F₀ = ½√(π/x) to the last bit, it runs upwards.
type boys []float64

const (
	boysOrders = 6  // n = 0…5
	boysTerms  = 7  // of the Taylor series: (1/32)⁷/7! is 6e-15 of F_{n+7} < F_n/10
	boysSteps  = 16 // points of the table to 1
	boysEnd    = 36
	boysWidth  = boysOrders + boysTerms - 1
	boysSize   = (boysEnd*boysSteps + 1) * boysWidth
)

// fill computes the table, of boysSize numbers, by the series of the highest order
//
//	F_n(x) = e^{−x}·Σ_i (2x)ⁱ/((2n+1)(2n+3)…(2n+2i+1))
func (b boys) fill() {
	for i := range boysEnd*boysSteps + 1 {
		x := float64(i) / boysSteps
		f := b[i*boysWidth:][:boysWidth]
		e := kernel.Exp1(-x)
		f[boysWidth-1] = e * boysSeries(boysWidth-1, x)
		boysDown(f, x, e)
	}
}

func boysSeries(n int, x float64) float64 {
	term := 1 / float64(2*n+1)
	sum := term
	for i := 1; term > 1e-17*sum; i++ {
		term *= 2 * x / float64(2*(n+i)+1)
		sum += term
	}
	return sum
}

// boysDown fills f from its last number; e is e^{−x}.
func boysDown(f []float64, x, e float64) {
	for n := len(f) - 1; n > 0; n-- {
		f[n-1] = (float64(2*x*f[n]) + e) * oddInverse[n-1]
	}
}

// oddInverse holds 1/(2n+1), wholeInverse 1/(n+1).
var (
	oddInverse   = [...]float64{1, 1. / 3, 1. / 5, 1. / 7, 1. / 9, 1. / 11, 1. / 13, 1. / 15, 1. / 17, 1. / 19, 1. / 21}
	wholeInverse = [...]float64{1, 1. / 2, 1. / 3, 1. / 4, 1. / 5, 1. / 6}
)

// values sets f to F₀(x) … F_{len(f)−1}(x), x ≥ 0. Its relative error is below
// 1e-14.
func (b boys) values(f []float64, x float64) {
	if !(x < boysEnd) {
		boysUp(f, x)
		return
	}
	i := int(x*boysSteps + 0.5)
	d := float64(i)/boysSteps - x
	top := len(f) - 1
	row := b[i*boysWidth+top:][:boysTerms]
	s := row[boysTerms-1]
	for k := boysTerms - 2; k >= 0; k-- {
		s = row[k] + float64(s*d*wholeInverse[k])
	}
	f[top] = s
	if top > 0 {
		boysDown(f, x, kernel.Exp1(-x))
	}
}

// boysUp fills f from F₀ where x is large.
func boysUp(f []float64, x float64) {
	e := kernel.Exp1(-x)
	f[0] = math.Sqrt(math.Pi/x) / 2
	for n := 1; n < len(f); n++ {
		f[n] = (float64(float64(2*n-1)*f[n-1]) - e) / (2 * x)
	}
}
