package md

import (
	"errors"
	"math"

	"residual/core/kernel"
)

// Silicon is the potential of Stillinger & Weber (Phys. Rev. B 31, 5262, 1985) in
// a periodic box, each atom interacting with the nearest image of every other.
// With lengths over σ and energies over ε,
//
//	E = Σ_{i>j} A·(B·r⁻⁴ − 1)·φ₁(r_ij) + Σ_i Σ_{j<k} λ·φ_γ(r_ij)·φ_γ(r_ik)·(cos θ_jik + ⅓)²
//	φ_γ(r) = e^{γ/(r−a)} for r < a, else 0
//
// The three-body term stabilises the diamond structure, where every angle has
// cos θ = −⅓ and every atom has half of four bonds of −ε.
type Silicon struct {
	Box        [3]float64  // Å
	neighbours []neighbour // of the current atom
}

// The constants of the paper; ε and σ of its diamond, 5.431 Å and 2.1683 eV.
const (
	swA      = 7.049556277
	swB      = 0.6022245584
	swCutoff = 1.80 // a
	swLambda = 21.0
	swGamma  = 1.20

	SiliconEpsilon = 2.1683 // eV
	SiliconSigma   = 2.0951 // Å
	SiliconMass    = 28.085 // u
)

// NewSilicon makes a box. Every side must be at least twice the cutoff radius
// a·σ.
func NewSilicon(box [3]float64) (*Silicon, error) {
	for _, side := range box {
		if !(side >= 2*swCutoff*SiliconSigma) || math.IsInf(side, 0) {
			return nil, errors.New("a side of the box is less than twice the cutoff radius: an atom would interact with two images of another")
		}
	}
	return &Silicon{Box: box}, nil
}

// A neighbour is an atom j within the cutoff radius of the current atom.
type neighbour struct {
	j     int
	r     float64
	unit  [3]float64 // towards it
	h, dh float64    // φ_γ and its derivative
	force [3]float64 // −∂E/∂(vector to it)
}

// Energy is in eV, pos in Å. There is no error.
func (s *Silicon) Energy(force, pos []float64) (float64, error) {
	clear(force)
	sum := 0.0
	for i := range len(pos) / 3 {
		s.findNeighbours(pos, i)
		sum += s.twoBody() + s.threeBody()
		if force == nil {
			continue
		}
		for k := range s.neighbours {
			n := &s.neighbours[k]
			for axis, f := range n.force {
				f *= SiliconEpsilon / SiliconSigma
				force[3*n.j+axis] += f
				force[3*i+axis] -= f
			}
		}
	}
	return sum * SiliconEpsilon, nil
}

// findNeighbours lists those of atom i.
func (s *Silicon) findNeighbours(pos []float64, i int) {
	s.neighbours = s.neighbours[:0]
	for j := range len(pos) / 3 {
		if j == i {
			continue
		}
		n := neighbour{j: j}
		r2 := 0.0
		for axis, side := range s.Box {
			x := pos[3*j+axis] - pos[3*i+axis]
			x = (x - float64(side*math.RoundToEven(x/side))) / SiliconSigma
			n.unit[axis] = x
			r2 += float64(x * x)
		}
		if !(r2 < swCutoff*swCutoff) {
			continue
		}
		n.r = math.Sqrt(r2)
		for axis := range n.unit {
			n.unit[axis] /= n.r
		}
		inv := 1 / (n.r - swCutoff)
		n.h = kernel.Exp1(swGamma * inv)
		n.dh = -swGamma * inv * inv * n.h
		s.neighbours = append(s.neighbours, n)
	}
}

// twoBody is half of each bond of the current atom: its neighbour adds the other
// half.
func (s *Silicon) twoBody() (sum float64) {
	for k := range s.neighbours {
		n := &s.neighbours[k]
		inv := 1 / (n.r - swCutoff)
		phi := kernel.Exp1(inv)
		r4 := swB / (n.r * n.r * n.r * n.r)
		sum += swA * (r4 - 1) * phi / 2
		slope := swA * phi * (-4*r4/n.r - float64((r4-1)*inv*inv)) / 2
		for axis, u := range n.unit {
			n.force[axis] -= float64(slope * u)
		}
	}
	return sum
}

// threeBody sums over all pairs of neighbours. The derivative by the vector to j
// is
//
//	λ·(φ′_j·φ_k·u²·d̂_j + 2φ_j·φ_k·u·(d̂_k − cos θ·d̂_j)/r_j),  u = cos θ + ⅓
func (s *Silicon) threeBody() (sum float64) {
	for k := range s.neighbours {
		b := &s.neighbours[k]
		for j := range k {
			a := &s.neighbours[j]
			cos := dot3(&a.unit, &b.unit)
			u := cos + 1.0/3
			sum += swLambda * a.h * b.h * u * u
			a.addAngleForce(b, cos, u)
			b.addAngleForce(a, cos, u)
		}
	}
	return sum
}

// addAngleForce adds the force on a from its angle with b.
func (a *neighbour) addAngleForce(b *neighbour, cos, u float64) {
	along := swLambda * a.dh * b.h * u * u
	across := 2 * swLambda * a.h * b.h * u / a.r
	for axis := range 3 {
		a.force[axis] -= float64(along*a.unit[axis]) + float64(across*(b.unit[axis]-float64(cos*a.unit[axis])))
	}
}

func dot3(a, b *[3]float64) float64 {
	return float64(a[0]*b[0]) + float64(a[1]*b[1]) + float64(a[2]*b[2])
}

// Lattice is the side of the cube of eight atoms of diamond, Å: bonds of
// 2^{1/6}·σ, a quarter of its diagonal.
var Lattice = 4 / math.Sqrt(3) * sixthRootOf2 * SiliconSigma

const sixthRootOf2 = 1.12246204830937298143

// Diamond sets out n³ cubes of diamond of side a.
func Diamond(n int, a float64) (pos []float64, box [3]float64) {
	cell := [8][3]float64{{0, 0, 0}, {0, 2, 2}, {2, 0, 2}, {2, 2, 0}, {1, 1, 1}, {1, 3, 3}, {3, 1, 3}, {3, 3, 1}}
	for i := range n * n * n {
		corner := [3]float64{float64(i / (n * n)), float64(i / n % n), float64(i % n)}
		for _, at := range cell {
			for axis, x := range at {
				pos = append(pos, a*(corner[axis]+x/4))
			}
		}
	}
	side := a * float64(n)
	return pos, [3]float64{side, side, side}
}
