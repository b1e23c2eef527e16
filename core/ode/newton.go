package ode

import (
	"errors"
	"math"
	"slices"

	"residual/core/linalg"
)

// A newton solves the laws and conditions on all pieces at once by Newton's method,
// damped by the natural test of monotonicity (Deuflhard, Newton Methods for Nonlinear
// Problems, ch. 3): a correction d is taken as far as the next simplified correction
// is shorter than d.
type newton struct {
	calculation
	nodes  []float64
	smooth bool // in place of the laws the highest derivatives vanish

	matrix, right, scale []float64
	filled               int // rows
	damping, last        float64
	steps                int
}

var (
	errSingular = errors.New("the laws and conditions do not determine the solution: linearised, something other than 0 satisfies all of them")
	errDiverges = errors.New("the iteration does not converge (Newton's method, from several starts)")
	errCount    = errors.New("there are not as many conditions as the laws and what is sought need")
)

func newNewton(y *system, u *pieces) (*newton, error) {
	n := len(u.c)
	rows := u.count()*len(y.laws)*u.s + (u.count()-1)*y.order() + len(y.conditions)
	for _, s := range y.breaks {
		rows += len(s.forms) - len(s.free)
	}
	if rows != n || len(y.laws) != len(y.orders) {
		return nil, errCount
	}
	return &newton{calculation: calculation{y, u, gauss(u.s+2, false)}, nodes: gauss(u.s, false).nodes,
		matrix: make([]float64, n*n), right: make([]float64, n), scale: make([]float64, n), damping: 1}, nil
}

// equation fills the next row.
func (m *newton) equation(slopes bool, f func(grad []float64) float64) {
	var grad []float64
	if n := len(m.right); slopes {
		grad = m.matrix[m.filled*n : (m.filled+1)*n]
	}
	m.right[m.filled] = f(grad)
	m.filled++
}

// assemble computes how far each equation is from holding, into right, and where
// slopes are wanted their derivatives into the rows of matrix.
func (m *newton) assemble(slopes bool) {
	setParams(m.y, m.u)
	m.filled = 0
	if slopes {
		clear(m.matrix)
	}
	for i := range m.u.count() {
		for _, xi := range m.nodes {
			s := m.u.inside(i, xi)
			for f, law := range m.y.laws {
				m.equation(slopes, func(grad []float64) float64 {
					if m.smooth {
						return m.local(f, m.y.orders[f], s, 1, grad)
					}
					return m.add(law, s, 1, grad)
				})
			}
		}
	}
	for i := range m.u.count() - 1 {
		m.join(i, slopes)
	}
	for _, c := range m.y.conditions {
		s, _ := m.u.find(c.x, false)
		m.equation(slopes, func(grad []float64) float64 { return m.add(c.form, s, 1, grad) })
	}
}

// setParams gives the parameters that are sought their values among the unknowns.
func setParams(y *system, u *pieces) {
	tail := u.c[len(u.c)-len(y.sought):]
	for i, k := range y.sought {
		y.params[k] = tail[i]
	}
}

// join is what holds where a piece and the next one meet.
func (m *newton) join(i int, slopes bool) {
	var at seam
	for _, s := range m.y.breaks {
		if s.x == m.u.x[i+1] {
			at = s
		}
	}
	for f, k := range m.y.orders {
		for d := range k {
			if slices.Contains(at.free, [2]int{f, d}) {
				continue
			}
			m.equation(slopes, func(grad []float64) float64 {
				return m.local(f, d, m.u.inside(i+1, -1), 1, grad) - m.local(f, d, m.u.inside(i, 1), -1, grad)
			})
		}
	}
	for _, q := range at.forms {
		m.equation(slopes, func(grad []float64) float64 { return m.add(q, m.u.inside(i, 1), 1, grad) })
	}
}

// scaled divides the equations by the largest entries of their rows.
func (m *newton) scaled(fresh bool) {
	n := len(m.right)
	for i := range n {
		row := m.matrix[i*n : (i+1)*n]
		if fresh {
			m.scale[i] = 0
			for _, v := range row {
				m.scale[i] = max(m.scale[i], math.Abs(v))
			}
			for j := range row {
				row[j] /= m.scale[i]
			}
		}
		m.right[i] /= m.scale[i]
	}
}

// Limits of the iteration: a condition number beyond 1/singular, a damping below
// least, and so many steps end it.
const singular, least, mostTurns = 1e-15, 1e-4, 60

// step takes one step. It is true when the solution is known to rounding.
func (m *newton) step() (bool, error) {
	m.assemble(true)
	m.scaled(true)
	n := len(m.right)
	factors, ok := linalg.FactorLU(n, m.matrix)
	if !ok || factors.Rcond() < singular {
		return false, errSingular
	}
	d := slices.Clone(m.right)
	factors.Solve(d)
	size, whole := norm(d), norm(m.u.c)
	m.steps++
	switch {
	case size-size != 0 || m.steps > mostTurns:
		return false, errDiverges
	case size <= 1e-14*whole || m.steps > 1 && size <= 1e-9*whole && size > m.last/4:
		m.move(m.u.c, d, 1)
		return true, nil
	}
	m.last = size
	return false, m.search(factors, d, size)
}

// search goes along a correction as far as the test of monotonicity lets it.
func (m *newton) search(factors linalg.LU, d []float64, size float64) error {
	from := slices.Clone(m.u.c)
	for m.damping = min(1, 4*m.damping); m.damping >= least; m.damping /= 2 {
		m.move(from, d, m.damping)
		m.assemble(false)
		m.scaled(false)
		factors.Solve(m.right)
		if norm(m.right) <= (1-m.damping/4)*size+1e-14*norm(from) {
			return nil
		}
	}
	copy(m.u.c, from)
	return errDiverges
}

func (m *newton) move(from, d []float64, damping float64) {
	for i, v := range d {
		m.u.c[i] = from[i] - damping*v
	}
}

func norm(v []float64) (sum float64) {
	for _, x := range v {
		sum += x * x
	}
	return math.Sqrt(sum)
}
