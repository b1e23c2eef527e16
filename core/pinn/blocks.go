package pinn

import "residual/core/opt"

// BlockRows is the most rows of a block.
const BlockRows = chunk

// rowBlocks is a model whose rows come block by block, a chunk of an equation each.
type rowBlocks struct{ *Model }

// Blocks is the model as a problem whose rows come in blocks of at most BlockRows.
func (m *Model) Blocks() opt.Blocks { return rowBlocks{m} }

func (b rowBlocks) Blocks() (n int) {
	for _, e := range b.equations {
		n += e.chunks()
	}
	return n
}

// find is the equation of a block, and which of its chunks that is.
func (b rowBlocks) find(i int) (*equation, int) {
	for _, e := range b.equations {
		if n := e.chunks(); i < n {
			return e, i
		} else {
			i -= n
		}
	}
	panic("pinn: there are fewer blocks")
}

func (b rowBlocks) Rows(i int) int {
	e, k := b.find(i)
	return min(chunk, e.used-k*chunk)
}

func (b rowBlocks) Residual(i int, r, theta []float64) {
	e, k := b.find(i)
	e.residuals(k, r, theta)
}

func (b rowBlocks) Jacobian(i int, r, jac, theta []float64) {
	e, k := b.find(i)
	e.jacobian(k, r, jac, theta)
}
