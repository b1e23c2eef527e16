package cdf

import (
	"math/rand/v2"

	"residual/core/ad"
	"residual/core/nn"
)

// A model is F̂(t), 1 → width → width → 1 with tanh, recorded with its slope
// F̂′(t).
type model struct {
	p    ad.Program
	net  *nn.MLP
	t    ad.Value
	f, d ad.Value // F̂ and F̂′
}

func newModel(width int) *model {
	m := &model{}
	p := &m.p
	m.net = nn.NewMLP(p, 1, width, width, 1)
	m.t = p.Rows("t", 1)
	m.f = m.net.Apply(p, m.t)
	jet := m.net.Apply(p, p.Seed(m.t, 1, []float64{1}))
	m.d = p.Derivative(jet, 0, 1)
	return m
}

// initialise draws parameters. The units of the first layer are steps that stand
// at the quantiles of the data, where there is something to tell apart; the other
// layers are Glorot's.
func (m *model) initialise(theta, quantiles []float64, random *rand.Rand) {
	nn.Glorot(m.net, theta, random)
	width := m.net.Sizes[1]
	for k := range width {
		slope := 1 + float64(3*random.Float64())
		at := quantiles[(2*k+1)*len(quantiles)/(2*width)]
		theta[k], theta[width+k] = slope, -float64(slope*at)
	}
}

// eachLayer calls f with the range of the parameters that are a layer's weights;
// its biases follow them.
func (m *model) eachLayer(f func(from, to int)) {
	at := 0
	for l := 0; l+1 < len(m.net.Sizes); l++ {
		in, out := m.net.Sizes[l], m.net.Sizes[l+1]
		f(at, at+in*out)
		at += (in + 1) * out
	}
}
