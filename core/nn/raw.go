package nn

import (
	"math/rand/v2"

	"residual/core/ad"
)

// Raw is the ordinary network: coordinates in, energy out. It must be shown
// that turning a molecule changes nothing.
type Raw struct {
	*MLP
	scale float64
}

// NewRaw declares the params of a network for so many atoms, with two hidden
// layers. Coordinates are divided by scale first.
func NewRaw(p *ad.Program, atoms, hidden int, scale float64) *Raw {
	return &Raw{NewMLP(p, 3*atoms, hidden, hidden, 1), scale}
}

// Energy records the energy at positions x, of A rows of 3 for each member.
func (r *Raw) Energy(p *ad.Program, x ad.Value) ad.Value {
	return r.Apply(p, p.Scale(p.Reshape(x, r.Sizes[0]), 1/r.scale))
}

// Start fills theta as Glorot does.
func (r *Raw) Start(theta []float64, _ []Spacing, rng *rand.Rand) { Glorot(r.MLP, theta, rng) }
