package plot

import (
	"math"

	"residual/core/lab"
)

// keyReadouts is how many numbers stand beside a picture: the first ones of its
// frame. The page lists them all.
const keyReadouts = 5

// cellLeast is how wide a readout's cell is at least.
const cellLeast = 120.0

// readouts writes the first numbers of a frame at the foot, in cells that are
// equally wide, and returns the room above. A low picture has room for none.
func (l *List) readouts(all []lab.Readout, room Rect) Rect {
	if len(all) == 0 || room.H < 2*leastHeight {
		return room
	}
	g := newGrid(room.W)
	from := len(l.Texts)
	for _, r := range all[:min(len(all), keyReadouts)] {
		l.Texts = g.add(l.Texts, r)
	}
	height := g.height()
	for i := range l.Texts[from:] {
		t := &l.Texts[from+i]
		t.X, t.Y = t.X+room.X, t.Y+room.Y+room.H-height
	}
	room.H -= height
	return room
}

// A grid sets readouts one after another into cells, more than one where a text
// is long.
type grid struct {
	columns int
	step    float64 // from cell to cell
	next    int     // the free cell of the last row
	top     float64 // of the last row
	high    float64 // the last row
}

func newGrid(width float64) grid {
	columns := int(clamp((width+2*gap)/(cellLeast+2*gap), 1, keyReadouts))
	return grid{columns: columns, step: (width + 2*gap) / float64(columns)}
}

// height is that of all rows.
func (g *grid) height() float64 { return g.top + g.high }

// add appends a readout, its name above its value.
func (g *grid) add(to []Text, r lab.Readout) []Text {
	name, value, text := Style{Size: tickSize, Ink: Muted}, Style{Size: labelSize, Ink: Body}, r.Value
	if r.Unit != "" {
		text += "\u202f" + r.Unit
	}
	need := max(width(r.Name, name), width(text, value)) + 2*gap
	cells := int(clamp(math.Ceil(need/g.step), 1, float64(g.columns)))
	if g.next+cells > g.columns {
		g.top, g.next, g.high = g.height(), 0, 0
	}
	cell := Rect{g.step * float64(g.next), g.top, g.step*float64(cells) - 2*gap, gap}
	g.next += cells
	to = cell.write(to, r.Name, name)
	to = cell.write(to, text, value)
	g.high = max(g.high, cell.H)
	return to
}

// write appends a text in as many lines as it needs, and makes the cell higher by
// them.
func (r *Rect) write(to []Text, text string, s Style) []Text {
	var space [4]string
	for _, line := range wrap(space[:0], text, s, r.W, len(space)) {
		r.H += lineHeight(s.Size)
		to = append(to, Text{X: r.X, Y: r.Y + r.H, Text: fit(line, s, r.W), Style: s})
	}
	return to
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
	l.plate(q, px, py, r.Lines)
	return true
}

// plate writes lines near a place, on paper: within the data of the panel, so that
// it lies on no name and no number, on that side of the place on which it fits.
// Where the data have not the room it goes as little beyond them as it can.
func (l *List) plate(q *panel, x, y float64, lines []string) {
	const line = labelSize + 5
	style := Style{Size: labelSize, Ink: Body}
	w, h := 2*gap, line*float64(len(lines))+gap
	for _, text := range lines {
		w = max(w, width(text, style)+2*gap)
	}
	w = min(w, q.room.W)
	r := q.plot
	left, top := x+gap, y-gap-h
	if left+w > r.X+r.W {
		left = x - gap - w
	}
	if top < r.Y {
		top = y + gap
	}
	left = clamp(min(max(left, r.X), r.X+r.W-w), q.room.X, q.room.X+q.room.W-w)
	top = max(min(max(top, r.Y), r.Y+r.H-h), 0)
	l.box(Rect{left, top, w, h}, Paper, 0.92)
	for i, text := range lines {
		l.text(left+gap, top+gap/2+labelSize+line*float64(i), w-2*gap, text, style)
	}
}
