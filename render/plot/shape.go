package plot

import (
	"math"

	"residual/core/lab"
)

// A Shape is that of a dot. Those of lab come first, in its order.
type Shape uint8

const (
	Disc     = Shape(lab.Disc)
	Square   = Shape(lab.Square)
	Diamond  = Shape(lab.Diamond)
	Triangle = Shape(lab.Triangle)
	Cross    = Shape(lab.Cross)
	Head     = Cross + 1 // of an arrow that points to +x; its tip is the dot's place
)

// Sizes of shapes as parts of the radius of a disc that has the same area, so
// that no kind of points looks heavier than another.
const (
	SquareHalf   = 0.886 // √(π/4), of a square or a diamond: half a side
	TriangleIn   = 0.778 // √(π/√27): the radius of the circle in a triangle
	CrossArm     = 1.25  // half a stroke of a cross
	CrossStroke  = 0.3   // half its width
	HeadSlope    = 0.42  // half the width of a head at its base, over its length
	headLength   = 8.0
	shaftWidth   = 1.5
	leastArrow   = 1.0 // shorter ones are dots
	headOfLength = 0.6 // a head is this part of its arrow at most
)

// Outline returns the corners of a shape of a radius (of a head: its length)
// around (0, 0), not turned; nothing for a disc, and for a cross the ends of its
// strokes in pairs.
func (s Shape) Outline(radius float64) []Point {
	at := func(x, y float64) Point { return Point{float32(x * radius), float32(y * radius)} }
	const h, d, t = SquareHalf, SquareHalf * math.Sqrt2, TriangleIn
	const c = CrossArm / math.Sqrt2
	switch s {
	case Square:
		return []Point{at(-h, -h), at(h, -h), at(h, h), at(-h, h)}
	case Diamond:
		return []Point{at(0, -d), at(d, 0), at(0, d), at(-d, 0)}
	case Triangle:
		w := t * math.Sqrt(3)
		return []Point{at(0, -2*t), at(w, t), at(-w, t)}
	case Cross:
		return []Point{at(-c, -c), at(c, c), at(-c, c), at(c, -c)}
	case Head:
		return []Point{at(0, 0), at(-1, -HeadSlope), at(-1, HeadSlope)}
	}
	return nil
}

// arrow draws an arrow between two places. However short it is, its head keeps
// apart from its shaft; one without length is a dot.
func (l *List) arrow(x0, y0, x1, y1 float64, shaft float32, ink Ink) {
	length := math.Hypot(x1-x0, y1-y0)
	if length < leastArrow {
		l.Dots = append(l.Dots, Dot{Point: Point{float32(x0), float32(y0)}, Radius: shaft / 2, Ink: ink})
		return
	}
	head := min(headLength, headOfLength*length)
	t := 1 - 0.8*head/length
	l.segment(x0, y0, x0+t*(x1-x0), y0+t*(y1-y0), shaft, 0, ink)
	l.Dots = append(l.Dots, Dot{Point: Point{float32(x1), float32(y1)}, Radius: float32(head),
		Ink: ink, Shape: Head, Angle: float32(math.Atan2(y1-y0, x1-x0))})
}

// arrows draws those that begin within the axes. What of one lies outside is cut
// off, with its head.
func (l *List) arrows(q *panel, a *lab.Arrows) {
	ink := InkOf(a.Colour)
	for i := range min(len(a.X), len(a.Y), len(a.U), len(a.V)) {
		x0, y0 := q.x.pixel(a.X[i]), q.y.pixel(a.Y[i])
		x1, y1 := q.x.pixel(a.X[i]+a.U[i]), q.y.pixel(a.Y[i]+a.V[i])
		switch {
		case x1+y1 != x1+y1 || !q.plot.contains(x0, y0):
		case q.plot.contains(x1, y1):
			l.arrow(x0, y0, x1, y1, shaftWidth, ink)
		default:
			_, t, _ := clipLine(q.plot, x0, y0, x1, y1)
			l.segment(x0, y0, x0+t*(x1-x0), y0+t*(y1-y0), shaftWidth, 0, ink)
		}
	}
}
