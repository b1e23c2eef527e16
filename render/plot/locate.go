package plot

import (
	"fmt"
	"math"
	"slices"

	"residual/core/lab"
)

// Locate returns the panel whose axes lie under a place of the picture, and the
// numbers of its axes there.
func (l *List) Locate(x, y float64) (panel int, dataX, dataY float64, ok bool) {
	for i := range l.panels {
		q := &l.panels[i]
		if q.plot.contains(x, y) && !q.empty {
			return i, q.x.value(x), q.y.value(y), true
		}
	}
	return 0, 0, 0, false
}

// Panels is how many panels the picture shows: the first ones of its frame.
func (l *List) Panels() int { return len(l.panels) }

// LocateIn returns the numbers of a panel's axes at a place that need not lie in
// it, drawn in to its edge: a hand that has gone down in a panel stays there.
func (l *List) LocateIn(panel int, x, y float64) (dataX, dataY float64) {
	q := &l.panels[panel]
	x, y = clamp(x, q.x.from, q.x.to), clamp(y, q.y.to, q.y.from)
	return q.x.value(x), q.y.value(y)
}

// A Reading is what a panel says at one place of it.
type Reading struct {
	Panel int
	X, Y  float64  // of the axes
	Place Point    // in the picture
	Lines []string // the numbers, with their names and units
}

// Read returns what the picture of f, drawn as l, says at a place: the value of
// a field, or the nearest of the drawn points.
func (l *List) Read(f *lab.Frame, x, y float64) (Reading, bool) {
	i, dx, dy, ok := l.Locate(x, y)
	if !ok || i >= len(f.Panels) {
		return Reading{}, false
	}
	r := Reading{Panel: i, X: dx, Y: dy, Place: Point{float32(x), float32(y)}}
	p := &f.Panels[i]
	if p.Scene != nil {
		r.Lines, ok = l.readScene(p.Scene, l.panels[i].scene, x, y)
		return r, ok
	}
	if p.Field != nil {
		r.Lines, ok = l.panels[i].readField(p, dx, dy)
		return r, ok
	}
	near, ok := l.panels[i].nearest(p, x, y)
	if !ok {
		return r, false
	}
	r.X, r.Y, r.Place = near.x, near.y, near.place
	if near.name != "" {
		r.Lines = append(r.Lines, near.name)
	}
	r.Lines = append(r.Lines, named(p.X, "x", r.X), named(p.Y, "y", r.Y))
	return r, true
}

// readScene says which atom lies at a place, and where it is.
func (l *List) readScene(s *lab.Scene, scene int, x, y float64) (lines []string, ok bool) {
	i, ok := l.Scenes[scene].atomAt(x, y)
	if !ok || i >= len(s.Atoms) {
		return nil, false
	}
	a := &s.Atoms[i]
	name := fmt.Sprintf("atom %d", i+1)
	if a.Element > 0 {
		name = fmt.Sprintf("%s, %s", lab.Symbol(a.Element), name)
	}
	lines = []string{name}
	for k, v := range [3]float32{a.X, a.Y, a.Z} {
		lines = append(lines, named(lab.Axis{Label: "xyz"[k : k+1], Unit: s.Unit}, "", float64(v)))
	}
	return lines, true
}

// readField says the value of the cell at (x, y), and where it is if the axes
// are shown.
func (q *panel) readField(p *lab.Panel, x, y float64) (lines []string, ok bool) {
	f := &q.colours.field
	if f.NX == 0 {
		return nil, false
	}
	i := int(clamp(q.x.fraction(x)*float64(f.NX), 0, float64(f.NX-1)))
	j := int(clamp(q.y.fraction(y)*float64(f.NY), 0, float64(f.NY-1)))
	name := p.Field.Name
	if name == "" {
		name = "value"
	}
	value := named(lab.Axis{Label: name, Unit: p.Field.Unit}, "", float64(f.Values[j*f.NX+i]))
	if p.X.Hidden || p.Y.Hidden {
		return []string{value}, true
	}
	return []string{named(p.X, "x", x), named(p.Y, "y", y), value}, true
}

// named writes a number with its axis's name and unit: "t 0.31 s".
func named(a lab.Axis, standIn string, v float64) string {
	name := a.Label
	if name == "" {
		name = standIn
	}
	digits := 4
	if v == math.Trunc(v) && math.Abs(v) < 1e5 {
		digits = 0
	}
	text := name + " " + lab.Number(v, digits)
	if a.Unit != "" {
		text += "\u2009" + a.Unit
	}
	return text
}

// A neighbour is a drawn point and how far off it is.
type neighbour struct {
	name     string
	x, y     float64
	place    Point
	distance float64
}

// reach is how far from the pointer a point may be, in pixels along x.
const reach = 40

// nearest finds the drawn point nearest to a place; along x counts most, so
// that a curve is read at the pointer's own x.
func (q *panel) nearest(p *lab.Panel, x, y float64) (neighbour, bool) {
	best := neighbour{distance: math.Inf(1)}
	try := func(name string, xs, ys []float64, reach float64) {
		for i := range min(len(xs), len(ys)) {
			px, py := q.x.pixel(xs[i]), q.y.pixel(ys[i])
			dx, dy := math.Abs(px-x), math.Abs(py-y)
			if d := 4*dx + dy; dx <= reach && d < best.distance && q.plot.contains(px, py) {
				best = neighbour{name, xs[i], ys[i], Point{float32(px), float32(py)}, d}
			}
		}
	}
	for _, c := range slices.Backward(p.Curves) {
		try(c.Name, c.X, c.Y, reach)
	}
	for _, b := range p.Bars {
		half := math.Abs(q.x.pixel(b.Width)-q.x.pixel(0)) / 2
		try(b.Name, b.X, b.Y, max(half, reach))
	}
	for _, m := range p.Points {
		try(m.Name, m.X, m.Y, reach)
	}
	return best, !math.IsInf(best.distance, 1)
}
