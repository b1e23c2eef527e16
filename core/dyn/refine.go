package dyn

import (
	"math"

	"residual/core/interval"
	"residual/core/linalg"
)

// Equations are functions of an expansion that are to vanish together.
type equations func(b *basis, e *expansion) []series

// folds are where an equilibrium is singular.
func folds(b *basis, e *expansion) []series { return append(e.over, foldTest(b, e)) }

// hopfs are where two of its eigenvalues add up to 0.
func hopfs(b *basis, e *expansion) []series { return append(e.over, hopfTest(b, e)) }

// crossings are where branches cross: the slopes by the variables and the
// parameter, n × (n + 1), have no minor that is not 0.
func crossings(b *basis, e *expansion) []series {
	n, a := e.n, e.slopes(b, e.n+1)
	all := e.over
	for left := range n + 1 {
		var minor []series
		for i := range n {
			for j := range n + 1 {
				if j != left {
					minor = append(minor, a[i*(n+1)+j])
				}
			}
		}
		all = append(all, b.det(n, minor))
	}
	return all
}

// cusps are folds where the terms of second order vanish as well: ∇det·v = 0 for
// the v with Jv = 0, by determinants that have ∇det as one row.
func cusps(b *basis, e *expansion) []series {
	n, a := e.n, e.slopes(b, e.n)
	det := b.det(n, a)
	all := append(e.over, det)
	for row := range n {
		m := append([]series(nil), a...)
		for j := range n {
			m[row*n+j] = b.derivative(det, j)
		}
		all = append(all, b.det(n, m))
	}
	return all
}

// solve moves z, the variables and the parameter, to a zero of the equations by
// Gauss and Newton's method, and tells whether they vanish there: as they do where
// their enclosures on a box of rounding errors around z hold 0.
func (t *tracer) solve(z []float64, equations equations) bool {
	b := newBasis(t.n, 3)
	converged := false
	for range 40 {
		step, ok := t.gaussNewton(b, z, equations)
		if !ok || step > 4 {
			return false
		}
		if converged = step < 1e-12; converged {
			break
		}
	}
	if !converged {
		return false
	}
	box := make([]number, t.n)
	for i, v := range z {
		r := float64(1e-12*t.unit[i]) + float64(4*(interval.Around(v).Hi-v))
		box[i] = bounds(interval.Interval{Lo: v - r, Hi: v + r})
	}
	e, ok := t.f.split(b, box)
	if !ok || !e.defined() {
		return false
	}
	for _, s := range equations(b, e) {
		if !s[0].Contains(0) || !s[0].Bounded() {
			return false
		}
	}
	return true
}

// gaussNewton takes a step and returns its length in units.
func (t *tracer) gaussNewton(b *basis, z []float64, equations equations) (size float64, ok bool) {
	n := t.n
	at := make([]number, n)
	for i, v := range z {
		at[i] = bounds(interval.Point(v))
	}
	e, ok := t.f.split(b, at)
	if !ok {
		return 0, false
	}
	normal, inverse := make([]float64, n*n), make([]float64, n*n)
	right, step := make([]float64, n), make([]float64, n)
	row := make([]float64, n)
	for _, s := range equations(b, e) {
		scale := 0.0
		for k := 1; k < len(s) && len(b.monomials) > k; k++ {
			if weight := t.weight(b.monomials[k]); weight > 0 {
				scale += float64(math.Abs(s[k].Mid()) * weight)
			}
		}
		if !(scale > 0) {
			continue
		}
		for j := range n {
			row[j] = s[1+j].Mid() * t.unit[j] / scale
		}
		for i := range n {
			right[i] += float64(row[i] * s[0].Mid() / scale)
			for j := range n {
				normal[i*n+j] += float64(row[i] * row[j])
			}
		}
	}
	if !interval.Invert(inverse, normal, n) {
		return 0, false
	}
	linalg.MulVec(step, -1, inverse, right, 0)
	for i, d := range step {
		z[i] += float64(d * t.unit[i])
		size = max(size, math.Abs(d))
	}
	return size, !math.IsNaN(size)
}

// weight is the product of units in a monomial of degree 1, 0 for others.
func (t *tracer) weight(m []int) float64 {
	degree, w := 0, 1.0
	for i, k := range m {
		if degree += k; k > 0 {
			w *= t.unit[i]
		}
	}
	if degree != 1 {
		return 0
	}
	return w
}

// nullVectors are the solutions of the rows × cols system a·v = 0, as many as
// free, by elimination with the largest pivots.
func nullVectors(rows, cols, free int, a []float64) [][]float64 {
	a = append([]float64(nil), a...)
	order := make([]int, cols) // of columns
	for j := range order {
		order[j] = j
	}
	rank := cols - free
	for c := range rank {
		pi, pj := c, c
		for i := c; i < rows; i++ {
			for j := c; j < cols; j++ {
				if math.Abs(a[i*cols+order[j]]) > math.Abs(a[pi*cols+order[pj]]) {
					pi, pj = i, j
				}
			}
		}
		order[c], order[pj] = order[pj], order[c]
		for j := range cols {
			a[c*cols+j], a[pi*cols+j] = a[pi*cols+j], a[c*cols+j]
		}
		for i := range rows {
			if i == c || a[c*cols+order[c]] == 0 {
				continue
			}
			m := a[i*cols+order[c]] / a[c*cols+order[c]]
			for j := range cols {
				a[i*cols+j] -= float64(m * a[c*cols+j])
			}
		}
	}
	var all [][]float64
	for k := range free {
		v := make([]float64, cols)
		v[order[rank+k]] = 1
		for c := range rank {
			if d := a[c*cols+order[c]]; d != 0 {
				v[order[c]] = -a[c*cols+order[rank+k]] / d
			}
		}
		all = append(all, v)
	}
	return all
}
