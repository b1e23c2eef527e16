package heat

import (
	"math"

	"residual/core/kernel"
)

// A gauge watches one Fourier mode of the profile and measures by what factor
// a block multiplies it. Mode k on a rod is the wave A·cos(2πkx + φ); on a
// plate it is mode (k, k), a product of two such waves. The projections on
// cosine and sine give the amplitude A free of the phase φ.
type gauge struct {
	k        int
	cos, sin []float64 // along one side
	across   []float64 // 2n: the projections of every row of a plate

	amplitude float64 // now
	peak      float64 // max |u| now
	growth    float64 // the factor, when it was last measurable; 0 before
	at        int     // the step of that measurement
}

func newGauge(s spec) gauge {
	g := gauge{cos: make([]float64, s.n), sin: make([]float64, s.n)}
	if s.dim == 2 {
		g.across = make([]float64, 2*s.n)
	}
	return g
}

// watched is the mode worth watching: the shortest wave where the blocks are
// unstable, for it grows fastest; else the wave that was put in, or the longest
// one, which dies last.
func (s spec) watched() int {
	switch {
	case s.r*float64(2*s.dim) > 1:
		return s.n / 2
	case s.profile == "wave":
		return s.mode
	}
	return 1
}

// aim points the gauge at mode k.
func (g *gauge) aim(k int) {
	g.k, g.growth, g.at = k, 0, 0
	n := len(g.cos)
	for i := range n {
		g.cos[i] = angle(k, i, n)
	}
	kernel.Sin(g.sin, g.cos)
	kernel.Cos(g.cos, g.cos)
	if 2*k == n { // the sine of the shortest wave vanishes at every point
		clear(g.sin)
	}
}

// look takes amplitude and peak of u, without measuring growth.
func (g *gauge) look(u []float64) {
	g.amplitude, g.peak = g.project(u), kernel.MaxAbs(u)
}

// follow takes them one step later and measures the growth if it can. What
// rounding adds to a mode in one step is about 10⁻¹⁶·max |u|, so a mode of
// 10⁻⁸·max |u| shows its factor to about 10⁻⁸.
func (g *gauge) follow(u []float64, step int) {
	before, floor := g.amplitude, measurable*g.peak
	g.look(u)
	if before > floor && g.amplitude > floor && floor > tiny {
		g.growth, g.at = g.amplitude/before, step
	}
}

const (
	measurable = 1e-8
	tiny       = 1e-280 // below it numbers lose digits to underflow
)

// project returns the amplitude of the mode in u.
func (g *gauge) project(u []float64) float64 {
	n := len(g.cos)
	scale := 2 / float64(n)
	if 2*g.k == n {
		scale = 1 / float64(n)
	}
	if g.across == nil {
		return scale * norm(kernel.Dot(g.cos, u), kernel.Dot(g.sin, u))
	}
	c, s := g.across[:n], g.across[n:]
	for j := range n {
		row := u[j*n : (j+1)*n]
		c[j], s[j] = kernel.Dot(g.cos, row), kernel.Dot(g.sin, row)
	}
	return scale * scale * norm(
		norm(kernel.Dot(g.cos, c), kernel.Dot(g.sin, c)),
		norm(kernel.Dot(g.cos, s), kernel.Dot(g.sin, s)))
}

func norm(a, b float64) float64 { return math.Sqrt(float64(a*a) + float64(b*b)) }
