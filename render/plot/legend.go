package plot

import (
	"fmt"

	"residual/core/lab"
)

// A legend names the series, in rows above the axes where no data lie.
type legend struct {
	entries []entry
	rows    int
}

// An entry is a sample of a series and its name; x and row are its place.
type entry struct {
	name string
	sample
	x   float64
	row int
}

// A sample is a small piece of a series.
type sample struct {
	kind   kind
	ink    Ink
	line   Line  // of a curve
	shape  Shape // of a point
	hollow bool
}

type kind uint8

const (
	curve kind = iota
	across
	upright
	area
	band
	none
	ball
	point
	cloud
	arrow
)

func (g *legend) clear() { g.entries, g.rows = g.entries[:0], 0 }

func (g *legend) height() float64 { return float64(g.rows) * rowHeight }

// begin gathers the named series and flows them into rows of that width.
func (g *legend) begin(p *lab.Panel, room float64) {
	g.clear()
	for _, c := range p.Curves {
		g.add(c.Name, sample{kind: curve, line: curveLine(&c)})
	}
	for _, r := range p.Lines {
		kind := across
		if r.Vertical {
			kind = upright
		}
		g.add(r.Name, sample{kind: kind, ink: InkOf(r.Colour)})
	}
	for _, b := range p.Bands {
		g.add(b.Name, sample{kind: band, ink: InkOf(b.Colour)})
	}
	for _, b := range p.Bars {
		g.add(b.Name, sample{kind: area, ink: InkOf(b.Colour)})
	}
	for _, m := range p.Points {
		if m.Cloud {
			g.add(m.Name, sample{kind: cloud, ink: InkOf(m.Colour)})
		} else {
			g.add(m.Name, sample{kind: point, ink: InkOf(m.Colour), shape: Shape(m.Shape), hollow: m.Hollow})
		}
	}
	for _, a := range p.Arrows {
		g.add(a.Name, sample{kind: arrow, ink: InkOf(a.Colour)})
	}
	if p.Scene != nil {
		g.key(p.Scene)
	}
	g.flow(room)
}

// key names the elements in a scene, in the order of their numbers, and its
// arrows.
func (g *legend) key(s *lab.Scene) {
	var there [256]bool
	for _, a := range s.Atoms {
		there[a.Element] = true
	}
	for number, name := range lab.Symbols() {
		if there[number] {
			g.add(name, sample{kind: ball, ink: Element(uint8(number))})
		}
	}
	for _, v := range s.Arrows {
		g.add(v.Name, sample{kind: arrow, ink: InkOf(v.Colour)})
	}
}

// add notes a series once.
func (g *legend) add(name string, s sample) {
	if name == "" {
		return
	}
	e := entry{name: name, sample: s}
	for _, old := range g.entries {
		if old == e {
			return
		}
	}
	g.entries = append(g.entries, e)
}

var legendStyle = Style{Size: tickSize, Ink: Body}

func (g *legend) flow(room float64) {
	x := 0.0
	for i := range g.entries {
		e := &g.entries[i]
		length := swatch + gap/2 + width(e.name, legendStyle)
		if x > 0 && x+length > room {
			x = 0
			g.rows++
		}
		e.x, e.row = x, g.rows
		x += length + 2*gap
	}
	if len(g.entries) > 0 {
		g.rows++
	}
}

// cut leaves out what lies below that many rows, and says how many it left out.
func (g *legend) cut(rows int) {
	if g.rows <= rows {
		return
	}
	n := 0
	for n < len(g.entries) && g.entries[n].row < rows {
		n++
	}
	g.rows = min(rows, g.rows)
	left := len(g.entries) - n + 1
	g.entries = g.entries[:max(0, n)]
	if n > 0 {
		g.entries[n-1] = entry{name: fmt.Sprintf("and %d more", left), sample: sample{kind: none}, x: g.entries[n-1].x, row: rows - 1}
	}
}

// legend draws samples and names below and right of a place.
func (l *List) legend(g *legend, x, y float64) {
	for _, e := range g.entries {
		l.sample(e, x+e.x, y+float64(e.row)*rowHeight+rowHeight/2-1)
		at := x + e.x + swatch + gap/2
		l.text(at, y+float64(e.row)*rowHeight+labelSize, l.Size.W-at, e.name, legendStyle)
	}
}

func (l *List) sample(e entry, x, y float64) {
	switch e.kind {
	case curve:
		l.segment(x, y, x+swatch, y, e.line.Width, e.line.Dash, e.line.Ink)
	case across:
		l.segment(x, y, x+swatch, y, refWidth, refDash, e.ink)
	case upright:
		l.segment(x+swatch/2, y-7, x+swatch/2, y+7, refWidth, refDash, e.ink)
	case cloud:
		for _, at := range [][2]float64{{5, -3}, {8, 2}, {11, -1}, {13, 3}, {9, -4}} {
			l.speck(x+at[0], y+at[1], e.ink)
		}
	case area:
		l.box(Rect{x + 3, y - 5, swatch - 6, 10}, e.ink, 1)
	case band:
		l.box(Rect{x + 3, y - 5, swatch - 6, 10}, e.ink, l.Theme.fill())
	case none:
	case ball:
		l.Dots = append(l.Dots, Dot{Point: Point{float32(x + swatch/2), float32(y)}, Radius: ballRadius, Ink: e.ink})
	case arrow:
		l.arrow(x, y, x+swatch, y, e.ink)
	default:
		l.dot(x+swatch/2, y, e.shape, e.hollow, e.ink)
	}
}
