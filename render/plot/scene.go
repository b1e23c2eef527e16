package plot

import (
	"cmp"
	"math"
	"slices"

	"residual/core/lab"
)

// A Scene is solids in three dimensions and how they are seen: x to the right, y
// up, z to the viewer, whose eye is at (0, 0, Eye). A length of 1 at z = 0 is
// Scale pixels long, and the point 0 lies at X, Y of the picture. Nothing is
// painted outside the rectangle.
type Scene struct {
	Rect
	Middle Point
	Scale  float64
	Solids []Solid // from the back to the front
}

// Eye is how far the viewer is, where half a picture is 1: a mild perspective.
const Eye = 5.0

// A Solid is a ball around A; a stick from A to B, of which what lies within Cut
// of A is hidden; or a cone from its base around A to its tip at B.
type Solid struct {
	Kind   SolidKind
	A, B   Vector
	Radius float32
	Cut    float32
	Ink    Ink
	Atom   int32 // of a ball: its number
	key    float32
}

// A Vector is a place in a scene.
type Vector [3]float32

// SolidKind tells solids apart.
type SolidKind uint8

const (
	Ball SolidKind = iota
	Stick
	Cone
)

// Sizes of what has none of its own: in pixels, and of bonds as a part of the
// smaller of their atoms.
const (
	bondPart    = 0.36
	shaftRadius = 2.6
	coneRadius  = 6.5
	coneLength  = 13.0
	thinPart    = 0.4 // of these radii, for thin arrows
	edgeRadius  = 0.7
	edgeParts   = 6 // each painted in its place among the other solids
	sceneMargin = 6.0
)

// Project returns where a place lies in the picture, and how many pixels a
// length of 1 takes there.
func (s *Scene) Project(v Vector) (x, y, pixels float64) {
	pixels = s.Scale * Eye / max(Eye-float64(v[2]), 0.1)
	return float64(s.Middle.X) + pixels*float64(v[0]), float64(s.Middle.Y) - pixels*float64(v[1]), pixels
}

// scene draws the scene of a panel.
func (l *List) scene(q *panel, from *lab.Scene) {
	l.Scenes = resize(l.Scenes, len(l.Scenes)+1)
	s := &l.Scenes[len(l.Scenes)-1]
	r := q.plot
	*s = Scene{Rect: r, Middle: Point{float32(r.X + r.W/2), float32(r.Y + r.H/2)},
		Scale: max(1, min(r.W, r.H)/2-sceneMargin) * l.zoom(), Solids: s.Solids[:0]}
	unit := float32(1 / sceneRadius(from))
	for i := range from.Atoms {
		s.ball(&from.Atoms[i], unit, i)
	}
	for _, b := range from.Bonds {
		s.bond(&from.Atoms[b.A], &from.Atoms[b.B], unit)
	}
	for i := range from.Arrows {
		s.vectors(&from.Arrows[i], from.Atoms, unit)
	}
	for _, e := range from.Edges {
		s.edge(e, unit)
	}
	slices.SortFunc(s.Solids, func(a, b Solid) int { return cmp.Compare(a.key, b.key) })
}

// zoom is by how much scenes are magnified.
func (l *List) zoom() float64 {
	if l.Zoom > 0 {
		return l.Zoom
	}
	return 1
}

// sceneRadius is the length that is half the picture: as the lab says, or what is
// there at any turn.
func sceneRadius(s *lab.Scene) float64 {
	if s.Radius > 0 && !math.IsInf(s.Radius, 0) {
		return s.Radius
	}
	reach := 0.0
	for _, a := range s.Atoms {
		reach = largerFinite(reach, math.Sqrt(square(a.X)+square(a.Y)+square(a.Z))+float64(a.Radius))
	}
	for _, v := range s.Arrows {
		for i := range v.X {
			reach = largerFinite(reach, math.Sqrt(square(v.X[i]+v.U[i])+square(v.Y[i]+v.V[i])+square(v.Z[i]+v.W[i])))
		}
	}
	for _, e := range s.Edges {
		for _, t := range [2]float32{0, 1} {
			reach = largerFinite(reach, math.Sqrt(square(e.X+t*e.U)+square(e.Y+t*e.V)+square(e.Z+t*e.W)))
		}
	}
	if reach == 0 {
		return 1
	}
	return reach
}

func square(v float32) float64 { return float64(v) * float64(v) }

func largerFinite(a, b float64) float64 {
	if b > a && !math.IsInf(b, 0) {
		return b
	}
	return a
}

func place3(x, y, z, unit float32) Vector { return Vector{x * unit, y * unit, z * unit} }

func (v Vector) finite() bool {
	sum := v[0] - v[0] + v[1] - v[1] + v[2] - v[2]
	return sum == sum
}

func (v Vector) to(w Vector, t float32) Vector {
	return Vector{v[0] + t*(w[0]-v[0]), v[1] + t*(w[1]-v[1]), v[2] + t*(w[2]-v[2])}
}

// Distance is that of two places.
func (v Vector) Distance(w Vector) float64 {
	return math.Sqrt(square(w[0]-v[0]) + square(w[1]-v[1]) + square(w[2]-v[2]))
}

// nearness orders places from far to near.
func (v Vector) nearness() float32 {
	return -float32(v.Distance(Vector{0, 0, Eye}))
}

// add takes a solid that can be seen.
func (s *Scene) add(b Solid) {
	const nearest = Eye - 0.5
	if b.A.finite() && b.B.finite() && b.Radius > 0 && max(b.A[2], b.B[2])+b.Radius < nearest {
		s.Solids = append(s.Solids, b)
	}
}

func inkOf(a *lab.Atom) Ink {
	if a.Element == 0 {
		return InkOf(a.Colour)
	}
	return Element(a.Element)
}

func (s *Scene) ball(a *lab.Atom, unit float32, i int) {
	at := place3(a.X, a.Y, a.Z, unit)
	s.add(Solid{Kind: Ball, A: at, B: at, Radius: a.Radius * unit, Ink: inkOf(a), Atom: int32(i), key: at.nearness()})
}

// bond joins two atoms by two sticks, each in the colour of its atom. A stick
// that comes towards the viewer is in front of its atom, another behind it.
func (s *Scene) bond(a, b *lab.Atom, unit float32) {
	p, q := place3(a.X, a.Y, a.Z, unit), place3(b.X, b.Y, b.Z, unit)
	middle := p.to(q, 0.5)
	radius := bondPart * min(a.Radius, b.Radius) * unit
	s.stick(p, middle, radius, a.Radius*unit, 0, inkOf(a))
	s.stick(q, middle, radius, b.Radius*unit, 0, inkOf(b))
}

// It is painted as if it were nearer by before.
func (s *Scene) stick(a, b Vector, radius, cut, before float32, ink Ink) {
	key := a.to(b, 0.5).nearness() + before
	if own := a.nearness(); cut > 0 && b.nearness() >= own {
		key = max(key, math.Nextafter32(own, 1))
	}
	s.add(Solid{Kind: Stick, A: a, B: b, Radius: radius, Cut: cut, Ink: ink, Atom: -1, key: key})
}

// vectors draws arrows; one that begins in the middle of an atom comes out of it, if
// it is long enough.
// Thin ones are painted after what they lie in.
func (s *Scene) vectors(v *lab.Vectors, atoms []lab.Atom, unit float32) {
	pixel := float32(1 / s.Scale)
	for i := range v.X {
		a := place3(v.X[i], v.Y[i], v.Z[i], unit)
		b := place3(v.X[i]+v.U[i], v.Y[i]+v.V[i], v.Z[i]+v.W[i], unit)
		length := float32(a.Distance(b))
		within := unit * radiusAt(atoms, i, v.X[i], v.Y[i], v.Z[i])
		if !(length > max(pixel, within)) {
			continue // too short, or inside its atom
		}
		head := min(coneLength*pixel, headOfLength*length)
		neck := b.to(a, head/length)
		ink, part, before := InkOf(v.Colour), float32(1), float32(0)
		if v.Thin {
			part, before = thinPart, min(coneRadius*pixel, length-within) // and not before its atom
		}
		s.stick(a, neck, part*shaftRadius*pixel, within, before, ink)
		s.add(Solid{Kind: Cone, A: neck, B: b, Radius: part * coneRadius / coneLength * head, Ink: ink, Atom: -1,
			key: math.Nextafter32(neck.to(b, 0.5).nearness()+before, 1)})
	}
}

// edge draws a thin line.
func (s *Scene) edge(e lab.Edge, unit float32) {
	a, b := place3(e.X, e.Y, e.Z, unit), place3(e.X+e.U, e.Y+e.V, e.Z+e.W, unit)
	for i := range edgeParts {
		from, to := a.to(b, float32(i)/edgeParts), a.to(b, float32(i+1)/edgeParts)
		s.stick(from, to, edgeRadius/float32(s.Scale), 0, 0, Muted)
	}
}

// radiusAt is that of the atom at a place, which is the i-th or any, or 0.
func radiusAt(atoms []lab.Atom, i int, x, y, z float32) float32 {
	if i < len(atoms) && atoms[i].X == x && atoms[i].Y == y && atoms[i].Z == z {
		return atoms[i].Radius
	}
	for _, a := range atoms {
		if a.X == x && a.Y == y && a.Z == z {
			return a.Radius
		}
	}
	return 0
}

// atomAt is the number of the atom that is seen at a place of the picture.
func (s *Scene) atomAt(x, y float64) (atom int, ok bool) {
	for _, b := range slices.Backward(s.Solids) {
		if b.Kind == Ball {
			bx, by, pixels := s.Project(b.A)
			if math.Hypot(x-bx, y-by) <= max(3, float64(b.Radius)*pixels) {
				return int(b.Atom), true
			}
		}
	}
	return 0, false
}

// shorter maps a scene's rectangle to −1 … 1 along its shorter side.
func shorter(r Rect) (x, y scale) {
	half := max(1, min(r.W, r.H)/2)
	return scale{low: -r.W / 2 / half, high: r.W / 2 / half}, scale{low: -r.H / 2 / half, high: r.H / 2 / half}
}
