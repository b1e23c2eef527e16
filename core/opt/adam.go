// Package opt minimises: one optimiser a file. An optimiser sees numbers, never
// a network; its whole state is in exported fields, so that a run can be saved
// and resumed with the same bits.
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

// NewAdam starts for n parameters with the authors' β₁ = 0.9, β₂ = 0.999,
// ε = 1e-8.
func NewAdam[T kernel.Float](n int, rate float64) *Adam[T] {
	return &Adam[T]{
		Rate: rate, Beta1: 0.9, Beta2: 0.999, Epsilon: 1e-8,
		M: make([]T, n), V: make([]T, n), Power1: 1, Power2: 1,
	}
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
