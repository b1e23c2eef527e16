package stability

import (
	"residual/core/dyn"
	"residual/core/fit"
	"residual/core/interval"
)

// A system is the target at the parameters looked at: its vector field and its
// equilibria.
type system struct {
	target
	field     *dyn.Field
	grid      *dyn.Grid             // of velocities over the window; planar systems only
	found     dyn.Finding           // the equilibria
	undefined [][]interval.Interval // around what of the window f may have no value on
	certain   bool                  // that it has none at a part of it
	cycles    []dyn.Cycle           // around them
	lost      dyn.Loss              // why there may be others
}

// The places of the grid.
const gridX, gridY = 65, 65

func newSystem(t target, room *fit.Room) system {
	s := system{target: t, field: dyn.NewField(t.equations, t.swept)}
	room.Count(s.field.Bytes())
	if t.planar() {
		s.grid = dyn.NewGrid(t.equations, t.swept, gridX, gridY)
		room.Count(s.grid.Bytes())
	}
	return s
}

// look finds the equilibria with the swept parameter moved by a shift.
func (s *system) look(shift float64) {
	if s.swept >= 0 {
		s.field.Params[s.swept] = s.shifted(shift)
	}
	s.found = s.field.Equilibria()
	s.undefined, s.certain = s.field.Undefined()
	s.cycles, s.lost = s.field.Cycles(s.found.Proved)
}

// along is the place at a fraction of an interval.
func along(w interval.Interval, at float64) float64 { return w.Lo + float64(at*(w.Hi-w.Lo)) }
