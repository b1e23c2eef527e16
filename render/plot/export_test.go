package plot

// Rooms returns the places of the panels, their titles and axes included.
func (l *List) Rooms() (rooms []Rect) {
	for _, q := range l.panels {
		rooms = append(rooms, q.room)
	}
	return rooms
}

// Extent is the rectangle that a text's letters fill.
func Extent(t *Text) Rect {
	w := width(t.Text, t.Style)
	return Rect{t.X - w*float64(t.Align)/2, t.Y - 0.7*t.Size, w, 0.8 * t.Size}
}

// Plots returns the places of the panels' data.
func (l *List) Plots() (plots []Rect) {
	for _, q := range l.panels {
		plots = append(plots, q.plot)
	}
	return plots
}
