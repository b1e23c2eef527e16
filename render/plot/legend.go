package plot

import "residual/core/lab"

// A legend names the series, in rows above the axes where no data lie.
type legend struct {
	entries []entry
	rows    int
}

// An entry is a sample of a series and its name; x and row are its place.
type entry struct {
	name   string
	sample sample
	ink    Ink
	x      float64
	row    int
}

type sample uint8

const (
	whole sample = iota
	dashed
	area
	disc
	ring
)

func (g *legend) clear() { g.entries, g.rows = g.entries[:0], 0 }

func (g *legend) height() float64 { return float64(g.rows) * rowHeight }

// begin gathers the named series and flows them into rows of that width.
func (g *legend) begin(p *lab.Panel, room float64) {
	g.clear()
	for _, c := range p.Curves {
		if c.Dashed {
			g.add(c.Name, dashed, Truth(c.Colour))
		} else {
			g.add(c.Name, whole, Series(c.Colour))
		}
	}
	for _, b := range p.Bands {
		g.add(b.Name, area, Series(b.Colour))
	}
	for _, b := range p.Bars {
		g.add(b.Name, area, Series(b.Colour))
	}
	for _, m := range p.Points {
		if m.Hollow {
			g.add(m.Name, ring, Series(m.Colour))
		} else {
			g.add(m.Name, disc, Series(m.Colour))
		}
	}
	g.flow(room)
}

// add notes a series once.
func (g *legend) add(name string, s sample, ink Ink) {
	if name == "" {
		return
	}
	e := entry{name: name, sample: s, ink: ink}
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

// legend draws samples and names below and right of a place.
func (l *List) legend(g *legend, x, y float64) {
	for _, e := range g.entries {
		l.sample(e, x+e.x, y+float64(e.row)*rowHeight+rowHeight/2-1)
		at := x + e.x + swatch + gap/2
		l.text(at, y+float64(e.row)*rowHeight+labelSize, l.Size.W-at, e.name, legendStyle)
	}
}

func (l *List) sample(e entry, x, y float64) {
	switch e.sample {
	case whole:
		l.segment(x, y, x+swatch, y, lineWidth, 0, e.ink)
	case dashed:
		l.segment(x, y, x+swatch, y, lineWidth, dashLength, e.ink)
	case area:
		l.box(Rect{x + 3, y - 5, swatch - 6, 10}, e.ink, 1)
	default:
		l.dot(x+swatch/2, y, e.sample == ring, e.ink)
	}
}
