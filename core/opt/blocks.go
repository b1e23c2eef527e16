package opt

import "residual/core/kernel"

// Blocks is a least-squares problem whose rows come block by block, so that no
// more than one block of its Jacobian need be in memory: to minimise ½‖r(θ)‖²,
// with r the residuals of all blocks below each other.
type Blocks interface {
	// Blocks is how many blocks there are.
	Blocks() int
	// Rows is how many residuals block i has.
	Rows(i int) int
	// Residual sets r, of Rows(i) numbers, to the residuals of block i.
	Residual(i int, r, theta []float64)
	// Jacobian sets r likewise and jac, Rows(i) × len(theta), to the derivatives.
	Jacobian(i int, r, jac, theta []float64)
}

// Loss is ½‖r‖² over blocks first … last−1, added up block by block. Scratch has
// the room of the longest block.
func Loss(p Blocks, first, last int, theta, scratch []float64) (sum float64) {
	for i := first; i < last; i++ {
		r := scratch[:p.Rows(i)]
		p.Residual(i, r, theta)
		sum += kernel.Dot(r, r)
	}
	return sum / 2
}
