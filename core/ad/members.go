package ad

import "residual/core/kernel"

// The operations below work on the rows that one member of a batch has: the
// atoms of a molecule, the pairs of them, the components of vectors at them.

// SparseMul is s·x for each member of the batch x and each plane of its jet: x
// has s.Cols rows for a member, the result s.Rows.
func (p *Program) SparseMul(s *kernel.Sparse, x Value) Value {
	shape := p.Shape(x)
	must(shape.Batch && shape.Each() == s.Cols, SparseMul, shape)
	shape.Per = batchOf(s.Rows, 0).Per
	return p.add(Instr{Op: SparseMul, Args: []Value{x}, Shape: shape, Map: s})
}

// Gather picks rows: row k of a member is row index[k] of it in x. It is a
// SparseMul.
func (p *Program) Gather(x Value, index []int) Value {
	return p.SparseMul(picking(index, p.Shape(x).Each()), x)
}

// SegmentSum adds up rows, the transpose of Gather: row i of a member, of
// segments rows, is the sum of those rows k of it in x with index[k] = i.
func (p *Program) SegmentSum(x Value, index []int, segments int) Value {
	return p.SparseMul(picking(index, segments).Transpose(), x)
}

func picking(index []int, cols int) *kernel.Sparse {
	entries := make([]kernel.Entry, len(index))
	for k, i := range index {
		entries[k] = kernel.Entry{Row: k, Col: i, Weight: 1}
	}
	return kernel.NewSparse(len(index), cols, entries)
}

// SumEach adds up the rows of each member: one row is left.
func (p *Program) SumEach(x Value) Value {
	per := p.Shape(x).Each()
	if per == 1 {
		return x
	}
	return p.SegmentSum(x, make([]int, per), 1)
}

// Reshape cuts the numbers of each member, row by row, into rows of cols
// numbers: a row of three coordinates becomes three rows of one.
func (p *Program) Reshape(x Value, cols int) Value {
	s := p.Shape(x)
	all := s.Each() * s.Cols
	must(s.Batch && all%cols == 0, Reshape, s)
	if s.Cols == cols {
		return x
	}
	s.Per, s.Cols = batchOf(all/cols, 0).Per, cols
	return p.add(Instr{Op: Reshape, Args: []Value{x}, Shape: s})
}

// Spread repeats the one column of x, a batch, cols times.
func (p *Program) Spread(x Value, cols int) Value {
	return p.MatMul(x, p.Fill(Shape{Rows: 1, Cols: cols}, 1))
}

// SumColumns adds up the columns of x: one is left.
func (p *Program) SumColumns(x Value) Value {
	return p.MatMul(x, p.Fill(Shape{Rows: p.Shape(x).Cols, Cols: 1}, 1))
}
