// Package mesh turns the shapes of a plot.List (strips, boxes, lines, dots) into
// triangles for one shader, in one call and with smooth edges. It knows no
// graphics library.
//
// The shader learns from four numbers at each vertex how far a pixel lies from
// the middle of its shape, and covers the pixel by the part that lies inside:
//
//	Along ≥ 0: coverage = clamp(Half − |Across| + ½), in dashes of length Dash
//	           along the shape if Dash > 0
//	Dash < 0:  a disc of radius Along around (Across, Half) = 0, or, if Dash < −1,
//	           a ring with half the width −1 − Dash
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

// dot adds a square that holds a disc, or a ring over a disc of paper.
func (m *Mesh) dot(d plot.Dot, t plot.Theme) {
	x, y := d.X*m.ratio, d.Y*m.ratio
	v := colour(t, d.Ink, 1)
	v.Along, v.Dash = d.Radius*m.ratio, -1
	if d.Width > 0 {
		paper := colour(t, plot.Paper, 1)
		paper.Along, paper.Dash = v.Along, -1
		m.square(x, y, v.Along+1, paper)
		v.Dash = -1 - d.Width*m.ratio/2
	}
	m.square(x, y, v.Along+d.Width*m.ratio/2+1, v)
}

// square spans ±r around a place, with Across and Half running from −r to r.
func (m *Mesh) square(x, y, r float32, v Vertex) {
	corner := func(dx, dy float32) uint32 {
		v.Across, v.Half = dx, dy
		return m.at(v, x+dx, y+dy)
	}
	m.quad(corner(-r, -r), corner(r, -r), corner(-r, r), corner(r, r))
}
