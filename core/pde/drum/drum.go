// Package drum finds the eigenvalues and eigenfunctions of the Laplacian on a plane
// domain, −Δu = λu with u = 0 or u_n = 0 on its edge, by the method of particular
// solutions (Betcke and Trefethen, Reviving the method of particular solutions, SIAM
// Review, 2005).
//
// Every function is a sum of particular solutions around a centre, J_ν(√λ r) cos νθ and
// sin νθ, that satisfy the law for any λ. An orthogonal basis of their values at points
// inside and on the edge is cut into these two parts; the least singular value σ(λ) of
// the part of the edge is how small a function can be there that is of size one in all,
// and is 0 at the eigenvalues. Around a corner that points inward the orders are
// multiples of π/angle, and the singularity is in the functions themselves.
package drum

import (
	"errors"
	"fmt"
	"math"
	"slices"

	"residual/core/linalg"
)

// A Drum is a domain by points of its edge with their outward normals, and points
// inside.
type Drum struct {
	Edge, Normal, Inside [][2]float64
	Slope                bool       // u_n = 0 instead of u = 0
	Centre               [2]float64 // of the particular solutions
	Away                 float64    // the angle of a direction that points into the domain
	Order                float64    // orders are its multiples: 1 inside, π/angle at a corner
	Modes                int        // how many are sought
}

// A basis is the particular solutions of one λ, n each of cos and sin, with what scales
// them.
type basis struct {
	*Drum
	n      int
	lambda float64
	scales []float64
}

// radius is the distance of the farthest point of the edge from the centre.
func (d *Drum) radius() (r float64) {
	for _, p := range d.Edge {
		r = max(r, math.Hypot(p[0]-d.Centre[0], p[1]-d.Centre[1]))
	}
	return r
}

func (d *Drum) basis(n int, lambda float64) basis {
	b := basis{Drum: d, n: n, lambda: lambda}
	far := math.Sqrt(lambda) * d.radius()
	for k := range n {
		top := 0.0 // the size of the function on the domain
		for i := range 8 {
			v, _ := jay(float64(k)*d.Order, far*float64(i+1)/8)
			top = max(top, math.Abs(v))
		}
		b.scales = append(b.scales, 1/top)
	}
	return b
}

// size is the number of functions: cos 0 is a constant, sin 0 none.
func (b basis) size() int { return 2*b.n - 1 }

// row sets dst to the functions at a place, or to their slopes along a direction.
func (b basis) row(dst []float64, p [2]float64, along *[2]float64) {
	x, y := p[0]-b.Centre[0], p[1]-b.Centre[1]
	r, root := math.Hypot(x, y), math.Sqrt(b.lambda)
	sin, cos := math.Sincos(b.Away)
	angle := math.Atan2(y*cos-x*sin, x*cos+y*sin) // from the direction into the domain
	for k := range b.n {
		nu := float64(k) * b.Order
		v, dv := jay(nu, root*r)
		s, c := math.Sincos(nu * angle)
		even, odd := v*c, v*s
		if along != nil {
			radial, around := 0.0, 0.0
			if r > 0 {
				radial = (along[0]*x + along[1]*y) / r
				around = (along[1]*x - along[0]*y) / (r * r)
			}
			even = root*dv*c*radial - nu*v*s*around
			odd = root*dv*s*radial + nu*v*c*around
		}
		if k == 0 {
			dst[0] = even * b.scales[0]
			continue
		}
		dst[2*k-1], dst[2*k] = even*b.scales[k], odd*b.scales[k]
	}
}

// values is the matrix of the functions at the edge and, below, inside.
func (b basis) values() (a []float64, edge, rows int) {
	n := b.size()
	edge, rows = len(b.Edge), len(b.Edge)+len(b.Inside)
	a = make([]float64, rows*n)
	for i, p := range b.Edge {
		var along *[2]float64
		if b.Slope {
			along = &b.Normal[i]
		}
		b.row(a[i*n:][:n], p, along)
	}
	for i, p := range b.Inside {
		b.row(a[(edge+i)*n:][:n], p, nil)
	}
	return a, edge, rows
}

// tension is the least singular values of the part of the edge, rising, and the
// coefficients of the function that belongs to each.
func (b basis) tension() (sigma []float64, functions [][]float64, err error) {
	a, edge, rows := b.values()
	n := b.size()
	r, rank, err := orthogonal(a, rows, n)
	if err != nil {
		return nil, nil, err
	}
	g := make([]float64, rank*rank)
	linalg.Gram(g, a[:edge*rank], edge, rank)
	values := make([]float64, rank)
	if !linalg.SymEigen(values, g, make([]float64, linalg.SymEigenWork(rank))) {
		return nil, nil, errors.New("the singular values were not found")
	}
	for k := range min(rank, 6) {
		// Of small squares only differences are left: the values themselves are
		// computed from the vectors.
		v, top := make([]float64, rank), make([]float64, edge)
		for i := range rank {
			v[i] = g[i*rank+k]
		}
		linalg.MulVec(top, 1, a[:edge*rank], v, 0)
		sum := 0.0
		for _, x := range top {
			sum += x * x
		}
		c := make([]float64, n)
		linalg.MulVec(c, 1, r, v, 0)
		sigma, functions = append(sigma, math.Sqrt(sum)), append(functions, c)
	}
	order := make([]int, len(sigma))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(i, j int) int {
		switch {
		case sigma[i] < sigma[j]:
			return -1
		case sigma[i] > sigma[j]:
			return 1
		}
		return 0
	})
	var s []float64
	var f [][]float64
	for _, i := range order {
		s, f = append(s, sigma[i]), append(f, functions[i])
	}
	return s, f, nil
}

// orthogonal replaces the first columns of A by an orthonormal basis of its columns, by
// the process of Gram and Schmidt with pivots, each column twice, and returns T with
// Q = A·T. Columns of which hardly anything is left are dropped. Q lies by rows of the
// rank.
func orthogonal(a []float64, rows, n int) (t []float64, rank int, err error) {
	columns := make([][]float64, n)
	made := make([][]float64, n) // what each is made of
	for j := range n {
		columns[j], made[j] = make([]float64, rows), make([]float64, n)
		made[j][j] = 1
		for i := range rows {
			columns[j][i] = a[i*n+j]
		}
		if v := norm(columns[j]); v-v != 0 {
			return nil, 0, errors.New("the particular solutions are not finite")
		}
	}
	const rest = 1e-13
	for rank < n {
		best := rank
		for j := rank; j < n; j++ {
			if norm(columns[j]) > norm(columns[best]) {
				best = j
			}
		}
		columns[rank], columns[best] = columns[best], columns[rank]
		made[rank], made[best] = made[best], made[rank]
		q, m := columns[rank], made[rank]
		for j := range rank { // once more, against what rounding left
			subtract(q, m, columns[j], made[j])
		}
		size := norm(q)
		if size < rest*math.Sqrt(float64(rows)) {
			break
		}
		for i := range q {
			q[i] /= size
		}
		for i := range m {
			m[i] /= size
		}
		rank++
		for j := rank; j < n; j++ {
			subtract(columns[j], made[j], q, m)
		}
	}
	t = make([]float64, n*rank)
	for j := range rank {
		for i := range n {
			t[i*rank+j] = made[j][i]
		}
		for i := range rows {
			a[i*rank+j] = columns[j][i]
		}
	}
	return t, rank, nil
}

// subtract takes the part along q, of unit length, from v, and its making likewise.
func subtract(v, made, q, of []float64) {
	dot := 0.0
	for i, x := range q {
		dot += x * v[i]
	}
	for i, x := range q {
		v[i] -= dot * x
	}
	for i, x := range of {
		made[i] -= dot * x
	}
}

func norm(v []float64) float64 {
	sum := 0.0
	for _, x := range v {
		sum += x * x
	}
	return math.Sqrt(sum)
}

// Text for the method.
func (d *Drum) String() string {
	return fmt.Sprintf("method of particular solutions, orders by %.4g", d.Order)
}
