package chem

// The energy is stationary in the orbitals, so its derivative is that of the
// integrals alone, with the overlap's through the energy-weighted density
// (Pulay 1969):
//
//	dE = Σ D·dH + Σ Γ·d(ab|cd) − Σ W·dS + dV_nn,   W = ½·DFD
//	Γ_abcd = ½·D_ab·D_cd − ⅛·(D_ac·D_bd + D_ad·D_bc)
//
// Of open shells W is the sum of D^σ·F^σ·D^σ, and Γ has M beside D in its second
// part.
//
// Every sum is run backwards to the E and P of the products of Gaussians, and
// these are then taken back to the atoms.

// gradient sets grad to ∂E/∂pos for the density that was found.
func (h *HartreeFock) gradient() {
	h.weighedDensity()
	h.nuclearSlope()
	for i := range h.pairs {
		q := &h.pairs[i]
		for n := range q.prods {
			clear(q.prods[n].bar)
			q.prods[n].atBar = [3]float64{}
		}
	}
	for i := range h.pairs {
		h.onebodySlope(&h.pairs[i])
		for j := range i + 1 {
			bra, ket := &h.pairs[i], &h.pairs[j]
			h.repulsionSlope(bra, ket, h.pairDensity(bra, ket))
		}
	}
	for i := range h.pairs {
		h.toAtoms(&h.pairs[i])
	}
}

// weighedDensity sets work.b to W times the electrons in an orbital.
func (h *HartreeFock) weighedDensity() {
	w := &h.work
	for k := len(h.channels) - 1; k >= 0; k-- {
		c := &h.channels[k]
		w.mul(w.a, c.fock, c.density, false, false)
		if k > 0 {
			w.mul(h.spins.exchange, c.density, w.a, false, false)
			continue
		}
		w.mul(w.b, c.density, w.a, false, false)
	}
	for i, v := range h.spins.exchange {
		w.b[i] += v
	}
}

// nuclearSlope sets grad to that of Σ Z_i·Z_j/r_ij.
func (h *HartreeFock) nuclearSlope() {
	clear(h.grad)
	for i := range h.z {
		for j := range i {
			r := distance(h.pos, i, j)
			f := float64(h.z[i]*h.z[j]) / (r * r * r)
			for axis := range 3 {
				d := f * (h.pos[3*i+axis] - h.pos[3*j+axis])
				h.grad[3*i+axis] -= d
				h.grad[3*j+axis] += d
			}
		}
	}
}

// onebodySlope adds what a pair brings to Σ D·dH − Σ W·dS.
func (h *HartreeFock) onebodySlope(q *pair) {
	var ws, wt [16]float64
	multiplicity := q.multiplicity()
	for f := range q.na * q.nb {
		at := (q.a.first+f/q.nb)*h.n + q.b.first + f%q.nb
		ws[f], wt[f] = -multiplicity*h.work.b[at]/h.each(), multiplicity*h.density[at]
	}
	h.attractionSlope(q, &wt)
	for axis, g := range q.onebodySlope(&ws, &wt) {
		h.grad[3*q.a.atom+axis] += g
		h.grad[3*q.b.atom+axis] -= g
	}
}

// multiplicity is 2 where a pair stands for itself and its transpose, else 1.
func (q *pair) multiplicity() float64 {
	if q.a == q.b {
		return 1
	}
	return 2
}

// pairDensity is Γ of two pairs, times how often they stand in the sum.
func (h *HartreeFock) pairDensity(bra, ket *pair) []float64 {
	times := bra.multiplicity() * ket.multiplicity()
	if bra != ket {
		times *= 2
	}
	n, d, m := h.n, h.density, h.spins.density
	out := h.block[:0]
	for f := range bra.na * bra.nb {
		a, b := bra.a.first+f/bra.nb, bra.b.first+f%bra.nb
		for g := range ket.na * ket.nb {
			c, e := ket.a.first+g/ket.nb, ket.b.first+g%ket.nb
			exchange := float64(d[a*n+c]*d[b*n+e]) + float64(d[a*n+e]*d[b*n+c])
			if m != nil {
				exchange += float64(m[a*n+c]*m[b*n+e]) + float64(m[a*n+e]*m[b*n+c])
			}
			out = append(out, times*(float64(d[a*n+b]*d[c*n+e]/2)-exchange/8))
		}
	}
	return out
}

// toAtoms takes the derivatives by E and P of a pair to its atoms:
//
//	P = (αA + βB)/p,   dE^ij_t/dX = −2μX·E^ij_t − (β/p)·i·E^{i−1,j}_t + (α/p)·j·E^{i,j−1}_t
//
// along each axis, X = A−B.
func (h *HartreeFock) toAtoms(q *pair) {
	ga, gb := h.grad[3*q.a.atom:][:3], h.grad[3*q.b.atom:][:3]
	for n := range q.prods {
		m := &q.prods[n]
		x := m.slope(q.shape)
		for axis, g := range m.atBar {
			ga[axis] += float64(m.alpha/m.p*g) + x[axis]
			gb[axis] += float64(m.beta/m.p*g) - x[axis]
		}
	}
}

// slope is the derivative by A−B through E.
func (m *product) slope(s *shape) (g [3]float64) {
	l := m.lines()
	for n := range s.term {
		x := &s.term[n]
		bar := m.bar[n] * m.weight(x)
		var e, d [3]float64
		for axis := range 3 {
			i, j, t := x.i[axis], x.j[axis], x.t[axis]
			e[axis] = l[axis][i][j][t]
			d[axis] = -2 * m.alpha * m.beta / m.p * m.ab[axis] * e[axis]
			if i > 0 {
				d[axis] -= float64(m.beta / m.p * l[axis][0][j][t])
			}
			if j > 0 {
				d[axis] += float64(m.alpha / m.p * l[axis][i][0][t])
			}
		}
		for axis := range 3 {
			g[axis] += float64(bar * d[axis] * e[(axis+1)%3] * e[(axis+2)%3])
		}
	}
	return g
}
