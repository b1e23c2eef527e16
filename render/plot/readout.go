package plot

import (
	"fmt"

	"residual/core/lab"
)

// readouts writes names and numbers in rows at the foot, and returns the room
// above. They take a third of the height at most, and say how many have no room;
// a low picture has room for none.
func (l *List) readouts(all []lab.Readout, room Rect) Rect {
	if len(all) == 0 || room.H < 2*leastHeight {
		return room
	}
	from, last := len(l.Texts), len(l.Texts)
	w := writer{width: room.W, row: 1}
	for i, r := range all {
		lines := reading(r).lines(room.W)
		if w.next(lines); w.row > max(1, int(room.H/3/rowHeight)) && i > 0 {
			l.Texts = l.Texts[:last+1]
			l.Texts[last].more(len(all) - i + 1)
			break
		}
		last = len(l.Texts)
		for k, t := range lines {
			t.X, t.Y = room.X+w.x+t.X, float64(w.row+k+1-len(lines))
			l.Texts = append(l.Texts, t)
		}
		w.x = w.end
	}
	rows := l.Texts[len(l.Texts)-1].Y
	for i := range l.Texts[from:] {
		t := &l.Texts[from+i]
		t.Y = room.Y + room.H - rowHeight*(rows-t.Y)
	}
	room.H -= rowHeight*(rows-1) + labelSize + 2*gap
	return room
}

// A writer sets readouts one after another into rows of a width.
type writer struct {
	width  float64
	x, end float64 // where the next one begins, and the one after it
	row    int     // of the last line
}

// next finds the place of a readout: in the row at hand if there is room.
func (w *writer) next(lines []Text) {
	length := lines[0].length()
	if len(lines) > 1 {
		length = w.width
	}
	if w.x > 0 && w.x+length > w.width {
		w.x = 0
		w.row++
	}
	w.row += len(lines) - 1
	w.end = w.x + length + 3*gap
}

// lines is a readout in one line, or where that is too long, its value below its
// name.
func (t Text) lines(room float64) []Text {
	if t.length() <= room {
		return []Text{t}
	}
	value := Text{X: 2 * gap, Text: fit(t.Tail, t.Style, room-2*gap), Style: Style{Size: t.Style.Size, Ink: t.TailInk}}
	t.Text, t.Tail = fit(t.Text, t.Style, room), ""
	return []Text{t, value}
}

// more says how many are left out.
func (t *Text) more(n int) {
	*t = Text{X: t.X, Y: t.Y, Text: fmt.Sprintf("and %d more", n), Style: t.Style}
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
