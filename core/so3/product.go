package so3

import "math"

// A Term of a product of two quantities: component M of the result gains
// Weight·aᵢ·bⱼ.
type Term struct {
	M, I, J int
	Weight  float64
}

// Product lists the terms of the product of orders l1 and l2 that is of order
// l3, up to l = 2. The result transforms as its factors do, and the weights
// are those of an isometry, Σᵢⱼ wₘᵢⱼ wₙᵢⱼ = δₘₙ: up to a sign these are
// the Clebsch–Gordan coefficients. In matrices the products are
//
//	1·1 → 0  a·b             1·1 → 2  (abᵀ + baᵀ)/2 without trace
//	1·1 → 1  a × b           1·2 → 1  B·a
//	2·2 → 0  tr(AB)          2·2 → 2  (AB + BA)/2 without trace
//	2·2 → 1  AB − BA         1·2 → 2  [a]×·B − B·[a]×
//
// and a number times anything is that. Where l1 + l2 + l3 is odd the result
// keeps its sign under the inversion of space when it should change it, or the
// other way round: it is a pseudovector or the like. Product panics where the
// orders do not make a triangle.
func Product(l1, l2, l3 int) []Term {
	if l3 < max(l1-l2, l2-l1) || l3 > l1+l2 || max(l1, l2, l3) > 2 {
		panic("so3: no such product")
	}
	var terms []Term
	norm := 0.0
	for m := range 2*l3 + 1 {
		for i := range 2*l1 + 1 {
			for j := range 2*l2 + 1 {
				if w := invariant(l1, l2, l3, i, j, m); w != 0 {
					terms = append(terms, Term{m, i, j, w})
					norm += w * w
				}
			}
		}
	}
	scale := math.Sqrt(float64(2*l3+1) / norm)
	for t := range terms {
		terms[t].Weight *= scale
	}
	return terms
}

// invariant is a number made of the i-th unit quantity of order l1, the j-th of
// l2 and the m-th of l3 that no rotation changes: a trace of their matrices, of
// which a vector has two, vvᵀ-like columns for even products and [v]× for odd.
func invariant(l1, l2, l3, i, j, m int) float64 {
	a, b, c := matrix(l1, i), matrix(l2, j), matrix(l3, m)
	switch odd := (l1+l2+l3)%2 == 1; {
	case odd:
		return trace(commutator(a, b), transposed(c))
	case l1 == 1 || l2 == 1 || l3 == 1:
		return contract(l1, l2, l3, i, j, m)
	}
	return trace(times(a, b), c)
}

// matrix is the unit quantity as a matrix: 1, [v]× or B.
func matrix(l, i int) (q Matrix) {
	switch l {
	case 0:
		return Matrix{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}
	case 1:
		j, k := (i+1)%3, (i+2)%3
		q[k][j], q[j][k] = 1, -1
		return q
	}
	return Basis()[i]
}

func commutator(a, b Matrix) Matrix {
	ab, ba := times(a, b), times(b, a)
	for i := range 3 {
		for j := range 3 {
			ab[i][j] -= ba[i][j]
		}
	}
	return ab
}

// contract is uᵀ·M·v for the two vectors among the three and the third, a number
// or a matrix.
func contract(l1, l2, l3, i, j, m int) float64 {
	switch 1 {
	case l1 * l2:
		return matrix(l3, m)[i][j]
	case l1 * l3:
		return matrix(l2, j)[i][m]
	}
	return matrix(l1, i)[j][m]
}
