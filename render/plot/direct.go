package plot

import (
	"cmp"
	"math"
	"slices"

	"residual/core/lab"
)

// Curves that end apart at the right edge are named there, so that the eye need
// not go to a legend and back. That takes room from the width, of which a narrow
// panel has none to spare.
const (
	directWidth = 300.0 // of a panel, at least
	directPart  = 0.2   // of its width, for the names at most
	directApart = tickSize + 4
	directShift = 1.2 * directApart // of a name from its curve, at most
)

// A tag is the name of a curve at its end.
type tag struct {
	text string
	ink  Ink
	at   float64 // the curve's y

	place float64 // of the middle of the name
}

// direct fills tags with the names of the curves, or leaves them empty where the
// legend names them.
func (q *panel) direct(p *lab.Panel, room Rect) {
	q.tags = q.tags[:0]
	if room.W < directWidth || p.Field != nil || p.Scene != nil || p.Square {
		return
	}
	widest := 0.0
	for i := range p.Curves {
		c := &p.Curves[i]
		if c.Name == "" {
			continue
		}
		end, ok := lastFinite(c)
		if !ok || q.x.fraction(c.X[end]) < 0.98 {
			q.tags = q.tags[:0]
			return
		}
		q.tags = append(q.tags, tag{c.Name, curveLine(c).Ink, c.Y[end], 0})
		widest = max(widest, width(c.Name, legendStyle))
	}
	height := room.H - q.titleHeight() - 3*rowHeight
	if widest > directPart*room.W || len(q.tags) < 2 || !q.tagsFit(height) {
		q.tags = q.tags[:0]
		return
	}
	q.tagRoom = widest + gap
}

// tagsFit tells whether the names have room near their curves in a plot of about
// that height, and puts them in order.
func (q *panel) tagsFit(height float64) bool {
	q.y.from, q.y.to = height, 0
	slices.SortStableFunc(q.tags, func(a, b tag) int { return -cmp.Compare(a.at, b.at) })
	q.placeTags(0, height)
	for _, t := range q.tags {
		if !(math.Abs(t.place-q.y.pixel(t.at)) <= directShift) {
			return false
		}
	}
	return true
}

// lastFinite is the last point of a curve that can be drawn.
func lastFinite(c *lab.Curve) (i int, ok bool) {
	for i := min(len(c.X), len(c.Y)) - 1; i >= 0; i-- {
		if sum := c.X[i] + c.Y[i]; sum-sum == 0 {
			return i, true
		}
	}
	return 0, false
}

// placeTags finds places between top and bottom for tags in order, each as near to
// its curve as those before it allow: downwards, then upwards from the bottom.
func (q *panel) placeTags(top, bottom float64) {
	for i := range q.tags {
		t := &q.tags[i]
		t.place = max(clamp(q.y.pixel(t.at), top, bottom), top)
		top = t.place + directApart
	}
	for i := range slices.Backward(q.tags) {
		t := &q.tags[i]
		t.place = min(t.place, bottom)
		bottom = t.place - directApart
	}
}

// drawTags writes the names beside the plot.
func (l *List) drawTags(q *panel) {
	q.placeTags(q.plot.Y, q.plot.Y+q.plot.H)
	for _, t := range q.tags {
		style := legendStyle
		style.Ink = t.ink
		l.text(q.plot.X+q.plot.W+gap, t.place+tickSize*0.36, q.tagRoom, t.text, style)
	}
}
