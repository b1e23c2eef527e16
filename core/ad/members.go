package ad

import "residual/core/kernel"

// The operations below act within a member of a batch, on its rows: the atoms
// of a molecule, pairs of atoms, or the components of vectors at atoms.

// SparseMul is s·x for each member of the batch x and each plane of its jet: x
// has s.Cols rows for a member, the result s.Rows.
func (p *Program) SparseMul(s *kernel.Sparse, x Value) Value {
	shape := p.Shape(x)
	must(shape.Batch && shape.RowsPerMember() == s.Cols, SparseMul, shape)
	shape.MemberRows = batchOf(s.Rows, 0).MemberRows
	return p.add(Instr{Op: SparseMul, Args: []Value{x}, Shape: shape, Map: s})
}

// Gather picks rows: row k of a member of the result is row index[k] of that
// member in x. It is a SparseMul.
func (p *Program) Gather(x Value, index []int) Value {
	return p.SparseMul(selection(index, p.Shape(x).RowsPerMember()), x)
}

// SegmentSum adds up rows, the transpose of Gather: a member of the result has
// segments rows, and row i of it is the sum of its rows k in x with index[k] = i.
func (p *Program) SegmentSum(x Value, index []int, segments int) Value {
	return p.SparseMul(selection(index, segments).Transpose(), x)
}

// selection is the matrix that picks the rows in index: row k of it has a one in
// column index[k].
func selection(index []int, cols int) *kernel.Sparse {
	entries := make([]kernel.Entry, len(index))
	for k, i := range index {
		entries[k] = kernel.Entry{Row: k, Col: i, Weight: 1}
	}
	return kernel.NewSparse(len(index), cols, entries)
}

// SumMember adds up the rows of each member: one row is left.
func (p *Program) SumMember(x Value) Value {
	per := p.Shape(x).RowsPerMember()
	if per == 1 {
		return x
	}
	return p.SegmentSum(x, make([]int, per), 1)
}

// Reshape cuts the numbers of each member, row by row, into rows of cols
// numbers: a row of three coordinates becomes three rows of one.
func (p *Program) Reshape(x Value, cols int) Value {
	s := p.Shape(x)
	all := s.RowsPerMember() * s.Cols
	must(s.Batch && all%cols == 0, Reshape, s)
	if s.Cols == cols {
		return x
	}
	s.MemberRows, s.Cols = batchOf(all/cols, 0).MemberRows, cols
	return p.add(Instr{Op: Reshape, Args: []Value{x}, Shape: s})
}

// BroadcastColumns repeats the one column of x, a batch, cols times.
func (p *Program) BroadcastColumns(x Value, cols int) Value {
	return p.MatMul(x, p.Fill(Shape{Rows: 1, Cols: cols}, 1))
}

// SumColumns adds up the columns of x: one is left.
func (p *Program) SumColumns(x Value) Value {
	return p.MatMul(x, p.Fill(Shape{Rows: p.Shape(x).Cols, Cols: 1}, 1))
}
