package opt_test

import (
	"fmt"

	"residual/core/opt"
)

// decay is the model y = θ₀·e^{−θ₁t} in the rational form y = θ₀/(1 + θ₁t), with
// data of θ = (3, 0.5).
type decay struct{ t, y []float64 }

func (d decay) Rows() int { return len(d.t) }

func (d decay) Residual(r, theta []float64) {
	for i, t := range d.t {
		r[i] = theta[0]/(1+theta[1]*t) - d.y[i]
	}
}

func (d decay) Jacobian(r, jac, theta []float64) {
	d.Residual(r, theta)
	for i, t := range d.t {
		q := 1 / (1 + theta[1]*t)
		jac[2*i], jac[2*i+1] = q, -theta[0]*t*q*q
	}
}

// The parameters of exact data are found exactly: the residual at the minimum
// is 0.
func ExampleLevenbergMarquardt() {
	d := decay{t: []float64{0, 1, 2, 4, 8}}
	for _, t := range d.t {
		d.y = append(d.y, 3/(1+0.5*t))
	}
	lm := opt.NewLevenbergMarquardt(d.Rows(), 2)
	theta := []float64{1, 1}
	for range 20 {
		lm.Step(d, theta)
	}
	fmt.Printf("θ = %.6f, cost %.0f\n", theta, lm.Cost)
	// Output:
	// θ = [3.000000 0.500000], cost 0
}

// Rosenbrock's valley (1960) has its minimum, 0, at (1, 1).
func ExampleLBFGS() {
	valley := func(grad, x []float64) float64 {
		a, b := 1-x[0], x[1]-x[0]*x[0]
		grad[0], grad[1] = -2*a-400*x[0]*b, 200*b
		return a*a + 100*b*b
	}
	x := []float64{-1.2, 1}
	l := opt.NewLBFGS(2, 5, 1)
	steps := l.Minimise(valley, x, 1e-8, 200)
	fmt.Printf("x = %.6f, %t\n", x, steps < 50)
	// Output:
	// x = [1.000000 1.000000], true
}

// The first step of Adam has the size of the rate whatever the gradient is: m̂/√v̂
// is its sign (Kingma & Ba 2015, section 2.1).
func ExampleAdam() {
	theta, grad := []float64{1, 1}, []float64{1e-3, -1e3}
	opt.NewAdam[float64](2, 0.1).Step(theta, grad)
	fmt.Printf("%.4f\n", theta)
	// Output:
	// [0.9000 1.1000]
}

// What an optimiser will hold is counted by the method that reserves it.
func ExampleSize() {
	bytes := opt.Size(func(m opt.Memory) { new(opt.LevenbergMarquardt).Reserve(m, 1000, 50) })
	fmt.Println(bytes, bytes == opt.NewLevenbergMarquardt(1000, 50).Bytes())
	// Output:
	// 437200 true
}
