package mesh

import (
	"math"

	"residual/render/plot"
)

// A point is a place in device pixels.
type point struct{ x, y float32 }

// shortest is the least distance of points on a line that tells a direction.
const shortest = 1.0 / 16

// stroke lays a band of quadrilaterals along a line. Neighbours share the edge
// at their joint, along the mitre, so that no pixel is covered twice; where the
// line turns sharply they end square and a disc rounds the joint.
func (m *Mesh) stroke(points []plot.Point, s plot.Line, v Vertex) {
	line := m.distinct(points)
	if len(line) < 2 {
		return
	}
	half := s.Width * m.ratio / 2
	v.Half, v.Dash = half, s.Dash*m.ratio
	n := normal(line[0], line[1])
	left, right := m.rib(line[0], n, half, v)
	for i := 1; i < len(line); i++ {
		v.Along += distance(line[i-1], line[i])
		next, sharp := n, false
		if i+1 < len(line) {
			next = normal(line[i], line[i+1])
			sharp = n.x*next.x+n.y*next.y < sharpest
		}
		l, r := m.rib(line[i], mitre(n, next, sharp), half, v)
		m.quad(left, right, l, r)
		if sharp {
			m.joint(line[i], half, v)
			l, r = m.rib(line[i], next, half, v)
		}
		left, right, n = l, r, next
	}
}

// distinct returns the points in device pixels without those that lie on the
// one before.
func (m *Mesh) distinct(points []plot.Point) []point {
	m.line = m.line[:0]
	for _, p := range points {
		at := point{p.X * m.ratio, p.Y * m.ratio}
		if n := len(m.line); n == 0 || distance(m.line[n-1], at) > shortest {
			m.line = append(m.line, at)
		}
	}
	return m.line
}

// rib adds the two edges of a line at a point, one pixel beyond its width.
func (m *Mesh) rib(p, normal point, half float32, v Vertex) (left, right uint32) {
	reach := half + 1
	v.Across = -reach
	left = m.at(v, p.x-normal.x*reach, p.y-normal.y*reach)
	v.Across = reach
	right = m.at(v, p.x+normal.x*reach, p.y+normal.y*reach)
	return left, right
}

// joint rounds a sharp turn of a whole line.
func (m *Mesh) joint(p point, half float32, v Vertex) {
	if v.Dash > 0 {
		return
	}
	v.Along, v.Dash = half, outline(plot.Disc, 0)
	m.square(plot.Dot{Point: plot.Point{X: p.x / m.ratio, Y: p.y / m.ratio}}, 0, v)
}

// sharpest is the cosine of the largest turn with a mitre: 60°, where it is 1.15
// times as long as the line is wide.
const sharpest = 0.5

// mitre is the vector along the joint of two directions with normals a and b
// whose part along either normal is 1:
//
//	(a + b) / (1 + a·b)
func mitre(a, b point, sharp bool) point {
	if sharp {
		return a
	}
	s := 1 / (1 + a.x*b.x + a.y*b.y)
	return point{(a.x + b.x) * s, (a.y + b.y) * s}
}

// normal is the unit vector to the right of the way from a to b.
func normal(a, b point) point {
	d := distance(a, b)
	return point{-(b.y - a.y) / d, (b.x - a.x) / d}
}

func distance(a, b point) float32 {
	return float32(math.Hypot(float64(b.x-a.x), float64(b.y-a.y)))
}
