package chem

import "math"

// The repulsion of two products of functions,
//
//	(ab|cd) = 2π^{5/2}/(pq√(p+q))·Σ_t Σ_s E^ab_t·E^cd_s·(−1)^s·R_{t+s}(pq/(p+q), P − Q)
//
// is summed for whole pairs of shells at a time: first over s, then over t.

// twoPi52 is 2π^{5/2}.
var twoPi52 = 2 * math.Pi * math.Pi * math.Sqrt(math.Pi)

// interact is the scaled R of two products up to a degree; nil where it is
// negligible.
func (h *HartreeFock) interact(m, k *product, degree int) *[most]float64 {
	if m.k*k.k < negligible {
		return nil
	}
	var v [3]float64
	for axis := range v {
		v[axis] = m.at[axis] - k.at[axis]
	}
	pq, sum := m.p*k.p, m.p+k.p
	return h.coulomb.fill(degree, pq/sum, &v, twoPi52/(pq*math.Sqrt(sum)))
}

// repulsion is the block (bra|ket), products of bra by products of ket, good
// until the next call.
func (h *HartreeFock) repulsion(bra, ket *pair) []float64 {
	n := ket.na * ket.nb
	out := h.block[:bra.na*bra.nb*n]
	clear(out)
	for i := range bra.prods {
		m := &bra.prods[i]
		for j := range ket.prods {
			k := &ket.prods[j]
			r := h.interact(m, k, bra.degree+ket.degree)
			if r == nil {
				continue
			}
			x := h.half(bra, ket, k, r)
			for l := range bra.term {
				t := &bra.term[l]
				axpy(out[int(t.product)*n:][:n], m.e[l], x[int(t.hermite)*n:])
			}
		}
	}
	return out
}

// half is Σ_s E^cd_s·(−1)^s·R_{t+s}: a row for each t that bra has, a column for
// each product of ket.
func (h *HartreeFock) half(bra, ket *pair, k *product, r *[most]float64) []float64 {
	n := ket.na * ket.nb
	x := h.halves[:count[bra.degree]*n]
	clear(x)
	for t := range count[bra.degree] {
		row, sum := x[t*n:][:n], &hermite.sum[t]
		for l, e := range k.signed {
			s := &ket.term[l]
			row[s.product] += float64(e * r[sum[s.hermite]])
		}
	}
	return x
}

// axpy adds a·x to z.
func axpy(z []float64, a float64, x []float64) {
	x = x[:len(z)]
	for i, v := range x {
		z[i] += float64(a * v)
	}
}

// dot is Σ x·y in rising order.
func dot(x, y []float64) (s float64) {
	y = y[:len(x)]
	for i, v := range x {
		s += float64(v * y[i])
	}
	return s
}

// repulsionSlope adds the derivatives of Σ w·(bra|ket) to those by the E and P of
// both pairs; w is laid out as the block is. With z = Σ E^ab·w, which is half the
// sum from the other side, everything is one more product with R.
func (h *HartreeFock) repulsionSlope(bra, ket *pair, w []float64) {
	n := ket.na * ket.nb
	for i := range bra.prods {
		m := &bra.prods[i]
		z := h.weighed(bra, m, w, n)
		for j := range ket.prods {
			k := &ket.prods[j]
			r := h.interact(m, k, bra.degree+ket.degree+1)
			if r == nil {
				continue
			}
			x := h.half(bra, ket, k, r)
			for l := range bra.term {
				t := &bra.term[l]
				m.bar[l] += dot(w[int(t.product)*n:][:n], x[int(t.hermite)*n:])
			}
			h.ketSlope(bra, ket, m, k, z, r)
		}
	}
}

// weighed is z: a row for each t of bra, a column for each product of ket.
func (h *HartreeFock) weighed(bra *pair, m *product, w []float64, n int) []float64 {
	z := h.weights[:count[bra.degree]*n]
	clear(z)
	for l := range bra.term {
		t := &bra.term[l]
		axpy(z[int(t.hermite)*n:][:n], m.e[l], w[int(t.product)*n:])
	}
	return z
}

// ketSlope does the E of ket and both centres: with g_u = Σ_{t+s=u} z·E^cd_s·(−1)^s,
// the derivative by P is Σ_u g_u·R_{u+1}, that by Q its opposite.
func (h *HartreeFock) ketSlope(bra, ket *pair, m, k *product, z []float64, r *[most]float64) {
	n := ket.na * ket.nb
	var g [35]float64
	for l := range ket.term {
		s := &ket.term[l]
		bar := 0.0
		for t := range count[bra.degree] {
			u, v := hermite.sum[t][s.hermite], z[t*n+int(s.product)]
			bar += float64(v * r[u])
			g[u] += float64(v * k.signed[l])
		}
		k.bar[l] += float64(hermite.sign[s.hermite] * bar)
	}
	for u, v := range g[:count[bra.degree+ket.degree]] {
		for axis, up := range hermite.raise[u] {
			d := v * r[up]
			m.atBar[axis] += d
			k.atBar[axis] -= d
		}
	}
}
