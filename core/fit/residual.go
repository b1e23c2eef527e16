package fit

import (
	"residual/core/ad"
	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/plan"
)

// A Residual is a value of a program, one number a row, that is to be made
// small: with the machines that compute it, and it with its derivatives.
//
//	value  r(θ)         rows × 1
//	jac    ∂r/∂θ        rows × parameters
type Residual struct {
	Value, Jac          ad.Value
	Machine, WithSlopes *plan.Machine[float64]
}

// Reserve asks for the two machines. The params of the program are θ, in the
// order of their declaration.
func (r *Residual) Reserve(room *Room, p *ad.Program, rows int, value ad.Value, params ...ad.Value) {
	r.Value, r.Jac = value, p.Jacobian(value, params...)
	room.Machine(&r.Machine, p, rows, r.Value)
	room.Machine(&r.WithSlopes, p, rows, r.Value, r.Jac)
}

// Rows is how many residuals there are.
func (r *Residual) Rows() int { return r.Machine.Plan.Rows }

// Set fills an input of the program, for both machines.
func (r *Residual) Set(input ad.Value, numbers []float64) {
	copy(r.Machine.Value(input), numbers)
	copy(r.WithSlopes.Value(input), numbers)
}

// Residual sets the first Rows numbers of dst to r(θ).
func (r *Residual) Residual(dst, theta []float64) {
	Run(r.Machine, theta)
	copy(dst, r.Machine.Value(r.Value))
}

// Jacobian sets dst likewise, and the first Rows × len(theta) numbers of jac to
// the derivatives.
func (r *Residual) Jacobian(dst, jac, theta []float64) {
	Run(r.WithSlopes, theta)
	copy(dst, r.WithSlopes.Value(r.Value))
	copy(jac, r.WithSlopes.Value(r.Jac))
}

// Run computes what a machine is for, at theta, and returns the machine.
func Run[T kernel.Float](m *plan.Machine[T], theta []T) *plan.Machine[T] {
	copy(m.Params(), theta)
	m.Run()
	return m
}

// Cost adds one evaluation of the derivatives and so many of the residual.
func (r *Residual) Cost(c *lab.Cost, times int) {
	AddRun(c, r.WithSlopes, 1)
	AddRun(c, r.Machine, times)
}
