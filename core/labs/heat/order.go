package heat

import (
	"math"

	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/pde"
)

// timeOrder refines dt four times at a fixed end and holds the blocks against
// the exact solution in time of the same equations, discrete in space. The
// slope of log error against log dt is the order, 1 for forward Euler.
//
// The profile is smooth, so that slow modes carry the error: in mode k it is
// (μₖ²·T·dt/2)·exp(−μₖT)·(1 + O(μₖdt)), and μₖdt is below 0.01 here. The
// smallest error is some 10⁻⁴, far above rounding.
func (f *flow) timeOrder() lab.Check {
	const n, blocks, levels = 16, 64, 4
	var x, y [levels]float64
	for i := range levels {
		steps := blocks << i
		r := 0.1 * blocks / float64(steps)
		x[i], y[i] = math.Log(r), math.Log(timeError(f.dim, n, r, steps))
	}
	return lab.Near("order of accuracy in time", slope(x[:], y[:]), 1, 0.02,
		"forward Euler is of order 1; exact solution of the semi-discrete equations by Fourier modes")
}

// timeError is max |u − exact| after a number of blocks over n points a side.
func timeError(dim, n int, r float64, steps int) float64 {
	side := make([]float64, n)
	for i := range side {
		x := 2 * math.Pi * float64(i) / float64(n)
		side[i] = math.Exp(math.Cos(x)) + 0.5*math.Sin(2*x)
	}
	ring := pde.NewRing(n)
	ring.Set(side)
	exact := make([]float64, n)
	ring.Discrete(exact, r*float64(steps)/float64(n*n))
	u, truth := product(dim, side), product(dim, exact)
	next := make([]float64, len(u))
	for range steps {
		block(dim, n, r, next, u)
		u, next = next, u
	}
	kernel.Sub(u, u, truth)
	return kernel.MaxAbs(u)
}

// product is side(x), or side(x)·side(y) row by row on a plate: the heat
// equation keeps such a product one.
func product(dim int, side []float64) []float64 {
	if dim == 1 {
		return append([]float64(nil), side...)
	}
	u := make([]float64, 0, len(side)*len(side))
	for _, a := range side {
		for _, b := range side {
			u = append(u, a*b)
		}
	}
	return u
}

// slope is that of the least-squares line through the points.
func slope(x, y []float64) float64 {
	var mx, my float64
	for i := range x {
		mx += x[i] / float64(len(x))
		my += y[i] / float64(len(y))
	}
	var xy, xx float64
	for i := range x {
		xy += (x[i] - mx) * (y[i] - my)
		xx += (x[i] - mx) * (x[i] - mx)
	}
	return xy / xx
}
