package md

import (
	"math"

	"residual/core/kernel"
)

// KT is k times the kinetic temperature: 2K over the number of degrees of freedom,
// which is Freedom of the thermostat, or, at constant energy, of the system as it
// began. Without any it is 0.
func (s *System) KT(free int) float64 {
	if free == 0 {
		return 0
	}
	return 2 * s.Kinetic() / float64(free)
}

// Freedom is the number of degrees of freedom in which atoms at Pos move when they
// neither drift nor rotate: 3N − 6, on a line 3N − 5. The velocities that
// ThermalVelocities draws are of so many.
func (s *System) Freedom() int {
	if len(s.Mass) < 2 {
		return 0
	}
	var angular [3]float64
	centre := s.massMean(s.Pos)
	_, moments := s.inertia(&centre, &angular)
	free := 3*len(s.Mass) - 3
	for _, moment := range moments {
		if moment > flat*moments[2] {
			free--
		}
	}
	return free
}

// RescaleTo scales the velocities so that KT(free) becomes kt; atoms at rest stay
// at rest.
func (s *System) RescaleTo(kt float64, free int) {
	if now := s.KT(free); now > 0 {
		kernel.Scale(s.Vel, math.Sqrt(kt/now), s.Vel)
	}
}
