package dyn

import (
	"math"

	"residual/core/kernel"
)

// The method of Dormand and Prince (1980), order 5 with an error estimate of
// order 4: stage s starts from x + h·Σ aₛⱼkⱼ, and the last row is the step itself.
var dormandPrince = [6][6]float64{
	{1.0 / 5},
	{3.0 / 40, 9.0 / 40},
	{44.0 / 45, -56.0 / 15, 32.0 / 9},
	{19372.0 / 6561, -25360.0 / 2187, 64448.0 / 6561, -212.0 / 729},
	{9017.0 / 3168, -355.0 / 33, 46732.0 / 5247, 49.0 / 176, -5103.0 / 18656},
	{35.0 / 384, 0, 500.0 / 1113, 125.0 / 192, -2187.0 / 6784, 11.0 / 84},
}

// errorWeights are those of the estimate: order 5 less order 4.
var errorWeights = [7]float64{71.0 / 57600, 0, -71.0 / 16695, 71.0 / 1920, -17253.0 / 339200, 22.0 / 525, -1.0 / 40}

// A Stepper follows one trajectory, forwards or (with h < 0) backwards.
type Stepper struct {
	X    []float64
	T, H float64
	Tol  float64 // of a step's error, relative to 1 + |x|

	f            *Field
	k            [7][]float64
	stage, trial []float64
	restart      bool // k₁ is not yet known
}

// NewStepper starts at x with a first step h.
func (f *Field) NewStepper(x []float64, h, tol float64) *Stepper {
	s := &Stepper{X: append([]float64(nil), x...), H: h, Tol: tol, f: f, restart: true,
		stage: make([]float64, f.N), trial: make([]float64, f.N)}
	for i := range s.k {
		s.k[i] = make([]float64, f.N)
	}
	return s
}

// Step takes the largest step that keeps the error below the tolerance, at most
// |limit|. It is false where none does: the trajectory diverges.
func (s *Stepper) Step(limit float64) bool {
	if s.restart {
		s.f.Value(s.k[0], s.X)
		s.restart = false
	}
	for range 40 {
		s.H = math.Copysign(min(math.Abs(s.H), limit), s.H)
		taken, e := s.H, s.try()
		if !(e <= math.MaxFloat64) {
			s.H *= 0.2
			continue
		}
		grow := 5.0
		if e > 0 { // 0.9·e^{−1/5}, between 1/5 and 5
			grow = min(5, max(0.2, 0.9*kernel.Exp1(-0.2*kernel.Log1(e))))
		}
		s.H *= grow
		if e <= 1 {
			s.T += taken
			copy(s.X, s.trial)
			s.k[0], s.k[6] = s.k[6], s.k[0]
			return true
		}
	}
	return false
}

// try computes trial and its error in units of the tolerance.
func (s *Stepper) try() float64 {
	for i, row := range dormandPrince {
		for d := range s.X {
			sum := 0.0
			for j := range i + 1 {
				sum += float64(row[j] * s.k[j][d])
			}
			s.stage[d] = s.X[d] + float64(s.H*sum)
		}
		s.f.Value(s.k[i+1], s.stage)
	}
	copy(s.trial, s.stage)
	worst := 0.0
	for d := range s.X {
		sum := 0.0
		for j, w := range errorWeights {
			sum += float64(w * s.k[j][d])
		}
		e := math.Abs(s.H*sum) / (s.Tol * (1 + math.Abs(s.trial[d])))
		if !(e <= worst) { // NaN counts
			worst = e
		}
	}
	return worst
}

// At is where it is, and when.
func (s *Stepper) At() (x []float64, t float64) { return s.X, s.T }
