package law

import (
	"math"
	"slices"
)

// A linear problem of functions of one variable is solved as a whole: the matrix of
// solutions Φ, Φ(lo) = 1, and a particular one, by Runge and Kutta's method. What the
// conditions say of the start is then a system of linear equations, whose rank tells
// a family of solutions, or a contradiction.
type family struct {
	p      *Problem
	orders []int // of the fields
	n      int   // of all
	size   int   // of the laws, in nodes
	e      *evaluation

	constant [][]float64 // the matrix, of laws in which the variable does not stand
}

// maxWork is how many nodes are evaluated at most: about a second in a browser.
const maxWork = 4e6

// familyRemarks says where the conditions of a linear problem leave a family, or
// contradict each other.
func (p *Problem) familyRemarks() []Remark {
	if len(p.Inputs) != 1 || p.Degree() != Linear || p.inverse() || p.eigenproblem() || len(p.Conditions) == 0 {
		return nil
	}
	m := &family{p: p, e: p.evaluation()}
	for _, q := range p.Laws {
		if q.any(func(n *Node) bool { return n.Op == At || n.Op == Integral || n.Op == Total || n.Op == Jump }) {
			return nil
		}
		q.any(func(*Node) bool { m.size++; return false })
	}
	for f := range p.Fields {
		k := p.Order(f, 0)
		m.orders, m.n = append(m.orders, k), m.n+k
	}
	if 3*steps*len(p.Conditions)*(m.n+len(p.Fields)+1)*m.size > maxWork {
		return nil
	}
	rows, ok := m.rows()
	if !ok || len(rows) != m.n {
		return nil // a wrong count is said elsewhere
	}
	rank, consistent := rankOf(rows, m.n)
	last := p.Conditions[len(p.Conditions)-1].At
	switch {
	case rank == m.n:
		return nil
	case !consistent:
		return remark(last, true, "the conditions contradict each other: no solution of the laws satisfies all of them")
	}
	return remark(last, true, "the conditions say the same twice: they leave a family of solutions, with %d of %d numbers free", m.n-rank, m.n)
}

// A vector of the state is field 0 with its derivatives, field 1, …
type state []float64

// residual is left − right of an equation where the fields have derivatives y, the
// highest ones of top.
func (m *family) residual(q Equation, x float64, y, top []float64) float64 {
	e := m.e
	e.at[0] = x
	e.field = func(e *evaluation, f int, b box) jet {
		at := 0
		for _, k := range m.orders[:f] {
			at += k
		}
		z := e.calculus(b).constant(0)
		for k := range z {
			switch {
			case k < m.orders[f]:
				z[k] = y[at+k] / factorial(k)
			case k == m.orders[f]:
				z[k] = top[f] / factorial(k)
			default:
				z[k] = math.NaN()
			}
		}
		return z
	}
	return e.value(q.Left) - e.value(q.Right)
}

// matrix is A with the column b of y′ = A y + b at x: the laws are solved for the
// highest derivatives.
func (m *family) matrix(x float64) (a [][]float64, ok bool) {
	if m.constant != nil {
		return m.constant, true
	}
	k := len(m.orders)
	y, top := make(state, m.n), make([]float64, k)
	rows := make([][]float64, k)
	for i, law := range m.p.Laws {
		still := m.residual(law, x, y, top)
		for j := range k {
			top[j] = 1
			rows[i] = append(rows[i], m.residual(law, x, y, top)-still)
			top[j] = 0
		}
		for j := range m.n {
			y[j] = 1
			rows[i] = append(rows[i], still-m.residual(law, x, y, top))
			y[j] = 0
		}
		rows[i] = append(rows[i], -still)
	}
	if !eliminate(rows) {
		return nil, false
	}
	for f, n := range m.orders {
		for i := range n {
			row := make([]float64, m.n+1)
			if i+1 < n {
				row[len(a)+1] = 1
			} else {
				row = rows[f][k:]
			}
			a = append(a, row)
		}
	}
	if !slices.ContainsFunc(m.p.Laws, func(q Equation) bool { return q.any(func(n *Node) bool { return n.Op == Input || n.Op == At }) }) {
		m.constant = a
	}
	return a, true
}

// steps is how many the method takes over the interval.
const steps = 1500

// solutions is, at x, the particular solution that starts from 0, and those that start
// from unit vectors, with the particular one in them.
func (m *family) solutions(x float64) (all []state, ok bool) {
	all = make([]state, m.n+1)
	for i := range all {
		if all[i] = make(state, m.n); i > 0 {
			all[i][i-1] = 1
		}
	}
	lo := m.p.Inputs[0].Lo
	h := (x - lo) / steps
	for i := 0; i < steps && h != 0; i++ {
		t := lo + float64(i)*h
		a, ok1 := m.matrix(t)
		b, ok2 := m.matrix(t + h/2)
		c, ok3 := m.matrix(t + h)
		if !ok1 || !ok2 || !ok3 {
			return nil, false
		}
		for _, y := range all {
			y.step(a, b, c, h)
		}
	}
	return all, true
}

// step is one of Runge and Kutta's, with the matrices at its start, middle and end.
func (y state) step(a, b, c [][]float64, h float64) {
	k1 := y.slope(a, nil, 0)
	k2 := y.slope(b, k1, h/2)
	k3 := y.slope(b, k2, h/2)
	k4 := y.slope(c, k3, h)
	for j := range y {
		y[j] += h / 6 * (k1[j] + 2*k2[j] + 2*k3[j] + k4[j])
	}
}

// slope is A (y + h d) + b.
func (y state) slope(a [][]float64, d state, h float64) state {
	z := make(state, len(y))
	for i, row := range a {
		z[i] = row[len(y)]
		for j, v := range y {
			if d != nil {
				v += h * d[j]
			}
			z[i] += row[j] * v
		}
	}
	return z
}

// rows is one equation for each condition: its coefficients of the start, and its
// right side.
func (m *family) rows() (rows [][]float64, ok bool) {
	for i := range m.p.Conditions {
		c := &m.p.Conditions[i]
		if c.Kind == Periodic {
			all, ok := m.solutions(m.p.Inputs[0].Hi)
			if !ok {
				return nil, false
			}
			rows = append(rows, m.periodic(all)...)
			continue
		}
		if c.Kind > Periodic {
			return nil, false
		}
		for _, w := range c.Places {
			for _, part := range m.p.parts(w) {
				x := m.p.constant(part[0].Value)
				all, ok := m.solutions(x)
				if !ok {
					return nil, false
				}
				row, ok := m.row(c.Equation, x, all)
				if !ok {
					return nil, false
				}
				rows = append(rows, row)
			}
		}
	}
	return rows, true
}

// periodic is what y(hi) = y(lo) says of the start: (Φ − 1) y = −y₀(hi).
func (m *family) periodic(all []state) (rows [][]float64) {
	for j := range m.n {
		var row []float64
		size := 0.0
		for i, y := range all[1:] {
			v := y[j] - all[0][j]
			if i == j {
				v--
			}
			row, size = append(row, v), size+v*v
		}
		row = append(row, -all[0][j])
		if size = math.Sqrt(size); size > rankTolerance {
			for i := range row {
				row[i] /= size
			}
		}
		rows = append(rows, row)
	}
	return rows
}

// maxGrowth is by how much solutions may grow or shrink on the way to a condition
// before rows that are independent cannot be told from rows that are not.
const maxGrowth = 1e5

// row is what a condition at x says of the start, scaled to length 1.
func (m *family) row(q Equation, x float64, all []state) (row []float64, ok bool) {
	size := 0.0
	top := make([]float64, len(m.orders))
	for f := range top {
		top[f] = math.NaN()
	}
	r := m.residual(q, x, all[0], top)
	for _, y := range all[1:] {
		v := m.residual(q, x, y, top) - r
		row, size = append(row, v), size+v*v
	}
	row = append(row, -r)
	size = math.Sqrt(size)
	for i := range row {
		row[i] /= size
	}
	return row, size > 1/maxGrowth && size < maxGrowth
}

// rankTolerance is the size of a pivot below which rows of length 1 depend on each
// other.
const rankTolerance = 1e-7

// rankOf is the rank of the first n columns by elimination with full pivoting, and
// whether the last column fits.
func rankOf(rows [][]float64, n int) (rank int, consistent bool) {
	for rank < len(rows) {
		best, at, column := rankTolerance, -1, 0
		for i := rank; i < len(rows); i++ {
			for j := range n {
				if v := math.Abs(rows[i][j]); v > best {
					best, at, column = v, i, j
				}
			}
		}
		if at < 0 {
			break
		}
		rows[rank], rows[at] = rows[at], rows[rank]
		for i := rank + 1; i < len(rows); i++ {
			f := rows[i][column] / rows[rank][column]
			for j := range rows[i] {
				rows[i][j] -= f * rows[rank][j]
			}
		}
		rank++
	}
	for _, r := range rows[rank:] {
		if math.Abs(r[n]) > 1e3*rankTolerance {
			return rank, false
		}
	}
	return rank, true
}

// eliminate makes the first columns of as many rows the unit matrix.
func eliminate(rows [][]float64) bool {
	for c := range rows {
		p := c
		for i := c; i < len(rows); i++ {
			if math.Abs(rows[i][c]) > math.Abs(rows[p][c]) {
				p = i
			}
		}
		rows[c], rows[p] = rows[p], rows[c]
		pivot := rows[c][c]
		if !(math.Abs(pivot) > 1e-12) {
			return false
		}
		for j := range rows[c] {
			rows[c][j] /= pivot
		}
		for i := range rows {
			if f := rows[i][c]; i != c {
				for j := range rows[i] {
					rows[i][j] -= f * rows[c][j]
				}
			}
		}
	}
	return true
}
