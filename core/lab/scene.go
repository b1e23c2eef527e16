package lab

// A Scene is a picture in three dimensions: atoms, the bonds between them and
// arrows at them, seen from far up the z axis in mild perspective, with x to
// the right and y up. A panel with a scene has no axes and nothing else in it.
// The scene is drawn as it lies: turning it is the run's affair (Run.Act).
type Scene struct {
	Atoms  []Atom
	Bonds  []Bond
	Arrows []Vectors
	Edges  []Edge
	Radius float64 // from the middle of the stage to its nearer edge; 0: what is there fits
	Unit   string  // of the positions: "Å"
}

// An Atom is a ball. Its element gives it its colour and, in the key, its name;
// element 0 is none, and the ball has a Colour instead.
type Atom struct {
	X, Y, Z, Radius float32
	Element         uint8  // atomic number
	Colour          Colour // where Element is 0
}

// A Bond joins two atoms, given by their indices.
type Bond struct{ A, B int32 }

// Vectors are arrows in a scene: from (X[i], Y[i], Z[i]) by (U[i], V[i], W[i]).
// Thin ones are painted within others, so that both are seen where they coincide.
type Vectors struct {
	Name             string
	Colour           Colour
	Thin             bool
	X, Y, Z, U, V, W []float32
}

// An Edge is a thin line from (X, Y, Z) by (U, V, W), one of a unit cell's.
type Edge struct{ X, Y, Z, U, V, W float32 }

// AddScene adds a panel that shows a scene, which is empty.
func (f *Frame) AddScene(title, unit string) (*Panel, *Scene) {
	scene := more(&f.Panels).Scene
	f.Panels = f.Panels[:len(f.Panels)-1]
	if scene == nil {
		scene = new(Scene)
	}
	*scene = Scene{Atoms: scene.Atoms[:0], Bonds: scene.Bonds[:0], Arrows: scene.Arrows[:0], Edges: scene.Edges[:0], Unit: unit}
	p := f.AddPanel(title, Axis{Hidden: true}, Axis{Hidden: true})
	p.Scene = scene
	return p, scene
}

// AddVectors adds n arrows, to be filled in.
func (s *Scene) AddVectors(name string, colour Colour, n int) *Vectors {
	v := more(&s.Arrows)
	*v = Vectors{name, colour, false, resize(v.X, n), resize(v.Y, n), resize(v.Z, n), resize(v.U, n), resize(v.V, n), resize(v.W, n)}
	return v
}

// AddCell adds the twelve edges of a cell: from its corner go the edges a, b and c.
func (s *Scene) AddCell(corner, a, b, c [3]float32) {
	edges := [3][3]float32{a, b, c}
	for i, e := range edges {
		for k := range 4 {
			at, others := corner, [2][3]float32{edges[(i+1)%3], edges[(i+2)%3]}
			for j := range 3 {
				at[j] += float32(k%2)*others[0][j] + float32(k/2)*others[1][j]
			}
			s.Edges = append(s.Edges, Edge{at[0], at[1], at[2], e[0], e[1], e[2]})
		}
	}
}
