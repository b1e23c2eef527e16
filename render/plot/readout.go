package plot

import "residual/core/lab"

// readouts writes names and numbers in rows at the foot, and returns the room
// above. They take a fourth of the height at most; a low picture has no room for
// them.
func (l *List) readouts(all []lab.Readout, room Rect) Rect {
	if len(all) == 0 || room.H < 2*leastHeight {
		return room
	}
	from := len(l.Texts)
	x, rows, most := 0.0, 1, max(1, int(room.H/4/rowHeight))
	for _, r := range all {
		t := reading(r)
		t.Tail = fit(t.Tail, t.Style, room.W)
		t.Text = fit(t.Text, t.Style, room.W-TailGap-width(t.Tail, t.Style))
		length := t.length()
		if x > 0 && x+length > room.W {
			if rows == most {
				break
			}
			x = 0
			rows++
		}
		t.X, t.Y = room.X+x, float64(rows)
		l.Texts = append(l.Texts, t)
		x += length + 3*gap
	}
	for i := range l.Texts[from:] {
		t := &l.Texts[from+i]
		t.Y = room.Y + room.H - rowHeight*(float64(rows)-t.Y)
	}
	room.H -= rowHeight*float64(rows-1) + labelSize + 2*gap
	return room
}

// reading is a readout as a text.
func reading(r lab.Readout) Text {
	t := Text{Text: r.Name, Style: Style{Size: labelSize, Ink: Muted}, Tail: r.Value, TailInk: Body}
	if r.Unit != "" {
		t.Tail += "\u2009" + r.Unit
	}
	return t
}

// length estimates the length of a text with its tail.
func (t *Text) length() float64 {
	if t.Tail == "" {
		return width(t.Text, t.Style)
	}
	return width(t.Text, t.Style) + TailGap + width(t.Tail, t.Style)
}

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
	if f.Panels[r.Panel].Scene == nil {
		l.box(Rect{px - 0.5, q.plot.Y, 1, q.plot.H}, Rule, 0.8)
		l.box(Rect{q.plot.X, py - 0.5, q.plot.W, 1}, Rule, 0.8)
	}
	if p := &f.Panels[r.Panel]; p.Field == nil && p.Scene == nil {
		l.dot(px, py, Disc, true, Body)
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
