package eigen

import (
	"fmt"
	"math"

	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/lab"
)

// fewestFine is the fewest points at which a mode is measured: enough to see what a
// network does between a few collocation points.
const fewestFine = 129

// A measurement is what one mode is worth, at points that were not
// trained on, and its curve for drawing.
type measurement struct {
	lambda float64   // Rayleigh quotient
	norm   float64   // ‖u‖
	ends   float64   // the larger of |u(0)|, |u(1)|
	off    float64   // the largest |u − √2 sin kπx|, at the better sign
	broken float64   // ‖u″ − λu‖/‖λu‖, by how much u breaks the law
	fine   []float64 // √w·u at the fine points
	curve  []float64 // u at the drawn points
}

// measureAs measures the network at theta as mode k, from 1, into m.
func (r *search) measureAs(m *measurement, theta []float64, k int) {
	fine := fit.Run(r.fine, theta)
	copy(m.fine, fine.Value(r.t.v))
	v2 := fine.Value(r.t.v2)
	m.lambda = rayleigh(m.fine, v2)
	m.norm = math.Sqrt(kernel.Dot(m.fine, m.fine))
	m.broken = broken(m.lambda, m.norm, v2)
	m.off = distance(fine.Value(r.t.x), fine.Value(r.t.u), k)
	m.ends = kernel.MaxAbs(fit.Run(r.ends, theta).Value(r.t.u))
	copy(m.curve, fit.Run(r.draw, theta).Value(r.t.u))
}

// broken is ‖u″ − λu‖/‖λu‖. With Rayleigh's λ the three make a right triangle,
//
//	‖u″ − λu‖² = ‖u″‖² − λ²‖u‖²
//
// and some eigenvalue is no farther from λ than this part of it (Weinstein 1934).
func broken(lambda, norm float64, v2 []float64) float64 {
	size := float64(lambda * norm)
	ratio := math.Sqrt(kernel.Dot(v2, v2)) / math.Abs(size)
	return math.Sqrt(math.Max(0, float64((ratio-1)*(ratio+1))))
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
func eigenvalue(k int) float64 { return -math.Pi * math.Pi * float64(k) * float64(k) }
func eigenfunction(k int, x float64) float64 {
	return float64(math.Sqrt2 * kernel.Sin1(float64(k)*math.Pi*x))
}

// Tolerances: the figures that this lab is held to.
const (
	lowModes          = 4 // up to here λ is asked for to tolLow
	tolLow, tolHigh   = 1e-8, 1e-6
	tolNorm, tolOrtho = 1e-6, 1e-6
	tolShape          = 1e-4
	shrunk            = 0.9 // what is at most left of ‖u‖ without the constraint
)

// Checks holds what was found against the closed forms. Modes not found yet
// stand as NaN.
func (r *search) Checks() []lab.Check {
	if !r.prob.norm {
		left := math.NaN()
		if r.Steps() > 0 {
			left = r.measure()
		}
		return []lab.Check{lab.AtMost("‖u‖, which was 1 at the start", left, shrunk, 0,
			"nothing holds it: a smaller u always has a smaller ∫(u″ − λu)²")}
	}
	var checks []lab.Check
	var ends, norm, off float64
	for k := range r.modes {
		m := measurement{lambda: math.NaN(), norm: math.NaN(), ends: math.NaN(), off: math.NaN()}
		if k < r.found {
			m = r.modes[k].measurement
		}
		checks = append(checks, lab.Relative(fmt.Sprintf("λ%s", lab.Subscript(k+1)), m.lambda, eigenvalue(k+1), r.tolerance(), "−(kπ)²"))
		ends, norm, off = math.Max(ends, m.ends), math.Max(norm, math.Abs(m.norm-1)), math.Max(off, m.off)
	}
	checks = append(checks,
		lab.Near("largest |uₖ − √2 sin kπx|", off, 0, tolShape, "√2 sin kπx"),
		lab.Near("largest |‖u‖ − 1|", norm, 0, tolNorm, "norm constraint"))
	if len(r.modes) > 1 {
		checks = append(checks, lab.Near("largest |⟨uᵢ, uⱼ⟩|", r.overlap(), 0, tolOrtho, "eigenfunctions of a self-adjoint operator"))
	}
	return append(checks, lab.ByConstruction("largest |u(0)|, |u(1)|", ends, 0, "the trial function has the factor x(1 − x)"))
}

// tolerance is what an eigenvalue may be off by, relative.
func (r *search) tolerance() float64 {
	if len(r.modes) > lowModes {
		return tolHigh
	}
	return tolLow
}

// overlap is the largest |⟨uᵢ, uⱼ⟩| of different modes found, at the fine
// points.
func (r *search) overlap() float64 {
	most := 0.0
	if r.found < len(r.modes) {
		most = math.NaN()
	}
	for i := range r.found {
		for j := range i {
			most = math.Max(most, math.Abs(kernel.Dot(r.modes[i].fine, r.modes[j].fine)))
		}
	}
	return most
}
