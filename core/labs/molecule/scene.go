package molecule

import (
	"math"

	"residual/core/lab"
	"residual/core/md"
	"residual/core/so3"
)

// present is the geometry that is shown, as it is computed, with its reference
// forces and energy where these are known.
func (r *experiment) present() (x, force []float64, e float64) {
	s, d := &r.motion.system, &r.sample
	switch {
	case r.plans.task == hop && r.search.started:
		return r.search.place(r.phase == finished), nil, math.NaN()
	case r.motion.started && r.plans.reference && !r.beyond():
		return s.Pos, s.Force, s.Potential
	case r.motion.started:
		return s.Pos, nil, math.NaN()
	case d.count == 0:
		return r.minimum.pos, nil, math.NaN()
	case r.phase == sampling:
		x, force = d.at(d.count - 1)
		return x, force, d.e[d.count-1]
	default:
		x, force = d.at(0)
		return x, force, d.e[0]
	}
}

// showScene draws the atoms about their middle.
func (r *experiment) showScene(f *lab.Frame) {
	p, scene := f.AddScene(r.caption(), "Å")
	p.Acts = stage
	x, force, _ := r.present()
	at := r.posed[:len(x)]
	middle := r.centre(at, x)
	r.orientation.Apply(at, at)
	radius := 1.2
	for i, z := range r.z {
		scene.Atoms = append(scene.Atoms, lab.Atom{X: float32(at[3*i]), Y: float32(at[3*i+1]), Z: float32(at[3*i+2]),
			Radius: float32(size(z)), Element: uint8(z)})
		radius = math.Max(radius, md.Distance(at[3*i:], make([]float64, 3))+size(z))
		for j := range i {
			if r.pair == nil && r.bonded(md.Distance(at[3*i:], at[3*j:]), i, j) {
				scene.Bonds = append(scene.Bonds, lab.Bond{A: int32(j), B: int32(i)})
			}
		}
	}
	scene.Radius = radius
	if r.box != nil {
		scene.Radius = r.showCell(scene, middle, r.orientation)
	}
	if !r.beyond() {
		scene.Radius *= 1.3 // for the arrows
		r.showForces(scene, at, force, radius)
	}
}

// bonded tells whether two atoms at a distance are drawn as bonded.
func (s *spec) bonded(distance float64, i, j int) bool {
	return distance < 2.2*(size(s.z[i])+size(s.z[j]))
}

// showCell draws the box that repeats and, at the atom in its corner, one cell of
// diamond, and returns how far the box reaches.
func (s *system) showCell(scene *lab.Scene, middle [3]float64, held so3.Rotation) float64 {
	for _, c := range []struct {
		from float64
		side [3]float64
	}{{-md.Lattice / 8, *s.box}, {0, [3]float64{md.Lattice, md.Lattice, md.Lattice}}} {
		at := []float64{c.from - middle[0], c.from - middle[1], c.from - middle[2], c.side[0], 0, 0, 0, c.side[1], 0, 0, 0, c.side[2]}
		held.Apply(at, at)
		var v [4][3]float32
		for i, x := range at {
			v[i/3][i%3] = float32(x)
		}
		scene.AddCell(v[0], v[1], v[2], v[3])
	}
	return md.Distance(s.box[:], make([]float64, 3)) / 2
}

// centre sets dst to x about the mean of its atoms, which it returns. If there is a
// box, every atom is in it: it begins half a bond before the lattice, so that no atom
// swings from one side to the other.
func (s *system) centre(dst, x []float64) (mean [3]float64) {
	for i, v := range x {
		if s.box != nil {
			side := s.box[i%3]
			v -= side * math.Floor((v+md.Lattice/8)/side)
		}
		dst[i] = v
		mean[i%3] += v / float64(s.atoms())
	}
	for i := range dst {
		dst[i] -= mean[i%3]
	}
	return mean
}

// size is the radius with which an atom is drawn, Å: about a third of what it
// keeps others away by.
func size(z int) float64 {
	switch {
	case z == 1:
		return 0.3
	case z > 14:
		return 1.1
	case z > 10:
		return 0.6
	}
	return 0.45
}

// showForces draws arrows of a length that fits: what was learnt and, thin within it,
// the reference.
func (r *experiment) showForces(scene *lab.Scene, at, force []float64, radius float64) {
	n := r.ensembles[equivariant]
	var own []float64
	if n.ready() {
		_, own = n.predict(n.best(), at, 1)
	}
	most := 0.0
	for _, v := range [][]float64{force, own} {
		for _, c := range v {
			most = math.Max(most, math.Abs(c))
		}
	}
	scale := 0.6 * radius / math.Max(0.1, most)
	if own != nil {
		arrows(scene.AddVectors("learnt force", lab.Network, r.atoms()), at, own, scale)
	}
	if force != nil {
		rotated := make([]float64, len(force))
		r.orientation.Apply(rotated, force)
		v := scene.AddVectors("reference force", lab.Truth, r.atoms())
		v.Thin = true
		arrows(v, at, rotated, scale)
	}
}

func arrows(v *lab.Vectors, at, force []float64, scale float64) {
	for i := range v.X {
		v.X[i], v.Y[i], v.Z[i] = float32(at[3*i]), float32(at[3*i+1]), float32(at[3*i+2])
		v.U[i], v.V[i], v.W[i] = float32(scale*force[3*i]), float32(scale*force[3*i+1]), float32(scale*force[3*i+2])
	}
}
