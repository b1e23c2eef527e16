package collocate

import (
	"math"

	"residual/core/linalg"
)

// A radau is Radau's right quadrature with s nodes as an implicit method of Runge and
// Kutta (Hairer and Wanner, Solving Ordinary Differential Equations II, IV.5): of
// order 2s − 1, and damping what is infinitely stiff.
type radau struct {
	s      int
	nodes  []float64
	powers [3][]float64 // 1, A, A², each s×s
	ends   []float64    // 0 and the nodes

	weights, endWeights []float64 // barycentric ones of both lists
}

// maxStages is the largest s in use.
const maxStages = 7

// newRadau finds the nodes as the zeros of P_s − P_{s−1} (Legendre's polynomials),
// and A from ∫₀^{cᵢ} of the polynomials through the nodes.
func newRadau(s int) *radau {
	r := &radau{s: s, nodes: radauNodes(s)}
	one := make([]float64, s*s)
	for i := range s {
		one[i*s+i] = 1
	}
	r.powers = [3][]float64{one, integrals(r.nodes), make([]float64, s*s)}
	for i := range s {
		for j := range s {
			for k := range s {
				r.powers[2][i*s+j] += r.powers[1][i*s+k] * r.powers[1][k*s+j]
			}
		}
	}
	r.ends = append([]float64{0}, r.nodes...)
	r.weights, r.endWeights = barycentric(r.nodes), barycentric(r.ends)
	return r
}

// radauNodes are found by bisection between the zeros that the next smaller s has:
// they separate those of s.
func radauNodes(s int) []float64 {
	if s == 1 {
		return []float64{1}
	}
	// The last node is 1; the others are separated by those of s − 1 and 0.
	f := func(c float64) float64 { // (P_s − P_{s−1})/(z − 1), up to a factor
		z := 2*c - 1
		p, last := 1.0, 0.0
		for k := range s {
			p, last = ((2*float64(k)+1)*z*p-float64(k)*last)/float64(k+1), p
		}
		return p - last
	}
	fences := append([]float64{0}, radauNodes(s-1)...)
	nodes := make([]float64, s)
	nodes[s-1] = 1
	for i := range s - 1 {
		lo, hi := fences[i], fences[i+1]
		if i == s-2 {
			hi = 1 - 1e-12
		}
		sign := f(lo + 1e-15)
		for range 60 {
			if mid := lo + (hi-lo)/2; f(mid)*sign > 0 {
				lo = mid
			} else {
				hi = mid
			}
		}
		nodes[i] = lo + (hi-lo)/2
	}
	return nodes
}

// integrals is ∫₀^{cᵢ} ℓⱼ: it takes cⱼᵏ⁻¹ to cᵢᵏ/k for k = 1 … s, which is solved for.
func integrals(nodes []float64) []float64 {
	s := len(nodes)
	v, b := make([]float64, s*s), make([]float64, s*s)
	for k := range s {
		for j, c := range nodes {
			v[k*s+j] = math.Pow(c, float64(k))
			b[k*s+j] = math.Pow(c, float64(k+1)) / float64(k+1)
		}
	}
	// V·Aᵀ = B with V_kj = cⱼᵏ.
	f, _ := linalg.FactorLU(s, v)
	f.SolveMany(b, s)
	a := make([]float64, s*s)
	for i := range s {
		for j := range s {
			a[i*s+j] = b[j*s+i]
		}
	}
	return a
}

// barycentric are the weights of the polynomial through the nodes (Berrut and
// Trefethen, 2004): wᵢ = 1/∏(xᵢ − xⱼ).
func barycentric(nodes []float64) []float64 {
	w := make([]float64, len(nodes))
	for i, x := range nodes {
		w[i] = 1
		for j, y := range nodes {
			if i != j {
				w[i] /= x - y
			}
		}
	}
	return w
}

// lagrange sets dst to the values at x of the polynomials through the nodes.
func lagrange(dst, nodes, weights []float64, x float64) {
	sum := 0.0
	for i, node := range nodes {
		if x == node {
			clear(dst)
			dst[i] = 1
			return
		}
		dst[i] = weights[i] / (x - node)
		sum += dst[i]
	}
	for i := range nodes {
		dst[i] /= sum
	}
}
