package eigen

import (
	"math"
	"math/rand/v2"

	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/linalg"
	"residual/core/nn"
	"residual/core/plan"
	"residual/core/rng"
)

// A starter finds the network with which the search for a mode begins. Hidden
// layers are drawn at random; u is linear in the last layer's c, with features
// φ (columns of F = √w·φ and F′ = √w·φ′ at the collocation points). The c of
// least energy among those orthogonal to the modes found solves
//
//	Kc = μMc, Gᵀc = 0      K = F′ᵀF′, M = FᵀF, G = FᵀV
//
// for the least μ. Inverse iteration finds it: c ← P·K⁻¹·Mc, where
// P = I − K⁻¹G(GᵀK⁻¹G)⁻¹Gᵀ keeps the constraint.
type starter struct {
	t       *trial
	m       *plan.Machine[float64]
	k, s    []float64       // room for the upper triangles of K and GᵀK⁻¹G
	energy  linalg.Cholesky // of K, in k
	overlap linalg.Cholesky // of GᵀK⁻¹G, in s
	g, kg   []float64       // G and K⁻¹G, one mode a column
	c, y    []float64       // room for c, and Gᵀc: a number a mode
	u       []float64       // √w·u
}

// Inverse iteration stops after so many iterations: the next mode falls by the ratio
// of the two eigenvalues in each, which is (8/9)² at the worst, so what remains
// of it is about (8/9)⁴⁸ ≈ 4e-3. The ridge keeps the weights small, for the
// features are nearly dependent.
const (
	startIterations = 24
	ridge           = 1e-3 // of the mean of K's diagonal
)

// steepness of the first layer's units, tanh(±s(x − bend)): s lies between this
// and its double. Steep enough for the eight half-waves of the highest mode.
const steepness = 6

// newStarter asks a room for what the start takes at the nodes of a rule.
func newStarter(room *fit.Room, t *trial, q *rule, modes int) *starter {
	s := &starter{t: t}
	n := t.net.Sizes[len(t.net.Sizes)-2] + 1
	t.reserve(room, &s.m, q, t.fv, t.f1)
	for _, b := range []struct {
		v *[]float64
		n int
	}{{&s.k, n * n}, {&s.g, n * modes}, {&s.kg, n * modes}, {&s.s, modes * modes}, {&s.c, n}, {&s.y, modes}, {&s.u, len(q.x)}} {
		room.Floats(b.v, b.n)
	}
	return s
}

// begin fills theta with the network at which the search for the mode after
// those found begins, and prepares to turn it towards that mode.
func (s *starter) begin(theta []float64, seed uint64, found [][]float64) {
	random := rng.New(seed, "eigen/guess", uint64(len(found)))
	s.hidden(theta, random)
	c := theta[len(theta)-len(s.c):]
	for i := range c {
		c[i] = 2*random.Float64() - 1
	}
	fit.Run(s.m, theta)
	s.factorEnergy()
	s.factorOverlap(found)
	s.project(c)
	s.normalise(c)
}

// iterate takes one step of inverse iteration.
func (s *starter) iterate(theta []float64) {
	c := theta[len(theta)-len(s.c):]
	s.normalise(c)
	linalg.MulTransVec(s.c, 1, s.m.Value(s.t.fv), s.u, 0)
	s.energy.Solve(s.c)
	s.project(s.c)
	s.normalise(s.c)
	copy(c, s.c)
}

// normalise scales c so that ‖u‖ = 1, and sets u.
func (s *starter) normalise(c []float64) {
	linalg.MulVec(s.u, 1, s.m.Value(s.t.fv), c, 0)
	scale := 1 / math.Sqrt(kernel.Dot(s.u, s.u))
	kernel.Scale(c, scale, c)
	kernel.Scale(s.u, scale, s.u)
}

// hidden draws the hidden layers: Glorot's weights, but the first layer spread
// so that its units bend at places all over [0, 1].
func (s *starter) hidden(theta []float64, random *rand.Rand) {
	nn.Glorot(s.t.net, theta, random)
	width := s.t.net.Sizes[1]
	w, b := theta[:width], theta[width:2*width]
	for i := range w {
		slope := steepness * (1 + random.Float64())
		if i%2 == 1 {
			slope = -slope
		}
		bend := (float64(i) + random.Float64()) / float64(width)
		w[i], b[i] = slope, -slope*bend
	}
}

// factorEnergy factors K = F′ᵀF′ and the ridge.
func (s *starter) factorEnergy() {
	n := len(s.c)
	linalg.Gram(s.k, s.m.Value(s.t.f1), len(s.u), n)
	trace := 0.0
	for i := range n {
		trace += s.k[i*n+i]
	}
	for i := range n {
		s.k[i*n+i] += ridge * trace / float64(n)
	}
	energy, ok := linalg.Factor(n, s.k)
	if !ok {
		panic("eigen: the ridge does not make the energy positive definite")
	}
	s.energy = energy
}

// factorOverlap prepares the projection for the modes found.
func (s *starter) factorOverlap(found [][]float64) {
	n, modes := len(s.c), len(found)
	s.y = s.y[:modes]
	if modes == 0 {
		return
	}
	g, kg := s.g[:n*modes], s.kg[:n*modes]
	for j, v := range found {
		linalg.MulTransVec(s.c, 1, s.m.Value(s.t.fv), v, 0)
		for i, x := range s.c {
			g[i*modes+j] = x
		}
	}
	copy(kg, g)
	s.energy.SolveMany(kg, modes)
	linalg.MulTrans(s.s, g, kg, n, modes, modes)
	overlap, ok := linalg.Factor(modes, s.s)
	if !ok { // modes of a state that no run comes to
		s.y = s.y[:0]
		return
	}
	s.overlap = overlap
}

// project sets c to Pc.
func (s *starter) project(c []float64) {
	if len(s.y) == 0 {
		return
	}
	size := len(c) * len(s.y)
	linalg.MulTransVec(s.y, 1, s.g[:size], c, 0)
	s.overlap.Solve(s.y)
	linalg.MulVec(c, -1, s.kg[:size], s.y, 1)
}

// cost adds one step of inverse iteration: two products with the features and the
// solution of a triangular pair.
func (s *starter) cost(c *lab.Cost) {
	n, m := int64(len(s.c)), int64(len(s.u))
	c.Add(4*m*n+2*n*n, 8*(2*m*n+n*n), 8*(m*n+n*n))
}
