package molecule

import (
	"math"

	"residual/core/lab"
	"residual/core/md"
)

// present is the geometry that is shown, as it is computed, with its reference
// forces and energy where these are known.
func (r *run) present() (x, force []float64, e float64) {
	switch n := r.coords(); {
	case r.plans.task == "hop" && r.search.hopping != nil:
		return r.place(), nil, math.NaN()
	case len(r.motion.system.Pos) > 0 && r.plans.reference && !r.beyond():
		return r.motion.system.Pos, r.motion.system.Force, r.motion.system.Potential
	case len(r.motion.system.Pos) > 0:
		return r.motion.system.Pos, nil, math.NaN()
	case r.data.count == 0:
		return r.modes.Pos, nil, math.NaN()
	case r.phase == sampling:
		x, force = r.data.at(r.data.count-1, n)
		return x, force, r.data.e[r.data.count-1]
	default:
		x, force = r.data.at(0, n)
		return x, force, r.data.e[0]
	}
}

// showScene draws the atoms about their middle.
func (r *run) showScene(f *lab.Frame) {
	p, scene := f.AddScene(r.caption(), "Å")
	p.Acts = stage
	x, force, _ := r.present()
	at := r.shown[:len(x)]
	r.held.apply(at, centred(at, r.inside(x)))
	radius := 1.2
	for i, z := range r.z {
		scene.Atoms = append(scene.Atoms, lab.Atom{X: float32(at[3*i]), Y: float32(at[3*i+1]), Z: float32(at[3*i+2]),
			Radius: float32(size(z)), Element: uint8(z)})
		radius = math.Max(radius, length([3]float64(at[3*i:]))+size(z))
		for j := range i {
			if r.pair == nil && length(difference(at, i, j)) < 2.2*(size(z)+size(r.z[j])) {
				scene.Bonds = append(scene.Bonds, lab.Bond{A: int32(j), B: int32(i)})
			}
		}
	}
	scene.Radius = radius
	if !r.beyond() {
		scene.Radius *= 1.3 // for the arrows
		r.showForces(scene, at, force, radius)
	}
}

// inside is x with every atom in the box, if there is one: it begins half a bond
// before the lattice, so that no atom swings from one side to the other.
func (r *run) inside(x []float64) []float64 {
	if r.box == nil {
		return x
	}
	in := make([]float64, len(x))
	before := md.Lattice / 8
	for i, v := range x {
		side := r.box[i%3]
		in[i] = v - float64(side*math.Floor((v+before)/side))
	}
	return in
}

// centred sets dst to x about the mean of its atoms.
func centred(dst, x []float64) []float64 {
	var mean [3]float64
	for i, v := range x {
		mean[i%3] += v * 3 / float64(len(x))
	}
	for i, v := range x {
		dst[i] = v - mean[i%3]
	}
	return dst
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

// showForces draws arrows of a length that fits, the reference and what was
// learnt.
func (r *run) showForces(scene *lab.Scene, at, force []float64, radius float64) {
	n := r.networks[equivariant]
	var own []float64
	if n.ready() {
		_, own = n.ask(&n.members[0], at, 1)
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
		turnedForce := make([]float64, len(force))
		r.held.apply(turnedForce, force)
		arrows(scene.AddVectors("reference force", lab.Truth, r.atoms()), at, turnedForce, 0.98*scale)
	}
}

func arrows(v *lab.Vectors, at, force []float64, scale float64) {
	for i := range v.X {
		v.X[i], v.Y[i], v.Z[i] = float32(at[3*i]), float32(at[3*i+1]), float32(at[3*i+2])
		v.U[i], v.V[i], v.W[i] = float32(scale*force[3*i]), float32(scale*force[3*i+1]), float32(scale*force[3*i+2])
	}
}
