package opt

import (
	"math"
	"testing"
)

// A polynomialFit is c₀ + c₁x + … at points of [0, 1], whose columns nearly depend on
// each other, with the values that all coefficients 1 give.
type polynomialFit struct{ rows, n int }

func (p polynomialFit) Rows() int { return p.rows }

func (p polynomialFit) Residual(r, theta []float64) { p.Jacobian(r, nil, theta) }

func (p polynomialFit) Jacobian(r, jac, theta []float64) {
	for i := range p.rows {
		x, power := float64(i)/float64(p.rows-1), 1.0
		r[i] = 0
		for j, c := range theta {
			if r[i] += power * (c - 1); jac != nil {
				jac[i*p.n+j] = power
			}
			power *= x
		}
	}
}

// TestGaussNewton: in one step a linear problem of condition 1e9 is solved to the digits
// that rounding leaves; the normal equations, of condition 1e18, leave none.
func TestGaussNewton(t *testing.T) {
	p := polynomialFit{60, 12}
	var g GaussNewton
	g.Reserve(Heap{}, p.rows, p.n)
	g.Begin(p.rows, 1e-14)
	theta := make([]float64, p.n)
	if !g.Step(p, theta) {
		t.Fatal("no step")
	}
	for j, c := range theta {
		if !(math.Abs(c-1) < 1e-4) {
			t.Errorf("coefficient %d is %v", j, c)
		}
	}
	if g.Cost > 1e-24 {
		t.Errorf("the cost is %g", g.Cost)
	}
}

func TestGaussNewtonInAValley(t *testing.T) {
	var g GaussNewton
	g.Reserve(Heap{}, 2, 2)
	g.Begin(2, 1e-3)
	theta, before := []float64{-1.2, 1}, math.Inf(1)
	for range 400 {
		moved := g.Step(rosenbrock{}, theta)
		if g.Cost > before {
			t.Fatalf("the cost rises from %g to %g", before, g.Cost)
		}
		if before = g.Cost; !moved {
			break
		}
	}
	if !(math.Abs(theta[0]-1)+math.Abs(theta[1]-1) < 1e-9) {
		t.Errorf("ends at %v", theta)
	}
}
