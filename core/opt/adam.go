// Package opt minimises: one optimiser a file. An optimiser sees numbers, never
// a network; its whole state is in exported fields, so that a run can be saved
// and resumed with the same bits, and Reserve lists the room that it needs.
package opt

import "residual/core/kernel"

// Adam is the method of Kingma & Ba (2015), Algorithm 1:
//
//	m ← β₁m + (1−β₁)g      v ← β₂v + (1−β₂)g²
//	θ ← θ − η·m̂/(√v̂ + ε)   m̂ = m/(1−β₁ᵗ), v̂ = v/(1−β₂ᵗ)
type Adam[T kernel.Float] struct {
	Rate                  float64 // η
	Beta1, Beta2, Epsilon float64
	M, V                  []T
	Power1, Power2        float64 // β₁ᵗ and β₂ᵗ
}

// NewAdam allocates for n parameters and begins.
func NewAdam[T kernel.Float](n int, rate float64) *Adam[T] {
	a := new(Adam[T])
	a.Reserve(Heap{}, n)
	a.Begin(rate)
	return a
}

// Reserve asks m for the moments of n parameters.
func (a *Adam[T]) Reserve(m Memory, n int) {
	reserve(m, &a.M, n)
	reserve(m, &a.V, n)
}

// Begin forgets the moments and sets the rate η and the authors' β₁ = 0.9,
// β₂ = 0.999, ε = 1e-8.
func (a *Adam[T]) Begin(rate float64) {
	a.Rate, a.Beta1, a.Beta2, a.Epsilon = rate, 0.9, 0.999, 1e-8
	clear(a.M)
	clear(a.V)
	a.Power1, a.Power2 = 1, 1
}

// Step moves theta against the gradient grad.
func (a *Adam[T]) Step(theta, grad []T) {
	a.Power1 *= a.Beta1
	a.Power2 *= a.Beta2
	kernel.Adam(theta, a.M, a.V, grad, T(a.Rate), T(a.Beta1), T(a.Beta2), T(a.Epsilon),
		T(1/(1-a.Power1)), T(1/(1-a.Power2)))
}

// Flops is the arithmetic of a step: 3 operations a number for m, 4 for v, 7
// for θ.
func (a *Adam[T]) Flops() int64 { return 14 * int64(len(a.M)) }

// Traffic is the bytes that a step reads (θ, m, v, g) and writes (θ, m, v).
func (a *Adam[T]) Traffic() int64 {
	size := int64(8)
	if _, narrow := any(a.M).([]float32); narrow {
		size = 4
	}
	return 7 * size * int64(len(a.M))
}
