package md

import (
	"math"
	"strconv"
)

// An EnergyGuard says by how much the energy of a trajectory may change beyond the
// heat that its thermostat gives: with a step that is short enough it hardly does.
type EnergyGuard struct {
	Start float64 // energy at the beginning
	Limit float64
}

// Check is *Stopped, of the cause StepLong, where the energy of s less heat has
// changed by more than the limit, or nil. Without a thermostat heat is 0.
func (g EnergyGuard) Check(s *System, heat float64) error {
	if gained := s.Energy() - heat - g.Start; !(math.Abs(gained) <= g.Limit) {
		return &Stopped{s.Step, "the energy has changed by " + strconv.FormatFloat(gained, 'g', 3, 64) +
			", so the time step is too long", StepLong}
	}
	return nil
}
