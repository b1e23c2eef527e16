// Package plot decides what a lab.Frame looks like: it lays out panels, chooses
// ticks, names and colours, and writes the picture down as a List of a few
// primitives in CSS pixels. It paints nothing itself. The canvas (render/mesh
// and render/paint) and the posters (render/svg) carry out the same list, so
// they look the same.
//
// The style is Tufte's: ink for data, two thin axes with ticks and no grid, no
// boxes, names in words above the data they name. Numbers have a real minus
// sign and raised powers.
//
// Any frame can be drawn: values that are not finite break curves and leave
// gaps, a run that has diverged to 10³⁰⁰ gets an axis that says so, constant or
// missing data get an axis of their own.
package plot

import "residual/core/lab"

// A Size is that of the whole picture, in CSS pixels.
type Size struct{ W, H float64 }

// Draw returns the picture of f.
func Draw(f *lab.Frame, size Size, theme Theme) *List {
	l := new(List)
	l.Draw(f, size, theme)
	return l
}

// Draw makes l the picture of f and uses l's memory again. It reads f and keeps
// references to the values of its fields.
func (l *List) Draw(f *lab.Frame, size Size, theme Theme) {
	l.reset(size, theme)
	room := l.surround(f, size)
	places := l.arrange(room, f.Panels)
	l.panels = resize(l.panels, len(places))
	for i, place := range places {
		p, q := &f.Panels[i], &l.panels[i]
		q.begin(p, l.ghostOf(f, i), l.windowOn(p), place, &l.shared)
		if q.windowed && p.Field != nil && q.colours.field.NX > 0 {
			q.colours.field.crop(q.part)
		}
	}
	alignGutters(l.panels)
	for i := range l.panels {
		l.panel(&l.panels[i], &f.Panels[i], l.ghostOf(f, i))
	}
}

// surround writes what stands above and below the panels and returns the room
// between. Panels beside each other share a legend; below each other each has its
// own.
func (l *List) surround(f *lab.Frame, size Size) Rect {
	room := l.heading(f, Rect{0, 0, size.W, size.H}.inset(margin))
	l.shared.clear()
	if besides(f.Panels, size.W) {
		l.shared.share(f.Panels, room.W)
		l.legend(&l.shared, room.X, room.Y)
		if l.shared.rows > 0 {
			room = room.below(l.shared.height() + gap)
		}
	}
	return l.readouts(f.Readouts, room)
}

// heading writes the title, smaller and then in more lines where it would not
// fit, and the moment beside it or below, and returns the room below.
func (l *List) heading(f *lab.Frame, room Rect) Rect {
	if f.Title == "" && f.Moment == "" {
		return room
	}
	title := Style{Size: titleSize, Bold: true, Ink: Body}
	if w := width(f.Title, title); w > room.W {
		title.Size = max(labelSize, titleSize*room.W/w)
	}
	moment := Style{Size: labelSize, Ink: Muted}
	beside := width(f.Title, title)+width(f.Moment, moment)+3*gap <= room.W
	extra := l.lines(room, titleSize, f.Title, title)
	room = room.below(titleSize + 2*gap + extra)
	if f.Moment == "" {
		return room
	}
	if beside && f.Title != "" {
		moment.Align = End
		l.text(room.X+room.W, room.Y-2*gap, room.W, f.Moment, moment)
		return room
	}
	room = Rect{room.X, room.Y - gap, room.W, room.H + gap}
	extra = l.lines(room, labelSize, f.Moment, moment)
	return room.below(labelSize + 2*gap + extra)
}

// lines writes a text at the top of a room in as many lines as it needs, the first
// one's baseline down from the edge, and returns the height of the others.
func (l *List) lines(room Rect, down float64, text string, s Style) (extra float64) {
	var space [3]string
	for i, line := range wrap(space[:0], text, s, room.W, titleLines(room.H)) {
		extra = float64(i) * lineHeight(s.Size)
		l.text(room.X, room.Y+down+extra, room.W, line, s)
	}
	return extra
}
