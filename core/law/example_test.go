package law_test

import (
	"fmt"

	"residual/core/law"
)

// A heat equation with a condition too few: it is read, written in the form that is
// read, and remarked upon.
func ExampleParse() {
	p, err := law.Parse(`
		∂u/∂t = κ Δu          # the law
		κ = 0.1 in [0.01, 1]  # a slider
		0 < x < 1, t in [0, 2]
		u(x, 0) = sin πx
		u = 0 on left`)
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(p)
	fmt.Println(p.Kind(), p.Degree())
	for _, r := range p.Remarks() {
		fmt.Println(r.Text)
	}
	// Output:
	// x in [0, 1]
	// t in [0, 2]
	// u(x, t)
	// κ = 0.1 in [0.01, 1]
	// u_t = κ*laplace(u)
	// u = sin(pi*x) on t = 0
	// u = 0 on x = 0
	// parabolic linear
	// u is of order 2 in x and needs 2 conditions in x; there is 1: u = 0 on x = 0
}

// An error says where, and both readings of what can be read in two ways.
func ExampleParse_error() {
	_, err := law.Parse("x in [0, 1]\ny' = sin x/2")
	fmt.Println(err)
	// Output:
	// line 2, column 6: sin a/b can be read in two ways: write sin(a)/b or sin(a/b)
}

// A claimed solution that is wrong is found out by Taylor arithmetic.
func ExampleProblem_Verify() {
	p, err := law.Parse("x in [0, 1]; u'' + u = 0; u(0) = 0; u(1) = sin 1; truth u = x - x^3/6")
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, v := range p.Verify() {
		fmt.Printf("%s = %s: %.1g\n", p.Text(v.Equation.Left), p.Text(v.Equation.Right), v.Largest)
	}
	// Output:
	// u_xx + u = 0: 0.1
	// u = 0: 0
	// u = sin(1): 0.008
}
