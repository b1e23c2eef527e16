package eigen

import (
	"math"
	"math/rand/v2"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	lapack "gonum.org/v1/gonum/lapack/gonum"

	"residual/core/ad"
	"residual/core/kernel"
	"residual/core/nn"
	"residual/core/plan"
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
	t     *trial
	m     *plan.Machine[float64]
	k     blas64.Symmetric // K, then its Cholesky factor
	g, kg blas64.General   // G and K⁻¹G, one mode a column
	s     blas64.Symmetric // GᵀK⁻¹G, then its Cholesky factor
	c, y  []float64        // room for c and for Gᵀc
	u     []float64        // √w·u
}

// Inverse iteration stops after so many turns: the next mode falls by the ratio
// of the two eigenvalues in each, which is (8/9)² at the worst, so what remains
// of it is about (8/9)⁴⁸ ≈ 4e-3. The ridge keeps the weights small, for the
// features are nearly dependent.
const (
	turns = 24
	ridge = 1e-3 // of the mean of K's diagonal
)

// steepness of the first layer's units, tanh(±s(x − bend)): s lies between this
// and its double. Steep enough for the eight half-waves of the highest mode.
const steepness = 6

func newStarter(t *trial, q *rule, modes int, m *plan.Machine[float64]) *starter {
	n := t.net.Sizes[len(t.net.Sizes)-2] + 1
	return &starter{
		t: t, m: m,
		k: symmetric(n), g: general(n, modes), kg: general(n, modes), s: symmetric(modes),
		c: make([]float64, n), y: make([]float64, modes), u: make([]float64, len(q.x)),
	}
}

func symmetric(n int) blas64.Symmetric {
	return blas64.Symmetric{N: n, Stride: n, Data: make([]float64, n*n), Uplo: blas.Upper}
}

func general(rows, cols int) blas64.General {
	return blas64.General{Rows: rows, Cols: cols, Stride: cols, Data: make([]float64, rows*cols)}
}

// begin fills theta with the network at which the search for the mode after
// those found begins, and makes ready to turn it towards that mode.
func (s *starter) begin(theta []float64, seed uint64, found [][]float64) {
	rng := rand.New(rand.NewPCG(seed, uint64(len(found))))
	s.hidden(theta, rng)
	c := theta[len(theta)-len(s.c):]
	for i := range c {
		c[i] = 2*rng.Float64() - 1
	}
	copy(s.m.Params(), theta)
	s.m.Run()
	s.factorEnergy()
	s.factorOverlap(found)
	s.project(c)
	s.normalise(c)
}

// turn takes one turn of inverse iteration.
func (s *starter) turn(theta []float64) {
	c := theta[len(theta)-len(s.c):]
	s.normalise(c)
	blas64.Gemv(blas.Trans, 1, s.features(s.t.fv), vector(s.u), 0, vector(s.c))
	solve(s.k, s.c)
	s.project(s.c)
	s.normalise(s.c)
	copy(c, s.c)
}

// features are the columns that belong to the last layer.
func (s *starter) features(v ad.Value) blas64.General {
	n := len(s.c)
	return blas64.General{Rows: len(s.u), Cols: n, Stride: n, Data: s.m.Value(v)}
}

// normalise scales c so that ‖u‖ = 1, and sets u.
func (s *starter) normalise(c []float64) {
	blas64.Gemv(blas.NoTrans, 1, s.features(s.t.fv), vector(c), 0, vector(s.u))
	scale := 1 / math.Sqrt(kernel.Dot(s.u, s.u))
	kernel.Scale(c, scale, c)
	kernel.Scale(s.u, scale, s.u)
}

// hidden draws the hidden layers: Glorot's weights, but the first layer spread
// so that its units bend at places all over [0, 1].
func (s *starter) hidden(theta []float64, rng *rand.Rand) {
	nn.Glorot(s.t.net, theta, rng)
	width := s.t.net.Sizes[1]
	w, b := theta[:width], theta[width:2*width]
	for i := range w {
		slope := steepness * (1 + rng.Float64())
		if i%2 == 1 {
			slope = -slope
		}
		bend := (float64(i) + rng.Float64()) / float64(width)
		w[i], b[i] = slope, -slope*bend
	}
}

// factorEnergy factors K = F′ᵀF′.
func (s *starter) factorEnergy() {
	n := len(s.c)
	blas64.Syrk(blas.Trans, 1, s.features(s.t.f1), 0, s.k)
	trace := 0.0
	for i := range n {
		trace += s.k.Data[i*n+i]
	}
	cholesky(s.k, ridge*trace/float64(n))
}

// factorOverlap prepares the projection for the modes found.
func (s *starter) factorOverlap(found [][]float64) {
	s.g.Cols, s.kg.Cols, s.s.N = len(found), len(found), len(found)
	if len(found) == 0 {
		return
	}
	f := s.features(s.t.fv)
	for j, v := range found {
		blas64.Gemv(blas.Trans, 1, f, vector(v), 0, blas64.Vector{N: s.g.Rows, Inc: s.g.Stride, Data: s.g.Data[j:]})
	}
	copy(s.kg.Data, s.g.Data)
	lapack.Implementation{}.Dpotrs(s.k.Uplo, s.k.N, len(found), s.k.Data, s.k.Stride, s.kg.Data, s.kg.Stride)
	square := blas64.General{Rows: s.s.N, Cols: s.s.N, Stride: s.s.Stride, Data: s.s.Data}
	blas64.Gemm(blas.Trans, blas.NoTrans, 1, s.g, s.kg, 0, square)
	cholesky(s.s, 0)
}

// project sets c to Pc.
func (s *starter) project(c []float64) {
	y := s.y[:s.g.Cols]
	if len(y) == 0 {
		return
	}
	blas64.Gemv(blas.Trans, 1, s.g, vector(c), 0, vector(y))
	solve(s.s, y)
	blas64.Gemv(blas.NoTrans, -1, s.kg, vector(y), 1, vector(c))
}

// cholesky factors a + εI in place. It panics where that is not positive
// definite: the ridge is there to prevent it.
func cholesky(a blas64.Symmetric, epsilon float64) {
	for i := range a.N {
		a.Data[i*a.Stride+i] += epsilon
	}
	if !new(kernel.LAPACK).Dpotrf(a.Uplo, a.N, a.Data, a.Stride) {
		panic("eigen: a matrix that should be positive definite is not")
	}
}

// solve sets x to the solution of a system whose Cholesky factor is given.
func solve(factor blas64.Symmetric, x []float64) {
	lapack.Implementation{}.Dpotrs(factor.Uplo, factor.N, 1, factor.Data, factor.Stride, x, 1)
}

func vector(x []float64) blas64.Vector { return blas64.Vector{N: len(x), Inc: 1, Data: x} }
