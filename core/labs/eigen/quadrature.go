package eigen

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"
)

// A rule is Gauss–Legendre quadrature on [0, 1]: the collocation points x and
// the square roots of their weights.
type rule struct{ x, rootw []float64 }

func newRule(n int) *rule {
	q := &rule{make([]float64, n), make([]float64, n)}
	quad.Legendre{}.FixedLocations(q.x, q.rootw, 0, 1)
	for i, w := range q.rootw {
		q.rootw[i] = math.Sqrt(w)
	}
	return q
}

// newGrid is n equidistant points from 0 to 1, for drawing.
func newGrid(n int) *rule {
	q := &rule{make([]float64, n), make([]float64, n)}
	for i := range q.x {
		q.x[i] = float64(i) / float64(n-1)
		q.rootw[i] = 1
	}
	return q
}
