package opt

import (
	"math"

	"residual/core/kernel"
	"residual/core/linalg"
)

// A LeastSquares problem is to minimise ½‖r(θ)‖², with r of Rows numbers.
type LeastSquares interface {
	Rows() int
	// Residual sets r to r(θ).
	Residual(r, theta []float64)
	// Jacobian sets r to r(θ) and jac, Rows × len(theta), to ∂r/∂θ.
	Jacobian(r, jac, theta []float64)
}

// LevenbergMarquardt takes damped Gauss–Newton steps,
//
//	δ = −(JᵀJ + μI)⁻¹Jᵀr = −Jᵀ(JJᵀ + μI)⁻¹r
//
// by whichever system is smaller, solved by Cholesky's factorisation. The
// damping μ follows the gain ratio (Madsen, Nielsen & Tingleff 2004,
// Algorithm 3.16): of the decrease that a step brought, ½‖r‖² − ½‖r₊‖², to that
// which the linear model promised, ½δᵀ(μδ − Jᵀr).
type LevenbergMarquardt struct {
	Mu, Nu float64 // damping and its growth on failure; Mu = 0 means: not begun
	Cost   float64 // ½‖r‖² at the last θ

	r, trial    []float64 // residuals at θ and at θ + δ
	jac         []float64 // J
	gram        []float64 // JᵀJ or JJᵀ, the smaller
	grad, delta []float64 // Jᵀr, δ
	next        []float64 // θ + δ
	trials      int       // systems solved in the last step
}

// MaxTrials bounds the systems solved in one step.
const MaxTrials = 12

// NewLevenbergMarquardt allocates for at most rows residuals of n parameters.
func NewLevenbergMarquardt(rows, n int) *LevenbergMarquardt {
	lm := new(LevenbergMarquardt)
	lm.Reserve(Heap{}, rows, n)
	return lm
}

// Reserve asks m for the room of at most rows residuals of n parameters.
func (lm *LevenbergMarquardt) Reserve(m Memory, rows, n int) {
	lm.ReserveSystem(m, rows, n)
	m.Floats(&lm.jac, rows*n)
}

// ReserveSystem asks for all of this but the Jacobian, for which ShareJacobian
// gives room of the caller's.
func (lm *LevenbergMarquardt) ReserveSystem(m Memory, rows, n int) {
	k := min(rows, n)
	m.Floats(&lm.r, rows)
	m.Floats(&lm.trial, rows)
	m.Floats(&lm.gram, k*k)
	for _, v := range []*[]float64{&lm.grad, &lm.delta, &lm.next} {
		m.Floats(v, n)
	}
}

// ShareJacobian puts the Jacobian into jac, of rows·n numbers.
func (lm *LevenbergMarquardt) ShareJacobian(jac []float64) { lm.jac = jac }

// Bytes is what is held, a shared Jacobian included.
func (lm *LevenbergMarquardt) Bytes() int64 {
	return Held(func(m Memory) { lm.Reserve(m, 0, 0) })
}

// Begin forgets the damping and prepares for a problem of rows residuals.
func (lm *LevenbergMarquardt) Begin(rows int) {
	lm.Mu, lm.Nu, lm.Cost = 0, 0, 0
	lm.resize(rows)
}

func (lm *LevenbergMarquardt) resize(rows int) {
	lm.r, lm.trial, lm.jac = lm.r[:rows], lm.trial[:rows], lm.jac[:rows*len(lm.grad)]
}

// Step moves theta by the first of a few steps of growing damping that lowers
// the cost, and tells whether there was one.
func (lm *LevenbergMarquardt) Step(p LeastSquares, theta []float64) bool {
	lm.Linearise(p, theta)
	for range MaxTrials {
		if lm.Try(p, theta) {
			return true
		}
	}
	return false
}

// Linearise begins a step: it takes residuals and derivatives at theta. Step is
// Linearise and then Try until it succeeds, MaxTrials times at most; who takes
// these apart can stop in between, and linearise again to go on.
func (lm *LevenbergMarquardt) Linearise(p LeastSquares, theta []float64) {
	p.Jacobian(lm.r, lm.jac, theta)
	lm.Cost = kernel.Dot(lm.r, lm.r) / 2
	linalg.MulTransVec(lm.grad, 1, lm.jac, lm.r, 0)
	lm.firstDamping()
	lm.trials = 0
}

// Try solves one system. It moves theta and lowers the damping, or tells that the
// cost would not fall and raises the damping.
func (lm *LevenbergMarquardt) Try(p LeastSquares, theta []float64) bool {
	lm.trials++
	if lm.solve() && lm.advance(p, theta) {
		return true
	}
	lm.Mu *= lm.Nu
	lm.Nu *= 2
	return false
}

// Trials is how many systems the step solved so far; after each it asked for the
// residual once, unless the system was singular.
func (lm *LevenbergMarquardt) Trials() int { return lm.trials }

// Flops is the linear algebra of the last step: Jᵀr, and for each trial the
// Gram matrix of the k-by-k system, its Cholesky factor and two triangular
// solutions, and in the smaller space δ = −Jᵀy.
func (lm *LevenbergMarquardt) Flops() int64 {
	m, n := int64(len(lm.r)), int64(len(lm.grad))
	k, larger := min(m, n), max(m, n)
	trial := k*(k+1)*larger + k*k*k/3 + 2*k*k
	if m < n {
		trial += 2 * m * n
	}
	return 2*m*n + int64(lm.trials)*trial
}

// Traffic is the bytes that this reads and writes, J being the most of them.
func (lm *LevenbergMarquardt) Traffic() int64 {
	m, n := int64(len(lm.r)), int64(len(lm.grad))
	k := min(m, n)
	trial := m*n + 2*k*k
	if m < n {
		trial += m * n
	}
	return 8 * (m*n + int64(lm.trials)*trial)
}

// firstDamping sets μ, where it is not set yet, to 1e-3 of the largest diagonal
// entry of JᵀJ.
func (lm *LevenbergMarquardt) firstDamping() {
	if lm.Mu > 0 {
		return
	}
	largest := 0.0
	for j := range lm.grad {
		largest = math.Max(largest, linalg.ColumnSquare(lm.jac, len(lm.grad), j))
	}
	lm.Mu, lm.Nu = 1e-3*largest, 2
}

// solve sets delta to the damped Gauss–Newton step; false where the system is
// not positive definite in floating point.
func (lm *LevenbergMarquardt) solve() bool {
	m, n := len(lm.r), len(lm.grad)
	if m < n {
		linalg.GramRows(lm.gram, lm.jac, m, n)
		copy(lm.trial, lm.r)
		if !lm.damped(m, lm.trial) {
			return false
		}
		linalg.MulTransVec(lm.delta, -1, lm.jac, lm.trial, 0)
		return true
	}
	linalg.Gram(lm.gram, lm.jac, m, n)
	copy(lm.delta, lm.grad)
	if !lm.damped(n, lm.delta) {
		return false
	}
	kernel.Scale(lm.delta, -1, lm.delta)
	return true
}

// damped replaces b by (G + μI)⁻¹b, G being the Gram matrix, k×k.
func (lm *LevenbergMarquardt) damped(k int, b []float64) bool {
	for i := range k {
		lm.gram[i*k+i] += lm.Mu
	}
	c, ok := linalg.Factor(k, lm.gram)
	if ok {
		c.Solve(b)
	}
	return ok
}

// advance evaluates the residual at theta + delta and, where the cost falls, moves
// theta there and adapts the damping.
func (lm *LevenbergMarquardt) advance(p LeastSquares, theta []float64) bool {
	kernel.Add(lm.next, theta, lm.delta)
	p.Residual(lm.trial, lm.next)
	cost := kernel.Dot(lm.trial, lm.trial) / 2
	model := (float64(lm.Mu*kernel.Dot(lm.delta, lm.delta)) - kernel.Dot(lm.delta, lm.grad)) / 2
	gain := (lm.Cost - cost) / model
	if !(gain > 0) {
		return false
	}
	copy(theta, lm.next)
	lm.Cost = cost
	b := 2*gain - 1
	lm.Mu *= math.Max(1.0/3, 1-float64(b*float64(b*b)))
	lm.Nu = 2
	return true
}

// Rows is the number of residuals of the problem under way.
func (lm *LevenbergMarquardt) Rows() int { return len(lm.r) }
