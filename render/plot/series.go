package plot

import (
	"math"

	"residual/core/lab"
)

// casings draws strips of paper for the lines over a field, so that they are seen
// whatever the colours there. They lie under all lines.
func (l *List) casings(q *panel, p *lab.Panel) {
	if p.Field == nil {
		return
	}
	for i := range p.Lines {
		l.refLine(q, p, &p.Lines[i], Line{Width: refWidth + 2*casing, Ink: Paper})
	}
	for i := range p.Curves {
		l.curve(q, &p.Curves[i], Line{Width: curveLine(&p.Curves[i]).Width + 2*casing, Ink: Paper})
	}
}

// curve draws a curve; what is not finite breaks it.
func (l *List) curve(q *panel, c *lab.Curve, line Line) {
	pen := pen{list: l, clip: q.plot, line: line}
	thin := thinner{pen: &pen}
	for i := range min(len(c.X), len(c.Y)) {
		thin.to(q.x.pixel(c.X[i]), q.y.pixel(c.Y[i]))
	}
	thin.up()
}

// curveLine is the line that a curve is drawn with.
func curveLine(c *lab.Curve) Line {
	line := Line{Width: lineWidth, Ink: InkOf(c.Colour)}
	if c.Dashed {
		line.Dash, line.Ink = dashLength, DashedInk(c.Colour)
	}
	switch {
	case c.Thin:
		line.Width = thinWidth
	case c.Colour == lab.Data:
		line.Width = dataWidth
	}
	return line
}

// refLine draws a reference line from edge to edge. Where there are no data yet
// it shows on an axis that is fixed.
func (l *List) refLine(q *panel, p *lab.Panel, r *lab.RefLine, line Line) {
	axis := p.Y
	x0, y0, x1, y1 := q.x.from, q.y.pixel(r.At), q.x.to, q.y.pixel(r.At)
	if r.Vertical {
		axis = p.X
		x0, y0, x1, y1 = q.x.pixel(r.At), q.y.from, q.x.pixel(r.At), q.y.to
	}
	if q.plot.contains(x0, y0) && (!q.empty || fixedAxis(axis)) {
		l.segment(x0, y0, x1, y1, line.Width, line.Dash, line.Ink)
	}
}

// fill is how much of a band covers: curves and other bands show through, and dark
// paper swallows more.
func (t Theme) fill() float32 {
	if t == Dark {
		return 0.42
	}
	return 0.28
}

// band fills the room between two curves, within the plot.
func (l *List) band(q *panel, b *lab.Band) {
	from := len(l.Points)
	end := func() {
		if len(l.Points) > from+2 {
			l.Strips = append(l.Strips, Strip{from, len(l.Points), InkOf(b.Colour), l.Theme.fill()})
		}
		from = len(l.Points)
	}
	for i := range min(len(b.X), len(b.Low), len(b.High)) {
		x, low, high := q.x.pixel(b.X[i]), q.y.pixel(b.Low[i]), q.y.pixel(b.High[i])
		if x+low+high != x+low+high {
			end()
			continue
		}
		x = clamp(x, q.x.from, q.x.to)
		low, high = clamp(low, q.y.to, q.y.from), clamp(high, q.y.to, q.y.from)
		l.Points = append(l.Points, Point{float32(x), float32(low)}, Point{float32(x), float32(high)})
	}
	end()
}

// bars stands bars on zero, or on the axis where zero is out of sight. A bar is
// never so thin that it is not seen.
func (l *List) bars(q *panel, b *lab.Bars, ink Ink) {
	ground := q.y.from
	if !q.y.log {
		ground = clamp(q.y.pixel(0), q.y.to, q.y.from)
	}
	for i := range min(len(b.X), len(b.Y)) {
		left, right := q.x.pixel(b.X[i]-b.Width/2), q.x.pixel(b.X[i]+b.Width/2)
		top := q.y.pixel(b.Y[i])
		if left+right+top != left+right+top {
			continue
		}
		if right-left < 1 {
			left, right = (left+right)/2-0.5, (left+right)/2+0.5
		}
		left, right = clamp(left, q.x.from, q.x.to), clamp(right, q.x.from, q.x.to)
		top = clamp(top, q.y.to, q.y.from)
		if right > left {
			l.box(Rect{left, min(top, ground), right - left, math.Abs(top - ground)}, ink, 1)
		}
	}
}

// marks draws single points that lie within the axes.
func (l *List) marks(q *panel, m *lab.Points) {
	if m.Cloud {
		l.mist(q, m)
		return
	}
	for i := range min(len(m.X), len(m.Y)) {
		x, y := q.x.pixel(m.X[i]), q.y.pixel(m.Y[i])
		if q.plot.contains(x, y) {
			l.dot(x, y, Shape(m.Shape), m.Hollow, InkOf(m.Colour))
			if i < len(m.Labels) {
				l.label(q, x, y, m.Labels[i])
			}
		}
	}
}

// label writes a name beside a point, on the side where there is room, on paper.
func (l *List) label(q *panel, x, y float64, text string) {
	style := Style{Size: labelSize, Bold: true, Ink: Body}
	w := width(text, style)
	left, base := x+gap-1, y-gap+2
	if left+w > q.plot.X+q.plot.W {
		left = x - gap + 1 - w
	}
	if base-labelSize < q.plot.Y {
		base = y + gap + labelSize - 2
	}
	l.box(Rect{left - 1, base - labelSize + 2, w + 2, labelSize}, Paper, 0.75)
	l.text(left, base, w, text, style)
}

// mist draws many points as specks, which lie under the curves.
func (l *List) mist(q *panel, m *lab.Points) {
	for i := range min(len(m.X), len(m.Y)) {
		if x, y := q.x.pixel(m.X[i]), q.y.pixel(m.Y[i]); q.plot.contains(x, y) {
			l.speck(x, y, InkOf(m.Colour))
		}
	}
}

// speck is a small square that lets others show through.
func (l *List) speck(x, y float64, ink Ink) {
	const side, alpha = 2.0, 0.55
	l.box(Rect{x - side/2, y - side/2, side, side}, ink, alpha)
}

func clamp(v, low, high float64) float64 { return min(max(v, low), high) }
