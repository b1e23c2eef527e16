package plot

// A Place says where the parts of a panel lie in a picture.
type Place struct {
	Room   Rect // all of it: title, legend, axes
	Legend Rect
	Data   Rect
}

// Places are those of the panels, the first ones of the frame.
func (l *List) Places() []Place {
	all := make([]Place, len(l.panels))
	for i := range l.panels {
		q := &l.panels[i]
		all[i] = Place{q.room, Rect{q.room.X, q.room.Y + q.titleHeight(), q.room.W, q.legend.height()}, q.plot}
	}
	return all
}

// Extent is the rectangle that a text's letters fill, at most.
func (t *Text) Extent() Rect {
	w := width(t.Text, t.Style)
	return Rect{t.X - w*float64(t.Align)/2, t.Y - 0.7*t.Size, w, 0.8 * t.Size}
}

// Overlaps tells whether two rectangles have room in common.
func (r Rect) Overlaps(s Rect) bool {
	return r.X < s.X+s.W && s.X < r.X+r.W && r.Y < s.Y+s.H && s.Y < r.Y+r.H
}
