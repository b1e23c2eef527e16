// Package so3 is the algebra of equivariant quantities: real spherical
// harmonics to l = 2, how each kind of quantity transforms, and the products of two
// quantities that are again one.
//
// A quantity of order l has 2l+1 components: l = 0 a number, l = 1 a vector
// (x, y, z), l = 2 a symmetric matrix without trace, by its components in an
// orthonormal basis B of these,
//
//	Q = Σₘ qₘ Bₘ,   qₘ = tr(Bₘ Q),   tr(Bₘ Bₙ) = δₘₙ
//
// Under a rotation or reflection R of space a vector goes to R·v and a matrix
// to R·Q·Rᵀ. Everything below follows from matrices; no phase conventions enter.
package so3

import "math"

// Matrix is a matrix of 3 × 3, row by row.
type Matrix [3][3]float64

// Basis is B, in the usual order m = −2 … 2 of real harmonics: xy, yz, 3z² − r²,
// xz, x² − y².
func Basis() [5]Matrix {
	h, s := math.Sqrt(0.5), math.Sqrt(1.0/6)
	return [5]Matrix{
		{{0, h, 0}, {h, 0, 0}, {0, 0, 0}},
		{{0, 0, 0}, {0, 0, h}, {0, h, 0}},
		{{-s, 0, 0}, {0, -s, 0}, {0, 0, 2 * s}},
		{{0, 0, h}, {0, 0, 0}, {h, 0, 0}},
		{{h, 0, 0}, {0, -h, 0}, {0, 0, 0}},
	}
}

// Harmonics sets y, 2l+1 numbers, to the real spherical harmonics of order l of
// the unit vector v, normalised so that ∫ Y² over the sphere is 1:
//
//	Y₀ = 1/√(4π),   Y₁ = √(3/4π)·v,   Y₂ₘ = √(15/8π)·vᵀBₘv
func Harmonics(y []float64, l int, v [3]float64) {
	switch norm := math.Sqrt(Weight(l) / (4 * math.Pi)); l {
	case 0:
		y[0] = norm
	case 1:
		for i, c := range v {
			y[i] = norm * c
		}
	case 2:
		for m, b := range Basis() {
			y[m] = norm * bilinear(v, b, v)
		}
	}
}

// Weight is what brings Σₘ pₘ² over the polynomials v and vᵀBₘv of a unit vector
// to 2l+1: 1, 3 and 15/2.
func Weight(l int) float64 { return [...]float64{1, 3, 7.5}[l] }

// bilinear is uᵀ·b·v.
func bilinear(u [3]float64, b Matrix, v [3]float64) float64 {
	sum := 0.0
	for i := range 3 {
		for j := range 3 {
			sum += float64(u[i] * float64(b[i][j]*v[j]))
		}
	}
	return sum
}

// Representation is the matrix, (2l+1) × (2l+1), by which the orthogonal matrix r
// acts on the components of order l from the left: Wigner's D in this real basis.
func Representation(l int, r Matrix) [][]float64 {
	switch l {
	case 0:
		return [][]float64{{1}}
	case 1:
		return [][]float64{r[0][:], r[1][:], r[2][:]}
	}
	basis := Basis()
	d := make([][]float64, 5)
	for m := range d {
		d[m] = make([]float64, 5)
		for n := range 5 { // tr(Bₘ R Bₙ Rᵀ)
			d[m][n] = trace(basis[m], times(times(r, basis[n]), transposed(r)))
		}
	}
	return d
}

func times(a, b Matrix) (c Matrix) {
	for i := range 3 {
		for j := range 3 {
			for k := range 3 {
				c[i][j] += float64(a[i][k] * b[k][j])
			}
		}
	}
	return c
}

func transposed(a Matrix) (t Matrix) {
	for i := range 3 {
		for j := range 3 {
			t[j][i] = a[i][j]
		}
	}
	return t
}

// trace is tr(a·b).
func trace(a, b Matrix) float64 {
	c := times(a, b)
	return c[0][0] + c[1][1] + c[2][2]
}
