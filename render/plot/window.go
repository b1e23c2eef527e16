package plot

import (
	"math"

	"residual/core/lab"
)

// A Window is the part of a panel that is shown, in fractions of its axes as they
// would be, from 0 to 1. The panel is known by its title.
type Window struct {
	Panel string
	X, Y  [2]float64
}

// mostMagnified is by how much a window magnifies at most.
const mostMagnified = 64

// windowWord says that a panel shows a part.
const windowWord = "a part, magnified"

// Magnify narrows the window on panel i by a factor, or widens it, about a place of
// the picture, which stays where it is. Another panel's window is given up.
func (l *List) Magnify(f *lab.Frame, i int, factor, x, y float64) {
	p, q := &f.Panels[i], &l.panels[i]
	w := l.windowOn(p)
	if w == nil {
		w = &Window{p.Title, [2]float64{0, 1}, [2]float64{0, 1}}
	}
	near := clamp((w.X[1]-w.X[0])/factor, 1.0/mostMagnified, 1)
	w.X = zoomed(w.X, near, (x-q.x.from)/(q.x.to-q.x.from))
	w.Y = zoomed(w.Y, near, (y-q.y.from)/(q.y.to-q.y.from))
	if l.Window = w; near == 1 {
		l.Window = nil
	}
}

// zoomed is a part of [0, 1] of another length in which what was at a fraction of the
// old one is there still, as far as it goes.
func zoomed(part [2]float64, length, at float64) [2]float64 {
	fixed := part[0] + at*(part[1]-part[0])
	low := clamp(fixed-at*length, 0, 1-length)
	return [2]float64{low, low + length}
}

// windowOn is the window on a panel, or nil. A scene is magnified by itself.
func (l *List) windowOn(p *lab.Panel) *Window {
	if l.Window == nil || p.Scene != nil || l.Window.Panel != p.Title {
		return nil
	}
	return l.Window
}

// look narrows the axes to a window; those of a field to whole cells of it.
func (q *panel) look(p *lab.Panel, w *Window) {
	if w == nil {
		return
	}
	x, y := w.X, w.Y
	if p.Field != nil {
		x, y = whole(x, p.Field.NX), whole(y, p.Field.NY)
	}
	q.windowed, q.part = true, [2][2]float64{x, y}
	q.x, q.y = q.x.part(x), q.y.part(y)
}

// whole widens a part of [0, 1] to whole ones of n cells.
func whole(part [2]float64, n int) [2]float64 {
	cells := float64(max(n, 1))
	return [2]float64{math.Floor(part[0]*cells) / cells, math.Ceil(part[1]*cells) / cells}
}

// part is the scale of a part of this one.
func (s scale) part(of [2]float64) scale {
	s.from, s.to = 0, 1
	s.low, s.high = s.value(of[0]), s.value(of[1])
	return s
}

// crop leaves of a field a copy of the cells in a part of it.
func (f *Field) crop(part [2][2]float64) {
	index := func(at float64, n int) int { return int(math.Round(at * float64(n))) }
	i0, i1 := index(part[0][0], f.NX), index(part[0][1], f.NX)
	j0, j1 := index(part[1][0], f.NY), index(part[1][1], f.NY)
	values := make([]float32, 0, (i1-i0)*(j1-j0))
	for j := j0; j < j1; j++ {
		values = append(values, f.Values[j*f.NX+i0:j*f.NX+i1]...)
	}
	f.NX, f.NY, f.Values = i1-i0, j1-j0, values
}
