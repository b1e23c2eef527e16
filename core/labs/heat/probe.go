package heat

import (
	"math"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/kernel"
)

// A probe watches one Fourier mode of the profile and measures by what factor
// a block multiplies it. Mode k on a rod is the wave A·cos(2πkx + φ); on a
// plate it is mode (k, k), a product of two such waves. The projections on
// cosine and sine give the amplitude A free of the phase φ.
type probe struct {
	k        int
	cos, sin []float64 // along one side
	rows     []float64 // 2n: the projections of every row of a plate

	amplitude float64 // now
	peak      float64 // max |u| now
	growth    float64 // the factor, when it was last measurable; 0 before
	at        int     // the step of that measurement
}

func (p *probe) reserve(room *fit.Room, g grid) {
	room.Vectors(g.n, &p.cos, &p.sin)
	if g.dim == 2 {
		room.Floats(&p.rows, 2*g.n)
	}
}

// state describes the growth; the rest follows from mode and profile.
func (p *probe) state(c *codec.Coder, steps int) {
	c.FloatIn(&p.growth, 0, math.MaxFloat64)
	c.Int(&p.at, 0, steps)
}

// watch makes k the mode and measures it in u.
func (p *probe) watch(k int, u []float64) {
	p.k, p.growth, p.at = k, 0, 0
	setAngles(p.cos, k)
	kernel.Sin(p.sin, p.cos)
	kernel.Cos(p.cos, p.cos)
	if 2*k == len(p.cos) { // the sine of the shortest wave vanishes at every point
		clear(p.sin)
	}
	p.measure(u)
}

// measure takes amplitude and peak of u, and leaves the growth.
func (p *probe) measure(u []float64) { p.amplitude, p.peak = p.project(u), kernel.MaxAbs(u) }

// follow takes them one step later and measures the growth if it can. What
// rounding adds to a mode in one step is about 10⁻¹⁶·max |u|, so a mode of
// 10⁻⁸·max |u| shows its factor to about 10⁻⁸.
func (p *probe) follow(u []float64, step int) {
	before, floor := p.amplitude, measurable*p.peak
	p.measure(u)
	if before > floor && p.amplitude > floor && floor > underflow {
		p.growth, p.at = p.amplitude/before, step
	}
}

const (
	measurable = 1e-8
	underflow  = 1e-280 // below it numbers lose digits
)

// project returns the amplitude of the mode in u.
func (p *probe) project(u []float64) float64 {
	n, scale := len(p.cos), 2/float64(len(p.cos))
	if 2*p.k == n {
		scale = 1 / float64(n)
	}
	if p.rows == nil {
		return scale * p.norm(u)
	}
	c, s := p.rows[:n], p.rows[n:]
	for j := range n {
		row := u[j*n : (j+1)*n]
		c[j], s[j] = kernel.Dot(p.cos, row), kernel.Dot(p.sin, row)
	}
	return scale * scale * hypot(p.norm(c), p.norm(s))
}

// norm is the length of the projection of v on cosine and sine.
func (p *probe) norm(v []float64) float64 { return hypot(kernel.Dot(p.cos, v), kernel.Dot(p.sin, v)) }

// hypot is √(a² + b²), with the same bits on every machine.
func hypot(a, b float64) float64 { return math.Sqrt(float64(a*a) + float64(b*b)) }
