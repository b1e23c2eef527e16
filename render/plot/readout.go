package plot

import "residual/core/lab"

// Readout makes l what is laid over the picture base of f while a pointer rests
// at a place: cross hairs and the numbers there. It reports whether there is
// anything to show.
func (l *List) Readout(base *List, f *lab.Frame, x, y float64) bool {
	l.reset(base.Size, base.Theme)
	r, ok := base.Read(f, x, y)
	if !ok {
		return false
	}
	q := &base.panels[r.Panel]
	px, py := float64(r.Place.X), float64(r.Place.Y)
	l.box(Rect{px - 0.5, q.plot.Y, 1, q.plot.H}, Rule, 0.8)
	l.box(Rect{q.plot.X, py - 0.5, q.plot.W, 1}, Rule, 0.8)
	if f.Panels[r.Panel].Field == nil {
		l.dot(px, py, true, Body)
	}
	l.plate(px, py, r.Text)
	return true
}

// plate writes a text near a place, on paper, to that side on which it fits.
func (l *List) plate(x, y float64, text string) {
	style := Style{Size: labelSize, Ink: Body}
	w, h := width(text, style)+2*gap, labelSize+gap+3
	left, top := x+gap, y-gap-h
	if left+w > l.Size.W {
		left = max(0, x-gap-w)
	}
	if top < 0 {
		top = y + gap
	}
	l.box(Rect{left, top, w, h}, Paper, 0.92)
	l.text(left+gap, top+labelSize+gap/2, l.Size.W-left-gap, text, style)
}
