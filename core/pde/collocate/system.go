package collocate

import (
	"math"

	"residual/core/linalg"
)

// A group is an equation with the points at which it holds, and for each slot the
// matrix that makes its values of the coefficients of its field.
type group struct {
	Equation
	points   [][]float64
	matrices [][]float64 // points × coefficients
	orders   []int       // by time
	first    int         // row
}

// A system is a problem on spaces of finite dimension.
type system struct {
	*Problem
	spaces []space
	at     []int // first coefficient of each field, and their number
	n      int
	groups []group
	rows   int
}

func (p *Problem) system(n int) *system {
	s := &system{Problem: p, at: []int{0}}
	for f := range p.Fields {
		s.spaces = append(s.spaces, p.Shape.space(n, p.Orders[f]))
		s.n += s.spaces[f].size()
		s.at = append(s.at, s.n)
	}
	owners := p.owners()
	interior := p.Shape.interior(n, p.ends(owners))
	for _, law := range p.Laws {
		s.add(law, interior)
	}
	for k, f := range owners {
		c := p.Conditions[k]
		s.add(c.Equation, p.Shape.side(n, p.Orders[f], c.Side))
	}
	return s
}

// add appends the rows of an equation.
func (s *system) add(e Equation, points [][]float64) {
	g := group{Equation: e, points: points, first: s.rows}
	for _, slot := range e.Slots {
		o, k := slot.Order, 0
		if s.Time >= 0 {
			k, o[s.Time] = int(o[s.Time]), 0
		}
		g.orders = append(g.orders, k)
		g.matrices = append(g.matrices, s.matrix(slot.Field, points, o))
	}
	s.rows += len(points)
	s.groups = append(s.groups, g)
}

// matrix makes values at the points of coefficients.
func (s *system) matrix(field int, points [][]float64, o Order) []float64 {
	n := s.spaces[field].size()
	a := make([]float64, len(points)*n)
	for i, x := range points {
		s.spaces[field].row(a[i*n:][:n], x, o)
	}
	return a
}

// fit is the coefficients of a field from its values, by interpolation.
func (s *system) fit(field int, f func(x []float64) float64) ([]float64, bool) {
	points, n := s.spaces[field].points(), s.spaces[field].size()
	a, y := s.matrix(field, points, Order{}), make([]float64, len(points))
	for i, x := range points {
		if s.Time >= 0 {
			x[s.Time] = s.T0
		}
		if y[i] = f(x); y[i]-y[i] != 0 {
			return nil, false
		}
	}
	if len(points) > n {
		return y[:n], linalg.LeastSquares(a, y, n)
	}
	lu, ok := linalg.FactorLU(n, a)
	if ok {
		lu.Solve(y)
	}
	return y, ok
}

// largest is the greatest |v|; not a number where one is not.
func largest(v []float64) (m float64) {
	for _, x := range v {
		if x != x {
			return x
		}
		m = max(m, math.Abs(x))
	}
	return m
}
