package uq

import (
	"math/rand/v2"

	"residual/core/kernel"
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
// so q is too sure wherever parameters are correlated: the known shrinkage of
// mean-field inference.
//
// The exported fields are its whole state: step t uses random numbers that
// depend on Seed, Number and t alone.
type MeanField struct {
	Seed, Number   uint64
	Params         []float64 // m, then ln s
	M, V           []float64 // Adam's moments
	Power1, Power2 float64   // β₁ᵗ, β₂ᵗ
	Steps          int
	ELBO           float64 // as the last step estimated it, without its constant

	room *fieldRoom
}

type fieldRoom struct{ grad, sum, eps, theta []float64 }

// Adam's constants (Kingma & Ba 2015).
const (
	beta1, beta2, tiny = 0.9, 0.999, 1e-8
)

// NewMeanField begins around mean with one standard deviation for all.
func NewMeanField(mean []float64, sd float64, seed, number uint64) *MeanField {
	n := len(mean)
	q := &MeanField{Seed: seed, Number: number, Params: make([]float64, 2*n), M: make([]float64, 2*n), V: make([]float64, 2*n),
		Power1: 1, Power2: 1}
	copy(q.Params, mean)
	kernel.Fill(q.Params[n:], kernel.Log1(sd))
	return q
}

// Mean is m, LogSD is ln s.
func (q *MeanField) Mean() []float64  { return q.Params[:len(q.Params)/2] }
func (q *MeanField) LogSD() []float64 { return q.Params[len(q.Params)/2:] }

// Step takes one step of Adam with that many pairs of draws.
func (q *MeanField) Step(t Target, pairs int, rate float64) {
	n := len(q.Params) / 2
	if q.room == nil {
		q.room = &fieldRoom{make([]float64, n), make([]float64, 2*n), make([]float64, n), make([]float64, n)}
	}
	random := rng.New(q.Seed, "uq/mean-field", q.Number, uint64(q.Steps))
	clear(q.room.sum)
	log := 0.0
	for range pairs {
		rng.Normals(q.room.eps, random)
		for _, sign := range [2]float64{1, -1} {
			log += q.sample(t, sign)
		}
	}
	q.finish(log, float64(2*pairs), rate)
}

// sample adds the gradient at m + sign·s·ε to the sum.
func (q *MeanField) sample(t Target, sign float64) float64 {
	r, n := q.room, len(q.room.eps)
	s := q.LogSD()
	for i, m := range q.Mean() {
		r.theta[i] = m + float64(sign*float64(kernel.Exp1(s[i])*r.eps[i]))
	}
	log := t.LogDensity(r.grad, r.theta)
	for i, g := range r.grad {
		r.sum[i] += g
		r.sum[n+i] += float64(g * (r.theta[i] - q.Params[i]))
	}
	return log
}

// finish moves the parameters by the mean gradient; that of ln sᵢ has 1 from the
// entropy.
func (q *MeanField) finish(log, draws, rate float64) {
	r, n := q.room, len(q.room.eps)
	kernel.Scale(r.sum, -1/draws, r.sum)
	kernel.AddScalar(r.sum[n:], -1, r.sum[n:])
	q.ELBO = log/draws + kernel.Sum(q.LogSD())
	q.Steps++
	q.Power1 *= beta1
	q.Power2 *= beta2
	kernel.Adam(q.Params, q.M, q.V, r.sum, rate, beta1, beta2, tiny, 1/(1-q.Power1), 1/(1-q.Power2))
}

// Draw sets dst to a draw from q.
func (q *MeanField) Draw(dst []float64, random *rand.Rand) {
	rng.Normals(dst, random)
	s := q.LogSD()
	for i, m := range q.Mean() {
		dst[i] = m + float64(kernel.Exp1(s[i])*dst[i])
	}
}
