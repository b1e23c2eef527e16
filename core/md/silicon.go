package md

import (
	"errors"
	"math"

	"residual/core/kernel"
)

// Silicon is the potential of Stillinger & Weber (Phys. Rev. B 31, 5262, 1985) in
// a box that repeats for ever, each atom seeing the nearest image of every other.
// With lengths over σ and energies over ε,
//
//	E = Σ_{i>j} A·(B·r⁻⁴ − 1)·φ₁(r_ij) + Σ_i Σ_{j<k} λ·φ_γ(r_ij)·φ_γ(r_ik)·(cos θ_jik + ⅓)²
//	φ_γ(r) = e^{γ/(r−a)} for r < a, else 0
//
// The angles keep the diamond: there every one has cos θ = −⅓, and every atom half
// of four bonds of −ε.
type Silicon struct {
	Box  [3]float64 // Å
	near []neighbour
}

// The constants of the paper; ε and σ of its diamond, 5.431 Å and 2.1683 eV.
const (
	swA      = 7.049556277
	swB      = 0.6022245584
	swReach  = 1.80 // a
	swLambda = 21.0
	swGamma  = 1.20

	SiliconEpsilon = 2.1683 // eV
	SiliconSigma   = 2.0951 // Å
	SiliconMass    = 28.085 // u
)

// NewSilicon makes a box. A side must take the reach of an atom twice.
func NewSilicon(box [3]float64) (*Silicon, error) {
	for _, side := range box {
		if !(side >= 2*swReach*SiliconSigma) || math.IsInf(side, 0) {
			return nil, errors.New("a side of the box is under twice the reach of an atom: an atom would see another one twice")
		}
	}
	return &Silicon{Box: box}, nil
}

// A neighbour is an atom j within reach of the atom at hand.
type neighbour struct {
	j      int
	r      float64
	unit   [3]float64 // towards it
	h, dh  float64    // φ_γ and its slope
	pulled [3]float64 // −∂E/∂(way to it)
}

// Energy is in eV, pos in Å. There is no error.
func (s *Silicon) Energy(force, pos []float64) (float64, error) {
	clear(force)
	sum := 0.0
	for i := range len(pos) / 3 {
		s.neighbours(pos, i)
		sum += s.bonds() + s.angles()
		if force == nil {
			continue
		}
		for k := range s.near {
			n := &s.near[k]
			for axis, f := range n.pulled {
				f *= SiliconEpsilon / SiliconSigma
				force[3*n.j+axis] += f
				force[3*i+axis] -= f
			}
		}
	}
	return sum * SiliconEpsilon, nil
}

// neighbours finds those of atom i.
func (s *Silicon) neighbours(pos []float64, i int) {
	s.near = s.near[:0]
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
		if !(r2 < swReach*swReach) {
			continue
		}
		n.r = math.Sqrt(r2)
		for axis := range n.unit {
			n.unit[axis] /= n.r
		}
		gap := 1 / (n.r - swReach)
		n.h = kernel.Exp1(swGamma * gap)
		n.dh = -swGamma * gap * gap * n.h
		s.near = append(s.near, n)
	}
}

// bonds is half of each bond of the atom at hand: its neighbour brings the other.
func (s *Silicon) bonds() (sum float64) {
	for k := range s.near {
		n := &s.near[k]
		gap := 1 / (n.r - swReach)
		phi := kernel.Exp1(gap)
		r4 := swB / (n.r * n.r * n.r * n.r)
		sum += swA * (r4 - 1) * phi / 2
		slope := swA * phi * (-4*r4/n.r - float64((r4-1)*gap*gap)) / 2
		for axis, u := range n.unit {
			n.pulled[axis] -= float64(slope * u)
		}
	}
	return sum
}

// angles is the part of all pairs of neighbours. The way to j sees
//
//	λ·(φ′_j·φ_k·u²·d̂_j + 2φ_j·φ_k·u·(d̂_k − cos θ·d̂_j)/r_j),  u = cos θ + ⅓
func (s *Silicon) angles() (sum float64) {
	for k := range s.near {
		b := &s.near[k]
		for j := range k {
			a := &s.near[j]
			cos := dot3(&a.unit, &b.unit)
			u := cos + 1.0/3
			sum += swLambda * a.h * b.h * u * u
			a.bend(b, cos, u)
			b.bend(a, cos, u)
		}
	}
	return sum
}

// bend pulls a by its angle with b.
func (a *neighbour) bend(b *neighbour, cos, u float64) {
	along := swLambda * a.dh * b.h * u * u
	across := 2 * swLambda * a.h * b.h * u / a.r
	for axis := range 3 {
		a.pulled[axis] -= float64(along*a.unit[axis]) + float64(across*(b.unit[axis]-float64(cos*a.unit[axis])))
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
