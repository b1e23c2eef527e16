package dyn

import (
	"math"
	"math/cmplx"

	"residual/core/interval"
)

// FirstLyapunov is the first Lyapunov coefficient of an equilibrium with the
// eigenvalues ±iω, in floating point (Kuznetsov, Elements of Applied Bifurcation
// Theory, 2004, equation 5.62), and the sum of the sizes of its three terms:
//
//	l₁ = Re(⟨p, C(q, q, q̄)⟩ − 2⟨p, B(q, A⁻¹B(q, q̄))⟩ + ⟨p, B(q̄, (2iω − A)⁻¹B(q, q))⟩)/2ω
//
// with Aq = iωq, Aᵀp = −iωp, ⟨p, q⟩ = 1, ‖q‖ = 1. It is NaN where there is no such
// pair.
func (f *Field) FirstLyapunov(x []float64) (l1, scale float64) {
	n := f.N
	b := newBasis(n, 3)
	at := make([]number, n)
	for i, v := range x {
		at[i] = bounds(interval.Point(v))
	}
	right := f.expand(b, at)
	a := make([]float64, 0, n*n)
	for _, v := range jacobianOf(right) {
		a = append(a, v.Mid())
	}
	omega, least := 0.0, math.Inf(1)
	for _, v := range Eigenvalues(n, a) {
		if imag(v) > 0 && math.Abs(real(v)) < least {
			omega, least = imag(v), math.Abs(real(v))
		}
	}
	if omega == 0 {
		return math.NaN(), 0
	}
	q, p := eigenvector(n, a, complex(0, omega), false), eigenvector(n, a, complex(0, -omega), true)
	var product complex128
	for i := range n {
		product += cmplx.Conj(p[i]) * q[i]
	}
	for i := range n {
		p[i] /= cmplx.Conj(product)
	}
	conj := make([]complex128, n)
	for i, v := range q {
		conj[i] = cmplx.Conj(v)
	}
	dot := func(v []complex128) (z complex128) {
		for i := range n {
			z += cmplx.Conj(p[i]) * v[i]
		}
		return z
	}
	bilinear := func(u, v []complex128) []complex128 { return b.form(right, u, v) }
	first := dot(b.form(right, q, q, conj))
	second := 2 * dot(bilinear(q, shifted(n, a, 0, bilinear(q, conj))))
	third := dot(bilinear(conj, shifted(n, a, complex(0, 2*omega), bilinear(q, q))))
	// shifted solves (z − A)v = b, so that A⁻¹b = −shifted(0).
	return real(first+second+third) / (2 * omega), (cmplx.Abs(first) + cmplx.Abs(second) + cmplx.Abs(third)) / (2 * omega)
}

// form is the derivative of second or third order as a form in the directions.
func (b *basis) form(right []series, directions ...[]complex128) []complex128 {
	z := make([]complex128, len(right))
	var walk func(product complex128, variables []int)
	walk = func(product complex128, variables []int) {
		if d := len(variables); d < len(directions) {
			for j := range b.n {
				walk(product*directions[d][j], append(variables, j))
			}
			return
		}
		k := b.of(variables...)
		for _, m := range b.monomials[k] { // a derivative is the coefficient times m!
			for ; m > 1; m-- {
				product *= complex(float64(m), 0)
			}
		}
		for i, r := range right {
			z[i] += product * complex(r[k].Mid(), 0)
		}
	}
	walk(1, nil)
	return z
}

// eigenvector is that of a (or its transpose) for an eigenvalue, of length 1, by
// inverse iteration.
func eigenvector(n int, a []float64, value complex128, transposed bool) []complex128 {
	m := a
	if transposed {
		m = make([]float64, n*n)
		for i := range n {
			for j := range n {
				m[i*n+j] = a[j*n+i]
			}
		}
	}
	v := make([]complex128, n)
	for i := range v {
		v[i] = complex(1, 0.3*float64(i))
	}
	near := value + complex(1e-9*Norm(a), 0)
	for range 4 {
		v = shifted(n, m, near, v)
		size := 0.0
		for _, c := range v {
			size += float64(real(c)*real(c)) + float64(imag(c)*imag(c))
		}
		for i := range v {
			v[i] /= complex(math.Sqrt(size), 0)
		}
	}
	return v
}

// shifted solves (z − A)·v = b by elimination.
func shifted(n int, a []float64, z complex128, b []complex128) []complex128 {
	m, v := make([]complex128, n*n), append([]complex128(nil), b...)
	for i := range m {
		m[i] = complex(-a[i], 0)
		if i%(n+1) == 0 {
			m[i] += z
		}
	}
	for c := range n {
		pivot := c
		for i := c + 1; i < n; i++ {
			if cmplx.Abs(m[i*n+c]) > cmplx.Abs(m[pivot*n+c]) {
				pivot = i
			}
		}
		for j := range n {
			m[c*n+j], m[pivot*n+j] = m[pivot*n+j], m[c*n+j]
		}
		v[c], v[pivot] = v[pivot], v[c]
		for i := range n {
			if i == c {
				continue
			}
			r := m[i*n+c] / m[c*n+c]
			for j := range n {
				m[i*n+j] -= r * m[c*n+j]
			}
			v[i] -= r * v[c]
		}
	}
	for i := range n {
		v[i] /= m[i*(n+1)]
	}
	return v
}
