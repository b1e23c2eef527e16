package cdf

import (
	"math"
	"math/rand/v2"

	"residual/core/rng"
	"residual/core/uq"
)

// A distribution is one that is known: what the network is held against.
type distribution interface {
	CDF(x float64) float64
	Density(x float64) float64
	Draw(random *rand.Rand) float64
}

// A mixture of normal distributions, of weights that add up to 1:
//
//	F(x) = Σ wₖ·Φ((x − μₖ)/σₖ)
type mixture []struct{ weight, mean, sd float64 }

// CDF is the probability of a number at most x.
func (m mixture) CDF(x float64) float64 {
	sum := 0.0
	for _, k := range m {
		sum += float64(k.weight * uq.CDF((x-k.mean)/k.sd))
	}
	return sum
}

// Density is the derivative of CDF.
func (m mixture) Density(x float64) float64 {
	sum := 0.0
	for _, k := range m {
		sum += float64(k.weight * uq.Density((x-k.mean)/k.sd) / k.sd)
	}
	return sum
}

// Draw picks a component by its weight, then a number from it.
func (m mixture) Draw(random *rand.Rand) float64 {
	u, k := random.Float64(), 0
	for k < len(m)-1 && u >= m[k].weight {
		u -= m[k].weight
		k++
	}
	var z [1]float64
	rng.Normals(z[:], random)
	return m[k].mean + float64(m[k].sd*z[0])
}

// student is Student's t with two degrees of freedom, whose variance is
// infinite and whose formulas are algebraic (Johnson, Kotz & Balakrishnan 1995,
// chapter 28):
//
//	F(x) = ½ + x/(2√(2 + x²))   f(x) = (2 + x²)^(−3/2)   F⁻¹(p) = (2p − 1)/√(2p(1 − p))
type student struct{}

func (student) CDF(x float64) float64 { return 0.5 + x/(2*math.Sqrt(2+float64(x*x))) }

func (student) Density(x float64) float64 {
	q := 2 + float64(x*x)
	return 1 / (q * math.Sqrt(q))
}

func (student) Draw(random *rand.Rand) float64 {
	p := random.Float64() + 0x1p-54 // never 0
	return (float64(2*p) - 1) / math.Sqrt(float64(2*p)*(1-p))
}

// A choice is the index of a distribution in distributions.
type choice int

var distributions = []struct {
	name string
	distribution
}{
	{"two hills", mixture{{0.4, -1.2, 0.5}, {0.6, 1, 0.8}}},
	{"skewed", mixture{{0.5, 0, 0.35}, {0.3, 1, 0.6}, {0.2, 2.5, 1.2}}},
	{"gap", mixture{{0.5, -2, 0.4}, {0.5, 2, 0.4}}},
	{"steps", mixture{{0.1, 0, 0.08}, {0.4, 1, 0.08}, {0.3, 2, 0.08}, {0.2, 3, 0.08}}},
	{"heavy tails", student{}},
}

func choices() (names []string) {
	for _, d := range distributions {
		names = append(names, d.name)
	}
	return names
}
