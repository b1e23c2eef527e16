package cdf

import (
	"math"
	"math/rand/v2"

	"residual/core/ad"
	"residual/core/kernel"
	"residual/core/nn"
)

// A network is F̂(t), 1 → width → width → 1 with tanh, recorded with its slope
// D = F̂′(t) and the row-wise Jacobians that training needs.
type network struct {
	p      ad.Program
	net    *nn.MLP
	t      ad.Value
	f, d   ad.Value
	jf, jd ad.Value // ∂F̂/∂θ and ∂D/∂θ
}

func newNetwork(width int) *network {
	n := &network{}
	p := &n.p
	n.net = nn.NewMLP(p, 1, width, width, 1)
	n.t = p.Rows("t", 1)
	all := n.net.Params()
	n.f = n.net.Apply(p, n.t)
	jet := n.net.Apply(p, p.Seed(n.t, 1, []float64{1}))
	n.d = p.Derivative(jet, 0, 1)
	n.jf, n.jd = p.Jacobian(n.f, all...), p.Jacobian(n.d, all...)
	return n
}

// begin draws weights for a network, or their logarithms for one that cannot
// fall. The units of the first layer are steps that stand at
// the quantiles of the data, where there is something to tell apart; the other
// layers are Glorot's.
func (n *network) begin(theta, knots []float64, logs bool, rng *rand.Rand) {
	nn.Glorot(n.net, theta, rng)
	width := n.net.Sizes[1]
	for k := range width {
		slope := 1 + float64(3*rng.Float64())
		at := knots[(2*k+1)*len(knots)/(2*width)]
		theta[k], theta[width+k] = slope, -float64(slope*at)
	}
	if logs {
		n.weights(theta, func(v []float64) {
			for i := range v {
				v[i] = kernel.Log1(math.Abs(v[i]) + 0.01)
			}
		})
	}
}

// weights calls f with every slice of theta that holds weights, not biases.
func (n *network) weights(theta []float64, f func([]float64)) {
	for l := 0; l+1 < len(n.net.Sizes); l++ {
		in, out := n.net.Sizes[l], n.net.Sizes[l+1]
		f(theta[:in*out])
		theta = theta[(in+1)*out:]
	}
}

// positive sets w to theta with every weight v replaced by eᵛ: a network of
// such weights cannot fall, since sums of increasing functions with positive
// factors increase and tanh does too.
func (n *network) positive(w, theta []float64) {
	copy(w, theta)
	n.weights(w, func(v []float64) { kernel.Exp(v, v) })
}
