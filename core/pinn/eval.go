package pinn

import (
	"math"
	"math/rand/v2"

	"residual/core/ad"
	"residual/core/fit"
	"residual/core/law"
	"residual/core/plan"
)

// An evaluator computes a tree at any points.
type evaluator struct {
	program ad.Program
	columns []column
	value   ad.Value
	machine *plan.Machine[float64]
}

// newEvaluator is that of a field or of a derivative of it.
func (m *Model) newEvaluator(field int, o law.Order) (*evaluator, error) {
	tree, err := m.of(derivative(field, o), nil)
	if d := m.trial(field); err == nil && d != nil && o.Sum() > 0 {
		n := node(law.Derivative, d)
		n.Order = o
		tree, err = m.problem.Expand(n, nil)
	}
	if err != nil {
		return nil, err
	}
	v := &evaluator{}
	r := m.recorder(&v.program)
	f := itself(tree)
	v.value = r.batch(f, r.record(f, tree))
	v.columns = r.columns
	return v, r.err
}

func (v *evaluator) reserve(room *fit.Room) {
	room.Machine(&v.machine, &v.program, chunk, v.value)
}

// Eval sets out to a field, or a derivative of it, at len(out) points, each of as many
// numbers of x as the problem has inputs. Where there is no such derivative out is not
// a number.
func (m *Model) Eval(out, x []float64, field int, order law.Order) {
	v := m.values[field]
	if order.Sum() > 0 {
		var err error
		if v, err = m.newEvaluator(field, order); err != nil {
			for i := range out {
				out[i] = math.NaN()
			}
			return
		}
		v.machine = plan.NewMachine[float64](plan.New(&v.program, chunk, v.value))
		copy(v.machine.Params()[m.size:], m.fixed)
	}
	m.run(v.machine, v.columns, v.value, out, x)
}

// Points is up to n points of the domain, other ones for each stream of random numbers,
// as many numbers each as the problem has inputs.
func (m *Model) Points(n int, rng *rand.Rand) (x []float64) {
	for _, at := range m.domain.section(nil, nil, n, rng) {
		x = append(x, at[:len(m.problem.Inputs)]...)
	}
	return x
}

// ResidualAt sets out to left − right of a law at points, which need not be those that
// it was trained at.
func (m *Model) ResidualAt(out, x []float64, law int) {
	for _, e := range m.equations {
		if e.law == law {
			m.run(e.value, e.columns, e.residual, out, x)
		}
	}
}

// run computes a value of a machine at points.
func (m *Model) run(machine *plan.Machine[float64], columns []column, value ad.Value, out, x []float64) {
	inputs := len(m.problem.Inputs)
	var points [chunk]point
	copy(machine.Params(), m.Theta)
	for len(out) > 0 {
		n := min(len(out), machine.Plan.Rows)
		for i := range n {
			copy(points[i][:inputs], x[i*inputs:])
		}
		for _, c := range columns {
			c.fill(machine.Value(c.input)[:n*c.width], points[:n])
		}
		machine.RunRows(n)
		copy(out, machine.Value(value)[:n])
		out, x = out[n:], x[n*inputs:]
	}
}
