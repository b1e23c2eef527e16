package md

import (
	"math"
	"strconv"
	"strings"
)

// An EnergyGuard says by how much the energy of a trajectory may change beyond the
// heat that its thermostat gives: with a step that is short enough it hardly does.
type EnergyGuard struct {
	Start float64 // energy at the beginning
	Limit float64
	Unit  string // of both, to be said; may be empty
}

// Check is *Stopped, of the cause StepLong, where the energy of s less heat has
// changed by more than the limit, or nil. Without a thermostat heat is 0.
func (g EnergyGuard) Check(s *System, heat float64) error {
	if gained := s.Energy() - heat - g.Start; !(math.Abs(gained) <= g.Limit) {
		change := strings.TrimSpace(strconv.FormatFloat(gained, 'g', 3, 64) + " " + g.Unit)
		return &Stopped{s.Step, "the energy has changed by " + change + ", so the time step is too long", StepLong}
	}
	return nil
}
