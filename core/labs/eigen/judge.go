package eigen

import (
	"fmt"
	"math"

	"residual/core/kernel"
	"residual/core/lab"
)

// A judgement is what one mode is worth, measured at points that were not
// trained on, and its curve for drawing.
type judgement struct {
	lambda float64   // Rayleigh quotient
	norm   float64   // ‖u‖
	ends   float64   // the larger of |u(0)|, |u(1)|
	off    float64   // the largest |u − √2 sin kπx|, at the better sign
	v      []float64 // √w·u at the fine points
	curve  []float64 // u at the drawn points
}

// judge measures mode k (from 1) at theta.
func (r *run) judge(theta []float64, k int) judgement {
	m := r.fine
	copy(m.Params(), theta)
	m.Run()
	v := append([]float64(nil), m.Value(r.t.v)...)
	copy(r.ends.Params(), theta)
	r.ends.Run()
	copy(r.draw.Params(), theta)
	r.draw.Run()
	return judgement{
		lambda: rayleigh(v, m.Value(r.t.v2)),
		norm:   math.Sqrt(kernel.Dot(v, v)),
		ends:   kernel.MaxAbs(r.ends.Value(r.t.u)),
		off:    distance(m.Value(r.t.x), m.Value(r.t.u), k),
		v:      v,
		curve:  append([]float64(nil), r.draw.Value(r.t.u)...),
	}
}

// distance is the largest difference of u from the eigenfunction, at the sign
// that fits better.
func distance(x, u []float64, k int) float64 {
	var plus, minus float64
	for i := range x {
		e := eigenfunction(k, x[i])
		plus = math.Max(plus, math.Abs(u[i]-e))
		minus = math.Max(minus, math.Abs(u[i]+e))
	}
	return math.Min(plus, minus)
}

// eigenvalue is −(kπ)², eigenfunction √2 sin kπx: the truth.
func eigenvalue(k int) float64               { return -math.Pi * math.Pi * float64(k) * float64(k) }
func eigenfunction(k int, x float64) float64 { return math.Sqrt2 * math.Sin(float64(k)*math.Pi*x) }

// Tolerances: the figures that this lab is held to.
const (
	lowModes          = 4 // up to here λ is asked for to tolLow
	tolLow, tolHigh   = 1e-8, 1e-6
	tolNorm, tolOrtho = 1e-6, 1e-6
	tolShape          = 1e-4
)

// Checks holds what was found against the closed forms. Modes not found yet
// stand as NaN.
func (r *run) Checks() []lab.Check {
	if !r.prob.norm {
		return []lab.Check{lab.Near("‖u‖ collapses", r.measure(), 0, collapsed,
			"u ≡ 0 has no residual: the least value of ∫(u″ − λu)²")}
	}
	var checks []lab.Check
	var ends, norm, off float64
	for k := 1; k <= r.modes; k++ {
		j := judgement{lambda: math.NaN(), norm: math.NaN(), ends: math.NaN(), off: math.NaN()}
		if k <= len(r.found) {
			j = r.found[k-1].judgement
		}
		tol := tolLow
		if r.modes > lowModes {
			tol = tolHigh
		}
		checks = append(checks, lab.Relative(fmt.Sprintf("λ%s", lab.Subscript(k)), j.lambda, eigenvalue(k), tol, "−(kπ)²"))
		ends, norm, off = math.Max(ends, j.ends), math.Max(norm, math.Abs(j.norm-1)), math.Max(off, j.off)
	}
	return append(checks,
		lab.Near("largest |u(0)|, |u(1)|", ends, 0, 0, "Dirichlet condition"),
		lab.Near("largest |‖u‖ − 1|", norm, 0, tolNorm, "norm constraint"),
		lab.Near("largest |⟨uᵢ, uⱼ⟩|", r.overlap(), 0, tolOrtho, "eigenfunctions of a self-adjoint operator"),
		lab.Near("largest |uₖ − √2 sin kπx|", off, 0, tolShape, "√2 sin kπx"))
}

// overlap is the largest |⟨uᵢ, uⱼ⟩| of different modes found, at the fine
// points.
func (r *run) overlap() float64 {
	most := 0.0
	if len(r.found) < r.modes {
		most = math.NaN()
	}
	for i := range r.found {
		for j := range i {
			most = math.Max(most, math.Abs(kernel.Dot(r.found[i].v, r.found[j].v)))
		}
	}
	return most
}
