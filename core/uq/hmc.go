package uq

import (
	"math"

	"residual/core/kernel"
	"residual/core/rng"
)

// A Target is a density to be sampled: ln p(θ) up to a constant, and its
// gradient.
type Target interface {
	// LogDensity returns ln p(theta) and sets grad to its gradient.
	LogDensity(grad, theta []float64) float64
}

// A Chain draws from a Target by Hamiltonian Monte Carlo (Duane et al. 1987;
// Neal 2011): momentum p is drawn from N(0, M), the Hamiltonian
//
//	H = −ln p(θ) + ½·pᵀM⁻¹p
//
// is followed for a number of leapfrog steps of size ε, and where that ends is
// taken with the chance min(1, e^{H − H′}). M is diagonal. While it warms up, a
// chain finds ε by dual averaging and M from the variances of its own draws.
//
// The exported fields are its whole state: draw t of a chain uses random
// numbers that depend on Seed, Number and t alone.
type Chain struct {
	Seed, Number uint64
	Warm         int // draws that warm up: not of the density
	Leaps        int // the most leapfrog steps of a draw, at least 1

	Theta, Grad []float64
	Log         float64   // ln p(θ)
	Inverse     []float64 // diagonal of M⁻¹
	Drawn       int       // draws so far, those that warm up among them
	Step        StepSize
	Mean, Sum   []float64 // of the draws that M comes from, and of their squares about it
	Seen        int       // how many these are
	Accepted    float64   // sum of the chances after the warm-up
	Divergent   int       // draws after the warm-up whose energy left all bounds

	momentum, theta, grad []float64
}

// NewChain begins at theta, which it copies, with unit masses.
func NewChain(t Target, theta []float64, seed, number uint64, warm, leaps int) *Chain {
	n := len(theta)
	c := &Chain{Seed: seed, Number: number, Warm: warm, Leaps: leaps,
		Theta: append([]float64(nil), theta...), Grad: make([]float64, n),
		Inverse: make([]float64, n), Mean: make([]float64, n), Sum: make([]float64, n)}
	kernel.Fill(c.Inverse, 1)
	c.Step = newStepSize(firstStep)
	c.Log = t.LogDensity(c.Grad, c.Theta)
	return c
}

const (
	firstStep = 0.05
	aim       = 0.8  // mean chance of acceptance that ε is tuned to
	wild      = 1000 // a rise of H past this is a divergence
)

// room makes what a draw needs and no state holds.
func (c *Chain) room() {
	if len(c.momentum) != len(c.Theta) {
		n := len(c.Theta)
		c.momentum, c.theta, c.grad = make([]float64, n), make([]float64, n), make([]float64, n)
	}
}

// Draw takes one draw.
func (c *Chain) Draw(t Target) {
	c.room()
	random := rng.New(c.Seed, "uq/chain", c.Number, uint64(c.Drawn))
	rng.Normals(c.momentum, random)
	for i, v := range c.Inverse {
		c.momentum[i] /= math.Sqrt(v)
	}
	leaps := 1 + random.IntN(c.Leaps)
	before := c.kinetic() - c.Log
	copy(c.theta, c.Theta)
	copy(c.grad, c.Grad)
	log := c.leapfrog(t, c.Step.Now(c.Drawn < c.Warm), leaps)
	rise := c.kinetic() - log - before
	if math.IsNaN(rise) {
		rise = math.Inf(1)
	}
	chance := kernel.Exp1(math.Min(0, -rise))
	if random.Float64() < chance {
		c.Theta, c.theta = c.theta, c.Theta
		c.Grad, c.grad = c.grad, c.Grad
		c.Log = log
	}
	c.count(chance, rise)
}

// leapfrog follows the Hamiltonian from theta and returns ln p at its end.
func (c *Chain) leapfrog(t Target, eps float64, leaps int) (log float64) {
	kernel.Axpy(c.momentum, eps/2, c.grad)
	for i := range leaps {
		for j, p := range c.momentum {
			c.theta[j] += float64(eps * float64(c.Inverse[j]*p))
		}
		log = t.LogDensity(c.grad, c.theta)
		if i+1 < leaps {
			kernel.Axpy(c.momentum, eps, c.grad)
		}
	}
	kernel.Axpy(c.momentum, eps/2, c.grad)
	return log
}

func (c *Chain) kinetic() float64 {
	sum := 0.0
	for i, p := range c.momentum {
		sum += float64(c.Inverse[i] * float64(p*p))
	}
	return sum / 2
}

// count ends a draw: it adapts while the chain warms up and keeps the score
// after. Masses come from the second and the third quarter of the warm-up; ε is
// sought anew whenever they change.
func (c *Chain) count(chance, rise float64) {
	c.Drawn++
	if c.Drawn > c.Warm {
		c.Accepted += chance
		if rise > wild {
			c.Divergent++
		}
		return
	}
	c.Step.Learn(chance)
	if c.Drawn > c.Warm/4 && c.Drawn <= c.Warm*3/4 {
		c.watch()
	}
	if c.Drawn == c.Warm/2 || c.Drawn == c.Warm*3/4 {
		c.weigh()
	}
}

// watch adds the draw to the variances (Welford 1962).
func (c *Chain) watch() {
	c.Seen++
	for i, x := range c.Theta {
		d := x - c.Mean[i]
		c.Mean[i] += d / float64(c.Seen)
		c.Sum[i] += float64(d * (x - c.Mean[i]))
	}
}

// weigh makes the masses the inverse variances, drawn a little towards a small
// number where the draws are few, as Stan does.
func (c *Chain) weigh() {
	n := float64(c.Seen)
	if c.Seen < 10 {
		return
	}
	for i, s := range c.Sum {
		c.Inverse[i] = float64(n/(n+5)*(s/(n-1))) + 1e-3*(5/(n+5))
	}
	clear(c.Mean)
	clear(c.Sum)
	c.Seen = 0
	c.Step = newStepSize(c.Step.Now(true))
}

// Rate is the mean chance of acceptance after the warm-up.
func (c *Chain) Rate() float64 { return c.Accepted / float64(c.Drawn-c.Warm) }

// A StepSize finds the ε of a mean chance of acceptance by dual averaging
// (Hoffman & Gelman 2014, section 3.2.1):
//
//	ln ε = μ − (√t/γ)·H̄,   H̄ ← (1 − 1/(t+t₀))·H̄ + (δ − a)/(t+t₀)
//
// and averages ln ε with weights t^{−κ} for the draws that count.
type StepSize struct {
	Centre  float64 // μ = ln 10ε₀
	Log     float64 // ln ε
	Average float64 // of ln ε
	Off     float64 // H̄
	T       float64
}

const (
	gamma = 0.05
	calm  = 10   // t₀
	kappa = 0.75 // κ
)

func newStepSize(eps float64) StepSize {
	l := kernel.Log1(eps)
	return StepSize{Centre: l + ln10, Log: l, Average: l}
}

const ln10 = 2.30258509299404568401799145468436421

// Learn takes in the chance with which a draw was accepted.
func (s *StepSize) Learn(chance float64) {
	s.T++
	w := 1 / (s.T + calm)
	s.Off = float64((1-w)*s.Off) + float64(w*(aim-chance))
	s.Log = s.Centre - float64(math.Sqrt(s.T)/gamma*s.Off)
	eta := kernel.Exp1(-kappa * kernel.Log1(s.T))
	s.Average = float64(eta*s.Log) + float64((1-eta)*s.Average)
}

// Now is ε while the chain warms up, and after.
func (s *StepSize) Now(warm bool) float64 {
	if warm {
		return kernel.Exp1(s.Log)
	}
	return kernel.Exp1(s.Average)
}
