package uq

import (
	"math/rand/v2"

	"residual/core/codec"
	"residual/core/kernel"
	"residual/core/opt"
	"residual/core/rng"
)

// A MeanField is the variational posterior q = Π N(mᵢ, sᵢ²), fitted by Adam to
// raise the evidence lower bound
//
//	ELBO = E_q[ln p(θ)] + Σ ln sᵢ + const
//
// with θ = m + s·ε (Kingma & Welling 2014; Kucukelbir et al. 2017). Each ε comes
// with −ε, so that where ln p is quadratic the gradient by m has no noise.
// Of a Gaussian posterior with precision Λ the best q has the right mean and
//
//	sᵢ² = 1/Λᵢᵢ ≤ (Λ⁻¹)ᵢᵢ
//
// so q underestimates the variance wherever parameters are correlated: the known
// shrinkage of mean-field inference.
//
// The exported fields are its whole state: step t uses random numbers that
// depend on Seed, Number and t alone.
type MeanField struct {
	Seed, Number uint64
	Params       []float64 // m, then ln s
	Adam         opt.Adam[float64]
	Steps        int
	ELBO         float64 // as the last step estimated it, without its constant

	eps, theta []float64 // of one draw
	grad       []float64 // of ln p there
	sum        []float64 // gradient by the parameters, over the draws of a step
}

// NewMeanField allocates and begins.
func NewMeanField(mean []float64, sd float64, seed, number uint64) *MeanField {
	q := new(MeanField)
	q.Reserve(opt.Heap{}, len(mean))
	q.Begin(mean, sd, seed, number)
	return q
}

// Reserve asks m for the room of a posterior of n parameters.
func (q *MeanField) Reserve(m opt.Memory, n int) {
	m.Floats(&q.Params, 2*n)
	q.Adam.Reserve(m, 2*n)
	for _, v := range []*[]float64{&q.eps, &q.theta, &q.grad} {
		m.Floats(v, n)
	}
	m.Floats(&q.sum, 2*n)
}

// Begin starts around mean with one standard deviation for all parameters.
func (q *MeanField) Begin(mean []float64, sd float64, seed, number uint64) {
	q.Seed, q.Number, q.Steps, q.ELBO = seed, number, 0, 0
	copy(q.Params, mean)
	kernel.Fill(q.Params[len(mean):], kernel.Log1(sd))
	q.Adam.Begin(0)
}

// State describes a mean field of as many parameters as there is room for.
func (q *MeanField) State(c *codec.Coder) {
	c.Uint64(&q.Seed)
	c.Uint64(&q.Number)
	c.Count(&q.Steps)
	c.Vector(q.Params)
	q.Adam.State(c)
	c.Float(&q.ELBO)
}

// Mean is m, LogSD is ln s.
func (q *MeanField) Mean() []float64  { return q.Params[:len(q.Params)/2] }
func (q *MeanField) LogSD() []float64 { return q.Params[len(q.Params)/2:] }

// Step takes one step of Adam with that many pairs of draws.
func (q *MeanField) Step(t Target, pairs int, rate float64) {
	random := rng.New(q.Seed, "uq/MeanField", q.Number, uint64(q.Steps))
	clear(q.sum)
	logp := 0.0
	for range pairs {
		rng.Normals(q.eps, random)
		for _, sign := range [2]float64{1, -1} {
			logp += q.addGradient(t, sign)
		}
	}
	q.update(logp, float64(2*pairs), rate)
}

// addGradient adds the gradient at θ = m + sign·s·ε to the sum and returns
// ln p(θ).
func (q *MeanField) addGradient(t Target, sign float64) float64 {
	n := len(q.eps)
	s := q.LogSD()
	for i, m := range q.Mean() {
		q.theta[i] = m + float64(sign*float64(kernel.Exp1(s[i])*q.eps[i]))
	}
	logp := t.LogDensity(q.grad, q.theta)
	for i, g := range q.grad {
		q.sum[i] += g
		q.sum[n+i] += float64(g * (q.theta[i] - q.Params[i]))
	}
	return logp
}

// update takes the step of Adam along the mean gradient, to which the entropy
// adds 1 for each ln sᵢ.
func (q *MeanField) update(logp, draws, rate float64) {
	n := len(q.eps)
	kernel.Scale(q.sum, -1/draws, q.sum)
	kernel.AddScalar(q.sum[n:], -1, q.sum[n:])
	q.ELBO = logp/draws + kernel.Sum(q.LogSD())
	q.Steps++
	q.Adam.Rate = rate
	q.Adam.Step(q.Params, q.sum)
}

// Draw sets dst to a draw from q.
func (q *MeanField) Draw(dst []float64, random *rand.Rand) {
	rng.Normals(dst, random)
	s := q.LogSD()
	for i, m := range q.Mean() {
		dst[i] = m + float64(kernel.Exp1(s[i])*dst[i])
	}
}
