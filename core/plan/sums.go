package plan

import (
	"residual/core/ad"
	"residual/core/kernel"
)

// sumsRows tells whether v adds up rows of a batch: only a sum makes a fixed
// value of one.
func sumsRows(p *ad.Program, v ad.Value) bool {
	in := &p.Code[v]
	return !in.Shape.Batch && len(in.Args) > 0 && p.Shape(in.Args[0]).Batch
}

// runSumRows adds up the rows of its argument block by block.
func runSumRows[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) {
	x, cols, rowsPer, block := m.arg(in, 0), in.Shape.Cols, m.argShape(in, 0).RowsPerMember(), m.Plan.block
	sum := m.scratch[:cols]
	m.startSum(z)
	for lo := 0; lo < m.n; lo += block {
		rows := rowsPer * min(block, m.n-lo)
		kernel.SumRows(sum, x[lo*rowsPer*cols:][:rows*cols], rows, cols)
		kernel.Add(z, z, sum)
	}
}

// runTMatMul is xᵀ·y: of batches block by block, within a block plane by plane.
func runTMatMul[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) {
	p, n := m.Plan.Program, m.n
	x, y := m.arg(in, 0), m.arg(in, 1)
	s := m.argShape(in, 0)
	if !s.Batch {
		kernel.Multiply(tMatMul(p, in, n), z, x, y, m.scratch)
		return
	}
	sum, scratch := m.scratch[:len(z)], m.scratch[len(z):]
	m.startSum(z)
	for lo := 0; lo < n; lo += m.Plan.block {
		members := min(m.Plan.block, n-lo)
		for k := range s.Planes() {
			g := blockProduct(in, s, members)
			g.Add = k > 0
			at := (k*n + lo) * s.RowsPerMember()
			kernel.Multiply(g, sum, x[at*g.M:][:g.K*g.M], y[at*g.N:][:g.K*g.N], scratch)
		}
		kernel.Add(z, z, sum)
	}
}

// blockProduct is the product for one plane of so many members of in, a TMatMul
// of batches shaped like x.
func blockProduct(in *ad.Instr, x *ad.Shape, members int) kernel.Product {
	return kernel.Product{M: in.Shape.Rows, K: members * x.RowsPerMember(), N: in.Shape.Cols, TransA: true}
}

// tMatMulScratch holds, for a sum over a batch, the sum of one block and what its
// products need.
func tMatMulScratch(pl *Plan, in *ad.Instr, n int) int {
	x := &pl.code(in.Args[0]).Shape
	if !x.Batch {
		return kernelScratch(tMatMul(pl.Program, in, n))
	}
	return kernelScratch(blockProduct(in, x, min(n, pl.block))) + in.Shape.Size(n)
}

// startSum clears the sum z before the first chunk is added to it.
func (m *Machine[T]) startSum(z []T) {
	if m.lo == 0 && !m.accumulate {
		clear(z)
	}
}

// runRowOuter adds up the outer products of planes and rows, member by member.
func runRowOuter[T kernel.Float](m *Machine[T], in *ad.Instr, z []T) {
	x, y, n := m.arg(in, 0), m.arg(in, 1), m.n
	s, t := m.argShape(in, 0), m.argShape(in, 1)
	rowsPer, size := s.RowsPerMember(), s.Cols*t.Cols
	for k := range s.Planes() {
		x, y := x[k*n*rowsPer*s.Cols:], y[k*n*rowsPer*t.Cols:]
		if rowsPer == 1 {
			kernel.RowOuter(z, x, y, n, s.Cols, t.Cols, size, k > 0)
			continue
		}
		for i := range n * rowsPer {
			kernel.RowOuter(z[i/rowsPer*size:], x[i*s.Cols:], y[i*t.Cols:], 1, s.Cols, t.Cols, size, k > 0 || i%rowsPer > 0)
		}
	}
}
