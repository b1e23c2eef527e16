package fit

import (
	"residual/core/ad"
	"residual/core/kernel"
	"residual/core/plan"
)

// A Blocked is a value of a program, one number a row, over many rows of inputs
// that are taken in blocks of fixed size: its derivatives are never there for all
// rows at once.
type Blocked struct {
	Weight float64 // by which every row is multiplied
	Inputs [][]float64

	rows, block     int
	inputs          []ad.Value
	value, jac      ad.Value
	machine, slopes *plan.Machine[float64]
}

// Reserve asks for machines of a block and for the inputs. The params of the
// program are θ, in the order of their declaration.
func (b *Blocked) Reserve(room *Room, p *ad.Program, rows, block int, value ad.Value, inputs []ad.Value, params ...ad.Value) {
	b.Weight, b.rows, b.block = 1, rows, min(rows, block)
	b.inputs, b.value, b.jac = inputs, value, p.Jacobian(value, params...)
	b.Inputs = make([][]float64, len(inputs))
	for i, v := range inputs {
		room.Floats(&b.Inputs[i], rows*p.Shape(v).Cols)
	}
	room.Machine(&b.machine, p, b.block, b.value)
	room.Machine(&b.slopes, p, b.block, b.value, b.jac)
}

// Blocks is how many blocks the rows make.
func (b *Blocked) Blocks() int { return (b.rows + b.block - 1) / b.block }

// Rows is how many rows block i has.
func (b *Blocked) Rows(i int) int { return min(b.block, b.rows-i*b.block) }

// Residual sets r to the values of block i.
func (b *Blocked) Residual(i int, r, theta []float64) {
	b.run(b.machine, i, theta)
	kernel.Scale(r, b.Weight, b.machine.Value(b.value)[:len(r)])
}

// Jacobian sets r likewise and jac to the derivatives.
func (b *Blocked) Jacobian(i int, r, jac, theta []float64) {
	b.run(b.slopes, i, theta)
	kernel.Scale(r, b.Weight, b.slopes.Value(b.value)[:len(r)])
	kernel.Scale(jac, b.Weight, b.slopes.Value(b.jac)[:len(jac)])
}

// run computes block i.
func (b *Blocked) run(m *plan.Machine[float64], i int, theta []float64) {
	n := b.Rows(i)
	for j, v := range b.inputs {
		cols := len(b.Inputs[j]) / b.rows
		copy(m.Value(v), b.Inputs[j][i*b.block*cols:][:n*cols])
	}
	copy(m.Params(), theta)
	m.RunRows(n)
}

// BlockSum is the problem of several terms, one after the other (opt.Blocks).
type BlockSum []*Blocked

// Blocks is how many blocks all terms have.
func (s BlockSum) Blocks() (n int) {
	for _, b := range s {
		n += b.Blocks()
	}
	return n
}

// at is the term that block i belongs to, and its number there.
func (s BlockSum) at(i int) (*Blocked, int) {
	for _, b := range s {
		if i < b.Blocks() {
			return b, i
		}
		i -= b.Blocks()
	}
	panic("fit: no such block")
}

// Rows is how many rows block i has.
func (s BlockSum) Rows(i int) int {
	b, i := s.at(i)
	return b.Rows(i)
}

// Residual sets r to the residuals of block i.
func (s BlockSum) Residual(i int, r, theta []float64) {
	b, i := s.at(i)
	b.Residual(i, r, theta)
}

// Jacobian sets r likewise and jac to the derivatives.
func (s BlockSum) Jacobian(i int, r, jac, theta []float64) {
	b, i := s.at(i)
	b.Jacobian(i, r, jac, theta)
}
