package drum

import (
	"math"
	"testing"
)

// polygon is points along the edge of a polygon, closer together at its corners.
func polygon(n int, corners ...[2]float64) (edge, normal [][2]float64) {
	for i, p := range corners {
		q := corners[(i+1)%len(corners)]
		d := math.Hypot(q[0]-p[0], q[1]-p[1])
		for k := range n {
			s := (1 - math.Cos(math.Pi*(float64(k)+0.5)/float64(n))) / 2
			edge = append(edge, [2]float64{p[0] + s*(q[0]-p[0]), p[1] + s*(q[1]-p[1])})
			normal = append(normal, [2]float64{(q[1] - p[1]) / d, -(q[0] - p[0]) / d})
		}
	}
	return edge, normal
}

func search(t *testing.T, name string, d *Drum, least float64, want ...float64) *Solver {
	t.Helper()
	d.Modes = len(want)
	s := New(d, least)
	for !s.Step() {
	}
	e, known := s.Error()
	t.Logf("%s: %.12g, claimed %.2g %v, %d looks %s", name, s.Params(), e, known, s.looks, s.Reason())
	for i, v := range want {
		if len(s.values) <= i || math.Abs(s.values[i]-v) > 1e-9*v {
			t.Errorf("%s: λ%d, want %.12g", name, i+1, v)
		}
	}
	return s
}

// The disc has the squares of the zeros of Bessel's functions (Abramowitz and Stegun,
// table 9.5): j₀₁, j₁₁ twice, j₂₁ twice.
func TestDisc(t *testing.T) {
	d := &Drum{Order: 1}
	for i := range 80 {
		s, c := math.Sincos(2 * math.Pi * float64(i) / 80)
		d.Edge, d.Normal = append(d.Edge, [2]float64{c, s}), append(d.Normal, [2]float64{c, s})
		r := math.Sqrt((float64(i) + 0.5) / 80)
		s, c = math.Sincos(2.4 * float64(i))
		d.Inside = append(d.Inside, [2]float64{r * c, r * s})
	}
	j := []float64{2.404825557695773, 3.831705970207512, 5.135622301840683}
	s := search(t, "disc", d, 2, j[0]*j[0], j[1]*j[1], j[1]*j[1], j[2]*j[2])
	if u, v := s.State(0, 0, 0), s.State(0, 0.5, 0); math.Abs(v/u-math.J0(j[0]/2)) > 1e-9 {
		t.Errorf("u(½)/u(0) = %v", v/u)
	}
}

// Of a rectangle that is nearly a square two eigenvalues are near each other.
func TestNeighbours(t *testing.T) {
	const b = 1.004
	d := &Drum{Order: 1, Centre: [2]float64{0.5, b / 2}}
	d.Edge, d.Normal = polygon(24, [2]float64{0, 0}, [2]float64{1, 0}, [2]float64{1, b}, [2]float64{0, b})
	for i := range 144 {
		d.Inside = append(d.Inside, [2]float64{(float64(i%12) + 0.5) / 12, b * (float64(i/12) + 0.5) / 12})
	}
	pi2 := math.Pi * math.Pi
	search(t, "rectangle", d, 16, pi2*(1+1/(b*b)), pi2*(1+4/(b*b)), pi2*(4+1/(b*b)), pi2*(4+4/(b*b)))
}

// The L has 9.6397238440 and 15.1972519265 (Fox, Henrici and Moler, 1967; Betcke and
// Trefethen, 2005), then 2π² from the square.
func TestL(t *testing.T) {
	d := &Drum{Order: 2.0 / 3, Away: 3 * math.Pi / 4}
	d.Edge, d.Normal = polygon(28, [2]float64{0, 0}, [2]float64{0, -1}, [2]float64{-1, -1}, [2]float64{-1, 0}, [2]float64{-1, 1}, [2]float64{0, 1}, [2]float64{1, 1}, [2]float64{1, 0})
	for i := range 240 {
		_, x := math.Modf(float64(i) * 0.7548776662466927)
		_, y := math.Modf(float64(i) * 0.5698402909980532)
		if p := [2]float64{2*x - 1, 2*y - 1}; !(p[0] > 0 && p[1] < 0) {
			d.Inside = append(d.Inside, p)
		}
	}
	search(t, "L", d, 5, 9.639723844021941, 15.197251926, 2*math.Pi*math.Pi)
}
