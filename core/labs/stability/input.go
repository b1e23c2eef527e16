package stability

import (
	"math"
	"math/rand/v2"

	"residual/core/dyn"
	"residual/core/kernel"
)

// An input is what a network is shown of an equilibrium, as features.
type input struct {
	name, symbol string
	stream       string  // of the random numbers of its examples
	layers       []int   // of its network, the features first
	planar       bool    // whether it is of planar systems only
	blur         float64 // the error with which the expert reads it, in τ
	// draw writes the features of a random example to x, and features those of an
	// equilibrium; both return what the expert reads.
	draw     func(x []float64, random *rand.Rand) float64
	features func(x []float64, e *dyn.Equilibrium) float64
}

var inputs = [...]input{
	{name: "real parts", symbol: "Re λ", stream: "stability/pairs", layers: []int{2, 16, 1}, blur: 1,
		draw: drawPair, features: realParts},
	{name: "Jacobians", symbol: "J", stream: "stability/matrices", layers: []int{mostFeatures, 6, 6, 1}, planar: true, blur: 0.5,
		draw: drawMatrix, features: jacobian},
}

// mostFeatures is how many there are at most.
const mostFeatures = 6

// realParts writes the features of the two largest real parts.
func realParts(x []float64, e *dyn.Equilibrium) float64 {
	a, b := e.Pair()
	pairFeatures(x, a, b)
	return a
}

func pairFeatures(x []float64, a, b float64) { x[0], x[1] = stretch(a)/3, stretch(b)/3 }

// stretch is asinh(v/s): like v/s near the axis and like a logarithm far out, so
// that a network resolves both at once.
func stretch(v float64) float64 {
	const s = 0.02
	a := math.Abs(v) / s
	return math.Copysign(kernel.Log1(a+math.Sqrt(float64(a*a)+1)), v)
}

// drawPair draws two real parts: one third of them equal, as those of a complex
// pair are.
func drawPair(x []float64, random *rand.Rand) float64 {
	a := signed(logUniform(-3.5, 1, random), random)
	b := a
	if random.Float64() < 2.0/3 {
		b = signed(logUniform(-3.5, 1, random), random)
	}
	pairFeatures(x, a, b)
	return max(a, b)
}

// jacobian writes the features of the Jacobian of a planar system.
func jacobian(x []float64, e *dyn.Equilibrium) float64 {
	matrixFeatures(x, e.Jacobian)
	return e.Leading() / dyn.Norm(e.Jacobian)
}

// magnified is the factor of the features of a matrix: the edge between stable
// and not is sharp, and a network with weights of order 1 resolves it better
// magnified. At a factor of ten, three starts in ten were saturated and learned
// nothing more.
const magnified = 4

// matrixFeatures writes the features of a 2 × 2 matrix over its norm. Rotating or
// swapping the axes changes nothing about stability, so the features are the three
// numbers that this leaves of four entries, and their squares: half the trace, by
// which the flow expands, its rotation and its strain,
//
//	τ = ½(a + d),  ω = ½|c − b|,  s = ½√((a − d)² + (b + c)²)
//
// with λ = τ ± √(s² − ω²).
func matrixFeatures(x, j []float64) {
	size := dyn.Norm(j)
	p, q := (j[0]-j[3])/size, (j[1]+j[2])/size
	x[0] = magnified * (j[0] + j[3]) / size
	x[1] = magnified * math.Abs(j[2]-j[1]) / size
	x[2] = magnified * math.Sqrt(float64(p*p)+float64(q*q))
	for i, v := range x[:3] {
		x[3+i] = v * v / magnified
	}
}

// drawMatrix draws a matrix with rotation and strain in any proportion (normal
// entries would hardly ever have one without the other), and an expansion that
// makes its largest real part of any size, seen from the axis.
func drawMatrix(x []float64, random *rand.Rand) float64 {
	rotation, strain, angle := 2*random.Float64()-1, random.Float64(), 2*math.Pi*random.Float64()
	strain *= strain
	p, q := strain*kernel.Cos1(angle), strain*kernel.Sin1(angle)
	j := [4]float64{p, q - rotation, q + rotation, -p}
	m := signed(logUniform(-3.5, 0.5, random), random) * dyn.Norm(j[:])
	expansion := m - real(dyn.Planar(j[:])[1])
	j[0] += expansion
	j[3] += expansion
	matrixFeatures(x, j[:])
	return m / dyn.Norm(j[:])
}

// logUniform draws a number with equal chances in all decades from 10^lo to 10^hi.
func logUniform(lo, hi float64, random *rand.Rand) float64 {
	const ln10 = 2.302585092994045684
	return kernel.Exp1(ln10 * (lo + float64((hi-lo)*random.Float64())))
}

func signed(v float64, random *rand.Rand) float64 {
	if random.Float64() < 0.5 {
		return -v
	}
	return v
}
