package eigen

import (
	"residual/core/ad"
	"residual/core/plan"
)

// A gradient is what Adam descends: the same sums as the least squares, as one
// number, and its exact gradient through the Rayleigh quotient as well.
//
//	‖v₂ − λv‖² + κ²(v·v − 1)² + κ²Σⱼ(v·vⱼ)²    λ = v·v₂ / v·v
type gradient struct {
	t     *trial
	found ad.Value // the modes found, one a column; zeros for those to come
	kappa ad.Value // κ², 1×1
	grad  []ad.Value
	m     *plan.Machine[float64]
}

func newGradient(t *trial, modes int, norm bool) *gradient {
	g := &gradient{t: t}
	p := &t.p
	g.found = p.Rows("found", modes)
	vv := p.TMatMul(t.v, t.v)
	lambda := p.Mul(p.TMatMul(t.v, t.v2), p.Recip(vv))
	s := p.Sub(t.v2, p.MatMul(t.v, lambda))
	overlap := p.TMatMul(t.v, g.found)
	penalty := p.MatMulT(overlap, overlap)
	if norm {
		off := p.AddConst(vv, -1)
		penalty = p.Add(penalty, p.Mul(off, off))
	}
	g.kappa = p.Param("κ²", 1, 1)
	loss := p.Add(p.TMatMul(s, s), p.Mul(g.kappa, penalty))
	g.grad = p.Gradient(loss, t.net.Params()...)
	return g
}

// setFound sets column j of the modes found.
func (g *gradient) setFound(j int, v []float64) {
	found := g.m.Value(g.found)
	cols := len(found) / len(v)
	for i, x := range v {
		found[i*cols+j] = x
	}
}

// at returns the gradient at theta; it holds until the next call.
func (g *gradient) at(theta []float64, kappa float64) []float64 {
	copy(g.m.Flat(g.t.net.Params()), theta)
	g.m.Value(g.kappa)[0] = kappa * kappa
	g.m.Run()
	return g.m.Flat(g.grad)
}
