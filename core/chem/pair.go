package chem

import "residual/core/kernel"

// A shape is the Hermite expansions of the products of two shells: which
// Gaussians each of their na·nb products has.
type shape struct {
	na, nb, degree int
	term           []term
}

// A term is one E_tuv of one product: its powers along each axis on a and on b,
// and the degree t, u, v of the Hermite Gaussian.
type term struct {
	product, hermite uint8
	i, j, t          [3]uint8
}

// shapes are those of s with s, s with sp, sp with s, and sp with sp.
var shapes = [2][2]*shape{{newShape(1, 1), newShape(1, 4)}, {newShape(4, 1), newShape(4, 4)}}

func newShape(na, nb int) *shape {
	s := &shape{na: na, nb: nb, degree: na/4 + nb/4}
	for product := range na * nb {
		var x term
		if a := product / nb; a > 0 {
			x.i[a-1] = 1
		}
		if b := product % nb; b > 0 {
			x.j[b-1] = 1
		}
		for h, t := range hermite.power[:count[s.degree]] {
			x.product, x.hermite = uint8(product), uint8(h)
			x.t = [3]uint8{uint8(t[0]), uint8(t[1]), uint8(t[2])}
			if x.fits() {
				s.term = append(s.term, x)
			}
		}
	}
	return s
}

// fits tells whether E_tuv can differ from 0.
func (x *term) fits() bool {
	for axis, t := range x.t {
		if t > x.i[axis]+x.j[axis] {
			return false
		}
	}
	return true
}

// A pair is two shells, the first not before the second, and the products of
// their Gaussians.
type pair struct {
	a, b *shell
	*shape
	all   [9]product
	prods []product // those of all that are not negligible

	numbers []float64 // of all products
}

// A product of two Gaussians α about A and β about B is one of exponent p = α+β
// about P = (αA + βB)/p, times K = e^{−αβ/p·(A−B)²}.
type product struct {
	alpha, beta, p float64
	k              float64
	at             [3]float64    // P
	ab             [3]float64    // A − B
	c              [2][2]float64 // coefficients of s and p on a and b
	e, signed      []float64     // E of each term; the same times (−1)^{t+u+v}
	bar            []float64     // ∂energy/∂E
	atBar          [3]float64    // ∂energy/∂P with E held
}

// negligible is a K too small for the last bit of an energy.
const negligible = 1e-20

// link makes q the pair of two shells. A memory that only counts leaves the
// products without room.
func (q *pair) link(a, b *shell, m memory) {
	q.a, q.b, q.shape = a, b, shapes[a.size/4][b.size/4]
	n := len(q.term)
	m.Floats(&q.numbers, 3*len(q.all)*n)
	if room := arena(q.numbers); len(room) > 0 {
		for k := range q.all {
			p := &q.all[k]
			room.Floats(&p.e, n)
			room.Floats(&p.signed, n)
			room.Floats(&p.bar, n)
		}
	}
}

// place expands the products for atoms at pos.
func (q *pair) place(pos []float64) {
	q.prods = q.all[:0]
	a, b := pos[3*q.a.atom:][:3], pos[3*q.b.atom:][:3]
	for i, alpha := range q.a.alpha {
		for j, beta := range q.b.alpha {
			m := &q.all[len(q.prods)]
			if m.place(alpha, beta, a, b); m.k < negligible {
				continue
			}
			m.c = [2][2]float64{{q.a.s[i] * q.b.s[j], q.a.s[i] * q.b.p[j]}, {q.a.p[i] * q.b.s[j], q.a.p[i] * q.b.p[j]}}
			m.expand(q.shape)
			q.prods = q.all[:len(q.prods)+1]
		}
	}
}

func (m *product) place(alpha, beta float64, a, b []float64) {
	m.alpha, m.beta, m.p = alpha, beta, alpha+beta
	r2 := 0.0
	for axis := range 3 {
		x := a[axis] - b[axis]
		m.ab[axis] = x
		m.at[axis] = (float64(alpha*a[axis]) + float64(beta*b[axis])) / m.p
		r2 += float64(x * x)
	}
	m.k = kernel.Exp1(-alpha * beta / m.p * r2)
}

// A line is the E of one axis, without K, by powers on a and b and by degree:
//
//	E⁰⁰ = 1,   E¹⁰ = (P−A, 1/2p),   E⁰¹ = (P−B, 1/2p)
//	E¹¹ = ((P−A)(P−B) + 1/2p, (P−A + P−B)/2p, 1/4p²)
type line [2][2][3]float64

// lines are those of the three axes.
func (m *product) lines() (l [3]line) {
	h := 1 / (2 * m.p)
	for axis, x := range m.ab {
		pa, pb := -m.beta/m.p*x, m.alpha/m.p*x
		l[axis][0][0][0] = 1
		l[axis][1][0] = [3]float64{pa, h}
		l[axis][0][1] = [3]float64{pb, h}
		l[axis][1][1] = [3]float64{float64(pa*pb) + h, (pa + pb) * h, h * h}
	}
	return l
}

// expand sets e and signed.
func (m *product) expand(s *shape) {
	l := m.lines()
	for n := range s.term {
		x := &s.term[n]
		v := m.weight(x)
		for axis := range 3 {
			v *= l[axis][x.i[axis]][x.j[axis]][x.t[axis]]
		}
		m.e[n], m.signed[n] = v, hermite.sign[x.hermite]*v
	}
}

// weight is K and the coefficients of the term's functions.
func (m *product) weight(x *term) float64 {
	return m.k * m.c[x.i[0]+x.i[1]+x.i[2]][x.j[0]+x.j[1]+x.j[2]]
}
