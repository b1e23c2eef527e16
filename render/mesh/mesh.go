// Package mesh turns the shapes of a plot.List (strips, boxes, lines, dots) into
// triangles for one shader, in one call and with smooth edges. It knows no
// graphics library.
//
// The shader learns from four numbers at each vertex how far a pixel lies from
// the middle of its shape, and covers the pixel by the part that lies inside:
//
//	Dash ≥ 0: coverage = clamp(Half − |Across| + ½), in dashes of length Dash
//	          along the shape if Dash > 0
//	Dash < 0: the small shape of radius Along around (Across, Half) = 0 whose kind
//	          is ⌊−Dash⌋ − 1; with w = 100 (−Dash − ⌊−Dash⌋) > 0 its outline only,
//	          2w wide
//
// All lengths are in device pixels.
package mesh

import (
	"math"

	"residual/render/plot"
)

// A Vertex is a corner of a triangle. The colour is premultiplied by its alpha.
type Vertex struct {
	X, Y                      float32
	R, G, B, A                float32
	Across, Half, Along, Dash float32
}

// A Mesh is triangles: three indices each.
type Mesh struct {
	Vertices []Vertex
	Indices  []uint32

	ratio float32 // device pixels to a CSS pixel
	line  []point // scratch
}

// inside is a Half that covers a shape wholly.
const inside = 1e6

// Build makes m the triangles of l, in the order in which they are painted.
func (m *Mesh) Build(l *plot.List, ratio float64) {
	m.Vertices, m.Indices, m.ratio = m.Vertices[:0], m.Indices[:0], float32(ratio)
	for _, s := range l.Strips {
		m.strip(l.Points[s.From:s.To], colour(l.Theme, s.Ink, s.Alpha))
	}
	for _, b := range l.Boxes {
		m.box(b.Rect, colour(l.Theme, b.Ink, b.Alpha))
	}
	for _, s := range l.Lines {
		m.stroke(l.Points[s.From:s.To], s, colour(l.Theme, s.Ink, 1))
	}
	for _, d := range l.Dots {
		m.dot(d, l.Theme)
	}
}

// colour returns a vertex that has a colour and nothing else.
func colour(t plot.Theme, ink plot.Ink, alpha float32) Vertex {
	c := t.Colour(ink)
	a := alpha / 255
	return Vertex{R: float32(c.R) * a, G: float32(c.G) * a, B: float32(c.B) * a, A: alpha}
}

// at adds a copy of v at a place and returns its index.
func (m *Mesh) at(v Vertex, x, y float32) uint32 {
	v.X, v.Y = x, y
	m.Vertices = append(m.Vertices, v)
	return uint32(len(m.Vertices) - 1)
}

// quad adds two triangles between the corners a, b on one side and c, d on the
// opposite one, c beside a.
func (m *Mesh) quad(a, b, c, d uint32) {
	m.Indices = append(m.Indices, a, b, c, b, d, c)
}

// box has its edges on whole pixels and is at least one pixel thick.
func (m *Mesh) box(r plot.Rect, v Vertex) {
	v.Half = inside
	x0, x1 := m.edges(r.X, r.W)
	y0, y1 := m.edges(r.Y, r.H)
	m.quad(m.at(v, x0, y0), m.at(v, x1, y0), m.at(v, x0, y1), m.at(v, x1, y1))
}

func (m *Mesh) edges(from, length float64) (low, high float32) {
	ratio := float64(m.ratio)
	a, b := math.Round(from*ratio), math.Round((from+length)*ratio)
	return float32(a), float32(max(b, a+1))
}

// strip goes from pair to pair of points; across it runs the edge
//
//	1   half a pixel above: covered not at all
//	0   half a pixel below the edge: covered
//	0   the same at the lower edge
//	1
func (m *Mesh) strip(points []plot.Point, v Vertex) {
	v.Half = 0.5
	var before [4]uint32
	for i := 0; i+1 < len(points); i += 2 {
		x := points[i].X * m.ratio
		top, bottom := order(points[i].Y*m.ratio, points[i+1].Y*m.ratio)
		inner := min(0.5, (bottom-top)/2)
		var now [4]uint32
		for k, y := range [4]float32{top - 0.5, top + inner, bottom - inner, bottom + 0.5} {
			v.Across = float32([4]int{1, 0, 0, 1}[k])
			now[k] = m.at(v, x, y)
		}
		for k := 0; i > 0 && k < 3; k++ {
			m.quad(before[k], now[k], before[k+1], now[k+1])
		}
		before = now
	}
}

func order(a, b float32) (low, high float32) { return min(a, b), max(a, b) }

// outline is the Dash of a small shape, or of its outline of that half width.
func outline(s plot.Shape, half float32) float32 {
	const most = 49 // more would be the next shape
	return -1 - float32(s) - min(half, most)/100
}

// dot adds a square that holds a small shape, or its outline over one of paper.
func (m *Mesh) dot(d plot.Dot, t plot.Theme) {
	v := colour(t, d.Ink, 1)
	v.Along, v.Dash = d.Radius*m.ratio, outline(d.Shape, 0)
	if d.Width > 0 {
		paper := colour(t, plot.Paper, 1)
		paper.Along, paper.Dash = v.Along, v.Dash
		m.square(d, 0, paper)
		v.Dash = outline(d.Shape, d.Width*m.ratio/2)
	}
	m.square(d, d.Width*m.ratio/2, v)
}

// square spans a dot and what its line adds, turned as it is, with Across and
// Half counted from its middle.
func (m *Mesh) square(d plot.Dot, more float32, v Vertex) {
	r := reach(d.Shape)*v.Along + 2*more + 1
	sin, cos := math.Sincos(float64(d.Angle))
	s, c := float32(sin), float32(cos)
	corner := func(x, y float32) uint32 {
		v.Across, v.Half = x, y
		return m.at(v, d.X*m.ratio+x*c-y*s, d.Y*m.ratio+x*s+y*c)
	}
	m.quad(corner(-r, -r), corner(r, -r), corner(-r, r), corner(r, r))
}

// reach is how far a shape of radius 1 goes at most.
func reach(s plot.Shape) float32 {
	switch s {
	case plot.Disc, plot.Head:
		return 1
	case plot.Triangle:
		return 2 * plot.TriangleIn
	}
	return plot.CrossArm + plot.CrossStroke // the others lie within
}
