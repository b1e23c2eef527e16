package plot

import "residual/core/lab"

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
	dashLength  = 6.0
	dotRadius   = 3.0
	ringWidth   = 1.5
	swatch      = 18.0 // of a legend
	barWidth    = 10.0 // of the colours of a field
	besideWidth = 600.0
	leastHeight = 130.0 // of a panel
)

// arrange returns a place for each panel, the main one first. Where the room is
// wide the main one takes two thirds (a picture no more than it fills) and the
// others stand to its right; else they stand below. Panels for which there is no
// room are left out, the last first.
func arrange(room Rect, panels []lab.Panel) []Rect {
	n := len(panels)
	switch {
	case n == 0:
		return nil
	case n == 1:
		return []Rect{centre(room, &panels[0])}
	case room.W >= besideWidth && room.W > room.H:
		return beside(room, panels)
	}
	return stacked(room, n)
}

// centre narrows the place of a single picture to what it fills.
func centre(room Rect, p *lab.Panel) Rect {
	w := min(room.W, pictureWidth(p, room))
	return Rect{room.X + (room.W-w)/2, room.Y, w, room.H}
}

func beside(room Rect, panels []lab.Panel) []Rect {
	w := (room.W - between) * 2 / 3
	w = min(w, max(pictureWidth(&panels[0], room), room.W/2))
	places := []Rect{{room.X, room.Y, w, room.H}}
	side := Rect{room.X + w + between, room.Y, room.W - w - between, room.H}
	n := min(len(panels)-1, max(1, int((room.H+between)/(leastHeight+between))))
	return append(places, column(side, n, 1)...)
}

func stacked(room Rect, n int) []Rect {
	const main = 1.6 // times as high as the others
	fits := int((room.H-main*leastHeight)/(leastHeight+between)) + 1
	return column(room, min(n, max(1, fits)), main)
}

// column divides a room into n places below each other, the first one higher
// than the others by that factor.
func column(room Rect, n int, first float64) []Rect {
	unit := (room.H - between*float64(n-1)) / (first + float64(n-1))
	places, y := make([]Rect, n), room.Y
	for i := range places {
		h := unit
		if i == 0 {
			h = first * unit
		}
		places[i] = Rect{room.X, y, room.W, h}
		y += h + between
	}
	return places
}

// picture tells whether a panel is a field without axes: its cells are square.
func picture(p *lab.Panel) bool {
	return p.Field != nil && p.Field.NX > 0 && p.Field.NY > 0 && p.X.Hidden && p.Y.Hidden
}

// pictureWidth is the width that a picture fills, with its colours beside it.
func pictureWidth(p *lab.Panel, room Rect) float64 {
	if !picture(p) {
		return room.W
	}
	const rows, colours = 2 * rowHeight, 80
	return (room.H-rows)*float64(p.Field.NX)/float64(p.Field.NY) + colours
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
