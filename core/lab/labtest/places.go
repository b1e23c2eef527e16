package labtest

import (
	"math"

	"residual/core/lab"
)

// places are actions on, beside and far from every panel of a frame that takes
// them, and on one that is not there.
func places(f *lab.Frame) (all []lab.Action) {
	inf, nan := math.Inf(1), math.NaN()
	panels := []string{"", "no panel"}
	for _, p := range f.Panels {
		if p.Acts != "" {
			panels = append(panels, p.Acts)
		}
	}
	for _, panel := range panels {
		for _, at := range [][2]float64{{0.5, 0.5}, {0, 0}, {-1, 1}, {1e300, -1e300}, {inf, 0}, {0, -inf}, {nan, nan}} {
			for _, kind := range []lab.ActionKind{lab.Press, lab.Drag, lab.Release} {
				all = append(all, lab.Action{Panel: panel, Kind: kind, X: at[0], Y: at[1]})
			}
		}
	}
	return all
}
