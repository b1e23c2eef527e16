package ode

import "sort"

// Pieces are fields as polynomials between points: of a field of order k its values
// y, …, y⁽ᵏ⁻¹⁾ at the start of the piece, and the s coefficients of y⁽ᵏ⁾ by Legendre's
// polynomials in ξ. Lower derivatives are integrals, so that nothing is lost to
// cancelling differences (Greengard, 1991):
//
//	y⁽ᵈ⁾(x) = Σ y⁽ᵐ⁾ (x−x₀)ᵐ⁻ᵈ/(m−d)! + (h/2)ᵏ⁻ᵈ Σ aₗ (∫ᵏ⁻ᵈPₗ)(ξ),   ξ = 2(x−x₀)/h − 1
type pieces struct {
	orders []int
	s      int
	x      []float64 // the points, rising or falling, one more than pieces
	c      []float64 // piece by piece the fields, then the parameters sought

	row []float64
}

func newPieces(orders []int, s int, x []float64, params int) *pieces {
	u := &pieces{orders: orders, s: s, x: x}
	u.c = make([]float64, (len(x)-1)*u.size()+params)
	return u
}

// size is how many unknowns a piece has.
func (u *pieces) size() int { return u.start(0, len(u.orders)) }

// start is where the unknowns of a field in a piece begin.
func (u *pieces) start(piece, field int) int {
	n, at := 0, 0
	for f, k := range u.orders {
		if f == field {
			at = n
		}
		n += k + u.s
	}
	if field == len(u.orders) {
		at = n
	}
	return piece*n + at
}

func (u *pieces) count() int { return len(u.x) - 1 }

// A spot is a point in a piece, and what the integrals around run over there.
type spot struct {
	x, xi  float64
	piece  int
	bounds []float64
}

// inside is the spot at ξ in a piece.
func (u *pieces) inside(piece int, xi float64) spot {
	x0, x1 := u.x[piece], u.x[piece+1]
	x := x0 + (x1-x0)*(1+xi)/2
	if xi == 1 {
		x = x1
	}
	return spot{x: x, xi: xi, piece: piece}
}

// find is the spot at x, of two pieces that meet there the one before it where before
// says so. It is false outside.
func (u *pieces) find(x float64, before bool) (spot, bool) {
	n, sign := u.count(), 1.0
	if u.x[n] < u.x[0] {
		sign = -1
	}
	if n == 0 || !(sign*(x-u.x[0]) >= 0 && sign*(x-u.x[n]) <= 0) {
		return spot{}, false
	}
	p := sort.Search(n-1, func(i int) bool { return sign*(u.x[i+1]-x) > 0 || before && u.x[i+1] == x })
	return spot{x: x, xi: 2*(x-u.x[p])/(u.x[p+1]-u.x[p]) - 1, piece: p}, true
}

// functional is the derivative of order d ≤ k of a field at a spot, as a row over the
// unknowns from at on. The row is good until the next call.
func (u *pieces) functional(field, d int, s spot) (at int, row []float64) {
	k := u.orders[field]
	if u.row == nil {
		u.row = make([]float64, 2*(u.s+16))
	}
	row = u.row[:k+u.s]
	h := u.x[s.piece+1] - u.x[s.piece]
	integrals(row[k:], k-d, s.xi)
	power := whole(h/2, k-d)
	for l := k; l < len(row); l++ {
		row[l] *= power
	}
	step, term := h*(1+s.xi)/2, 1.0
	for m := range k {
		row[m] = 0
		if m >= d {
			row[m] = term
			term *= step / float64(m-d+1)
		}
	}
	return u.start(s.piece, field), row
}

// whole is xⁿ.
func whole(x float64, n int) float64 {
	z := 1.0
	for range n {
		z *= x
	}
	return z
}

// value is a derivative of a field at a spot.
func (u *pieces) value(field, d int, s spot) (sum float64) {
	at, row := u.functional(field, d, s)
	for i, v := range row {
		sum += v * u.c[at+i]
	}
	return sum
}

// onto is the same fields on other pieces, each projected there, with as many
// parameters.
func (u *pieces) onto(s int, x []float64) *pieces {
	params := u.c[u.count()*u.size():]
	z := newPieces(u.orders, s, x, len(params))
	copy(z.c[z.count()*z.size():], params)
	q, p := gauss(s, false), make([]float64, s)
	for i := range z.count() {
		for f, k := range u.orders {
			a := z.c[z.start(i, f):][:k+s]
			from, _ := u.find(x[i], false)
			for d := range k {
				a[d] = u.value(f, d, from)
			}
			for j, xi := range q.nodes {
				at, _ := u.find(z.inside(i, xi).x, false)
				v := u.value(f, k, at)
				integrals(p, 0, xi)
				for l := range s {
					a[k+l] += float64(2*l+1) / 2 * q.weights[j] * p[l] * v
				}
			}
		}
	}
	return z
}
