// Package interval is arithmetic with intervals that is proof: an operation on
// intervals returns one that holds every result of the same operation on
// numbers in them.
//
//	X ∘ Y ⊇ {x ∘ y : x ∈ X, y ∈ Y}
//
// Ends are computed in float64 and rounded outwards: a correctly rounded sum,
// product, quotient or root is moved by one unit in the last place, what
// package kernel computes by four (its functions promise two). Where an
// operation overflows or is not defined on all of an interval the result is the
// whole line, so a bound is never wrong, only useless (Moore, Kearfott & Cloud,
// Introduction to Interval Analysis, 2009).
package interval

import "math"

// An Interval is all numbers from Lo to Hi, both included. An end may be
// infinite; Lo ≤ Hi always.
type Interval struct{ Lo, Hi float64 }

// Point is the interval of one number.
func Point(x float64) Interval { return Interval{x, x} }

// Around is the least interval with x in its interior.
func Around(x float64) Interval { return Interval{below(x), above(x)} }

// Whole is the real line.
func Whole() Interval { return Interval{math.Inf(-1), math.Inf(1)} }

// Contains tells whether x is in a.
func (a Interval) Contains(x float64) bool { return a.Lo <= x && x <= a.Hi }

// Bounded tells whether both ends are finite.
func (a Interval) Bounded() bool { return a.Lo >= -math.MaxFloat64 && a.Hi <= math.MaxFloat64 }

// Inside tells whether a lies in the interior of b.
func (a Interval) Inside(b Interval) bool { return b.Lo < a.Lo && a.Hi < b.Hi }

// Width is the distance of the ends, at least.
func (a Interval) Width() float64 { return above(a.Hi - a.Lo) }

// Mid is a number near the middle of a, and in it.
func (a Interval) Mid() float64 {
	if !a.Bounded() {
		return max(a.Lo, min(a.Hi, 0))
	}
	return max(a.Lo, min(a.Hi, float64(a.Lo/2)+float64(a.Hi/2)))
}

// Mag is the largest |x| of x in a.
func (a Interval) Mag() float64 { return max(math.Abs(a.Lo), math.Abs(a.Hi)) }

// Mig is the smallest |x| of x in a.
func (a Interval) Mig() float64 { return max(a.Lo, -a.Hi, 0) }

// Intersect is a ∩ b; ok is false where that is empty.
func (a Interval) Intersect(b Interval) (both Interval, ok bool) {
	both = Interval{max(a.Lo, b.Lo), min(a.Hi, b.Hi)}
	return both, both.Lo <= both.Hi
}

// Hull is the least interval that holds a and b.
func (a Interval) Hull(b Interval) Interval { return Interval{min(a.Lo, b.Lo), max(a.Hi, b.Hi)} }

// Bisect cuts a at its Mid.
func (a Interval) Bisect() (low, high Interval) {
	m := a.Mid()
	return Interval{a.Lo, m}, Interval{m, a.Hi}
}

// above is the least number greater than x, and +Inf for NaN, which is no bound.
func above(x float64) float64 {
	switch {
	case !(x <= math.MaxFloat64):
		return math.Inf(1)
	case x == 0:
		return math.SmallestNonzeroFloat64
	case x > 0:
		return math.Float64frombits(math.Float64bits(x) + 1)
	}
	return math.Float64frombits(math.Float64bits(x) - 1)
}

// below is the greatest number less than x, and −Inf for NaN.
func below(x float64) float64 { return -above(-x) }
