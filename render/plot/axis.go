package plot

import "residual/core/lab"

var tickStyle = Style{Size: tickSize, Ink: Muted}

// axisName is an axis's label with its unit: "time (s)".
func axisName(a lab.Axis) string {
	switch {
	case a.Hidden:
		return ""
	case a.Unit == "":
		return a.Label
	case a.Label == "":
		return a.Unit
	}
	return a.Label + " (" + a.Unit + ")"
}

// names writes the name of the y axis above it, where it reads without a turn of
// the head, that of the field above its colours and that of the x axis below.
func (l *List) names(q *panel, p *lab.Panel) {
	above := q.plot.Y - 11
	room := q.room.W
	if p.Field != nil && p.Field.Name != "" {
		name := axisName(lab.Axis{Label: p.Field.Name, Unit: p.Field.Unit})
		right := tickStyle
		right.Align = End
		end := q.plot.X + q.plot.W + q.colours.room()
		l.text(end, above, room*0.6, name, right)
		room -= min(width(name, right), room*0.6) + gap
	}
	l.text(q.room.X, above, room, axisName(p.Y), tickStyle)
	middle := tickStyle
	middle.Align = Middle
	at := q.plot.X + q.plot.W/2
	around := 2 * min(at-q.room.X, q.room.X+q.room.W-at)
	l.text(at, q.plot.Y+q.plot.H+2*rowHeight-5, around, axisName(p.X), middle)
}

// axes draws both axes with their ticks, and a faint line at y = 0.
func (l *List) axes(q *panel, p *lab.Panel) {
	r := q.plot
	bottom, right := r.Y+r.H, r.X+r.W
	if zero := q.y.pixel(0); !q.y.log && q.y.low < 0 && q.y.high > 0 && p.Field == nil && !q.empty {
		l.box(Rect{r.X, zero - 0.5, r.W, 1}, Faint, 1)
	}
	if !p.Y.Hidden {
		l.box(Rect{r.X - 1, r.Y, 1, r.H + 1}, Rule, 1)
		l.yNumbers(q)
	}
	if !p.X.Hidden {
		l.box(Rect{r.X - 1, bottom, right - r.X + 1, 1}, Rule, 1)
		if !q.empty || fixedAxis(p.X) {
			l.xNumbers(q)
		}
	}
}

func (l *List) yNumbers(q *panel) {
	end := tickStyle
	end.Align = End
	x := q.plot.X - 1
	for _, t := range q.yTicks {
		y := q.y.pixel(t.at)
		l.box(Rect{x - tickLength, y - 0.5, tickLength, 1}, Rule, 1)
		l.text(x-tickLength-4, y+tickSize*0.36, q.gutter, t.label, end)
	}
}

// xNumbers writes as many numbers as have room beside each other.
func (l *List) xNumbers(q *panel) {
	middle := tickStyle
	middle.Align = Middle
	y := q.plot.Y + q.plot.H
	for _, t := range q.xTicks() {
		l.box(Rect{q.x.pixel(t.at) - 0.5, y + 1, 1, tickLength}, Rule, 1)
		x, _ := q.number(t)
		l.text(x, y+rowHeight-1, q.room.W, t.label, middle)
	}
}

// number is where the middle of a number below the x axis is, moved inwards where
// it would leave the panel, and half of its width.
func (q *panel) number(t tick) (x, half float64) {
	half = width(t.label, tickStyle) / 2
	return min(max(q.x.pixel(t.at), q.room.X+half), q.room.X+q.room.W-half), half
}

// xTicks chooses the numbers: as many as there should be, or fewer, or more where
// there would be hardly one.
func (q *panel) xTicks() []tick {
	most := int(min(q.plot.W/40, 10))
	for n := most; n > 2; n-- {
		if ticks := q.x.ticks(n); len(ticks) > 1 && q.fits(ticks) {
			return ticks
		}
	}
	for n := most + 1; n <= most+3; n++ {
		if ticks := q.x.ticks(n); len(ticks) > 1 && q.fits(ticks) {
			return ticks
		}
	}
	ticks := q.x.ticks(2)
	if !q.fits(ticks) {
		ticks = ticks[:1]
	}
	return ticks
}

// fits tells whether the numbers below the x axis keep apart, as far as they
// should or, where one was moved, as far as they can.
func (q *panel) fits(ticks []tick) bool {
	end := 0.0
	for i, t := range ticks {
		x, half := q.number(t)
		apart := 2 * gap
		if x != q.x.pixel(t.at) {
			apart = gap
		}
		if i > 0 && x-half < end+apart {
			return false
		}
		end = x + half
	}
	return true
}
