package eigen

import (
	"residual/core/ad"
	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/nn"
	"residual/core/plan"
)

// A trial function u = x(1−x)·NN(x) recorded with what training needs of it.
// Everything is weighted with the square root of the quadrature weight, so that
// a dot product of two columns is the integral of the product:
//
//	v = √w·u    v₁ = √w·u′    v₂ = √w·u″    ⟨u, u″⟩ = v·v₂
type trial struct {
	p        ad.Program
	net      *nn.MLP
	x, rootw ad.Value
	u        ad.Value
	v, v2    ad.Value
	jv, j2   ad.Value // row-wise Jacobians of v and v₂
	fv, f1   ad.Value // those of v and v₁ by the last layer alone: its features
}

func newTrial(width int) *trial {
	t := &trial{}
	p := &t.p
	t.net = nn.NewMLP(p, 1, width, width, 1)
	t.x, t.rootw = p.Rows("x", 1), p.Rows("√w", 1)
	x := p.Seed(t.x, 2, []float64{1})
	hard := p.Mul(x, p.AddConst(p.Scale(x, -1), 1))
	u := p.Mul(hard, t.net.Apply(p, x))
	t.u = p.Plane(u, 0)
	t.v = p.Mul(t.rootw, t.u)
	v1 := p.Mul(t.rootw, p.Derivative(u, 0, 1))
	t.v2 = p.Mul(t.rootw, p.Derivative(u, 0, 2))
	all := t.net.Params()
	last := all[len(all)-2:]
	t.jv, t.j2 = p.Jacobian(t.v, all...), p.Jacobian(t.v2, all...)
	t.fv, t.f1 = p.Jacobian(t.v, last...), p.Jacobian(v1, last...)
	return t
}

// reserve asks a room for a machine that computes values of the trial at the
// nodes of a rule.
func (t *trial) reserve(room *fit.Room, m **plan.Machine[float64], q *rule, values ...ad.Value) {
	room.Machine(m, &t.p, len(q.x), values...)
	room.Then(func() {
		copy((*m).Value(t.x), q.x)
		copy((*m).Value(t.rootw), q.rootw)
	})
}

// rayleigh is ⟨u, u″⟩/⟨u, u⟩.
func rayleigh(v, v2 []float64) float64 { return kernel.Dot(v, v2) / kernel.Dot(v, v) }
