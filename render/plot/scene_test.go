package plot_test

import (
	"math"
	"slices"
	"testing"

	"residual/core/lab"
	"residual/render/plot"
	"residual/render/plot/plottest"
)

func bonded(za, zb float32) *lab.Frame {
	f := new(lab.Frame)
	_, s := f.AddScene("", "Å")
	s.Atoms = append(s.Atoms, lab.Atom{X: -1, Z: za, Radius: 0.4, Element: 6}, lab.Atom{X: 1, Z: zb, Radius: 0.3, Element: 1})
	s.Bonds = append(s.Bonds, lab.Bond{A: 0, B: 1})
	return f
}

// Of a bond the half that comes towards the viewer is painted after its atom, the
// other before its own; in the plane of the picture both are.
func TestOrderOfSolids(t *testing.T) {
	for _, c := range []struct {
		za, zb        float32
		first, second bool // is the half of each atom painted after it?
	}{{-1, 1, true, false}, {1, -1, false, true}, {0, 0, true, true}} {
		l := plot.Draw(bonded(c.za, c.zb), plot.Size{W: 500, H: 400}, plot.Light)
		solids := l.Scenes[0].Solids
		at := func(kind plot.SolidKind, element uint8) int {
			return slices.IndexFunc(solids, func(b plot.Solid) bool { return b.Kind == kind && b.Ink == plot.Element(element) })
		}
		if at(plot.Stick, 6) > at(plot.Ball, 6) != c.first || at(plot.Stick, 1) > at(plot.Ball, 1) != c.second {
			t.Errorf("z %v and %v: painted in the order %+v", c.za, c.zb, solids)
		}
	}
}

// A scene without a reach fits whatever way it is turned, and does not breathe.
func TestSceneFits(t *testing.T) {
	size := plot.Size{W: 500, H: 400}
	var scale float64
	for i := range 12 {
		f := plottest.Crowd(60)
		f.Panels[0].Scene.Radius = 0
		plottest.Turn(f, float64(i)/12)
		l := plot.Draw(f, size, plot.Light)
		s := &l.Scenes[0]
		a := f.Panels[0].Scene.Atoms[0]
		unit := s.Solids[slices.IndexFunc(s.Solids, func(b plot.Solid) bool { return b.Kind == plot.Ball && b.Atom == 0 })].Radius / a.Radius
		if now := s.Scale * float64(unit); i > 0 && math.Abs(now/scale-1) > 1e-5 {
			t.Errorf("turned by %d/12: %v pixels to 1 Å, before %v", i, now, scale)
		} else {
			scale = now
		}
		for _, b := range s.Solids {
			x, y, pixels := s.Project(b.A)
			r := float64(b.Radius) * pixels
			if b.Kind == plot.Ball && (x-r < s.X || y-r < s.Y || x+r > s.X+s.W || y+r > s.Y+s.H) {
				t.Errorf("turned by %d/12: a ball at (%.0f, %.0f) of radius %.1f sticks out of %v", i, x, y, r, s.Rect)
			}
		}
	}
}

// The hand's place runs from −1 to 1 along the shorter side, y upwards, and the
// pointer reads the atom under it.
func TestHandOnScene(t *testing.T) {
	f := bonded(0, 0)
	l := plot.Draw(f, plot.Size{W: 500, H: 400}, plot.Light)
	r := l.Scenes[0].Rect
	if x, y := l.LocateIn(0, r.X+r.W/2, r.Y); math.Abs(x) > 1e-9 || math.Abs(y-1) > 1e-9 {
		t.Errorf("the middle of the upper edge is (%v, %v), want (0, 1)", x, y)
	}
	if x, _ := l.LocateIn(0, r.X+r.W, r.Y); math.Abs(x-r.W/r.H) > 1e-9 {
		t.Errorf("the right edge is %v, want %v", x, r.W/r.H)
	}
	for i, b := range l.Scenes[0].Solids {
		if b.Kind != plot.Ball {
			continue
		}
		x, y, _ := l.Scenes[0].Project(b.A)
		got, ok := l.Read(f, x, y)
		want := []string{"C, atom 1", "H, atom 2"}[b.Atom]
		if !ok || got.Lines[0] != want || len(got.Lines) != 4 {
			t.Errorf("solid %d reads as %q, want %q and its place", i, got.Lines, want)
		}
	}
	if _, ok := l.Read(f, r.X+2, r.Y+2); ok {
		t.Error("something is read where nothing is")
	}
}

// What is not finite or behind the viewer is left out.
func TestSceneLeavesOut(t *testing.T) {
	f := new(lab.Frame)
	_, s := f.AddScene("", "")
	s.Radius = 1
	nan, inf := float32(math.NaN()), float32(math.Inf(1))
	s.Atoms = append(s.Atoms, lab.Atom{Radius: 0.1}, lab.Atom{X: nan, Radius: 0.1}, lab.Atom{Y: inf, Radius: 0.1},
		lab.Atom{Z: 6, Radius: 0.1}, lab.Atom{X: 0.5})
	s.Bonds = append(s.Bonds, lab.Bond{A: 0, B: 1})
	v := s.AddVectors("", lab.Network, 2)
	v.U[0], v.U[1] = nan, 0
	l := plot.Draw(f, plot.Size{W: 300, H: 300}, plot.Light)
	if n := len(l.Scenes[0].Solids); n != 1 {
		t.Errorf("%d solids, want the one that can be seen: %+v", n, l.Scenes[0].Solids)
	}
}

// Elements stand out from both papers once light falls on them, and their marks
// in the key do.
func TestElementsStandOut(t *testing.T) {
	for _, theme := range []plot.Theme{plot.Light, plot.Dark} {
		paper := theme.Colour(plot.Paper)
		for z := range lab.Symbols() {
			c := theme.Colour(plot.Element(uint8(z)))
			far := math.Hypot(math.Hypot(float64(c.R)-float64(paper.R), float64(c.G)-float64(paper.G)), float64(c.B)-float64(paper.B))
			if far < 70 {
				t.Errorf("%v: element %d (%v) is too near to the paper", theme, z, c)
			}
		}
	}
}

// A thin arrow that coincides with another is painted after it, and is thinner. What
// lies inside its atom is not painted.
func TestThinArrows(t *testing.T) {
	f := new(lab.Frame)
	_, s := f.AddScene("", "")
	s.Radius = 1
	s.Atoms = append(s.Atoms, lab.Atom{Radius: 0.4, Element: 6})
	for i, colour := range []lab.Colour{lab.Truth, lab.Network, lab.Doubt} {
		v := s.AddVectors("", colour, 1)
		v.Thin = i == 0
		v.U[0], v.W[0] = []float32{0.9, 0.9, 0.3}[i], 0.02*float32(i)
	}
	solids := plot.Draw(f, plot.Size{W: 500, H: 400}, plot.Light).Scenes[0].Solids
	at := func(kind plot.SolidKind, colour lab.Colour) int {
		return slices.IndexFunc(solids, func(b plot.Solid) bool { return b.Kind == kind && b.Ink == plot.InkOf(colour) })
	}
	if at(plot.Cone, lab.Doubt) >= 0 || at(plot.Stick, lab.Doubt) >= 0 {
		t.Error("an arrow inside its atom is painted")
	}
	for _, kind := range []plot.SolidKind{plot.Stick, plot.Cone} {
		thin, thick := at(kind, lab.Truth), at(kind, lab.Network)
		if thin < thick || thick < 0 || solids[thin].Radius >= solids[thick].Radius {
			t.Errorf("kind %d: the thin one is number %d, the other %d of %+v", kind, thin, thick, solids)
		}
	}
}

// Zoom magnifies a scene about its middle.
func TestZoom(t *testing.T) {
	f, size := bonded(0, 0), plot.Size{W: 500, H: 400}
	l := plot.Draw(f, size, plot.Light)
	near := plot.List{Zoom: 2}
	near.Draw(f, size, plot.Light)
	a, b := &l.Scenes[0], &near.Scenes[0]
	v := plot.Vector{0.3, -0.2, 0.1}
	ax, ay, _ := a.Project(v)
	bx, by, _ := b.Project(v)
	mx, my := float64(a.Middle.X), float64(a.Middle.Y)
	if a.Middle != b.Middle || math.Abs(bx-mx-2*(ax-mx)) > 1e-6 || math.Abs(by-my-2*(ay-my)) > 1e-6 {
		t.Errorf("(%v, %v) becomes (%v, %v) about %v", ax, ay, bx, by, a.Middle)
	}
}

// An edge is in sight from end to end.
func TestEdges(t *testing.T) {
	f := new(lab.Frame)
	_, s := f.AddScene("", "")
	s.Edges = append(s.Edges, lab.Edge{X: -1, Y: -1, Z: -1, U: 2, V: 2, W: 2})
	length := 0.0
	for _, b := range plot.Draw(f, plot.Size{W: 300, H: 300}, plot.Light).Scenes[0].Solids {
		length += b.A.Distance(b.B)
	}
	if math.Abs(length-2) > 1e-5 { // of which the reach is 1
		t.Errorf("an edge is %v long, want 2", length)
	}
}
