package mesh

import (
	"math"
	"testing"

	"residual/render/plot"
	"residual/render/plot/plottest"
)

// Every sample gives triangles that are finite, whole and near the picture.
func TestSamples(t *testing.T) {
	size := plot.Size{W: 800, H: 500}
	var m Mesh
	for _, s := range plottest.Samples() {
		m.Build(plot.Draw(s.Frame, size, plot.Dark), 2)
		if len(m.Indices)%3 != 0 {
			t.Errorf("%s: %d indices", s.Name, len(m.Indices))
		}
		for _, i := range m.Indices {
			if int(i) >= len(m.Vertices) {
				t.Fatalf("%s: index %d of %d vertices", s.Name, i, len(m.Vertices))
			}
		}
		for _, v := range m.Vertices {
			if !(v.X > -20 && v.X < 1620 && v.Y > -20 && v.Y < 1020) {
				t.Fatalf("%s: vertex at (%v, %v)", s.Name, v.X, v.Y)
			}
			if v.R > v.A || v.G > v.A || v.B > v.A {
				t.Fatalf("%s: colour %v %v %v is not premultiplied by %v", s.Name, v.R, v.G, v.B, v.A)
			}
		}
	}
}

// The area of a line's mesh is its length times its width with the margin, also
// around bends, where the inner side loses what the outer gains.
func TestStrokeArea(t *testing.T) {
	var l plot.List
	for i := range 101 {
		a := float64(i) / 100 * math.Pi
		l.Points = append(l.Points, plot.Point{X: float32(200 - 100*math.Cos(a)), Y: float32(200 - 100*math.Sin(a))})
	}
	l.Lines = []plot.Line{{From: 0, To: 101, Width: 2, Ink: plot.Body}}
	var m Mesh
	m.Build(&l, 1)
	want := math.Pi * 100 * 4
	if got := area(&m); math.Abs(got-want) > 1 {
		t.Errorf("half a circle: area %.2f, want %.2f", got, want)
	}
}

// A box of any place covers whole pixels.
func TestBoxEdges(t *testing.T) {
	l := plot.List{Boxes: []plot.Box{{Rect: plot.Rect{X: 10.3, Y: 7.4, W: 0.2, H: 20.2}, Alpha: 1}}}
	var m Mesh
	m.Build(&l, 1.5)
	for _, v := range m.Vertices {
		if v.X != float32(math.Trunc(float64(v.X))) || v.Y != float32(math.Trunc(float64(v.Y))) {
			t.Errorf("corner at (%v, %v)", v.X, v.Y)
		}
	}
	if got := area(&m); got != 1*30 {
		t.Errorf("area %v, want 1 × 30", got)
	}
}

// Distances along a line count from its beginning, for the dashes.
func TestStrokeAlong(t *testing.T) {
	l := plot.List{
		Points: []plot.Point{{X: 0, Y: 0}, {X: 30, Y: 0}, {X: 30, Y: 0}, {X: 30, Y: 40}},
		Lines:  []plot.Line{{From: 0, To: 4, Width: 2, Dash: 6}},
	}
	var m Mesh
	m.Build(&l, 2)
	if last := m.Vertices[len(m.Vertices)-1]; last.Along != 140 || last.Dash != 12 {
		t.Errorf("the end lies at %v with dashes of %v, want 140 and 12", last.Along, last.Dash)
	}
}

func area(m *Mesh) float64 {
	sum := 0.0
	for i := 0; i < len(m.Indices); i += 3 {
		a, b, c := m.Vertices[m.Indices[i]], m.Vertices[m.Indices[i+1]], m.Vertices[m.Indices[i+2]]
		sum += math.Abs(float64((b.X-a.X)*(c.Y-a.Y)-(b.Y-a.Y)*(c.X-a.X))) / 2
	}
	return sum
}
