package cdf

import (
	"fmt"
	"math"

	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/lab"
)

// Checks holds what was fitted against what is known. What is not measured yet
// stands as NaN.
func (r *comparison) Checks() []lab.Check {
	if r.phase == reading && r.Status().State == lab.Stopped { // a file of no use: there is nothing to measure
		return nil
	}
	falling, distance, area := r.networks[soft].figures()
	fallingHard, _, _ := r.networks[hard].figures()
	checks := []lab.Check{
		lab.Near("negative slopes at 100 000 points", falling, 0, 0, "a distribution function never falls"),
		lab.Near("slope ≥ 0 proved, share of the range", r.proof.Fraction(), 1, 0, "interval arithmetic, rounded outwards"),
	}
	checks = append(checks, lab.Near("how far F̂ leaves [0, 1]", r.networks[soft].outside(), 0, 1e-9, "a distribution function lies between 0 and 1"))
	if r.sample.known != nil {
		n := float64(len(r.sample.x))
		checks = append(checks, lab.AtMost("largest |F̂ − F|", distance, kolmogorov99/math.Sqrt(n), 0,
			fmt.Sprintf("99 in 100 empirical distributions of %v numbers are within this (Kolmogorov 1933)", n)))
	}
	return append(checks, lab.OfMethod(
		lab.Near("∫F̂′ less the rise of F̂", area, 0, 1e-6, "fundamental theorem, by the midpoint rule"),
		lab.Near("largest |F̂′ − its central difference|", r.difference(), 0, 1e-7, "central differences of F̂"),
		lab.ByConstruction("negative slopes, positive weights", fallingHard, 0, "sums of growing functions grow"))...)
}

// kolmogorov99 is the 99 % point of Kolmogorov's distribution: of √n times the
// largest distance of an empirical distribution from the true one.
const kolmogorov99 = 1.6276

// difference is the largest difference of the slope by automatic
// differentiation from (F̂(t + h) − F̂(t − h))/2h, at points across the span:
//
//	error ≈ h²·F̂‴/6 + 10⁻¹⁶/h
//
// with h = 10⁻⁶ of the span.
func (r *comparison) difference() float64 {
	if !r.networks[soft].whole() {
		return math.NaN()
	}
	const points = drawn / 3
	lo, hi := r.sample.span()
	h, m := 1e-6*(hi-lo), r.draw
	t := m.Value(r.model.t)
	for i, at := range grid(lo, hi, points) {
		t[3*i], t[3*i+1], t[3*i+2] = at-h, at, at+h
	}
	clear(t[3*points:])
	fit.Run(m, r.parameters(soft))
	f, d, most := m.Value(r.model.f), m.Value(r.model.d), 0.0
	for i := range points {
		most = max(most, math.Abs(d[3*i+1]-(f[3*i+2]-f[3*i])/(2*h)))
	}
	return most / max(1, kernel.MaxAbs(d))
}
