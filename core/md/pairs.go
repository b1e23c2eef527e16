package md

import (
	"math"

	"residual/core/kernel"
)

// A Pair is the energy of two atoms by the square of their distance, and
// g = (dE/dr)/r.
type Pair func(r2 float64) (e, g float64)

// A Cluster is atoms in free space with the same interaction between every two.
type Cluster struct{ Pair Pair }

// Energy is Σ_{i>j} E(r_ij). There is no error.
func (c Cluster) Energy(force, pos []float64) (float64, error) {
	clear(force)
	sum := 0.0
	for i := 0; i < len(pos); i += 3 {
		a := pos[i:][:3]
		for j := 0; j < i; j += 3 {
			b := pos[j:][:3]
			x, y, z := a[0]-b[0], a[1]-b[1], a[2]-b[2]
			e, g := c.Pair(float64(x*x) + float64(y*y) + float64(z*z))
			sum += e
			if force != nil {
				addPairForce(force[i:][:3], force[j:][:3], g*x, g*y, g*z)
			}
		}
	}
	return sum, nil
}

// addPairForce subtracts (x, y, z) from a and adds it to b: action and reaction.
func addPairForce(a, b []float64, x, y, z float64) {
	a[0] -= x
	a[1] -= y
	a[2] -= z
	b[0] += x
	b[1] += y
	b[2] += z
}

// bindings sets e to the energy of each atom with all others.
func (c Cluster) bindings(e, pos []float64) {
	clear(e)
	for i := range e {
		for j := range i {
			v, _ := c.Pair(distance2(pos[3*i:], pos[3*j:]))
			e[i] += v
			e[j] += v
		}
	}
}

// distance2 is the square of the distance of two points.
func distance2(a, b []float64) (r2 float64) {
	for axis := range 3 {
		x := a[axis] - b[axis]
		r2 += float64(x * x)
	}
	return r2
}

// LennardJones is 4·(r⁻¹² − r⁻⁶) in reduced units, ε = σ = 1 (Jones 1924).
func LennardJones(r2 float64) (e, g float64) {
	s := 1 / r2
	s6 := s * s * s
	return 4 * s6 * (s6 - 1), -24 * s6 * (s6 + s6 - 1) * s
}

// Morse is D·((1 − e^{−a(r−r₀)})² − 1) (Morse 1929): depth D at r₀.
func Morse(depth, a, r0 float64) Pair {
	return func(r2 float64) (e, g float64) {
		r := math.Sqrt(r2)
		x := kernel.Exp1(-a * (r - r0))
		return depth * x * (x - 2), -2 * depth * a * x * (x - 1) / r
	}
}

// Distance is that of two points, the first three numbers of each.
func Distance(a, b []float64) float64 { return math.Sqrt(distance2(a, b)) }
