package md

import (
	"math"
	"math/rand/v2"

	"residual/core/kernel"
	"residual/core/opt"
	"residual/core/rng"
)

// Hopping searches for the lowest minimum of a cluster by basin hopping (Wales &
// Doye, J. Phys. Chem. A 101, 5111, 1997): every coordinate is displaced at
// random, the cluster relaxes to the nearest minimum, and that is accepted with
// the probability min(1, e^{−ΔE/T}). If the most weakly bound atom is bound much
// more weakly than the strongest, it is moved to the surface instead. The length
// of the displacements is adapted to the rate of acceptance.
//
// The exported fields are its whole state; hop h uses random numbers that depend
// on Seed and h alone.
type Hopping struct {
	Seed      uint64
	T         float64   // in units of the energy
	Length    float64   // the largest displacement of a coordinate
	Pos, Best []float64 // the current minimum, and the lowest so far
	Energy    float64
	Lowest    float64
	Hops      int
	Found     int // the hop that found Best
	Accepted  int // since the length last changed
	Minimised int // steps of minimisation, in all

	cluster   Cluster
	minimiser opt.LBFGS
	trial     []float64
	binding   []float64 // energy of each atom with all others
}

const (
	initialLength   = 0.4
	looseFraction   = 0.4 // of the strongest binding, under which an atom is moved
	adaptEvery      = 50  // hops from one change of length to the next
	coarseTolerance = 1e-3
	fineTolerance   = 1e-9
	maxDescent      = 1000 // steps of one minimisation
	maxMove         = 0.3  // of a coordinate in one of them
	storedPairs     = 6    // of the minimiser
)

// NewHopping allocates for n atoms and begins.
func NewHopping(c Cluster, n int, t float64, seed uint64) *Hopping {
	h := new(Hopping)
	h.Reserve(opt.Heap{}, n)
	h.Begin(c, t, seed)
	return h
}

// Reserve asks m for the room of n atoms.
func (h *Hopping) Reserve(m opt.Memory, n int) {
	m.Floats(&h.Pos, 3*n)
	m.Floats(&h.Best, 3*n)
	h.reserveScratch(m, n)
}

// reserveScratch asks for the room that is no part of the state.
func (h *Hopping) reserveScratch(m opt.Memory, n int) {
	h.minimiser.Reserve(m, 3*n, storedPairs)
	m.Floats(&h.trial, 3*n)
	m.Floats(&h.binding, n)
}

// Begin places the atoms at random in a ball and relaxes them.
func (h *Hopping) Begin(c Cluster, t float64, seed uint64) {
	h.Seed, h.T, h.Length = seed, t, initialLength
	h.Hops, h.Accepted, h.Minimised = 0, 0, 0
	random := rng.New(seed, "md/hopping")
	n := len(h.Pos) / 3
	ball := 0.7 * cbrt(float64(n))
	for i := range n {
		inBall(h.Pos[3*i:][:3], ball, random)
	}
	h.Resume(c)
	h.Energy = h.relax(h.Pos)
	h.updateLowest()
}

// Resume goes on with the state that the exported fields hold.
func (h *Hopping) Resume(c Cluster) {
	h.cluster = c
	if len(h.trial) != len(h.Pos) {
		h.reserveScratch(opt.Heap{}, len(h.Pos)/3)
	}
	h.minimiser.MaxMove = maxMove
}

// inBall sets p to a random point of a ball.
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

// relax moves pos to the minimum below it and returns the energy there.
func (h *Hopping) relax(pos []float64) float64 {
	h.Minimised += h.minimiser.Minimise(h.value, pos, coarseTolerance, maxDescent)
	return h.minimiser.Value
}

// Hop takes one hop.
func (h *Hopping) Hop() {
	h.Hops++
	random := rng.New(h.Seed, "md/hopping", uint64(h.Hops))
	copy(h.trial, h.Pos)
	h.displace(random)
	e := h.relax(h.trial)
	if p := kernel.Exp1(math.Min(0, (h.Energy-e)/h.T)); random.Float64() < p {
		h.Pos, h.trial = h.trial, h.Pos
		h.Energy = e
		h.Accepted++
		h.updateLowest()
	}
	if h.Hops%adaptEvery == 0 {
		h.adaptLength()
	}
}

// adaptLength steers the rate of acceptance towards one half.
func (h *Hopping) adaptLength() {
	if h.Accepted > adaptEvery/2 {
		h.Length *= 1.05
	} else {
		h.Length /= 1.05
	}
	h.Accepted = 0
}

// displace moves every coordinate of trial at random; the most weakly bound atom,
// if it is loose, goes to a random place on the sphere around all atoms.
func (h *Hopping) displace(random *rand.Rand) {
	h.cluster.bindings(h.binding, h.trial)
	weakest, strongest := 0, 0
	for i, e := range h.binding {
		if e > h.binding[weakest] {
			weakest = i
		}
		if e < h.binding[strongest] {
			strongest = i
		}
	}
	centre, radius := circumsphere(h.trial)
	for i := range h.trial {
		h.trial[i] += h.Length * (2*random.Float64() - 1)
	}
	if h.binding[weakest] > looseFraction*h.binding[strongest] {
		p := h.trial[3*weakest:][:3]
		inBall(p, 1, random)
		scale := radius / math.Max(1e-3, math.Sqrt(distance2(p, []float64{0, 0, 0})))
		for axis := range p {
			p[axis] = centre[axis] + float64(scale*p[axis])
		}
	}
}

// circumsphere is the mean position of the atoms and the distance of the atom
// farthest from it.
func circumsphere(pos []float64) (centre [3]float64, radius float64) {
	for i, x := range pos {
		centre[i%3] += x / float64(len(pos)/3)
	}
	for i := 0; i < len(pos); i += 3 {
		radius = math.Max(radius, distance2(pos[i:], centre[:]))
	}
	return centre, math.Sqrt(radius)
}

// updateLowest records the current minimum where it is the lowest so far, and
// converges it tightly.
func (h *Hopping) updateLowest() {
	if h.Hops > 0 && h.Energy >= h.Lowest-1e-6 {
		return
	}
	copy(h.Best, h.Pos)
	h.minimiser.Minimise(h.value, h.Best, fineTolerance, maxDescent)
	h.Lowest, h.Found = h.minimiser.Value, h.Hops
}
