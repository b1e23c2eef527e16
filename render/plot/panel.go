package plot

import (
	"math"

	"residual/core/lab"
)

// A panel is where one set of axes lies and how it maps numbers to pixels.
type panel struct {
	room    Rect // of everything: title, legend, axes
	plot    Rect // of the data
	x, y    scale
	yTicks  []tick
	gutter  float64 // left of plot
	title   []string
	empty   bool
	picture bool
	scene   int // of the list's, if it shows one
	legend  legend
	tags    []tag
	tagRoom float64 // right of plot
	colours colourBar

	windowed bool          // it shows a part
	part     [2][2]float64 // of its axes
}

// begin fits the axes and divides the room's height; what it takes from the
// width follows in finish, once the gutters are aligned.
func (q *panel) begin(p, ghost *lab.Panel, w *Window, room Rect, above *legend) {
	*q = panel{room: room, picture: picture(p), legend: q.legend, title: q.title, tags: q.tags}
	q.names(p, w, room, above)
	q.borrow(p, ghost)
	q.legend.cut(max(0, int((room.H*0.5-rowHeight)/rowHeight)))
	top, bottom := q.surround(p)
	q.plot.Y = math.Round(room.Y + top)
	q.plot.H = max(1, math.Round(room.H-top-bottom))
	q.y.from, q.y.to = q.plot.Y+q.plot.H, q.plot.Y
	q.gutter = q.numbersLeft(p)
	if p.Field != nil {
		q.colours.begin(p.Field, q.plot.H)
	}
}

// names fits the axes and finds where the names of series stand, in a room.
func (q *panel) names(p *lab.Panel, w *Window, room Rect, above *legend) {
	q.x, q.y, q.empty = fitAxes(p)
	q.look(p, w)
	q.title = wrap(q.title[:0], p.Title, panelTitle, room.W, titleLines(room.H))
	q.direct(p, room)
	q.legend.begin(p, room.W, len(q.tags) > 0, above)
}

var panelTitle = Style{Size: labelSize, Bold: true, Ink: Body}

// surround is the height of names and numbers above and below the data.
func (q *panel) surround(p *lab.Panel) (top, bottom float64) {
	top = q.legend.height()
	top += q.titleHeight()
	if axisName(p.Y) != "" || p.Field != nil && p.Field.Name != "" {
		top += nameHeight
	} else if !p.Y.Hidden {
		top += gap // half a number stands above the axis
	}
	if !p.X.Hidden {
		bottom += rowHeight
	}
	if axisName(p.X) != "" {
		bottom += rowHeight - 3
	}
	return top, bottom
}

func (q *panel) titleHeight() float64 {
	if len(q.title) == 0 {
		return 0
	}
	return rowHeight + lineHeight(labelSize)*float64(len(q.title)-1)
}

// numbersLeft chooses the ticks of the y axis and returns the room they take.
func (q *panel) numbersLeft(p *lab.Panel) float64 {
	q.yTicks = q.yTicks[:0]
	if p.Y.Hidden || q.empty && !fixedAxis(p.Y) {
		return 0
	}
	q.yTicks = q.y.ticksOver(q.plot.H, 8)
	widest := 0.0
	for _, t := range q.yTicks {
		widest = max(widest, width(t.label, tickStyle))
	}
	return widest + tickLength + 4
}

// finish divides the width.
func (q *panel) finish(p *lab.Panel) {
	right := q.colours.room() + q.tagRoom
	q.plot.X = math.Round(q.room.X + q.gutter)
	q.plot.W = max(1, math.Floor(q.room.X+q.room.W-right-q.plot.X))
	switch {
	case q.picture:
		q.square(p.Field.NX, p.Field.NY)
	case p.Square:
		q.square(1, 1)
	}
	if p.Scene != nil {
		q.x, q.y = shorter(q.plot)
	}
	q.x.from, q.x.to = q.plot.X, q.plot.X+q.plot.W
	q.y.from, q.y.to = q.plot.Y+q.plot.H, q.plot.Y
}

// square shrinks the room of the data until nx × ny cells are square.
func (q *panel) square(nx, ny int) {
	cell := min(q.plot.W/float64(nx), q.plot.H/float64(ny))
	q.plot.W, q.plot.H = math.Round(cell*float64(nx)), math.Round(cell*float64(ny))
}

// panel draws everything of one panel.
func (l *List) panel(q *panel, p, ghost *lab.Panel) {
	q.finish(p)
	y := q.room.Y + labelSize
	for _, line := range q.title {
		l.text(q.room.X, y, q.room.W, line, panelTitle)
		y += lineHeight(labelSize)
	}
	l.legend(&q.legend, q.room.X, q.room.Y+q.titleHeight())
	l.names(q, p)
	if p.Scene != nil {
		q.scene = len(l.Scenes)
		l.scene(q, p.Scene)
		return
	}
	l.field(q, p.Field)
	l.axes(q, p)
	l.ghost(q, ghost)
	l.data(q, p)
	if q.windowed {
		l.text(q.plot.X+q.plot.W, q.plot.Y+q.plot.H-gap, q.plot.W, windowWord, Style{Size: tickSize, Align: End, Ink: Muted})
	}
}

// data draws what the panel holds, in layers.
func (l *List) data(q *panel, p *lab.Panel) {
	for i := range p.Bands {
		l.band(q, &p.Bands[i])
	}
	for i := range p.Bars {
		l.bars(q, &p.Bars[i], InkOf(p.Bars[i].Colour))
	}
	l.casings(q, p)
	for i := range p.Lines {
		l.refLine(q, p, &p.Lines[i], Line{Width: refWidth, Dash: refDash, Ink: InkOf(p.Lines[i].Colour)})
	}
	for i := range p.Curves {
		l.curve(q, &p.Curves[i], curveLine(&p.Curves[i]))
	}
	marked := marked(p)
	for i := range p.Curves {
		l.drawSigns(q, &p.Curves[i], signOf(&p.Curves[i], marked))
	}
	for i := range p.Arrows {
		l.arrows(q, &p.Arrows[i])
	}
	for i := range p.Points {
		l.marks(q, &p.Points[i])
	}
	l.drawTags(q)
	if q.empty {
		middle := Style{Size: tickSize, Align: Middle, Ink: Muted}
		l.text(q.plot.X+q.plot.W/2, q.plot.Y+q.plot.H*0.45, q.plot.W, "no data yet", middle)
	}
}

// fitAxes returns the scales of both axes and whether there is nothing to show.
func fitAxes(p *lab.Panel) (x, y scale, empty bool) {
	if p.Scene != nil {
		return scale{low: -1, high: 1}, scale{low: -1, high: 1}, false
	}
	if p.Field != nil {
		return cells(p.X, p.Field.NX), cells(p.Y, p.Field.NY), len(p.Field.Values) == 0
	}
	xs, ys := newExtent(p.X.Log), newExtent(p.Y.Log)
	for i := range p.Curves {
		xs.addAll(p.Curves[i].X)
		ys.addAll(p.Curves[i].Y)
	}
	for i := range p.Bands {
		xs.addAll(p.Bands[i].X)
		ys.addAll(p.Bands[i].Low)
		ys.addAll(p.Bands[i].High)
	}
	for i := range p.Points {
		xs.addAll(p.Points[i].X)
		ys.addAll(p.Points[i].Y)
	}
	for i := range p.Arrows {
		addArrows(&xs, &ys, &p.Arrows[i])
	}
	pad := 0.0
	if len(p.Curves) == 0 && len(p.Bands) == 0 {
		pad = 0.03
	}
	for i := range p.Bars {
		addBars(&xs, &ys, &p.Bars[i])
	}
	empty = xs.empty() || ys.empty()
	for _, r := range p.Lines {
		if r.Vertical {
			xs.add(r.At)
		} else {
			ys.add(r.At)
		}
	}
	x, y = xs.fit(p.X, pad), ys.fit(p.Y, 0.05)
	if len(p.Bars) > 0 && !p.Y.Log && !fixedAxis(p.Y) {
		y = onGround(y, ys)
	}
	return x, y, empty
}

// cells is the scale of a field's axis; if it is not fixed it counts cells.
func cells(a lab.Axis, n int) scale {
	if !fixedAxis(a) {
		return scale{low: 0, high: float64(max(n, 1))}
	}
	return extent{}.fit(a, 0)
}

// addArrows adds both ends of arrows.
func addArrows(xs, ys *extent, a *lab.Arrows) {
	for i := range min(len(a.X), len(a.Y), len(a.U), len(a.V)) {
		xs.add(a.X[i])
		xs.add(a.X[i] + a.U[i])
		ys.add(a.Y[i])
		ys.add(a.Y[i] + a.V[i])
	}
}

// addBars adds bars with their widths and the ground that they stand on.
func addBars(xs, ys *extent, b *lab.Bars) {
	for i := range min(len(b.X), len(b.Y)) {
		ys.add(b.Y[i])
		xs.add(b.X[i] - b.Width/2)
		xs.add(b.X[i] + b.Width/2)
	}
	if !ys.empty() {
		ys.add(0)
	}
}

// onGround leaves no room under bars that stand on zero.
func onGround(y scale, data extent) scale {
	if data.low == 0 {
		y.low = 0
	}
	if data.high == 0 {
		y.high = 0
	}
	return y
}
