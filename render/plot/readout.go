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
	l.plate(px, py, r.Lines)
	return true
}

// plate writes lines near a place, on paper, to that side on which they fit.
func (l *List) plate(x, y float64, lines []string) {
	const line = labelSize + 5
	style := Style{Size: labelSize, Ink: Body}
	w, h := 2*gap, line*float64(len(lines))+gap
	for _, text := range lines {
		w = max(w, width(text, style)+2*gap)
	}
	left, top := x+gap, y-gap-h
	if left+w > l.Size.W {
		left = max(0, x-gap-w)
	}
	if top < 0 {
		top = y + gap
	}
	l.box(Rect{left, top, w, h}, Paper, 0.92)
	for i, text := range lines {
		l.text(left+gap, top+gap/2+labelSize+line*float64(i), l.Size.W-left-gap, text, style)
	}
}
