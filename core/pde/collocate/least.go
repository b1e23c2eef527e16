package collocate

import (
	"errors"
	"math"

	"residual/core/kernel"
	"residual/core/linalg"
)

// What Gauss and Newton's method does where there are more equations than coefficients.
const (
	ridge      = 1e-14 // what is added to the sum of squares, against the largest entry
	edgeWeight = 30    // of a condition against a law
	missed     = 1e-2  // of the residual at the start may be left
)

// gaussNewton does an iteration of least squares: conditions and laws are weighted by
// the number of their points, and a ridge keeps coefficients small of which the points
// say nothing.
func (m *march) gaussNewton() error {
	r := make([]float64, m.rows+m.n)
	a := make([]float64, len(r)*m.n)
	m.residual(r, a)
	m.weigh(r, a)
	before := norm(r[:m.rows])
	if before-before != 0 {
		return errDiverged
	}
	if m.iterated == 0 {
		m.first = before
	}
	size := ridge * largest(a[:m.rows*m.n])
	for i := range m.n {
		a[(m.rows+i)*m.n+i] = size
		r[m.rows+i] = size * m.k[i]
	}
	if !linalg.LeastSquares(a, r, m.n) {
		return errSingular
	}
	at, trial := append([]float64(nil), m.k...), make([]float64, m.rows)
	m.iterated++
	for length := 1.0; length > 1e-3; length /= 2 {
		copy(m.k, at)
		kernel.Axpy(m.k, -length, r[:m.n])
		m.residual(trial, nil)
		m.weigh(trial, nil)
		if after := norm(trial); after < before*(1-length/10) {
			if m.iterated > 40 {
				return errDiverged
			}
			return nil
		}
	}
	copy(m.k, at) // no step lowers the residual any more
	if before > missed*m.first {
		return errors.New("the functions at hand do not satisfy the equations")
	}
	m.expand()
	m.done = true
	m.found.append(m)
	return nil
}

// weigh scales rows, by equation.
func (m *march) weigh(r, a []float64) {
	for i := range m.groups {
		g := &m.groups[i]
		w := 1 / math.Sqrt(float64(max(1, len(g.points))))
		if i >= len(m.Laws) {
			w *= edgeWeight
		}
		for p := range g.points {
			row := g.first + p
			r[row] *= w
			if a != nil {
				kernel.Scale(a[row*m.n:][:m.n], w, a[row*m.n:][:m.n])
			}
		}
	}
}

func norm(v []float64) float64 { return math.Sqrt(kernel.Dot(v, v)) }
