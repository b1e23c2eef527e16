package stability

import (
	"math/rand/v2"

	"residual/core/rng"
)

// The expert reads the largest real part m of the eigenvalues off a plot, with a
// normal error of τ, and says stable where the reading is below 0. So the chance
// of that verdict is known:
//
//	P(stable | m) = Φ(−m/τ)
//
// Of a Jacobian he reads m/‖J‖, with an error of ½τ: only its direction counts,
// not its size.

// An expert errs by τ and judges every example so many times.
type expert struct {
	tau    float64
	times  int
	random *rand.Rand
}

// judge is the fraction of the judgements that say stable.
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

// examples draws n of an input, row by row, and has the expert judge them.
func (e *expert) examples(in *input, n int) (x, y []float64) {
	width := in.layers[0]
	x, y = make([]float64, n*width), make([]float64, n)
	for i := range n {
		y[i] = e.judge(in.draw(x[i*width:], e.random))
	}
	return x, y
}
