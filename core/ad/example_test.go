package ad_test

import (
	"fmt"

	"residual/core/ad"
	"residual/core/plan"
)

// A loss is recorded, then its gradient, which is more instructions of the same
// program; package plan runs both.
func ExampleProgram_Gradient() {
	// Least squares: loss = Σᵢ (xᵢ·w − yᵢ)².
	p := &ad.Program{}
	w := p.Param("w", 2, 1)
	x, y := p.Rows("x", 2), p.Rows("y", 1)
	r := p.Sub(p.MatMul(x, w), y)
	loss := p.TMatMul(r, r)
	grad := p.Gradient(loss, w)[0]

	m := plan.NewMachine[float64](plan.New(p, 3, loss, grad))
	copy(m.Value(x), []float64{1, 0, 0, 1, 1, 1})
	copy(m.Value(y), []float64{1, 2, 4})
	copy(m.Value(w), []float64{1, 2})
	m.Run()
	fmt.Println(m.Value(loss), m.Value(grad))
	// Output: [1] [-2 -2]
}

// A jet carries Taylor coefficients along a direction through a program.
func ExampleProgram_Seed() {
	// u = x₁²·x₂ along (1, 0): u′ = 2x₁x₂, u″ = 2x₂.
	p := &ad.Program{}
	x := p.Rows("x", 2)
	jet := p.Seed(x, 2, []float64{1, 0})
	x1, x2 := p.Columns(jet, 0, 1), p.Columns(jet, 1, 1)
	u := p.Mul(p.Mul(x1, x1), x2)
	value, first, second := p.Plane(u, 0), p.Derivative(u, 0, 1), p.Derivative(u, 0, 2)

	m := plan.NewMachine[float64](plan.New(p, 1, value, first, second))
	copy(m.Value(x), []float64{3, 5})
	m.Run()
	fmt.Println(m.Value(value), m.Value(first), m.Value(second))
	// Output: [45] [30] [10]
}

// The forward Laplacian carries the sum of all second derivatives in one plane.
func ExampleProgram_Laplacian() {
	// u = x₁² + 3x₂²: Δu = 2 + 6.
	p := &ad.Program{}
	x := p.Rows("x", 2)
	jet := p.SeedSum(x, 2, []float64{1, 0}, []float64{0, 1})
	weights := p.Param("weights", 2, 1)
	u := p.MatMul(p.Mul(jet, jet), weights)
	laplacian := p.Laplacian(u)

	m := plan.NewMachine[float64](plan.New(p, 1, laplacian))
	copy(m.Value(weights), []float64{1, 3})
	copy(m.Value(x), []float64{0.5, -0.25})
	m.Run()
	fmt.Println(m.Value(laplacian))
	// Output: [8]
}

// The row-wise Jacobian is what Gauss–Newton and Levenberg–Marquardt need.
func ExampleProgram_Jacobian() {
	// rᵢ = (a·xᵢ)²: ∂rᵢ/∂a = 2a·xᵢ².
	p := &ad.Program{}
	a, x := p.Param("a", 1, 1), p.Rows("x", 1)
	ax := p.MatMul(x, a)
	jacobian := p.Jacobian(p.Mul(ax, ax), a)

	m := plan.NewMachine[float64](plan.New(p, 3, jacobian))
	copy(m.Value(a), []float64{10})
	copy(m.Value(x), []float64{1, 2, 3})
	m.Run()
	fmt.Println(m.Value(jacobian))
	// Output: [20 80 180]
}
