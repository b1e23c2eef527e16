package uncertainty

import (
	"math"
	"math/rand/v2"
	"slices"

	"residual/core/ad"
	"residual/core/lab"
	"residual/core/nn"
	"residual/core/rng"
)

// A model predicts at x a mean μ and a standard deviation σ, both in units of the
// standardised data. Its log posterior is, over the rows and the parameters,
//
//	ln p(θ | rows) = −Σ (ln σᵢ + ½zᵢ²) − ½Σ (θⱼ/τⱼ)² + const,  zᵢ = (yᵢ − μᵢ)/σᵢ
//
// A network has two outputs, μ and a; ln σ = S·tanh(a/S) keeps σ between
// e^{−S} and e^S however few the rows. The cubic is linear in its parameters,
// μ = θ·(1, x, x², x³), with one σ that is given: its posterior is normal, in
// closed form.
type model struct {
	p     ad.Program
	net   *nn.MLP  // nil for the cubic
	x, y  ad.Value // rows
	noise ad.Value // ln σ of the cubic
	last  ad.Value // the features of the last layer
	mu, v ad.Value // v = ln σ
	loss  ad.Value // Σ ln σ + ½z²
	grad  []ad.Value
	decay []float64 // 1/τ²
	kinds []int     // uq.Kinds: units may change places, with all their weights
}

const (
	reach  = 5.0 // S
	powers = 4   // of the cubic
)

// newModel records the model of the settings.
func newModel(s lab.Settings) *model {
	m := &model{}
	p, units := &m.p, width.Of(s)
	var params []ad.Value
	switch {
	case mean.Of(s) == cubicBasis:
		params = m.cubic()
	case fitted.Of(s) == hmc:
		params = m.network(min(units, sampledWidth))
	default:
		params = m.network(units, units)
	}
	m.y = p.Rows("y", 1)
	z := p.Mul(p.Sub(m.y, m.mu), p.Exp(p.Scale(m.v, -1)))
	m.loss = p.SumRows(p.Add(m.v, p.Scale(p.Mul(z, z), 0.5)))
	m.grad = p.Gradient(m.loss, params...)
	return m
}

// sampledWidth is the most units whose posterior chains explore in a minute.
const sampledWidth = 6

func (m *model) network(hidden ...int) []ad.Value {
	p := &m.p
	m.net = nn.NewMLP(p, append(append([]int{1}, hidden...), 2)...)
	m.x = p.Rows("x", 1)
	m.last = m.x
	for l := range hidden {
		m.last = p.Tanh(p.AddBias(p.MatMul(m.last, m.net.Weights[l]), m.net.Biases[l]))
	}
	n := len(hidden)
	out := p.AddBias(p.MatMul(m.last, m.net.Weights[n]), m.net.Biases[n])
	m.mu = p.Columns(out, 0, 1)
	m.v = p.Scale(p.Tanh(p.Scale(p.Columns(out, 1, 1), 1/reach)), reach)
	for l, in := range m.net.Sizes[:n+1] {
		m.decay = append(m.decay, slices.Repeat([]float64{1 / weightVariance(l, in)}, in*m.net.Sizes[l+1])...)
		m.decay = append(m.decay, slices.Repeat([]float64{1 / biasVariance(l)}, m.net.Sizes[l+1])...)
	}
	m.countKinds()
	return m.net.Params()
}

// countKinds gives a kind to the weights and one to the biases of each layer of
// units, and of the last layer to those of each output.
func (m *model) countKinds() {
	kind, last := 0, len(m.net.Sizes)-2
	for l, in := range m.net.Sizes[:last+1] {
		out, kinds := m.net.Sizes[l+1], 1
		if l == last {
			kinds = out
		}
		for _, rows := range [2]int{in, 1} {
			for i := range rows * out {
				m.kinds = append(m.kinds, kind+i%kinds)
			}
			kind += kinds
		}
	}
}

func (m *model) cubic() []ad.Value {
	p := &m.p
	w := p.Param("w", powers, 1)
	m.noise = p.Param("ln σ", 1, 1)
	m.x = p.Rows("powers of x", powers)
	m.last = m.x
	m.mu = p.MatMul(m.x, w)
	m.v = p.Broadcast(m.noise)
	m.decay = slices.Repeat([]float64{1.0 / (cubicSD * cubicSD)}, powers)
	m.kinds = []int{0, 1, 2, 3}
	return []ad.Value{w}
}

// cubicSD is τ of the cubic: wide, so that the rows decide.
const cubicSD = 10.0

// weightVariance and biasVariance are τ² in layer l. The input of the first layer
// is one number of size 1, within which its units are to bend; those of the others
// are below 1.
func weightVariance(l, in int) float64 {
	if l == 0 {
		return 4
	}
	return 1 / float64(in)
}

func biasVariance(l int) float64 { return weightVariance(l, 1) }

// size is the number of parameters.
func (m *model) size() int { return len(m.decay) }

// shallowUnits is how many units a network with one hidden layer has, 0 for others.
func (m *model) shallowUnits() int {
	if m.net == nil || len(m.net.Weights) != 2 {
		return 0
	}
	return m.net.Sizes[1]
}

// inputs is how many numbers the model takes of a row.
func (m *model) inputs() int { return m.p.Shape(m.x).Cols }

// prior draws theta from the prior.
func (m *model) prior(theta []float64, random *rand.Rand) {
	rng.Normals(theta, random)
	for i, d := range m.decay {
		theta[i] /= math.Sqrt(d)
	}
}

// start sets theta to where training starts: a draw from the prior, but for the
// weights of a in the last layer, since σ starts the same everywhere. The cubic
// starts at 0.
func (m *model) start(theta []float64, random *rand.Rand) {
	if m.net == nil {
		clear(theta)
		return
	}
	m.prior(theta, random)
	n := len(m.net.Sizes)
	for i := len(theta) - 2*m.net.Sizes[n-2] - 1; i < len(theta); i += 2 {
		theta[i] = 0
	}
}

// encode sets dst to the model's inputs at x, in units of the standardised data:
// x itself, or its powers.
func (m *model) encode(dst []float64, x float64) {
	if m.net != nil {
		dst[0] = x
		return
	}
	v := 1.0
	for i := range dst {
		dst[i] = v
		v *= x
	}
}
