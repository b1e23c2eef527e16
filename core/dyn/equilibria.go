package dyn

import (
	"residual/core/interval"
)

// A Finding is all that is known of the equilibria in a window.
type Finding struct {
	Proved    []Equilibrium         // each the only one near it, and simple
	Undecided [][]interval.Interval // boxes where no proof was possible
	Boxes     int
}

// The search for equilibria goes down to boxes of this fraction of the window, and
// looks at no more than this many.
const (
	minBoxFraction = 1e-7
	maxBoxes       = 6000
)

// Equilibria finds the equilibria in the window at the field's parameters.
func (f *Field) Equilibria() Finding {
	s := interval.Zeros(f, f.Window(), minBoxFraction, maxBoxes)
	found := Finding{Undecided: s.Undecided, Boxes: s.Boxes}
	x := make([]float64, f.N)
	for _, z := range s.Zeros {
		interval.Mids(x, z.Box)
		found.Proved = append(found.Proved, f.Equilibrium(x))
	}
	return found
}

// Continuum tells whether an undecided box is too large for a single point:
// there may be a line of equilibria in it.
func (f *Field) Continuum(box []interval.Interval) bool {
	for i, w := range f.Window() {
		if box[i].Width() > 1e-2*w.Width() {
			return true
		}
	}
	return false
}
