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
func (h *HartreeFock) interact(m, k *product, degree int) *[hermitePadded]float64 {
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

// A half is a row of numbers by t for each product of a pair.
type half [16][16]float64

// ketHalf sets x to Σ_s E^cd_s·(−1)^s·R_{t+s} for the first nt of t.
func ketHalf(x *half, ket *pair, k *product, r *[hermitePadded]float64, nt int) {
	for c := range ket.na * ket.nb {
		clear(x[c][:nt])
	}
	for l, e := range k.signed {
		s := &ket.term[l]
		row, sum := &x[s.product&15], &hermite.sum[s.hermite&15]
		for t := range nt {
			row[t&15] += float64(e * r[sum[t&15]&63])
		}
	}
}

// repulsion is the block (bra|ket), products of bra by products of ket, valid
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
			ketHalf(&h.half, ket, k, r, count[bra.degree])
			for c := range n {
				row := &h.half[c&15]
				for l, e := range m.e {
					t := &bra.term[l]
					out[int(t.product)*n+c] += float64(e * row[t.hermite&15])
				}
			}
		}
	}
	return out
}

// repulsionSlope adds the derivatives of Σ w·(bra|ket) to those by the E and P of
// both pairs; w is laid out as the block is. With z = Σ E^ab·w, which is half the
// sum from the other side, everything is one more product with R.
func (h *HartreeFock) repulsionSlope(bra, ket *pair, w []float64) {
	n, nt := ket.na*ket.nb, count[bra.degree]
	for i := range bra.prods {
		m := &bra.prods[i]
		contractBra(&h.weighed, bra, m, w, n)
		for j := range ket.prods {
			k := &ket.prods[j]
			r := h.interact(m, k, bra.degree+ket.degree+1)
			if r == nil {
				continue
			}
			ketHalf(&h.half, ket, k, r, nt)
			for c := range n {
				row := &h.half[c&15]
				for l := range m.bar {
					t := &bra.term[l]
					m.bar[l] += float64(w[int(t.product)*n+c] * row[t.hermite&15])
				}
			}
			ketSlope(&h.weighed, ket, m, k, r, nt, count[bra.degree+ket.degree])
		}
	}
}

// contractBra sets z to Σ_ab E^ab_t·w.
func contractBra(z *half, bra *pair, m *product, w []float64, n int) {
	for c := range n {
		clear(z[c][:])
		for l, e := range m.e {
			t := &bra.term[l]
			z[c][t.hermite&15] += float64(e * w[int(t.product)*n+c])
		}
	}
}

// ketSlope does the E of ket and both centres: with g_u = Σ_{t+s=u} z·E^cd_s·(−1)^s,
// the derivative by P is Σ_u g_u·R_{u+1}, that by Q its opposite. There are nt of
// t and nu of u.
func ketSlope(z *half, ket *pair, m, k *product, r *[hermitePadded]float64, nt, nu int) {
	var g [hermitePadded]float64
	for l, e := range k.signed {
		s := &ket.term[l]
		row, sum := &z[s.product&15], &hermite.sum[s.hermite&15]
		bar := 0.0
		for t := range nt {
			u, v := sum[t&15]&63, row[t&15]
			bar += float64(v * r[u])
			g[u] += float64(v * e)
		}
		k.bar[l] += float64(hermite.sign[s.hermite] * bar)
	}
	for u, v := range g[:nu] {
		for axis, up := range hermite.raise[u] {
			d := v * r[up&63]
			m.atBar[axis] += d
			k.atBar[axis] -= d
		}
	}
}
