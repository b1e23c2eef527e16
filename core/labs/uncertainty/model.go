package uncertainty

import (
	"math"
	"math/rand/v2"

	"residual/core/ad"
	"residual/core/kernel"
	"residual/core/nn"
	"residual/core/plan"
	"residual/core/rng"
)

// A model says at x a mean μ and a deviation σ, both in units of the
// standardised data. Its log posterior is, over the rows and the parameters,
//
//	ln p(θ | rows) = −Σ (ln σᵢ + ½zᵢ²) − ½Σ (θⱼ/τⱼ)² + const,  zᵢ = (yᵢ − μᵢ)/σᵢ
//
// A network ends in two numbers, μ and a; ln σ = S·tanh(a/S) keeps σ between
// e^{−S} and e^S however few the rows. The cubic is linear in its parameters,
// μ = θ·(1, x, x², x³), with one σ that is given: its posterior is a normal law
// in closed form.
type model struct {
	p     ad.Program
	net   *nn.MLP  // nil for the cubic
	x, y  ad.Value // rows
	noise ad.Value // ln σ of the cubic
	last  ad.Value // the features that the last layer sees
	mu, v ad.Value // v = ln σ
	loss  ad.Value // Σ ln σ + ½z²
	grad  []ad.Value
	decay []float64 // 1/τ²
}

const (
	reach  = 5.0 // S
	powers = 4   // of the cubic
)

// newModel records the model: a network with the hidden layers given or, where
// there are none, the cubic.
func newModel(hidden ...int) *model {
	m := &model{}
	p := &m.p
	var params []ad.Value
	if len(hidden) == 0 {
		params = m.cubic()
	} else {
		params = m.network(hidden)
	}
	m.y = p.Rows("y", 1)
	z := p.Mul(p.Sub(m.y, m.mu), p.Exp(p.Scale(m.v, -1)))
	m.loss = p.SumRows(p.Add(m.v, p.Scale(p.Mul(z, z), 0.5)))
	m.grad = p.Gradient(m.loss, params...)
	return m
}

func (m *model) network(hidden []int) []ad.Value {
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
		m.decay = append(m.decay, repeat(1/weightVariance(l, in), in*m.net.Sizes[l+1])...)
		m.decay = append(m.decay, repeat(1/biasVariance(l), m.net.Sizes[l+1])...)
	}
	return m.net.Params()
}

func (m *model) cubic() []ad.Value {
	p := &m.p
	w := p.Param("w", powers, 1)
	m.noise = p.Param("ln σ", 1, 1)
	m.x = p.Rows("powers of x", powers)
	m.last = m.x
	m.mu = p.MatMul(m.x, w)
	m.v = p.Broadcast(m.noise)
	m.decay = repeat(1.0/(cubicSD*cubicSD), powers)
	return []ad.Value{w}
}

// cubicSD is τ of the cubic: wide, so that the rows decide.
const cubicSD = 10.0

// weightVariance and biasVariance are τ² in layer l. The first layer sees one
// number of size 1 and is to bend within it; the others see numbers below 1.
func weightVariance(l, in int) float64 {
	if l == 0 {
		return 4
	}
	return 1 / float64(in)
}

func biasVariance(l int) float64 { return weightVariance(l, 1) }

func repeat(v float64, n int) []float64 {
	s := make([]float64, n)
	kernel.Fill(s, v)
	return s
}

// size is the number of parameters.
func (m *model) size() int { return len(m.decay) }

// width is how many numbers the model sees of a row.
func (m *model) width() int { return m.p.Shape(m.x).Cols }

// begin draws theta from the prior, but for what makes σ of the last hidden
// layer: it starts the same everywhere. The cubic begins at 0.
func (m *model) begin(theta []float64, random *rand.Rand) {
	if m.net == nil {
		clear(theta)
		return
	}
	rng.Normals(theta, random)
	for i, d := range m.decay {
		theta[i] /= math.Sqrt(d)
	}
	n := len(m.net.Sizes)
	for i := len(theta) - 2*m.net.Sizes[n-2] - 1; i < len(theta); i += 2 {
		theta[i] = 0
	}
}

// see writes what the model sees of x, in units of the standardised data.
func (m *model) see(dst []float64, x float64) {
	for i := range dst {
		dst[i] = x
		if m.net == nil {
			dst[i] = power(x, i)
		}
	}
}

func power(x float64, n int) float64 {
	v := 1.0
	for range n {
		v *= x
	}
	return v
}

// A posterior is the log density of a model's parameters given rows.
type posterior struct {
	m       *model
	machine *plan.Machine[float64]
	rows    int
	noise   float64 // ln σ of the cubic
}

// outputs are what a posterior wants of its machine.
func (m *model) outputs() []ad.Value { return append(append([]ad.Value{}, m.grad...), m.loss) }

// show makes x and y, in units of the standardised data, the rows.
func (p *posterior) show(x, y []float64) {
	p.rows = len(x)
	seen, w := p.machine.Value(p.m.x), p.m.width()
	for i, v := range x {
		p.m.see(seen[i*w:][:w], v)
	}
	copy(p.machine.Value(p.m.y), y)
}

// LogDensity is ln p(θ | rows) but for a constant, and its gradient.
func (p *posterior) LogDensity(grad, theta []float64) float64 {
	m := p.machine
	copy(m.Params(), theta)
	if p.m.net == nil {
		m.Value(p.m.noise)[0] = p.noise
	}
	m.RunRows(p.rows)
	kernel.Scale(grad, -1, m.Flat(p.m.grad))
	log := -m.Value(p.m.loss)[0]
	for i, t := range theta {
		pull := float64(p.m.decay[i] * t)
		grad[i] -= pull
		log -= float64(pull*t) / 2
	}
	return log
}
