// Package nn records networks on programs of package ad.
package nn

import (
	"fmt"
	"math"
	"math/rand/v2"

	"residual/core/ad"
	"residual/core/kernel"
)

// An MLP is a multilayer perceptron: layers x ↦ x·W + b, with tanh after each but
// the last.
type MLP struct {
	Sizes   []int      // numbers of inputs, of units in each hidden layer, of outputs
	Weights []ad.Value // layer l: Sizes[l] × Sizes[l+1]
	Biases  []ad.Value // layer l: 1 × Sizes[l+1]
}

// NewMLP declares the params of a network on p: W₁, b₁, W₂, b₂, …
func NewMLP(p *ad.Program, sizes ...int) *MLP {
	m := &MLP{Sizes: sizes}
	for l := 0; l+1 < len(sizes); l++ {
		m.Weights = append(m.Weights, p.Param(fmt.Sprintf("W%d", l+1), sizes[l], sizes[l+1]))
		m.Biases = append(m.Biases, p.Param(fmt.Sprintf("b%d", l+1), 1, sizes[l+1]))
	}
	return m
}

// Params lists the params in the order of their declaration.
func (m *MLP) Params() []ad.Value {
	var all []ad.Value
	for l := range m.Weights {
		all = append(all, m.Weights[l], m.Biases[l])
	}
	return all
}

// Size is the number of parameters.
func (m *MLP) Size() int {
	n := 0
	for l := 0; l+1 < len(m.Sizes); l++ {
		n += (m.Sizes[l] + 1) * m.Sizes[l+1]
	}
	return n
}

// Apply records the network at x, a batch (or jet) with Sizes[0] columns.
func (m *MLP) Apply(p *ad.Program, x ad.Value) ad.Value {
	for l := range m.Weights {
		if l > 0 {
			x = p.Tanh(x)
		}
		x = p.AddBias(p.MatMul(x, m.Weights[l]), m.Biases[l])
	}
	return x
}

// Glorot fills theta, the network's params side by side, with weights drawn
// uniformly from ±√(6/(in+out)) (Glorot & Bengio 2010, equation 16) and biases
// of 0. It uses only operations that IEEE arithmetic rounds correctly, so the
// numbers are the same on every machine.
func Glorot[T kernel.Float](m *MLP, theta []T, rng *rand.Rand) {
	for l := 0; l+1 < len(m.Sizes); l++ {
		in, out := m.Sizes[l], m.Sizes[l+1]
		limit := math.Sqrt(6 / float64(in+out))
		for i := range in * out {
			theta[i] = T(limit * (2*rng.Float64() - 1))
		}
		clear(theta[in*out:][:out])
		theta = theta[(in+1)*out:]
	}
}
