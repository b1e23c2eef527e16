package ad_test

import (
	"math"
	"math/rand/v2"
	"testing"

	"residual/core/ad"
	"residual/core/nn"
	"residual/core/plan"
)

// TestJacobianRows compares each row of the row-wise Jacobian of a residual with
// jets inside, rᵢ = u″(xᵢ) − λu(xᵢ), with the gradient of that residual
// alone, by reverse mode over a sum.
func TestJacobianRows(t *testing.T) {
	const rows = 7
	p := &ad.Program{}
	net := nn.NewMLP(p, 2, 5, 4, 1)
	lambda := p.Param("λ", 1, 1)
	x, pick := p.Rows("x", 2), p.Rows("pick", 1)
	u := net.Apply(p, p.Seed(x, 2, []float64{1, 0}, []float64{0, 1}))
	lap := p.Add(p.Derivative(u, 0, 2), p.Derivative(u, 1, 2))
	r := p.Sub(lap, p.MatMul(p.Plane(u, 0), lambda))
	wrt := append(net.Params(), lambda)
	jac := p.Jacobian(r, wrt...)
	grad := p.Gradient(p.TMatMul(pick, r), wrt...)
	m := plan.NewMachine[float64](plan.New(p, rows, append(grad, jac)...))
	randomise(rand.New(rand.NewPCG(3, 4)), m.Params(), m.Value(x))
	for i := range rows {
		clear(m.Value(pick))
		m.Value(pick)[i] = 1
		m.Run()
		g := m.Flat(grad)
		for j, want := range g {
			if got := m.Value(jac)[i*len(g)+j]; math.Abs(got-want) > 1e-13*(1+math.Abs(want)) {
				t.Fatalf("∂r[%d]/∂θ[%d] = %v, gradient of that row %v", i, j, got, want)
			}
		}
	}
}

// TestJacobianRefusesSums: a residual in which rows are summed has no row-wise
// Jacobian.
func TestJacobianRefusesSums(t *testing.T) {
	defer func() {
		if recover() == nil {
			t.Error("no panic")
		}
	}()
	p := &ad.Program{}
	net := nn.NewMLP(p, 1, 3, 1)
	u := net.Apply(p, p.Rows("x", 1))
	p.Jacobian(p.Sub(u, p.Broadcast(p.SumRows(u))), net.Params()...)
}

func randomise(rng *rand.Rand, slices ...[]float64) {
	for _, s := range slices {
		for i := range s {
			s[i] = 2*rng.Float64() - 1
		}
	}
}
