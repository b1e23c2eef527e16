package plot

import (
	"math"
	"slices"

	"residual/core/lab"
)

// Distances and sizes, in CSS pixels.
const (
	margin      = 14.0 // around the picture
	gap         = 8.0  // between things that belong together
	between     = 26.0 // panels
	titleSize   = 16.0
	labelSize   = 13.0 // of panel titles, names and readouts
	tickSize    = 12.0 // of numbers and axis names
	rowHeight   = 19.0
	nameHeight  = 23.0 // of an axis, above it
	tickLength  = 4.0
	lineWidth   = 2.0
	thinWidth   = 1.0
	dataWidth   = 1.4 // of what is given, beside what is made of it
	refWidth    = 1.5
	casing      = 1.25 // of paper, on both sides of a line on a field
	refDash     = 4.0
	dashLength  = 6.0
	dotRadius   = 3.0
	ballRadius  = 5.5 // in a key
	ringWidth   = 1.5
	swatch      = 18.0  // of a legend
	barWidth    = 10.0  // of the colours of a field
	wideEnough  = 0.75  // for panels beside each other: the width over the height
	leastHeight = 110.0 // of a panel
)

// ample is more height than any picture needs.
const ample = 1e4

// Heights of panels, where the picture may be as high as it needs to be.
const (
	mainHeight = 400.0 // below each other: at most, if that is enough; else this part of the width:
	mainPart   = 0.85
	sideHeight = 190.0 // at least
	dataLeast  = 90.0  // of what the data have of a panel, and no less than its legend
	sideLeast  = 120.0 // of a square panel's data
	rowLeast   = 150.0 // of a row beside the main panel
	aspect     = 0.625 // of a wide picture: 16 : 10
)

// Height is how high a picture of f of that width should be to show all its
// panels: 16 : 10, or higher where they need it.
func Height(f *lab.Frame, width float64) float64 {
	var l List
	room := l.surround(f, Size{width, ample})
	used := ample - room.H
	if !besides(f.Panels, width) {
		high := used - between
		for _, h := range l.heights(f.Panels, room.W) {
			high += h + between
		}
		return math.Ceil(max(high, used))
	}
	others := max(0, len(f.Panels)-1)
	columns := sideColumns(others)
	rows := (others + columns - 1) / columns
	each := rowLeast
	for i := range others {
		each = max(each, l.need(&f.Panels[i+1], sideWidth(room.W, columns)))
	}
	high := float64(rows)*(each+between) - between
	if len(f.Panels) > 0 {
		high = max(high, l.need(&f.Panels[0], room.W/2))
	}
	return math.Ceil(max(aspect*width, used+high))
}

// heights are those that panels below each other should have at that width.
func (l *List) heights(panels []lab.Panel, width float64) []float64 {
	all := make([]float64, len(panels))
	for i := range panels {
		usual := sideHeight
		if i == 0 {
			usual = min(mainHeight, mainPart*width)
		}
		all[i] = max(usual, l.need(&panels[i], width))
	}
	return all
}

// need is the height that a panel needs at that width, so that names and numbers
// leave room for its data.
func (l *List) need(p *lab.Panel, width float64) float64 {
	var q panel
	q.names(p, nil, Rect{W: width, H: ample}, &l.shared)
	top, bottom := q.surround(p)
	data := max(dataLeast, q.legend.height())
	if p.Square {
		data = max(data, min(sideLeast, width))
	}
	return top + data + bottom
}

// besides tells whether a picture of that width has room for panels beside each
// other: the main one and one column or two, in which a field has its colours beside
// it.
func besides(panels []lab.Panel, width float64) bool {
	const one, two, fields = 600, 720, 800
	others := max(len(panels)-1, 0)
	switch {
	case sideColumns(others) == 1:
		return width >= one
	case slices.ContainsFunc(panels[1+others%2:], func(p lab.Panel) bool { return p.Field != nil && !p.Field.Bare }):
		return width >= fields // the first of an odd number stands alone
	}
	return width >= two
}

// mainWidth is the part of the width that the main panel has beside so many columns
// of others.
func mainWidth(columns int) float64 { return [...]float64{1: 2.0 / 3, 2: 0.5}[columns] }

// sideWidth is the least width of a panel beside the main one.
func sideWidth(width float64, columns int) float64 {
	all := (width - between) * (1 - mainWidth(columns))
	return (all - between*float64(columns-1)) / float64(columns)
}

// sideColumns is how many columns that many panels beside the main one take.
func sideColumns(n int) int {
	if n > 2 {
		return 2
	}
	return 1
}

// arrange returns a place for each panel, the main one first. Where the room is
// wide enough the main one takes the left (a picture no more than it fills) and the
// others stand to its right, in one column or two; else they stand below. Panels
// for which there is no room at all are left out, the last first; a picture as
// high as Height says has room for all.
func (l *List) arrange(room Rect, panels []lab.Panel) []Rect {
	n := len(panels)
	switch {
	case n == 0:
		return nil
	case n == 1:
		return []Rect{centre(room, &panels[0])}
	case besides(panels, room.W+2*margin) && room.W > wideEnough*room.H:
		return beside(room, panels)
	}
	return l.stacked(room, panels)
}

// centre narrows the place of a single picture to what it fills.
func centre(room Rect, p *lab.Panel) Rect {
	w := min(room.W, pictureWidth(p, room))
	return Rect{room.X + (room.W-w)/2, room.Y, w, room.H}
}

func beside(room Rect, panels []lab.Panel) []Rect {
	others := len(panels) - 1
	columns := sideColumns(others)
	w := (room.W - between) * mainWidth(columns)
	w = min(w, max(pictureWidth(&panels[0], room), room.W/2))
	side := Rect{room.X + w + between, room.Y, room.W - w - between, room.H}
	rows := min((others+columns-1)/columns, fitting(room.H))
	places := []Rect{{room.X, room.Y, w, room.H}}
	for i, row := range column(side, rows) {
		n := columns
		if i == 0 {
			n = others - (rows-1)*columns // one that stands alone comes first
		}
		places = append(places, row.split(min(max(n, 1), columns))...)
	}
	return places
}

// fitting is how many panels have room below each other.
func fitting(height float64) int {
	return max(1, int((height+between)/(leastHeight+between)))
}

// stacked sets panels below each other, as high as they should be to one another.
func (l *List) stacked(room Rect, panels []lab.Panel) []Rect {
	const main = 1.6 // times as high as the others
	n := min(len(panels), fitting(room.H-(main-1)*leastHeight))
	heights, sum := l.heights(panels[:n], room.W), 0.0
	for _, h := range heights {
		sum += h
	}
	places, y := make([]Rect, n), room.Y
	for i, h := range heights {
		h *= (room.H - between*float64(n-1)) / sum
		places[i] = Rect{room.X, y, room.W, h}
		y += h + between
	}
	return places
}

// split divides a rectangle into n beside each other.
func (r Rect) split(n int) []Rect {
	w := (r.W - between*float64(n-1)) / float64(n)
	places := make([]Rect, n)
	for i := range places {
		places[i] = Rect{r.X + float64(i)*(w+between), r.Y, w, r.H}
	}
	return places
}

// column divides a room into n places below each other.
func column(room Rect, n int) []Rect {
	h := (room.H - between*float64(n-1)) / float64(n)
	places := make([]Rect, n)
	for i := range places {
		places[i] = Rect{room.X, room.Y + float64(i)*(h+between), room.W, h}
	}
	return places
}

// picture tells whether a panel is a field without axes: its cells are square.
func picture(p *lab.Panel) bool {
	return p.Field != nil && p.Field.NX > 0 && p.Field.NY > 0 && p.X.Hidden && p.Y.Hidden
}

// pictureWidth is the width that a picture fills, with its colours beside it, or
// a square panel with its numbers.
func pictureWidth(p *lab.Panel, room Rect) float64 {
	const rows, colours, names, numbers = 2 * rowHeight, 80, 4 * rowHeight, 60
	switch {
	case !picture(p) && p.Square:
		return room.H - names + numbers
	case !picture(p):
		return room.W
	}
	width := (room.H - rows) * float64(p.Field.NX) / float64(p.Field.NY)
	if p.Field.Bare {
		return width
	}
	return width + colours
}

// alignGutters gives panels below each other the same room for the numbers on
// the left, so that their axes line up.
func alignGutters(panels []panel) {
	for i := range panels {
		for j := range panels[:i] {
			if panels[i].room.X == panels[j].room.X && !panels[i].picture && !panels[j].picture {
				g := max(panels[i].gutter, panels[j].gutter)
				panels[i].gutter, panels[j].gutter = g, g
			}
		}
	}
}
