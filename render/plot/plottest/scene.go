package plottest

import (
	"math"
	"math/rand/v2"

	"residual/core/lab"
)

// Water is a molecule of water with forces, and its energies beside it.
func Water() *lab.Frame {
	f := new(lab.Frame)
	f.Begin("A molecule that is turned", "step 12")
	p, s := f.AddScene("Water", "Å")
	p.Acts = "molecule"
	s.Atoms = append(s.Atoms,
		lab.Atom{X: 0, Y: -0.076, Z: 0.1, Radius: 0.36, Element: 8},
		lab.Atom{X: 0.76, Y: 0.5, Z: -0.5, Radius: 0.25, Element: 1},
		lab.Atom{X: -0.76, Y: 0.5, Z: 0.5, Radius: 0.25, Element: 1})
	s.Bonds = append(s.Bonds, lab.Bond{A: 0, B: 1}, lab.Bond{A: 0, B: 2})
	v := s.AddVectors("force, learned", lab.Series(1), 3)
	for i, a := range s.Atoms {
		v.X[i], v.Y[i], v.Z[i] = a.X, a.Y, a.Z
		v.U[i], v.V[i], v.W[i] = a.X*0.6, a.Y*0.9-0.4, a.Z*0.6
	}
	q := f.AddPanel("Energy while it turns", lab.Axis{Label: "angle", Unit: "°"}, lab.Axis{Label: "energy", Unit: "meV"})
	for k, name := range []string{"equivariant", "raw coordinates"} {
		c := q.AddCurve(name, lab.Series(k), 60)
		for i := range c.X {
			c.X[i], c.Y[i] = float64(6*i), float64(k)*12*math.Sin(float64(i)/9)
		}
	}
	return f
}

// Crowd is n atoms of a few elements in a ball, each bonded to the one before.
func Crowd(n int) *lab.Frame {
	f := new(lab.Frame)
	f.Begin("Many atoms", "")
	p, s := f.AddScene("", "Å")
	p.Acts = "molecule"
	s.Radius = 12
	random := rand.New(rand.NewPCG(1, 1))
	elements := []uint8{1, 6, 7, 8, 9, 0}
	for i := range n {
		z := 2*random.Float64() - 1
		turn, r := 2*math.Pi*random.Float64(), 11*math.Cbrt(random.Float64())
		flat := r * math.Sqrt(1-z*z)
		s.Atoms = append(s.Atoms, lab.Atom{X: float32(flat * math.Cos(turn)), Y: float32(flat * math.Sin(turn)), Z: float32(r * z),
			Radius: 0.45, Element: elements[i%len(elements)], Colour: lab.Series(2)})
	}
	for i := range s.Atoms {
		if j := nearestBefore(s.Atoms, i); j >= 0 {
			s.Bonds = append(s.Bonds, lab.Bond{A: int32(i), B: int32(j)})
		}
	}
	return f
}

// nearestBefore is the nearest of the atoms before the i-th, or −1.
func nearestBefore(atoms []lab.Atom, i int) int {
	best, at := math.Inf(1), -1
	for j, b := range atoms[:i] {
		a := atoms[i]
		if d := sq(float64(a.X-b.X)) + sq(float64(a.Y-b.Y)) + sq(float64(a.Z-b.Z)); d < best {
			best, at = d, j
		}
	}
	return at
}

// Turn turns a scene of atoms around its upright axis, by a part of a whole turn.
func Turn(f *lab.Frame, part float64) {
	sin, cos := math.Sincos(2 * math.Pi * part)
	s, c := float32(sin), float32(cos)
	for i := range f.Panels[0].Scene.Atoms {
		a := &f.Panels[0].Scene.Atoms[i]
		a.X, a.Z = a.X*c+a.Z*s, a.Z*c-a.X*s
	}
}
