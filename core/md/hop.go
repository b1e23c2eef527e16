package md

import (
	"math"
	"math/rand/v2"

	"residual/core/kernel"
	"residual/core/opt"
	"residual/core/rng"
)

// Hopping looks for the lowest minimum of a cluster by basin hopping (Wales &
// Doye, J. Phys. Chem. A 101, 5111, 1997): every atom moves a little, the cluster
// slides into the nearest minimum, and that is taken with the chance
// min(1, e^{−ΔE/T}). An atom that is held far less than the best held one is put
// elsewhere on the surface instead. The length of the moves follows the rate of
// acceptance.
//
// The exported fields are its whole state; hop h uses random numbers that depend
// on Seed and h alone.
type Hopping struct {
	Seed      uint64
	T         float64   // in units of the energy
	Length    float64   // the most a coordinate moves
	Pos, Best []float64 // the minimum it is at, and the lowest so far
	Energy    float64
	Lowest    float64
	Hops      int
	Found     int // the hop that found Best
	Accepted  int // since the length last changed
	Minimised int // steps downhill, in all

	cluster Cluster
	down    *opt.LBFGS
	trial   []float64
	held    []float64
}

const (
	startLength = 0.4
	loose       = 0.4 // an atom held by less than this part of the best is put elsewhere
	tune        = 50  // hops from one change of length to the next
	loosely     = 1e-3
	finely      = 1e-9
	downhill    = 1000 // steps at most
	pairs       = 6    // that the minimiser remembers
)

// NewHopping begins with n atoms anywhere in a ball and slides down.
func NewHopping(c Cluster, n int, t float64, seed uint64) *Hopping {
	h := &Hopping{Seed: seed, T: t, Length: startLength, Pos: make([]float64, 3*n), Best: make([]float64, 3*n)}
	random := rng.New(seed, "md/hopping")
	ball := 0.7 * cbrt(float64(n))
	for i := range n {
		inBall(h.Pos[3*i:][:3], ball, random)
	}
	h.Resume(c)
	h.Energy = h.slide(h.Pos)
	h.keep()
	return h
}

// Resume makes ready to hop with a state that was read back.
func (h *Hopping) Resume(c Cluster) {
	h.cluster, h.down = c, opt.NewLBFGS(len(h.Pos), pairs, 0.3)
	h.trial, h.held = make([]float64, len(h.Pos)), make([]float64, len(h.Pos)/3)
}

// Bytes is what it holds.
func (h *Hopping) Bytes() int64 { return HoppingBytes(len(h.held)) }

// HoppingBytes is what NewHopping allocates for n atoms.
func HoppingBytes(n int) int64 { return opt.LBFGSBytes(3*n, pairs) + 8*int64(10*n) }

// inBall sets p to a point anywhere in a ball.
func inBall(p []float64, radius float64, random *rand.Rand) {
	for {
		r2 := 0.0
		for axis := range p {
			p[axis] = 2*random.Float64() - 1
			r2 += float64(p[axis] * p[axis])
		}
		if r2 <= 1 {
			kernel.Scale(p, radius, p)
			return
		}
	}
}

// cbrt is ∛x, x ≥ 1, by Newton's method from above.
func cbrt(x float64) float64 {
	r := x
	for range 60 {
		r -= (r - x/(r*r)) / 3
	}
	return r
}

// value is the energy and its gradient.
func (h *Hopping) value(grad, x []float64) float64 {
	e, _ := h.cluster.Energy(grad, x)
	kernel.Scale(grad, -1, grad)
	return e
}

// slide takes pos to the minimum below it.
func (h *Hopping) slide(pos []float64) float64 {
	h.Minimised += h.down.Minimise(h.value, pos, loosely, downhill)
	return h.down.Value
}

// Hop takes one hop.
func (h *Hopping) Hop() {
	h.Hops++
	random := rng.New(h.Seed, "md/hopping", uint64(h.Hops))
	copy(h.trial, h.Pos)
	h.shake(random)
	e := h.slide(h.trial)
	if chance := kernel.Exp1(math.Min(0, (h.Energy-e)/h.T)); random.Float64() < chance {
		h.Pos, h.trial = h.trial, h.Pos
		h.Energy = e
		h.Accepted++
		h.keep()
	}
	if h.Hops%tune == 0 {
		if h.Accepted > tune/2 {
			h.Length *= 1.05
		} else {
			h.Length /= 1.05
		}
		h.Accepted = 0
	}
}

// shake moves every atom of trial but the loosest, if that is loose: it goes
// somewhere on the sphere about all of them.
func (h *Hopping) shake(random *rand.Rand) {
	h.cluster.bindings(h.held, h.trial)
	weak, best := 0, 0
	for i, e := range h.held {
		if e > h.held[weak] {
			weak = i
		}
		if e < h.held[best] {
			best = i
		}
	}
	centre, radius := around(h.trial)
	for i := range h.trial {
		h.trial[i] += h.Length * (2*random.Float64() - 1)
	}
	if h.held[weak] > loose*h.held[best] {
		p := h.trial[3*weak:][:3]
		inBall(p, 1, random)
		scale := radius / math.Max(1e-3, math.Sqrt(square(p, []float64{0, 0, 0})))
		for axis := range p {
			p[axis] = centre[axis] + float64(scale*p[axis])
		}
	}
}

// around is the middle of the atoms and how far the farthest is from it.
func around(pos []float64) (centre [3]float64, radius float64) {
	for i, x := range pos {
		centre[i%3] += x / float64(len(pos)/3)
	}
	for i := 0; i < len(pos); i += 3 {
		radius = math.Max(radius, square(pos[i:], centre[:]))
	}
	return centre, math.Sqrt(radius)
}

// keep takes note of a new lowest minimum, and finds its very bottom.
func (h *Hopping) keep() {
	if h.Hops > 0 && h.Energy >= h.Lowest-1e-6 {
		return
	}
	copy(h.Best, h.Pos)
	h.down.Minimise(h.value, h.Best, finely, downhill)
	h.Lowest, h.Found = h.down.Value, h.Hops
}
