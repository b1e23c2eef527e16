package mesh

import (
	"image/color"
	"math"

	"residual/render/plot"
)

// A SolidVertex is a corner of a rectangle that holds one solid of a scene. All
// but its place is the solid's own, the same at each corner: a shader finds from
// it where the sight line of a pixel meets the solid.
type SolidVertex struct {
	X, Y   float32
	A      plot.Vector // the middle of a ball; where what is seen of an axis begins
	Axis   plot.Vector // of length 1, and 0 for a ball
	Length float32     // of the axis
	Radius float32     // at A
	Slope  float32     // what the radius loses along the axis
	Paint  float32     // a colour, packed
}

// vertex is what the corners of a solid have in common.
func vertex(b *plot.Solid, from, to plot.Vector, theme plot.Theme) SolidVertex {
	v := SolidVertex{A: from, Radius: b.Radius, Length: float32(from.Distance(to)), Paint: Pack(theme.Colour(b.Ink))}
	if v.Length == 0 {
		return v
	}
	for i := range v.Axis {
		v.Axis[i] = (to[i] - from[i]) / v.Length
	}
	if b.Kind == plot.Cone {
		v.Slope = b.Radius / v.Length
	}
	return v
}

// Solids is rectangles around the solids of a scene, from the back to the front.
type Solids struct {
	Vertices []SolidVertex
	Indices  []uint32
}

// Build makes m the rectangles of s.
func (m *Solids) Build(s *plot.Scene, theme plot.Theme, ratio float64) {
	m.Vertices, m.Indices = m.Vertices[:0], m.Indices[:0]
	for i := range s.Solids {
		b := &s.Solids[i]
		from, to := visible(b)
		if b.Kind != plot.Ball && from == to {
			continue // all of it is within its atom
		}
		m.around(s, b, from, to, vertex(b, from, to, theme), ratio)
	}
}

// shadesOf is how many levels of each primary colour a packed one has.
const shadesOf = 64

// Pack turns a colour into a number that keeps 64 levels of each primary in spite
// of what interpolation between equal numbers loses.
func Pack(c color.RGBA) float32 {
	level := func(v uint8) float32 { return float32(v / (256 / shadesOf)) }
	return (level(c.R)*shadesOf+level(c.G))*shadesOf + level(c.B) + 0.5
}

// around adds the rectangle of a solid: along what is seen of its axis, and as
// wide as it is at its nearer end. A pixel more smooths its edge.
func (m *Solids) around(s *plot.Scene, b *plot.Solid, from, to plot.Vector, v SolidVertex, ratio float64) {
	ax, ay, near := s.Project(from)
	bx, by, nearer := s.Project(to)
	pixels := max(near, nearer)
	r := float64(b.Radius) * pixels
	if b.Kind == plot.Ball {
		r *= pixels * (1 + 2*float64(b.Radius)) / (s.Scale * plot.Eye / (plot.Eye - float64(b.A[2])))
	}
	r += 1 / ratio
	ux, uy, over := 1.0, 0.0, r
	if d := math.Hypot(bx-ax, by-ay); d > 1e-6 {
		ux, uy = (bx-ax)/d, (by-ay)/d
		over = r*tilt(from, to) + 1/ratio
	}
	corner := func(x, y, along, across float64) uint32 {
		v.X = float32((x + along*ux*over - across*uy*r) * ratio)
		v.Y = float32((y + along*uy*over + across*ux*r) * ratio)
		m.Vertices = append(m.Vertices, v)
		return uint32(len(m.Vertices) - 1)
	}
	p, q := corner(ax, ay, -1, -1), corner(ax, ay, -1, 1)
	t, u := corner(bx, by, 1, -1), corner(bx, by, 1, 1)
	m.Indices = append(m.Indices, p, q, t, q, t, u)
}

// visible is the axis of a solid without what its atom hides.
func visible(b *plot.Solid) (from, to plot.Vector) {
	from, to = b.A, b.B
	hidden := math.Sqrt(max(0, float64(b.Cut)*float64(b.Cut)-float64(b.Radius)*float64(b.Radius)))
	length := from.Distance(to)
	if hidden == 0 || length == 0 {
		return from, to
	}
	t := float32(min(1, hidden/length))
	for i := range from {
		from[i] += t * (to[i] - from[i])
	}
	return from, to
}

// tilt is the part of a radius that the end of an axis seen aslant adds to it.
func tilt(a, b plot.Vector) float64 {
	length := a.Distance(b)
	if length == 0 {
		return 1
	}
	return min(1, math.Abs(float64(b[2]-a[2]))/length+0.25) // and what perspective adds
}
