package plot

import (
	"fmt"
	"slices"

	"residual/core/lab"
)

// A legend names the series, in rows above the axes where no data lie.
type legend struct {
	entries []entry
	rows    int
	room    float64 // the width of a row
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
	kind kind
	ink  Ink
	line Line // of a curve
	sign      // a point, or the marks along a curve
}

// alike tells whether two entries speak of the same thing, though one panel shows
// it as a curve and another as a cloud, or as points of the shape that marks the curve.
func (e *entry) alike(o *entry) bool {
	points := e.kind == point || o.kind == point
	return e.name == o.name && e.ink == o.ink && (!points || e.sign == o.sign)
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
	thickArrow
)

func (g *legend) clear() { g.entries, g.rows = g.entries[:0], 0 }

func (g *legend) height() float64 { return float64(g.rows) * rowHeight }

// begin gathers the named series, without the curves if they are named where they
// end and without what the legend above all panels names, and flows them into rows
// of that width.
func (g *legend) begin(p *lab.Panel, room float64, direct bool, above *legend) {
	g.clear()
	g.gather(p, direct)
	g.entries = slices.DeleteFunc(g.entries, func(e entry) bool { return slices.ContainsFunc(above.entries, e.alikeTo) })
	g.flow(room)
}

func (e *entry) alikeTo(o entry) bool { return e.alike(&o) }

// share gathers what several panels name alike, for a row above them all, if that
// spares more than a single name.
func (g *legend) share(panels []lab.Panel, room float64) {
	g.clear()
	var one legend
	var all []entry
	spared := 0
	for i := range panels {
		one.clear()
		one.gather(&panels[i], false)
		for _, e := range one.entries {
			before := slices.IndexFunc(all, e.alikeTo)
			if before < 0 {
				all = append(all, e)
				continue
			}
			spared++
			if !slices.ContainsFunc(g.entries, e.alikeTo) {
				g.entries = append(g.entries, all[before])
			}
		}
	}
	if spared < 2 {
		g.clear()
	}
	g.flow(room)
}

// gather adds the named series of a panel.
func (g *legend) gather(p *lab.Panel, direct bool) {
	marked := marked(p)
	for i := range p.Curves {
		c := &p.Curves[i]
		if !direct {
			line, sign := curveLine(c), signOf(c, marked)
			g.add(c.Name, sample{kind: curve, ink: line.Ink, line: line, sign: sign})
		}
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
			g.add(m.Name, sample{kind: point, ink: InkOf(m.Colour), sign: sign{Shape(m.Shape), m.Hollow}})
		}
	}
	for _, a := range p.Arrows {
		g.add(a.Name, sample{kind: arrow, ink: InkOf(a.Colour)})
	}
	if p.Scene != nil {
		g.key(p.Scene)
	}
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
		kind := thickArrow
		if v.Thin {
			kind = arrow
		}
		g.add(v.Name, sample{kind: kind, ink: InkOf(v.Colour)})
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

// before is the width of a sample and the room to its name.
const before = swatch + gap/2

// flow finds places for the entries in rows of that width. A name that is longer
// than a row takes several.
func (g *legend) flow(room float64) {
	g.room, g.rows = room, 0
	x := 0.0
	for i := range g.entries {
		e := &g.entries[i]
		length := before + width(e.name, legendStyle)
		if x > 0 && x+length > room {
			x = 0
			g.rows++
		}
		e.x, e.row = x, g.rows
		x += length + 2*gap
		if n := len(g.lines(e, nil)); n > 1 {
			g.rows += n - 1
			x = room
		}
	}
	if len(g.entries) > 0 {
		g.rows++
	}
}

// mostLines is how many rows the name of one series takes at most.
const mostLines = 4

// lines appends the lines of an entry's name.
func (g *legend) lines(e *entry, to []string) []string {
	return wrap(to, e.name, legendStyle, g.room-e.x-before, mostLines)
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
	var space [mostLines]string
	for i := range g.entries {
		e := &g.entries[i]
		top := y + float64(e.row)*rowHeight
		l.sample(*e, x+e.x, top+rowHeight/2-1)
		for k, line := range g.lines(e, space[:0]) {
			l.text(x+e.x+before, top+float64(k)*rowHeight+labelSize, g.room-e.x-before, line, legendStyle)
		}
	}
}

func (l *List) sample(e entry, x, y float64) {
	switch e.kind {
	case curve:
		l.segment(x, y, x+swatch, y, e.line.Width, e.line.Dash, e.line.Ink)
		if e.shape != Disc {
			l.dot(x+swatch/2, y, e.shape, e.hollow, e.ink)
		}
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
		l.arrow(x, y, x+swatch, y, shaftWidth, e.ink)
	case thickArrow:
		l.arrow(x, y, x+swatch, y, 2*shaftWidth, e.ink)
	default:
		l.dot(x+swatch/2, y, e.shape, e.hollow, e.ink)
	}
}
