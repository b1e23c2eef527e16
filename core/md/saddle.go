package md

import (
	"errors"
	"math"

	"residual/core/kernel"
)

// A Saddle is a stationary point at which the energy falls along a direction.
type Saddle struct {
	Omega     float64   // size of the imaginary frequency of the steepest fall
	Direction []float64 // largest entry 1
}

func newSaddle(curvature float64, direction []float64) *Saddle {
	s := &Saddle{math.Sqrt(-curvature), direction}
	kernel.Scale(direction, 1/kernel.MaxAbs(direction), direction)
	return s
}

func (s *Saddle) Error() string {
	return "the energy falls along a direction: this is no minimum"
}

const (
	firstFall = 0.1 // the largest change of a coordinate away from a saddle
	falls     = 6   // times that it is halved
)

// Leave moves pos off the saddle, to the lower of both sides. The error is that of
// the potential, or says that neither side is lower.
func (s *Saddle) Leave(p Potential, pos []float64) error {
	start, err := p.Energy(nil, pos)
	if err != nil {
		return err
	}
	trial, lowest := make([]float64, len(pos)), make([]float64, len(pos))
	for size, n := firstFall, 0; n < falls; size, n = size/2, n+1 {
		least := start
		for _, step := range []float64{size, -size} {
			copy(trial, pos)
			kernel.Axpy(trial, step, s.Direction)
			if e, err := p.Energy(nil, trial); err == nil && e < least {
				least = e
				copy(lowest, trial)
			}
		}
		if least < start {
			copy(pos, lowest)
			return nil
		}
	}
	return errors.New("the energy falls along no direction that was tried")
}

// maxSaddles is how many are left on the way to a minimum.
const maxSaddles = 8

// Minimum is Relax and NewModes, again from beside each saddle, until pos is at a
// minimum.
func Minimum(p Potential, mass, pos []float64, tolerance float64, steps int, step float64) (*Modes, float64, error) {
	for n := 0; ; n++ {
		energy, err := Relax(p, pos, tolerance, steps)
		if err != nil {
			return nil, energy, err
		}
		m, err := NewModes(p, mass, pos, step)
		var s *Saddle
		if n == maxSaddles || !errors.As(err, &s) {
			return m, energy, err
		}
		if err := s.Leave(p, pos); err != nil {
			return nil, energy, err
		}
	}
}
