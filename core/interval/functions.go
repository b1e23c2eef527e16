package interval

import (
	"math"

	"residual/core/kernel"
)

// Package kernel's functions are within 2 units in the last place of the truth.
// A unit is at most 2⁻⁵²·|y|, and at the next power of two it doubles, so
// 2⁻⁵⁰·|y| covers it; the second number does among subnormals.
const (
	slack  = 0x1p-50
	slack0 = 0x1p-1072
)

func upper(y float64) float64 { return above(y + (float64(math.Abs(y)*slack) + slack0)) }
func lower(y float64) float64 { return -upper(-y) }

// Exp is eᵃ.
func (a Interval) Exp() Interval {
	return Interval{max(0, lower(kernel.Exp1(a.Lo))), upper(kernel.Exp1(a.Hi))}
}

// Log is ln a of what is positive in a; the whole line where nothing is.
func (a Interval) Log() Interval {
	switch {
	case !(a.Hi > 0):
		return Whole()
	case !(a.Lo > 0):
		return Interval{math.Inf(-1), upper(kernel.Log1(a.Hi))}
	}
	return Interval{lower(kernel.Log1(a.Lo)), upper(kernel.Log1(a.Hi))}
}

// Tanh is tanh a.
func (a Interval) Tanh() Interval {
	low, high := [1]float64{a.Lo}, [1]float64{a.Hi}
	kernel.Tanh(low[:], low[:])
	kernel.Tanh(high[:], high[:])
	return Interval{max(-1, lower(low[0])), min(1, upper(high[0]))}
}

// TanhDerivative is tanh′ a = 1 − tanh² a, a peak at 0: never
// negative.
func (a Interval) TanhDerivative() Interval {
	z := Point(1).Sub(a.Tanh().Sqr())
	return Interval{max(0, z.Lo), min(1, z.Hi)}
}

// Sin is sin a: 1 at quarter turn 1, −1 at quarter turn 3.
func (a Interval) Sin() Interval { return a.wave(kernel.Sin1, 1) }

// Cos is cos a: 1 at quarter turn 0, −1 at quarter turn 2.
func (a Interval) Cos() Interval { return a.wave(kernel.Cos1, 0) }

// wave is f(a) for a wave with its top at quarter turn top and its bottom half
// a turn later: the ends, and 1 or −1 where such a turn may lie between them.
func (a Interval) wave(f func(float64) float64, top int64) Interval {
	if !(a.Mag() <= kernel.SinLimit64) {
		return Interval{-1, 1}
	}
	turns := a.Div(Interval{halfPi, above(halfPi)})
	first, last := int64(math.Ceil(turns.Lo)), int64(math.Floor(turns.Hi))
	u, v := f(a.Lo), f(a.Hi)
	z := Interval{max(-1, lower(min(u, v))), min(1, upper(max(u, v)))}
	if containsMod4(first, last, top) {
		z.Hi = 1
	}
	if containsMod4(first, last, top+2) {
		z.Lo = -1
	}
	return z
}

// halfPi is the float64 below π/2.
const halfPi = 0x1.921fb54442d18p0

// containsMod4 tells whether a number that is k modulo 4 lies in [first, last].
func containsMod4(first, last, k int64) bool {
	return last-first >= 3 || first <= last && first+(k-first)&3 <= last
}
