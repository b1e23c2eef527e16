package chem

import "math"

// A lineOverlap is, along one axis and without K, the overlap
//
//	s(X) = q(X)·e^{−μX²},  X = A−B,  μ = αβ/p
//
// of two functions of powers i and j, and its first three derivatives. q is 1,
// −(β/p)X, (α/p)X and 1/2p − (αβ/p²)X² for 00, 10, 01 and 11, and one derivative
// takes q to q′ − 2μXq.
type lineOverlap [2][2][4]float64

func (m *product) lineOverlap(axis int) (l lineOverlap) {
	a, b := m.alpha/m.p, m.beta/m.p
	l[0][0] = m.derive(axis, [6]float64{1})
	l[1][0] = m.derive(axis, [6]float64{0, -b})
	l[0][1] = m.derive(axis, [6]float64{0, a})
	l[1][1] = m.derive(axis, [6]float64{1 / (2 * m.p), 0, -a * b})
	return l
}

// derive evaluates q and what its first three derivatives make of it.
func (m *product) derive(axis int, q [6]float64) (d [4]float64) {
	x, mu := m.ab[axis], m.alpha*m.beta/m.p
	for k := range d {
		v := 0.0
		for n := 5; n >= 0; n-- {
			v = float64(v*x) + q[n]
		}
		d[k] = v
		q = differentiate(q, mu)
	}
	return d
}

// differentiate is q′ − 2μXq, coefficients by rising power of X.
func differentiate(q [6]float64, mu float64) (d [6]float64) {
	for n := range 5 {
		d[n] += float64(float64(n+1) * q[n+1])
		d[n+1] -= float64(2 * mu * q[n])
	}
	return d
}

// volume is (π/p)^{3/2} = ∫ e^{−pr²}.
func volume(p float64) float64 {
	root := math.Sqrt(math.Pi / p)
	return root * root * root
}

// overlapsOf calls do for every product of functions of the pair, with its
// number, the constant c·K·(π/p)^{3/2} and the line overlaps of the three axes.
func (q *pair) overlapsOf(do func(f int, c float64, x, y, z *[4]float64)) {
	for n := range q.prods {
		m := &q.prods[n]
		l := [3]lineOverlap{m.lineOverlap(0), m.lineOverlap(1), m.lineOverlap(2)}
		scale := m.k * volume(m.p)
		for f := range q.na * q.nb {
			var i, j [4]int
			a, b := f/q.nb, f%q.nb
			i[a], j[b] = 1, 1
			c := scale * m.c[min(a, 1)][min(b, 1)]
			do(f, c, &l[0][i[1]][j[1]], &l[1][i[2]][j[2]], &l[2][i[3]][j[3]])
		}
	}
}

// onebody sets the blocks of the pair in the overlap and in the kinetic energy,
// which, as both functions only move against each other, is
//
//	∫ ½∇χ_a·∇χ_b = −½·∇²_X S_ab(X)
func (q *pair) onebody(overlap, kinetic *[16]float64) {
	*overlap, *kinetic = [16]float64{}, [16]float64{}
	q.overlapsOf(func(f int, c float64, x, y, z *[4]float64) {
		yz, zx, xy := y[0]*z[0], z[0]*x[0], x[0]*y[0]
		overlap[f] += float64(c * x[0] * yz)
		kinetic[f] -= float64(c / 2 * (float64(x[2]*yz) + float64(y[2]*zx) + float64(z[2]*xy)))
	})
}

// onebodySlope is the derivative by A of Σ_f ws_f·S_f + wt_f·T_f; that by B is
// its opposite.
func (q *pair) onebodySlope(ws, wt *[16]float64) (g [3]float64) {
	q.overlapsOf(func(f int, c float64, x, y, z *[4]float64) {
		lines := [3]*[4]float64{x, y, z}
		for axis := range 3 {
			x, y, z := lines[axis], lines[(axis+1)%3], lines[(axis+2)%3]
			s := x[1] * y[0] * z[0]
			t := float64(x[3]*y[0]*z[0]) + float64(x[1]*(float64(y[2]*z[0])+float64(y[0]*z[2])))
			g[axis] += float64(c * (float64(ws[f]*s) - float64(wt[f]*t/2)))
		}
	})
	return g
}

// attraction sets the block of the pair in the attraction by the nuclei,
//
//	−Z·(2π/p)·Σ_t E_t·R_t(p, P − C)
func (h *HartreeFock) attraction(q *pair, block *[16]float64) {
	*block = [16]float64{}
	for n := range q.prods {
		m := &q.prods[n]
		for c := range h.z {
			r := h.attract(m, c, q.degree)
			for k := range q.term {
				x := &q.term[k]
				block[x.product] += float64(m.e[k] * r[x.hermite])
			}
		}
	}
}

// attract is Λ_tuv of a product attracted by nucleus c.
func (h *HartreeFock) attract(m *product, c, degree int) *[most]float64 {
	var v [3]float64
	for axis := range v {
		v[axis] = m.at[axis] - h.pos[3*c+axis]
	}
	return h.coulomb.fill(degree, m.p, &v, -2*math.Pi/m.p*float64(h.z[c]))
}

// attractionSlope adds the derivatives of Σ_f w_f·V_f to those by the E and P of
// the pair and by the nuclei.
func (h *HartreeFock) attractionSlope(q *pair, w *[16]float64) {
	for n := range q.prods {
		m := &q.prods[n]
		for c := range h.z {
			r := h.attract(m, c, q.degree+1)
			var g [3]float64
			for k := range q.term {
				x := &q.term[k]
				m.bar[k] += float64(w[x.product] * r[x.hermite])
				we := w[x.product] * m.e[k]
				for axis, up := range hermite.raise[x.hermite] {
					g[axis] += float64(we * r[up])
				}
			}
			for axis := range g {
				m.atBar[axis] += g[axis]
				h.grad[3*c+axis] -= g[axis]
			}
		}
	}
}
