package plot

import (
	"slices"

	"residual/core/lab"
)

// ghostWord says what is faint in a picture.
const ghostWord = "faint: before the change"

// ghostOf is the panel of the ghost that has the title and the axes of panel i, or
// nil. A field covers what is under it, and a scene has no axes.
func (l *List) ghostOf(f *lab.Frame, i int) *lab.Panel {
	if l.Ghost == nil {
		return nil
	}
	p := &f.Panels[i]
	at := slices.IndexFunc(l.Ghost.Panels, func(g lab.Panel) bool { return g.Title == p.Title })
	if at < 0 {
		return nil
	}
	g := &l.Ghost.Panels[at]
	if p.Field != nil || g.Field != nil || p.Scene != nil || g.Scene != nil || !alike(p.X, g.X) || !alike(p.Y, g.Y) {
		return nil
	}
	return g
}

// alike tells whether two axes are of one quantity.
func alike(a, b lab.Axis) bool { return a.Label == b.Label && a.Unit == b.Unit && a.Log == b.Log }

// borrow fits the axes of an empty panel to its ghost, which is then all there is
// to see.
func (q *panel) borrow(p, ghost *lab.Panel) {
	if !q.empty || ghost == nil {
		return
	}
	both := *p
	both.Curves, both.Bands, both.Bars, both.Points = ghost.Curves, ghost.Bands, ghost.Bars, ghost.Points
	q.x, q.y, q.empty = fitAxes(&both)
}

// ghost draws curves, bars and single points faintly, under all else, and says once, in
// a corner, what they are.
func (l *List) ghost(q *panel, g *lab.Panel) {
	if g == nil {
		return
	}
	if !l.explained {
		l.explained = true
		l.text(q.plot.X+q.plot.W, q.plot.Y+tickSize, q.plot.W, ghostWord, Style{Size: tickSize, Align: End, Ink: Muted})
	}
	for i := range g.Bars {
		l.bars(q, &g.Bars[i], Faint)
	}
	for i := range g.Curves {
		line := curveLine(&g.Curves[i])
		line.Ink = Faint
		l.curve(q, &g.Curves[i], line)
	}
	for i := range g.Points {
		l.spots(q, &g.Points[i])
	}
}

// spots draws points faintly, without names.
func (l *List) spots(q *panel, m *lab.Points) {
	for i := range min(len(m.X), len(m.Y)) {
		x, y := q.x.pixel(m.X[i]), q.y.pixel(m.Y[i])
		switch {
		case !q.plot.contains(x, y):
		case m.Cloud:
			l.speck(x, y, Faint)
		default:
			l.dot(x, y, Shape(m.Shape), true, Faint)
		}
	}
}
