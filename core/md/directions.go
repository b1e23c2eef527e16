package md

import (
	"math"
	"math/rand/v2"

	"residual/core/kernel"
	"residual/core/rng"
)

// Directions returns up to count orthonormal directions in which the atoms at x
// may move, drawn at random; with inner only those in which the molecule neither
// drifts nor rotates, along which alone its energy can change. Where count is
// their whole number, the derivatives along them say all that the forces do.
func Directions(x []float64, count int, inner bool, random *rand.Rand) [][]float64 {
	var g orthonormal
	if inner {
		g.rigid(x)
	}
	outer := len(g)
	for tries := 0; len(g) < min(outer+count, len(x)) && tries < 4*len(x); tries++ {
		v := make([]float64, len(x))
		rng.Normals(v, random)
		g.add(v)
	}
	return g[outer:]
}

// orthonormal is a growing set of orthonormal vectors.
type orthonormal [][]float64

// add makes v orthogonal to the others, twice for the sake of rounding, and
// takes it in unless next to nothing is left.
func (g *orthonormal) add(v []float64) {
	size := math.Sqrt(kernel.Dot(v, v))
	for range 2 {
		for _, u := range *g {
			kernel.Axpy(v, -kernel.Dot(u, v), u)
		}
	}
	left := math.Sqrt(kernel.Dot(v, v))
	if left > 1e-6*size {
		kernel.Scale(v, 1/left, v)
		*g = append(*g, v)
	}
}

// rigid takes in the translations and rotations of the atoms at x.
func (g *orthonormal) rigid(x []float64) {
	for c := range 3 {
		drift := make([]float64, len(x))
		for i := c; i < len(x); i += 3 {
			drift[i] = 1
		}
		g.add(drift)
	}
	for c := range 3 {
		j, k := (c+1)%3, (c+2)%3
		spin := make([]float64, len(x))
		for i := 0; i < len(x); i += 3 {
			spin[i+j], spin[i+k] = -x[i+k], x[i+j]
		}
		g.add(spin)
	}
}

// InternalDOF is the number of directions in which a molecule of so many atoms moves
// without drifting or rotating: that of two lies on a line.
func InternalDOF(atoms int) int { return max(1, 3*atoms-6) }
