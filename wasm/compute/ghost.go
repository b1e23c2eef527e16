package compute

import (
	"time"

	"residual/core/lab"
)

// A ghost is the picture of the run before a change of settings, which the canvas
// keeps in sight until the new run has ended. Here it is only a number, another
// one after each change: see lab.Frame.
type ghost struct {
	number uint8
	last   uint8
	since  time.Duration
}

// settled is how long a picture is in sight before it is worth keeping: while a
// slider is dragged the one from before it stays.
const settled = 1500 * time.Millisecond

// replaced notes that a run has given way to another one, by a change or
// otherwise.
func (g *ghost) replaced(changed bool, now time.Duration) {
	switch {
	case !changed:
		g.number = 0
	case g.number == 0 || now-g.since > settled:
		g.last = g.last%255 + 1
		g.number = g.last
	}
	g.since = now
}

// of is the number for the frames of a run.
func (g *ghost) of(r *lab.Run) uint8 {
	if r.Status().Final() {
		g.number = 0
	}
	return g.number
}
