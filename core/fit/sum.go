package fit

import (
	"residual/core/lab"
	"residual/core/opt"
)

// A Term is a part of a least-squares problem, or all of one.
type Term interface {
	opt.LeastSquares
	// Cost adds one evaluation of the Jacobian and so many of the residual.
	Cost(c *lab.Cost, times int)
}

// A Sum is the problem of several terms at once: their residuals stand below each
// other, in order, so that the loss is the sum of theirs.
type Sum []Term

// Rows is the number of residuals of all terms.
func (s Sum) Rows() (n int) {
	for _, t := range s {
		n += t.Rows()
	}
	return n
}

// Residual sets r to the residuals at theta.
func (s Sum) Residual(r, theta []float64) {
	for _, t := range s {
		n := t.Rows()
		t.Residual(r[:n], theta)
		r = r[n:]
	}
}

// Jacobian sets r likewise and jac to the derivatives.
func (s Sum) Jacobian(r, jac, theta []float64) {
	for _, t := range s {
		n := t.Rows()
		t.Jacobian(r[:n], jac[:n*len(theta)], theta)
		r, jac = r[n:], jac[n*len(theta):]
	}
}

// Cost adds that of every term.
func (s Sum) Cost(c *lab.Cost, times int) {
	for _, t := range s {
		t.Cost(c, times)
	}
}
