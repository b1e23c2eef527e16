package expr_test

import (
	"fmt"

	"residual/core/expr"
	"residual/core/interval"
)

// The pendulum sin x ≈ x − x³/6: the text is read, and written again in the form
// that is read.
func ExampleParse() {
	s, err := expr.Parse("x′ = y; y' = −(x − x^3/6) − c·y; c = 0.5 in [0, 1]")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(s)
	// Output:
	// x' = y; y' = -(x - x^3/6) - c*y; c = 0.5 in [0, 1]; x in [-3, 3]; y in [-3, 3]
}

// An error says where, and what could stand there.
func ExampleParse_error() {
	_, err := expr.Parse("x' = y x")
	fmt.Println(err)
	// Output:
	// at character 8, after “x' = y”: an operator, or a comma between equations, is missing before "x"
}

// One tree, two algebras: in floating point x·eˣ at 1 is e; in intervals the value and
// the derivative of x·eˣ on [0, 1] lie within [0, e] and [1, 2e], e = 2.71828…
func ExampleEval() {
	s, err := expr.Parse("x' = x*exp(x)")
	if err != nil {
		fmt.Println(err)
		return
	}
	tree := s.Rights[0]
	fmt.Printf("%.5f\n", expr.Eval(tree, expr.Algebra[float64](expr.Numbers{}), []float64{1}, nil))

	x := expr.Slope{V: interval.Interval{Lo: 0, Hi: 1}}
	x.D[0] = interval.Point(1)
	z := expr.Eval(tree, expr.Algebra[expr.Slope](&expr.Slopes{N: 1}), []expr.Slope{x}, nil)
	fmt.Printf("[%.5f, %.5f] and [%.5f, %.5f]\n", z.V.Lo, z.V.Hi, z.D[0].Lo, z.D[0].Hi)
	// Output:
	// 2.71828
	// [0.00000, 2.71828] and [1.00000, 5.43656]
}
