package plot

import "residual/core/lab"

// A List is a picture: its primitives, in CSS pixels from the top left corner,
// each kind in the order in which it is painted. The kinds are painted in the
// order of the fields: images lowest, texts on top.
type List struct {
	Size   Size
	Theme  Theme
	Images []Image
	Scenes []Scene
	Strips []Strip
	Boxes  []Box
	Lines  []Line
	Dots   []Dot
	Texts  []Text
	Points []Point // of Strips and Lines

	// Ghost is a frame that Draw shows faintly under another, or nil. Zoom is by how
	// much it magnifies scenes; 0: they are as they are. Window is the part of a panel
	// with axes that it shows, or nil: all.
	Ghost  *lab.Frame
	Zoom   float64
	Window *Window

	panels    []panel
	shared    legend // of several panels, above them
	explained bool   // what is faint
}

// A Point is a place.
type Point struct{ X, Y float32 }

// A Rect has its corner of least x and y at X, Y.
type Rect struct{ X, Y, W, H float64 }

// An Image is a grid of values, row by row from the lowest, in the colours of a
// map.
type Image struct {
	Rect
	Field
}

// A Field is NX × NY values and how they become colours.
type Field struct {
	NX, NY   int
	Values   []float32
	Map      Map
	Min, Max float64
}

// A Strip fills the room between pairs of points, List.Points[From:To], that lie
// above each other: low, high, low, high.
type Strip struct {
	From, To int
	Ink      Ink
	Alpha    float32
}

// A Box is a filled rectangle with edges on whole device pixels.
type Box struct {
	Rect
	Ink   Ink
	Alpha float32
}

// A Line joins List.Points[From:To]. Dash is the length of its dashes; that of
// the gaps is DashGap of it. 0 is a whole line.
type Line struct {
	From, To int
	Width    float32
	Dash     float32
	Ink      Ink
}

// DashGap is the length of a gap as a part of a dash's.
const DashGap = 0.6

// A Dot is a small shape, or its outline of that Width around Paper. Radius is
// that of the disc of the same area, in an outline to the middle of the line.
type Dot struct {
	Point
	Radius float32
	Width  float32 // 0: filled
	Ink    Ink
	Shape  Shape
	Angle  float32 // by which the shape is turned, in radians towards +y
}

// A Text begins, is centred or ends at X; Y is its baseline.
type Text struct {
	X, Y float64
	Text string
	Style
}

// A Style is how a text is set, in the fonts of FontStack.
type Style struct {
	Size  float64
	Bold  bool
	Align Align
	Ink   Ink
}

// Align says where a text's X lies in it.
type Align uint8

const (
	Start Align = iota
	Middle
	End
)

// reset empties the list and keeps its memory.
func (l *List) reset(size Size, theme Theme) {
	l.Size, l.Theme = size, theme
	l.Images, l.Scenes, l.Strips, l.Boxes = l.Images[:0], l.Scenes[:0], l.Strips[:0], l.Boxes[:0]
	l.Lines, l.Dots, l.Texts = l.Lines[:0], l.Dots[:0], l.Texts[:0]
	l.Points, l.explained = l.Points[:0], false
}

// text adds a text that is cut to fit the room.
func (l *List) text(x, y, room float64, text string, s Style) {
	if text = fit(text, s, room); text != "" {
		l.Texts = append(l.Texts, Text{X: x, Y: y, Text: text, Style: s})
	}
}

func (l *List) box(r Rect, ink Ink, alpha float32) {
	l.Boxes = append(l.Boxes, Box{r, ink, alpha})
}

// segment adds a line of two points.
func (l *List) segment(x0, y0, x1, y1 float64, width, dash float32, ink Ink) {
	from := len(l.Points)
	l.Points = append(l.Points, Point{float32(x0), float32(y0)}, Point{float32(x1), float32(y1)})
	l.Lines = append(l.Lines, Line{from, from + 2, width, dash, ink})
}

// dot adds a small shape, filled or hollow.
func (l *List) dot(x, y float64, shape Shape, hollow bool, ink Ink) {
	d := Dot{Point: Point{float32(x), float32(y)}, Radius: dotRadius, Ink: ink, Shape: shape}
	if hollow && shape != Cross {
		d.Width = ringWidth
	}
	l.Dots = append(l.Dots, d)
}

func (r Rect) inset(d float64) Rect {
	return Rect{r.X + d, r.Y + d, max(0, r.W-2*d), max(0, r.H-2*d)}
}

// below is what is left of r under a row of height h.
func (r Rect) below(h float64) Rect {
	h = min(h, r.H)
	return Rect{r.X, r.Y + h, r.W, r.H - h}
}

func (r Rect) contains(x, y float64) bool {
	return x >= r.X && x <= r.X+r.W && y >= r.Y && y <= r.Y+r.H
}

// resize returns s with n items, the old ones kept for their memory.
func resize[T any](s []T, n int) []T {
	if n <= cap(s) {
		return s[:n]
	}
	return append(s[:cap(s)], make([]T, n-cap(s))...)
}
