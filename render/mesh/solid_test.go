package mesh

import (
	"image/color"
	"math"
	"testing"

	"residual/render/plot"
	"residual/render/plot/plottest"
)

// Every point of a solid's surface lies in the rectangle that is painted for it:
// points of the surface, chosen at equal angles, are projected and looked up.
func TestSolidsLieInTheirRectangles(t *testing.T) {
	for _, sample := range []plottest.Sample{{Name: "water", Frame: plottest.Water()}, {Name: "crowd", Frame: plottest.Crowd(200)}} {
		l := plot.Draw(sample.Frame, plot.Size{W: 800, H: 500}, plot.Light)
		s := &l.Scenes[0]
		var m Solids
		m.Build(s, plot.Light, 1)
		left := m.Vertices
		for i, b := range s.Solids {
			if from, to := visible(&b); b.Kind != plot.Ball && from == to {
				continue // it is hidden
			}
			for _, p := range surface(&b) {
				x, y, _ := s.Project(p)
				if !inRectangle(left[:4], x, y) {
					t.Fatalf("%s: solid %d, %+v: (%.1f, %.1f) is not painted", sample.Name, i, b, x, y)
				}
			}
			left = left[4:]
		}
		if len(left) > 0 || 4*len(m.Indices) != 6*len(m.Vertices) {
			t.Fatalf("%s: %d corners too many, %d indices", sample.Name, len(left), len(m.Indices))
		}
	}
}

// surface is points of a solid that can be seen: on a ball all around, on sticks
// and cones around the ends of what their atom leaves of the axis.
func surface(b *plot.Solid) (points []plot.Vector) {
	const n = 24
	from, to := visible(b)
	axis := [3]float64{0, 0, 1}
	if d := from.Distance(to); d > 0 {
		for k := range axis {
			axis[k] = float64(to[k]-from[k]) / d
		}
	}
	u, w := across(axis)
	for i := range n {
		sin, cos := math.Sincos(2 * math.Pi * float64(i) / n)
		if b.Kind == plot.Ball {
			for j := range n {
				up, flat := math.Sincos(math.Pi * (float64(j)/n - 0.5))
				points = append(points, off(b.A, b.Radius, u, w, axis, flat*cos, flat*sin, up))
			}
			continue
		}
		points = append(points, off(from, b.Radius, u, w, axis, cos, sin, 0))
		if b.Kind == plot.Stick {
			points = append(points, off(to, b.Radius, u, w, axis, cos, sin, 0))
		}
	}
	return points
}

// across is two unit vectors at right angles to a third and to each other.
func across(a [3]float64) (u, w [3]float64) {
	k := 0
	if math.Abs(a[0]) > 0.7 {
		k = 1
	}
	length := 0.0
	for i := range u {
		u[i] = -a[k] * a[i]
		if i == k {
			u[i]++
		}
		length += u[i] * u[i]
	}
	for i := range u {
		u[i] /= math.Sqrt(length)
	}
	for i := range w {
		w[i] = a[(i+1)%3]*u[(i+2)%3] - a[(i+2)%3]*u[(i+1)%3]
	}
	return u, w
}

func off(p plot.Vector, radius float32, u, w, a [3]float64, x, y, z float64) plot.Vector {
	for k := range p {
		p[k] += radius * float32(x*u[k]+y*w[k]+z*a[k])
	}
	return p
}

// inRectangle tells whether a place lies within corners p, q and, opposite, t, u.
func inRectangle(v []SolidVertex, x, y float64) bool {
	side := func(a, b SolidVertex) float64 {
		return float64(b.X-a.X)*(y-float64(a.Y)) - float64(b.Y-a.Y)*(x-float64(a.X))
	}
	turns := [4]float64{side(v[0], v[1]), side(v[1], v[3]), side(v[3], v[2]), side(v[2], v[0])}
	for _, s := range turns {
		if s*turns[0] < 0 {
			return false
		}
	}
	return true
}

// A packed colour comes back within its levels.
func TestPack(t *testing.T) {
	for _, c := range []color.RGBA{{0, 0, 0, 255}, {255, 255, 255, 255}, {208, 58, 47, 255}, {1, 128, 254, 255}} {
		p := math.Floor(float64(Pack(c)))
		got := [3]float64{math.Floor(p / 4096), math.Floor(math.Mod(p, 4096) / 64), math.Mod(p, 64)}
		for k, v := range [3]uint8{c.R, c.G, c.B} {
			if math.Abs((got[k]+0.5)*4-float64(v)) > 2.5 {
				t.Errorf("%v came back as %v", c, got)
			}
		}
	}
}
