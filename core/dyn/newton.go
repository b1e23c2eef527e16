package dyn

import (
	"math"
	"slices"

	"residual/core/interval"
	"residual/core/kernel"
	"residual/core/linalg"
)

// Newton moves x to an equilibrium by Newton's method, and tells whether it has
// converged to one inside the window, as far as an enclosure of f around the end tells.
// It proves nothing, and is a second method beside Equilibria, which does.
func (f *Field) Newton(x []float64) bool {
	n := f.N
	jacobian, inverse := make([]float64, n*n), make([]float64, n*n)
	value, step := make([]float64, n), make([]float64, n)
	window, converged := f.Window(), false
	for range 60 {
		f.Jacobian(jacobian, x)
		f.Value(value, x)
		if !interval.Invert(inverse, jacobian, n) {
			return false
		}
		linalg.MulVec(step, -1, inverse, value, 0)
		kernel.Add(x, x, step)
		size := 0.0
		for i, w := range window {
			size = max(size, math.Abs(step[i])/(w.Hi-w.Lo))
		}
		if converged = size < 1e-12; converged || !(size < 1e6) {
			break
		}
	}
	for i, w := range window {
		if !(x[i] > w.Lo && x[i] < w.Hi) {
			return false
		}
	}
	return converged && f.vanishes(x, 1e-9)
}

// Covers tells whether x is at a proved equilibrium, or in an undecided box, but
// for a slack in each variable.
func (f *Finding) Covers(x, slack []float64) bool {
	in := func(box []interval.Interval) bool {
		for i, b := range box {
			if !(x[i] > b.Lo-slack[i] && x[i] < b.Hi+slack[i]) {
				return false
			}
		}
		return true
	}
	return slices.ContainsFunc(f.Undecided, in) || slices.ContainsFunc(f.Proved, func(e Equilibrium) bool {
		box := make([]interval.Interval, len(x))
		for i, v := range e.X {
			box[i] = interval.Point(v)
		}
		return in(box)
	})
}
