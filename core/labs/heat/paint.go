package heat

import (
	"errors"
	"math"

	"residual/core/kernel"
	"residual/core/lab"
)

// A brush leaves smooth spots of radius reach along the way of the pointer.
type brush struct {
	down bool
	x, y float64
}

const (
	reach    = 0.07 // of a spot, in units of the side
	spacing  = reach / 3
	strength = 0.4 // how far one spot goes towards the colour of the brush
)

var errEnded = errors.New("this run has ended; reset it to paint again")

// Act paints. On a plate the brush is at temperature 1; on a rod the profile
// is pulled to the pointer. Painting starts the network anew from what is
// there: depth blocks follow the last touch.
func (f *flow) Act(a lab.Action) error {
	inside := a.X >= 0 && a.X <= 1 && (f.dim == 1 && math.Abs(a.Y) <= bound || a.Y >= 0 && a.Y <= 1)
	switch {
	case a.Kind == lab.Release:
		f.brush.down = false
		return nil
	case a.Panel != stage || !inside:
		return nil
	case f.status.State == lab.Stopped:
		return errEnded
	}
	f.stroke(a)
	f.touched()
	return nil
}

// stroke sets spots from where the pointer was to where it is.
func (f *flow) stroke(a lab.Action) {
	b := &f.brush
	spots := 1
	if a.Kind == lab.Drag && b.down {
		spots += int(norm(a.X-b.x, a.Y-b.y) / spacing)
		spots = min(spots, 1000)
	} else {
		b.x, b.y = a.X, a.Y
	}
	for i := 1; i <= spots; i++ {
		w := float64(i) / float64(spots)
		x, y := b.x+float64(w*(a.X-b.x)), b.y+float64(w*(a.Y-b.y))
		if f.dim == 2 {
			f.warm(x, y)
		} else {
			f.pull(x, y)
		}
	}
	*b = brush{true, a.X, a.Y}
}

// warm brings a spot of the plate nearer to 1; what is hotter stays.
func (f *flow) warm(x, y float64) {
	cells := int(reach * float64(f.n))
	ci, cj := f.nearest(x), f.nearest(y)
	for dj := -cells; dj <= cells; dj++ {
		row := f.u[f.wrap(cj+dj)*f.n:][:f.n]
		for di := -cells; di <= cells; di++ {
			p := &row[f.wrap(ci+di)]
			*p += float64(f.spot(di, dj) * max(0, 1-*p))
		}
	}
}

// pull brings the profile about x nearer to y.
func (f *flow) pull(x, y float64) {
	cells := int(reach * float64(f.n))
	ci := f.nearest(x)
	for di := -cells; di <= cells; di++ {
		p := &f.u[f.wrap(ci+di)]
		*p += float64(f.spot(di, 0) * (y - *p))
	}
}

// spot is the weight strength·(1 − d²/reach²)² at a distance of di and dj
// cells, 0 beyond the reach.
func (f *flow) spot(di, dj int) float64 {
	radius := reach * float64(f.n)
	d := float64(di*di+dj*dj) / float64(radius*radius)
	w := max(0, 1-d)
	return strength * float64(w*w)
}

func (f *flow) nearest(x float64) int { return int(math.Floor(float64(x*float64(f.n)) + 0.5)) }

func (f *flow) wrap(i int) int { return (i%f.n + f.n) % f.n }

// touched takes the profile as it is for a new beginning: of the exact
// solution, of the heat to be conserved and of the network.
func (f *flow) touched() {
	f.rebase()
	f.last = f.steps
	f.heat = f.mean()
	f.gauge.look(f.u)
	f.review()
}

// mean is the heat on the unit domain.
func (f *flow) mean() float64 { return kernel.Sum(f.u) / float64(len(f.u)) }
