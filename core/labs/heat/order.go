package heat

import (
	"math"

	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/pde"
)

// timeOrder halves dt three times at a fixed end and holds the blocks against
// the exact solution in time of the same equations, discrete in space. The
// slope of log error against log dt is the order, 1 for forward Euler.
//
// The profile is smooth, so that slow modes carry the error: in mode k it is
// (μₖ²·T·dt/2)·exp(−μₖT)·(1 + O(μₖdt)), and μₖdt is below 0.01 here. The
// smallest error is some 10⁻⁴, far above rounding.
func timeOrder(dim int) lab.Check {
	const blocks = 64
	order := 0.0
	for i, weight := range []float64{0.3, 0.1, -0.1, -0.3} { // the slope of least squares
		steps := blocks << i
		order += weight * math.Log2(timeError(grid{dim, 16}, 0.1*blocks/float64(steps), steps))
	}
	return lab.Near("order of accuracy in time", order, 1, 0.02,
		"forward Euler is of order 1; exact solution of the semi-discrete equations by Fourier modes")
}

// timeError is max |u − exact| after a number of blocks.
func timeError(g grid, r float64, steps int) float64 {
	side := make([]float64, g.n)
	for i := range side {
		x := 2 * math.Pi * float64(i) / float64(g.n)
		side[i] = math.Exp(math.Cos(x)) + 0.5*math.Sin(2*x)
	}
	ring := pde.NewRing(g.n)
	ring.Set(side)
	exact := make([]float64, g.n)
	ring.Discrete(exact, r*float64(steps)/float64(g.n*g.n))
	u, truth, next := make([]float64, g.cells()), make([]float64, g.cells()), make([]float64, g.cells())
	g.product(u, side)
	g.product(truth, exact)
	for range steps {
		g.block(next, u, r)
		u, next = next, u
	}
	kernel.Sub(u, u, truth)
	return kernel.MaxAbs(u)
}
