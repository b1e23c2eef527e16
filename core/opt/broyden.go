package opt

import (
	"math"

	"residual/core/kernel"
	"residual/core/linalg"
)

// SSBroyden is the self-scaled Broyden method: a quasi-Newton method with the whole
// inverse Hessian H, which is scaled and updated, by s = x₊ − x and y = g₊ − g,
//
//	H ← (H − Hyyᵀ H/yᵀHy + φvvᵀ)/τ + ssᵀ/yᵀs,   v = √(yᵀHy)·(s/yᵀs − Hy/yᵀHy)
//
// For φ = τ = 1 it is the method of Broyden, Fletcher, Goldfarb and Shanno. Here
// they follow, step by step, from
//
//	b = sᵀH⁻¹s/yᵀs,   h = yᵀHy/yᵀs,   a = bh − 1 ≥ 0
//
// (Al-Baali 1998; Al-Baali, Spedicato & Maggioni 2014). Of quasi-Newton methods it
// trains networks on equations the farthest (Urbán, Stefanou & Pons 2025).
//
// A step satisfies the weak conditions of Wolfe, so that yᵀs > 0. No coordinate
// moves further than MaxMove in one.
type SSBroyden struct {
	MaxMove float64
	Value   float64   // at the last x
	Grad    []float64 // there
	H       []float64 // by rows
	Updates int       // of H; at 0 it is I and not looked at

	step, trial, trialGrad, hy []float64
	short                      float64 // step is −short·Hg
}

// Reserve asks m for the room of n parameters.
func (b *SSBroyden) Reserve(m Memory, n int) {
	for _, v := range []*[]float64{&b.Grad, &b.step, &b.trial, &b.trialGrad, &b.hy} {
		m.Floats(v, n)
	}
	m.Floats(&b.H, n*n)
}

// Begin forgets H and evaluates f at x.
func (b *SSBroyden) Begin(f Function, x []float64) {
	b.Updates = 0
	b.Value = f(b.Grad, x)
}

// Step moves x downhill; false where no point tried along the step is lower. If H
// fails, it is forgotten and the steepest descent is tried.
func (b *SSBroyden) Step(f Function, x []float64) bool {
	if b.search(f, x) {
		return true
	}
	again := b.Updates > 0
	b.Updates = 0
	return again && b.search(f, x)
}

// wolfe is the part of the slope that may be left at the end of a step.
const wolfe = 0.9

// search finds a length α of the step at which the value has fallen enough, and
// the slope too, by doubling and halving (Lewis & Overton 2013), and accepts it.
// Where the slope stays too steep the lowest point that has fallen enough serves.
func (b *SSBroyden) search(f Function, x []float64) bool {
	slope, longest := b.direction()
	if !(slope < 0) {
		return false
	}
	low, high, alpha := 0.0, math.Inf(1), 1.0
	fallen := false // trial is a point that has
	value := 0.0
	for range maxHalvings {
		kernel.Scale(b.trial, alpha, b.step)
		kernel.Add(b.trial, x, b.trial)
		value = f(b.trialGrad, b.trial)
		fallen = value <= b.Value+float64(armijo*float64(alpha*slope))+float64(rounding*math.Abs(b.Value))
		switch {
		case !fallen:
			high = alpha
		case kernel.Dot(b.trialGrad, b.step) < wolfe*slope && alpha < longest:
			low = alpha
		default:
			b.accept(x, alpha, value)
			return true
		}
		if alpha = (low + high) / 2; math.IsInf(high, 1) {
			alpha = math.Min(2*low, longest)
		}
	}
	if fallen {
		b.accept(x, alpha, value)
	}
	return fallen
}

// direction sets step to −Hg, shortened where a coordinate would move more than
// MaxMove, or a tenth of it where H is not known. It returns the slope along it,
// and how many times it may be taken.
func (b *SSBroyden) direction() (slope, longest float64) {
	most := b.MaxMove
	if b.Updates == 0 {
		kernel.Scale(b.step, -1, b.Grad)
		most /= 10
	} else {
		linalg.MulVec(b.step, -1, b.H, b.Grad, 0)
	}
	largest := kernel.MaxAbs(b.step)
	if b.short = 1; largest > most {
		b.short = most / largest
		kernel.Scale(b.step, b.short, b.step)
		largest = most
	}
	return kernel.Dot(b.step, b.Grad), math.Max(1, b.MaxMove/largest)
}

// accept moves x to the trial point, alpha steps away, and updates H.
func (b *SSBroyden) accept(x []float64, alpha, value float64) {
	s, y := b.step, b.trial
	kernel.Scale(s, alpha, s)
	copy(x, b.trial)
	kernel.Sub(y, b.trialGrad, b.Grad)
	sy, yy := kernel.Dot(s, y), kernel.Dot(y, y)
	curved := -alpha * b.short * kernel.Dot(s, b.Grad) // sᵀH⁻¹s, for s = −α·short·Hg
	copy(b.Grad, b.trialGrad)
	b.Value = value
	if !(sy > 1e-12*yy) {
		return
	}
	if b.Updates == 0 { // the multiple of I that suits the first pair (Shanno & Phua 1978)
		clear(b.H)
		for i := range s {
			b.H[i*len(s)+i] = sy / yy
		}
		curved = kernel.Dot(s, s) * yy / sy
	}
	b.update(s, y, sy, curved)
}

// update updates H by a pair, given yᵀs and sᵀH⁻¹s, and overwrites the pair. Every
// term is ±wwᵀ, so that H stays symmetric to the last bit: what is not would grow.
func (b *SSBroyden) update(s, y []float64, sy, curved float64) {
	linalg.MulVec(b.hy, 1, b.H, y, 0)
	yhy := kernel.Dot(y, b.hy)
	phi, tau := scaling(curved/sy, yhy/sy, len(s))
	size, sign := math.Sqrt(math.Abs(phi)*yhy/tau), math.Copysign(1, phi)
	kernel.Scale(y, size/sy, s) // √(|φ|/τ)·v
	kernel.Axpy(y, -size/yhy, b.hy)
	kernel.Scale(s, 1/math.Sqrt(sy), s)
	kernel.Scale(b.hy, 1/math.Sqrt(tau*yhy), b.hy)
	for i, h := range b.hy {
		row := b.H[i*len(s):][:len(s)]
		kernel.Scale(row, 1/tau, row)
		kernel.Axpy(row, -h, b.hy)
		kernel.Axpy(row, sign*y[i], y)
		kernel.Axpy(row, s[i], s)
	}
	b.Updates++
}

// scaling is φ and τ of an update, for n parameters:
//
//	c = √(a/(a + 1)),  ρ⁻ = min(1, h(1 − c)),  ρ⁺ = min(1, 1/b)
//	θ = max((ρ⁻ − 1)/a, min(1/ρ⁻, (1 − b)/b)),  σ = 1 + aθ,  φ = (1 − θ)/σ
//	τ = ρ⁺·min(σ^{−1/(n−1)}, 1/θ) where θ > 0, else min(ρ⁺·σ^{−1/(n−1)}, σ)
func scaling(b, h float64, n int) (phi, tau float64) {
	a, theta := math.Max(0, b*h-1), 0.0
	if a > 0 { // else Hy and s are one direction, and θ does not matter
		low := math.Min(1, h*(1-math.Sqrt(a/(a+1))))
		theta = math.Max((low-1)/a, math.Min(1/low, (1-b)/b))
	}
	sigma, high := 1+a*theta, math.Min(1, 1/b)
	power := 1.0
	if n > 1 {
		power = kernel.Exp1(-kernel.Log1(sigma) / float64(n-1))
	}
	if theta > 0 {
		return (1 - theta) / sigma, high * math.Min(power, 1/theta)
	}
	return (1 - theta) / sigma, math.Min(high*power, sigma)
}
