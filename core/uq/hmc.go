package uq

import (
	"math"

	"residual/core/codec"
	"residual/core/kernel"
	"residual/core/opt"
	"residual/core/rng"
)

// A Target is a density to be sampled: ln p(θ) up to a constant, and its
// gradient.
type Target interface {
	// LogDensity returns ln p(theta) and sets grad to its gradient.
	LogDensity(grad, theta []float64) float64
}

// Kinds are what a Target may say of its parameters besides: those of one kind may
// change places, together with parameters of other kinds, without changing p(θ), as
// those of hidden units may.
type Kinds interface {
	// Kinds has a number from 0 to len(theta)−1 for each parameter.
	Kinds() []int
}

// A Chain draws from a Target by Hamiltonian Monte Carlo (Duane et al. 1987;
// Neal 2011): momentum p is drawn from N(0, M), the Hamiltonian
//
//	H = −ln p(θ) + ½·pᵀM⁻¹p
//
// is followed for a number of leapfrog steps of size ε, and the end point is
// accepted with probability min(1, e^{H − H′}). The number is uniform on the upper
// half of those allowed, so that no motion returns to where it began every time. M
// is diagonal. During the warm-up a chain tunes ε by dual averaging and M from
// the gradients at its own draws,
//
//	Mᵢ = E[(∂ ln p/∂θᵢ)²] = −E[∂² ln p/∂θᵢ²]
//
// the mean curvature, as the density's Fisher information (Girolami & Calderhead
// 2011). Where a density has several modes the variances of draws measure how far
// these lie apart, which is of no use within one; curvatures do not. Parameters
// of one of the Kinds share a mass, for any may come to stand for any other.
//
// The exported fields are its whole state: draw t of a chain uses random
// numbers that depend on Seed, Number and t alone.
type Chain struct {
	Seed, Number uint64
	WarmUp       int // draws that tune ε and M and are no sample of the density
	MaxSteps     int // leapfrog steps of a draw, at least 1

	Theta, Grad []float64
	LogP        float64   // ln p(θ)
	InverseMass []float64 // diagonal of M⁻¹
	Drawn       int       // draws so far, those of the warm-up included
	StepSize    StepSize
	Squares     []float64 // sums of (∂ ln p/∂θᵢ)² over draws, from which M is estimated
	Observed    int       // how many these are
	Accepted    float64   // sum of the probabilities of acceptance after the warm-up
	Divergent   int       // draws after the warm-up whose energy error passed all bounds

	momentum, theta, grad []float64 // of the trajectory
}

// NewChain allocates and begins.
func NewChain(t Target, theta []float64, seed, number uint64, warmUp, maxSteps int) *Chain {
	c := new(Chain)
	c.Reserve(opt.Heap{}, len(theta))
	c.Begin(t, theta, seed, number, warmUp, maxSteps)
	return c
}

// Reserve asks m for the room of n parameters.
func (c *Chain) Reserve(m opt.Memory, n int) {
	for _, v := range []*[]float64{&c.Theta, &c.Grad, &c.InverseMass, &c.Squares,
		&c.momentum, &c.theta, &c.grad} {
		m.Floats(v, n)
	}
}

// Begin starts at theta, which it copies, with unit masses.
func (c *Chain) Begin(t Target, theta []float64, seed, number uint64, warmUp, maxSteps int) {
	c.Seed, c.Number, c.WarmUp, c.MaxSteps = seed, number, warmUp, maxSteps
	c.Drawn, c.Observed, c.Accepted, c.Divergent = 0, 0, 0, 0
	copy(c.Theta, theta)
	kernel.Fill(c.InverseMass, 1)
	clear(c.Squares)
	c.StepSize = newStepSize(initialStep)
	c.LogP = t.LogDensity(c.Grad, c.Theta)
}

// State describes a chain of as many parameters as there is room for.
func (c *Chain) State(s *codec.Coder) {
	s.Uint64(&c.Seed)
	s.Uint64(&c.Number)
	s.Count(&c.WarmUp)
	s.Int(&c.MaxSteps, 1, math.MaxInt32)
	s.Count(&c.Drawn)
	s.Int(&c.Observed, 0, c.Drawn)
	s.Int(&c.Divergent, 0, c.Drawn)
	s.Vector(c.Theta, c.Grad, c.InverseMass, c.Squares)
	s.Float(&c.LogP)
	s.FloatIn(&c.Accepted, 0, float64(c.Drawn))
	c.StepSize.State(s)
}

const (
	initialStep      = 0.05
	targetAcceptance = 0.8  // mean probability that ε is tuned to
	divergence       = 1000 // a rise of H past this is one
)

// Draw takes one draw.
func (c *Chain) Draw(t Target) {
	random := rng.New(c.Seed, "uq/chain", c.Number, uint64(c.Drawn))
	rng.Normals(c.momentum, random)
	for i, v := range c.InverseMass {
		c.momentum[i] /= math.Sqrt(v)
	}
	steps := c.MaxSteps - random.IntN((c.MaxSteps+1)/2)
	before := c.kinetic() - c.LogP
	copy(c.theta, c.Theta)
	copy(c.grad, c.Grad)
	logp := c.leapfrog(t, c.StepSize.Epsilon(c.Drawn < c.WarmUp), steps)
	rise := c.kinetic() - logp - before
	if math.IsNaN(rise) {
		rise = math.Inf(1)
	}
	accept := kernel.Exp1(math.Min(0, -rise))
	if random.Float64() < accept {
		c.Theta, c.theta = c.theta, c.Theta
		c.Grad, c.grad = c.grad, c.Grad
		c.LogP = logp
	}
	c.finish(t, accept, rise)
}

// leapfrog follows the Hamiltonian from theta and returns ln p at its end.
func (c *Chain) leapfrog(t Target, eps float64, steps int) (logp float64) {
	kernel.Axpy(c.momentum, eps/2, c.grad)
	for i := range steps {
		for j, p := range c.momentum {
			c.theta[j] += float64(eps * float64(c.InverseMass[j]*p))
		}
		logp = t.LogDensity(c.grad, c.theta)
		if i+1 < steps {
			kernel.Axpy(c.momentum, eps, c.grad)
		}
	}
	kernel.Axpy(c.momentum, eps/2, c.grad)
	return logp
}

func (c *Chain) kinetic() float64 {
	sum := 0.0
	for i, p := range c.momentum {
		sum += float64(c.InverseMass[i] * float64(p*p))
	}
	return sum / 2
}

// finish ends a draw: during the warm-up it adapts ε and M, afterwards it counts
// acceptances and divergences. The masses are estimated from the second and the
// third quarter of the warm-up; whenever they change, ε is tuned anew.
func (c *Chain) finish(t Target, accept, rise float64) {
	c.Drawn++
	if c.Drawn > c.WarmUp {
		c.Accepted += accept
		if rise > divergence {
			c.Divergent++
		}
		return
	}
	c.StepSize.Update(accept)
	if c.Drawn > c.WarmUp/4 && c.Drawn <= c.WarmUp*3/4 {
		c.observe()
	}
	if c.Drawn == c.WarmUp/2 || c.Drawn == c.WarmUp*3/4 {
		c.setMasses(t)
	}
}

// observe adds the gradient at the draw.
func (c *Chain) observe() {
	c.Observed++
	for i, g := range c.Grad {
		c.Squares[i] += float64(g * g)
	}
}

// setMasses sets M to the mean squares, shrunk a little towards 1 where the draws
// are few.
func (c *Chain) setMasses(t Target) {
	if c.Observed < 10 {
		return
	}
	if k, ok := t.(Kinds); ok {
		share(c.Squares, k.Kinds())
	}
	const few = 5
	for i, s := range c.Squares {
		c.InverseMass[i] = float64(c.Observed+few) / (s + few)
	}
	clear(c.Squares)
	c.Observed = 0
	c.StepSize = newStepSize(c.StepSize.Epsilon(true))
}

// share sets the numbers of each kind to their mean.
func share(v []float64, kinds []int) {
	sum, count := make([]float64, len(v)), make([]float64, len(v))
	for i, k := range kinds {
		sum[k] += v[i]
		count[k]++
	}
	for i, k := range kinds {
		v[i] = sum[k] / count[k]
	}
}

// AcceptanceRate is the mean probability of acceptance after the warm-up.
func (c *Chain) AcceptanceRate() float64 { return c.Accepted / float64(c.Drawn-c.WarmUp) }

// A StepSize tunes ε to a mean probability of acceptance by dual averaging
// (Hoffman & Gelman 2014, section 3.2.1):
//
//	ln ε = μ − (√t/γ)·H̄,   H̄ ← (1 − 1/(t+t₀))·H̄ + (δ − a)/(t+t₀)
//
// and averages ln ε with weights t^{−κ} for use after the warm-up.
type StepSize struct {
	Mu         float64 // ln 10ε₀
	LogEps     float64 // ln ε
	LogEpsMean float64 // weighted mean of ln ε
	HBar       float64 // H̄: by how much acceptance falls short, averaged
	T          float64 // updates so far
}

// State describes the tuning.
func (s *StepSize) State(c *codec.Coder) {
	c.Float(&s.Mu, &s.LogEps, &s.LogEpsMean, &s.HBar)
	c.FloatIn(&s.T, 0, math.MaxInt32)
}

const (
	gamma = 0.05
	t0    = 10
	kappa = 0.75
)

func newStepSize(eps float64) StepSize {
	l := kernel.Log1(eps)
	return StepSize{Mu: l + ln10, LogEps: l, LogEpsMean: l}
}

const ln10 = 2.30258509299404568401799145468436421

// Update adapts ε to a draw that was accepted with probability accept.
func (s *StepSize) Update(accept float64) {
	s.T++
	w := 1 / (s.T + t0)
	s.HBar = float64((1-w)*s.HBar) + float64(w*(targetAcceptance-accept))
	s.LogEps = s.Mu - float64(math.Sqrt(s.T)/gamma*s.HBar)
	eta := kernel.Exp1(-kappa * kernel.Log1(s.T))
	s.LogEpsMean = float64(eta*s.LogEps) + float64((1-eta)*s.LogEpsMean)
}

// Epsilon is ε during the warm-up, and after.
func (s *StepSize) Epsilon(warmUp bool) float64 {
	if warmUp {
		return kernel.Exp1(s.LogEps)
	}
	return kernel.Exp1(s.LogEpsMean)
}
