package chem

import "math"

// slopes are a function of X = A−B and its first three derivatives.
type slopes [4]float64

// gauss is e^{−μX²} without itself: 1, and g_{k+1} = −2μ·(X·g_k + k·g_{k−1}).
func gauss(mu, x float64) (g slopes) {
	m := -2 * mu
	g[0], g[1] = 1, m*x
	g[2] = m * (float64(x*g[1]) + 1)
	g[3] = m * (float64(x*g[2]) + float64(2*g[1]))
	return g
}

// times is c·X times the function: (Xg)⁽ᵏ⁾ = X·g⁽ᵏ⁾ + k·g⁽ᵏ⁻¹⁾.
func (g slopes) times(c, x float64) (h slopes) {
	h[0] = c * x * g[0]
	for k := 1; k < 4; k++ {
		h[k] = c * (float64(x*g[k]) + float64(float64(k)*g[k-1]))
	}
	return h
}

// A lineOverlap is, along one axis and without K = e^{−μX²}, μ = αβ/p, the
// overlaps of functions of powers i and j: K times
//
//	1,   −(β/p)·X,   (α/p)·X,   1/2p − (αβ/p²)·X²
//
// for 00, 10, 01 and 11.
type lineOverlap [2][2]slopes

func (m *product) lineOverlap(axis int, s *shape) (l lineOverlap) {
	x, a, b := m.ab[axis], m.alpha/m.p, m.beta/m.p
	g := gauss(m.alpha*b, x)
	l[0][0] = g
	if s.na > 1 {
		l[1][0] = g.times(-b, x)
	}
	if s.nb > 1 {
		l[0][1] = g.times(a, x)
	}
	if s.degree == 2 {
		l[1][1] = l[1][0].times(a, x)
		for k, v := range g {
			l[1][1][k] += v / (2 * m.p)
		}
	}
	return l
}

// volume is (π/p)^{3/2} = ∫ e^{−pr²}.
func volume(p float64) float64 {
	root := math.Sqrt(math.Pi / p)
	return root * root * root
}

// overlaps are those of the three axes.
func (m *product) overlaps(s *shape) [3]lineOverlap {
	return [3]lineOverlap{m.lineOverlap(0, s), m.lineOverlap(1, s), m.lineOverlap(2, s)}
}

// overlap is c·K·(π/p)^{3/2} for product f of the shape, and its lines.
func (m *product) overlap(s *shape, l *[3]lineOverlap, f int) (c float64, lines [3]slopes) {
	var i, j [4]int
	a, b := f/s.nb, f%s.nb
	i[a], j[b] = 1, 1
	for axis := range lines {
		lines[axis] = l[axis][i[axis+1]][j[axis+1]]
	}
	return m.k * volume(m.p) * m.c[min(a, 1)][min(b, 1)], lines
}

// onebody sets the blocks of the pair in the overlap and in the kinetic energy,
// which, as both functions only move against each other, is
//
//	∫ ½∇χ_a·∇χ_b = −½·∇²_X S_ab(X)
func (q *pair) onebody(overlap, kinetic *[16]float64) {
	*overlap, *kinetic = [16]float64{}, [16]float64{}
	for n := range q.prods {
		m := &q.prods[n]
		l := m.overlaps(q.shape)
		for f := range q.na * q.nb {
			c, d := m.overlap(q.shape, &l, f)
			overlap[f] += float64(c * d[0][0] * d[1][0] * d[2][0])
			for axis := range d {
				kinetic[f] -= float64(c / 2 * d[axis][2] * d[(axis+1)%3][0] * d[(axis+2)%3][0])
			}
		}
	}
}

// onebodySlope is the derivative by A of Σ_f ws_f·S_f + wt_f·T_f; that by B is
// its opposite.
func (q *pair) onebodySlope(ws, wt *[16]float64) (g [3]float64) {
	for n := range q.prods {
		m := &q.prods[n]
		l := m.overlaps(q.shape)
		for f := range q.na * q.nb {
			c, d := m.overlap(q.shape, &l, f)
			for axis := range g {
				x, y, z := &d[axis], &d[(axis+1)%3], &d[(axis+2)%3]
				s := x[1] * y[0] * z[0]
				t := float64(x[3]*y[0]*z[0]) + float64(x[1]*(float64(y[2]*z[0])+float64(y[0]*z[2])))
				g[axis] += float64(c * (float64(ws[f]*s) - float64(wt[f]*t/2)))
			}
		}
	}
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
func (h *HartreeFock) attract(m *product, c, degree int) *[hermitePadded]float64 {
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
