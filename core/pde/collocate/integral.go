package collocate

import (
	"math"
	"slices"

	"gonum.org/v1/gonum/integrate/quad"
)

// panel is the points of Gauss's rule on a segment.
const panel = 30

// Integral of a function over the region: by Gauss's rule along lines, each between
// the edges that it crosses, and across the lines between edges that run along them,
// where x = −cos θ takes roots away.
func (g *Region) Integral(f func(x []float64) float64) (sum float64) {
	breaks := []float64{g.Lo[0], g.Hi[0]}
	for which := range g.Inside {
		breaks = append(breaks, g.straight(which)...)
	}
	slices.Sort(breaks)
	nodes, weights := make([]float64, panel), make([]float64, panel)
	quad.Legendre{}.FixedLocations(nodes, weights, 0, 1)
	for i := 1; i < len(breaks); i++ {
		mid, half := (breaks[i]+breaks[i-1])/2, (breaks[i]-breaks[i-1])/2
		for k, s := range nodes {
			sin, cos := math.Sincos(math.Pi * s)
			sum += weights[k] * math.Pi * half * sin * g.along(mid-half*cos, nodes, weights, f)
		}
	}
	return sum
}

// straight is where an edge runs along the second input: at an end of its extent there
// are several points.
func (g *Region) straight(which int) (all []float64) {
	edge := g.edge(24, which)
	lo, hi := extent(edge, g.Inputs[0])
	for _, v := range []float64{lo, hi} {
		count := 0
		for _, x := range edge {
			if math.Abs(x[g.Inputs[0]]-v) < 1e-9*(g.Hi[0]-g.Lo[0]) {
				count++
			}
		}
		if count > 2 {
			all = append(all, v)
		}
	}
	return all
}

// along is the integral along a line with the first input held.
func (g *Region) along(at float64, nodes, weights []float64, f func(x []float64) float64) (sum float64) {
	x := make([]float64, MaxInputs)
	x[g.Inputs[0]] = at
	ends := []float64{g.Lo[1], g.Hi[1]}
	for which := range g.Inside {
		for _, p := range g.crossings(x, 1, which) {
			ends = append(ends, p[g.Inputs[1]])
		}
	}
	slices.Sort(ends)
	for i := 1; i < len(ends); i++ {
		for k, s := range nodes {
			x[g.Inputs[1]] = ends[i-1] + s*(ends[i]-ends[i-1])
			if g.holds(x, -1) {
				sum += weights[k] * (ends[i] - ends[i-1]) * f(x)
			}
		}
	}
	return sum
}
