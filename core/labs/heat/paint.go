package heat

import (
	"errors"
	"math"

	"residual/core/codec"
	"residual/core/lab"
)

// A brush leaves smooth spots along the way of the pointer.
type brush struct {
	down bool
	x, y float64 // where the pointer was
}

const (
	spotRadius = 0.07 // in units of the side
	spacing    = spotRadius / 3
	strength   = 0.4 // how far the middle of one spot goes towards the colour of the brush
)

// stage is what the panel that takes paint is called.
const stage = "stage"

var (
	errElsewhere = errors.New("heat is painted on the rod or the plate, within its axes")
	errEnded     = errors.New("this run has ended; reset it to paint again")
)

func (b *brush) state(c *codec.Coder) {
	c.Bool(&b.down)
	c.FloatIn(&b.x, 0, 1)
	c.FloatIn(&b.y, -diverged, diverged)
}

// Hint: a flow that has diverged cannot be painted on.
func (f *flow) Hint() string {
	if f.Status().State == lab.Stopped {
		return ""
	}
	return Lab.Hint
}

// Act paints. On a plate the brush is at temperature 1; on a rod the profile
// is pulled to the pointer. Painting starts the network anew from what is
// there: depth blocks follow the last touch. A stroke that leaves the axes goes
// on where it comes back.
func (f *flow) Act(a lab.Action) error {
	inside := a.X >= 0 && a.X <= 1 && (f.dim == 1 && math.Abs(a.Y) <= diverged || a.Y >= 0 && a.Y <= 1)
	switch {
	case a.Kind == lab.Release:
		f.brush.down = false
	case a.Panel == stage && !inside && a.Kind == lab.Drag:
	case a.Panel != stage || !inside:
		return errElsewhere
	case f.Status().State == lab.Stopped:
		return errEnded
	default:
		f.brush.stroke(a, func(x, y float64) { f.paint(f.u, x, y) })
		f.restart()
	}
	return nil
}

// stroke sets spots from where the pointer was to where it is.
func (b *brush) stroke(a lab.Action, spot func(x, y float64)) {
	spots := 1
	if a.Kind == lab.Drag && b.down {
		spots += int(min(999, hypot(a.X-b.x, a.Y-b.y)/spacing))
	} else {
		b.x, b.y = a.X, a.Y
	}
	for i := 1; i <= spots; i++ {
		w := float64(i) / float64(spots)
		spot(b.x+float64(w*(a.X-b.x)), b.y+float64(w*(a.Y-b.y)))
	}
	*b = brush{true, a.X, a.Y}
}

// paint sets one spot: it brings a rod about x nearer to y, and a plate about
// (x, y) nearer to 1, where what is hotter stays.
func (g grid) paint(u []float64, x, y float64) {
	reach := int(spotRadius * float64(g.n))
	if g.dim == 1 {
		for d, i := -reach, g.nearest(x); d <= reach; d++ {
			p := &u[g.wrap(i+d)]
			*p += float64(g.weight(d, 0) * (y - *p))
		}
		return
	}
	i, j := g.nearest(x), g.nearest(y)
	for dj := -reach; dj <= reach; dj++ {
		row := u[g.wrap(j+dj)*g.n:][:g.n]
		for di := -reach; di <= reach; di++ {
			p := &row[g.wrap(i+di)]
			*p += float64(g.weight(di, dj) * max(0, 1-*p))
		}
	}
}

// weight is strength·(1 − d²/radius²)² at a distance of di and dj cells from the
// middle of a spot, 0 beyond its radius.
func (g grid) weight(di, dj int) float64 {
	radius := spotRadius * float64(g.n)
	d := float64(di*di+dj*dj) / float64(radius*radius)
	w := max(0, 1-d)
	return strength * float64(w*w)
}

// nearest is the index of the point nearest to x, before wrap.
func (g grid) nearest(x float64) int { return int(math.Floor(float64(x*float64(g.n)) + 0.5)) }

// restart takes the profile as it is for a new origin: of the exact solution, of
// the heat to be conserved and of the network.
func (f *flow) restart() {
	f.exact.begin(f.u, f.Steps(), f.time())
	f.origin = f.Steps()
	f.heat = mean(f.u)
	f.probe.measure(f.u)
	f.review()
}
