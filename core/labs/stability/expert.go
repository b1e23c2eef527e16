package stability

import (
	"math"
	"math/rand/v2"

	"residual/core/dyn"
	"residual/core/kernel"
	"residual/core/rng"
	"residual/core/uq"
)

// The expert reads the largest real part m of the eigenvalues from a plot, with
// a normal error of τ, and says stable where the reading is below 0. So the
// chance of that word is known:
//
//	P(stable | m) = Φ(−m/τ)
//
// Of a Jacobian the error is ½τ·‖J‖: only its direction counts there, not its
// size.

// An expert has the error τ and judges every example so many times.
type expert struct {
	tau    float64
	times  int
	random *rand.Rand
}

// judge is the share of the judgements that say stable.
func (e *expert) judge(m float64) float64 {
	var noise [2]float64
	stable := 0
	for i := range e.times {
		if i%2 == 0 {
			rng.Normals(noise[:], e.random)
		}
		if m+float64(e.tau*noise[i%2]) < 0 {
			stable++
		}
	}
	return float64(stable) / float64(e.times)
}

// truth is the chance of "stable".
func truth(m, tau float64) float64 {
	if tau == 0 {
		return map[bool]float64{true: 1}[m < 0]
	}
	return uq.CDF(-m / tau)
}

// The networks' inputs.
const (
	pairFeatures   = 2
	matrixFeatures = 6
)

// pairOf writes the features of two real parts.
func pairOf(x []float64, a, b float64) {
	x[0], x[1] = stretch(a, nearAxis)/3, stretch(b, nearAxis)/3
}

// nearAxis is how near the axis the network's eye is sharpest.
const nearAxis = 0.02

// eye scales the features of a matrix: the edge between stable and not is sharp,
// and a network with weights of order 1 sees it better magnified. Ten times
// magnified, three starts in ten were saturated and learned nothing more.
const eye = 4

// matrixOf writes the features of a planar Jacobian, over its norm. Turning the
// axes, or swapping them, changes nothing about stability, so what is shown are
// the three numbers that this leaves of four entries, and their squares: how much
// the flow swells (half the trace), turns and strains,
//
//	τ = ½(a + d),  ω = ½|c − b|,  s = ½√((a − d)² + (b + c)²)
//
// with λ = τ ± √(s² − ω²).
func matrixOf(x, j []float64) {
	size := dyn.Norm(j)
	p, q := (j[0]-j[3])/size, (j[1]+j[2])/size
	x[0] = eye * (j[0] + j[3]) / size
	x[1] = eye * math.Abs(j[2]-j[1]) / size
	x[2] = eye * math.Sqrt(float64(p*p)+float64(q*q))
	for i, v := range x[:3] {
		x[3+i] = v * v / eye
	}
}

// size draws a number with equal chances in all decades from 10^lo to 10^hi.
func size(lo, hi float64, random *rand.Rand) float64 {
	const ln10 = 2.302585092994045684
	return kernel.Exp1(ln10 * (lo + float64((hi-lo)*random.Float64())))
}

func signed(v float64, random *rand.Rand) float64 {
	if random.Float64() < 0.5 {
		return -v
	}
	return v
}

// pairs draws n examples for the network of real parts: one third of them
// equal, as those of a pair that is not real.
func pairs(n int, e *expert) (x, y []float64) {
	x, y = make([]float64, n*pairFeatures), make([]float64, n)
	random := e.random
	for i := range n {
		a := signed(size(-3.5, 1, random), random)
		b := a
		if random.Float64() < 2.0/3 {
			b = signed(size(-3.5, 1, random), random)
		}
		pairOf(x[i*pairFeatures:], a, b)
		y[i] = e.judge(max(a, b))
	}
	return x, y
}

// matrices draws n examples for the network of Jacobians. Each turns and strains
// by random amounts, evenly from none to all (entries of a normal law would
// hardly ever do one without the other), and swells so that its largest real
// part is of any size, seen from the axis.
func matrices(n int, e *expert) (x, y []float64) {
	x, y = make([]float64, n*matrixFeatures), make([]float64, n)
	random := e.random
	var j [4]float64
	for i := range n {
		turn, strain, angle := 2*random.Float64()-1, random.Float64(), 2*math.Pi*random.Float64()
		strain *= strain
		p, q := strain*kernel.Cos1(angle), strain*kernel.Sin1(angle)
		j = [4]float64{p, q - turn, q + turn, -p}
		m := signed(size(-3.5, 0.5, random), random) * dyn.Norm(j[:])
		shift := m - real(dyn.Planar(j[:])[1])
		j[0] += shift
		j[3] += shift
		matrixOf(x[i*matrixFeatures:], j[:])
		y[i] = e.judge(m / dyn.Norm(j[:]))
	}
	return x, y
}

// happened makes single judgements into events.
func happened(y []float64) []bool {
	h := make([]bool, len(y))
	for i, v := range y {
		h[i] = v > 0.5
	}
	return h
}

// unsure tells whether a chance is too near ½ for a judgement at that
// confidence.
func unsure(p, confidence float64) bool { return math.Max(p, 1-p) < confidence }
