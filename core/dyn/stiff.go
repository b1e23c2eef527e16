package dyn

import (
	"math"

	"residual/core/kernel"
	"residual/core/linalg"
)

// The method Radau IIA of order 5 is the polynomial of degree 3 through x whose slope
// is f at three places of a step, the last of which is its end:
//
//	zᵢ = h·Σⱼ aᵢⱼ·f(x + zⱼ)
//
// It damps what is fast, so that steps may be as long as what is slow allows. Source:
// Hairer and Wanner, Solving Ordinary Differential Equations II, sections IV.5 and IV.8,
// and so is the estimate of the error,
//
//	e = (1 − hγJ)⁻¹·γ·(h·f(x) + Σᵢ eᵢzᵢ),  1/γ the real eigenvalue of a⁻¹
//
// It is of order 3, so that for an error of Tol it may be Tol^⅔/10.
var (
	root6 = math.Sqrt(6)
	radau = [3][3]float64{
		{(88 - 7*root6) / 360, (296 - 169*root6) / 1800, (-2 + 3*root6) / 225},
		{(296 + 169*root6) / 1800, (88 + 7*root6) / 360, (-2 - 3*root6) / 225},
		{(16 - root6) / 36, (16 + root6) / 36, 1.0 / 9},
	}
	radauErrors = [3]float64{(-13 - 7*root6) / 3, (-13 + 7*root6) / 3, -1.0 / 3}
)

const radauGamma = 0.27488882959567734 // (6 + ∛81 − ∛9)/30

// A StiffStepper follows one trajectory as a Stepper does, where slow and fast parts
// alternate: each of its steps costs more, and it needs fewer.
type StiffStepper struct {
	X    []float64
	T, H float64
	Tol  float64 // of a step's error, relative to 1 + |x|

	f                *Field
	start, slope     []float64 // f at the start of the step, and ∂f/∂x
	z, values, delta []float64 // 3 rows of N: the stages less the start, f there, a step of Newton's
	matrix           []float64
	error, stage     []float64
	pivots           []int
	last, allowed    float64 // the step that was taken, and what the estimate may be
}

// NewStiffStepper starts at x with a first step h.
func (f *Field) NewStiffStepper(x []float64, h, tol float64) *StiffStepper {
	n := f.N
	return &StiffStepper{X: append([]float64(nil), x...), H: h, Tol: tol, f: f, allowed: 0.1 * kernel.Exp1(2.0/3*kernel.Log1(tol)),
		start: make([]float64, n), slope: make([]float64, n*n), z: make([]float64, 3*n), values: make([]float64, 3*n),
		delta: make([]float64, 3*n), matrix: make([]float64, 9*n*n), error: make([]float64, n), stage: make([]float64, n), pivots: make([]int, 3*n)}
}

// Step takes the largest step that keeps the error below the tolerance, at most
// |limit|. It is false where none does.
func (s *StiffStepper) Step(limit float64) bool {
	s.f.Value(s.start, s.X)
	s.f.Jacobian(s.slope, s.X)
	for range 40 {
		s.H = math.Copysign(min(math.Abs(s.H), limit), s.H)
		if !s.solve() {
			s.H /= 4
			continue
		}
		taken, e := s.H, s.estimate()
		grow := 5.0
		if e > 0 { // 0.9·e^{−1/4}, between 1/5 and 5
			grow = min(5, max(0.2, 0.9*kernel.Exp1(-0.25*kernel.Log1(e))))
		}
		s.H *= grow
		if e <= 1 {
			s.T, s.last = s.T+taken, taken
			kernel.Add(s.X, s.X, s.z[2*s.f.N:])
			return true
		}
	}
	return false
}

// solve finds the stages by Newton's method with the slopes at the start. It is false
// where that does not converge.
func (s *StiffStepper) solve() bool {
	clear(s.z)
	n, last := s.f.N, math.Inf(1)
	for range 12 {
		s.residual()
		s.factors()
		if !linalg.Solve(s.matrix, s.delta, s.pivots) {
			return false
		}
		size := 0.0
		for i, d := range s.delta {
			s.z[i] += d
			size = max(size, math.Abs(d)/(s.Tol*(1+math.Abs(s.X[i%n]))))
		}
		if size < 0.01 {
			return true
		}
		if !(size < 2*last) {
			return false
		}
		last = size
	}
	return false
}

// residual sets delta to what the stages lack, h·Σⱼ aᵢⱼ·f(x + zⱼ) − zᵢ.
func (s *StiffStepper) residual() {
	n := s.f.N
	for i := range radau {
		kernel.Add(s.stage, s.X, s.z[i*n:][:n])
		s.f.Value(s.values[i*n:][:n], s.stage)
	}
	for i, row := range radau {
		for d := range n {
			sum := float64(row[0]*s.values[d]) + float64(row[1]*s.values[n+d]) + float64(row[2]*s.values[2*n+d])
			s.delta[i*n+d] = float64(s.H*sum) - s.z[i*n+d]
		}
	}
}

// factors sets the matrix to 1 − h·a⊗J.
func (s *StiffStepper) factors() {
	n := s.f.N
	for i, row := range radau {
		for j, a := range row {
			for k, slope := range s.slope {
				s.matrix[(i*n+k/n)*3*n+j*n+k%n] = -float64(float64(s.H*a) * slope)
			}
		}
	}
	for i := range 3 * n {
		s.matrix[i*3*n+i]++
	}
}

// estimate is the error of the step in units of what is allowed. One that is too large is
// estimated again with f(x + e) in place of f(x), which tells what f has far from where it
// is damped to.
func (s *StiffStepper) estimate() float64 {
	e := s.filtered(s.start)
	if !(e <= 1) {
		kernel.Add(s.stage, s.X, s.error)
		s.f.Value(s.values, s.stage)
		e = s.filtered(s.values[:s.f.N])
	}
	return e
}

// filtered sets the error to that with a value of f at the start, and returns its size.
func (s *StiffStepper) filtered(value []float64) (worst float64) {
	n := s.f.N
	for d := range n {
		sum := float64(s.H * value[d])
		for i, e := range radauErrors {
			sum += float64(e * s.z[i*n+d])
		}
		s.error[d] = radauGamma * sum
	}
	square := s.matrix[:n*n]
	for k, slope := range s.slope {
		square[k] = -float64(float64(s.H*radauGamma) * slope)
	}
	for i := range n {
		square[i*n+i]++
	}
	if !linalg.Solve(square, s.error, s.pivots) {
		return math.Inf(1)
	}
	for d, e := range s.error {
		if e = math.Abs(e) / (s.allowed * (1 + math.Abs(s.X[d]))); !(e <= worst) { // NaN counts
			worst = e
		}
	}
	return worst
}

// Integral is ∫ g(x) dt over the step that was taken, by the same stages.
func (s *StiffStepper) Integral(g func(x []float64) float64) float64 {
	n, sum := s.f.N, 0.0
	for i, weight := range radau[2] {
		for d, x := range s.X {
			s.stage[d] = x - s.z[2*n+d] + s.z[i*n+d]
		}
		sum += float64(weight * g(s.stage))
	}
	return s.last * sum
}

// At is where it is, and when.
func (s *StiffStepper) At() (x []float64, t float64) { return s.X, s.T }
