package plan

import (
	"residual/core/ad"
	"residual/core/kernel"
)

// A productOf is the matrix product that in takes for a batch of n members.
type productOf func(p *ad.Program, in *ad.Instr, n int) kernel.Product

func matMul(p *ad.Program, in *ad.Instr, n int) kernel.Product {
	return kernel.Product{M: in.Shape.Height(n), K: p.Shape(in.Args[1]).Rows, N: in.Shape.Cols}
}

func matMulT(p *ad.Program, in *ad.Instr, n int) kernel.Product {
	return kernel.Product{M: in.Shape.Height(n), K: p.Shape(in.Args[1]).Cols, N: in.Shape.Cols, TransB: true}
}

// tMatMul sums over all rows and planes.
func tMatMul(p *ad.Program, in *ad.Instr, n int) kernel.Product {
	return kernel.Product{M: in.Shape.Rows, K: p.Shape(in.Args[0]).Height(n), N: in.Shape.Cols, TransA: true}
}

// runProduct runs a product.
func runProduct[T kernel.Float](of productOf) func(*Machine[T], *ad.Instr, []T) {
	return func(m *Machine[T], in *ad.Instr, z []T) {
		kernel.Multiply(of(m.Plan.Program, in, m.n), z, m.arg(in, 0), m.arg(in, 1), m.scratch)
	}
}

// productFlops counts a multiplication and an addition for each term.
func productFlops(of productOf) func(*ad.Program, *ad.Instr, int) int64 {
	return func(p *ad.Program, in *ad.Instr, n int) int64 {
		g := of(p, in, n)
		return 2 * int64(g.M) * int64(g.K) * int64(g.N)
	}
}

// productScratch is enough for either precision, so that a plan serves both.
func productScratch(of productOf) func(*Plan, *ad.Instr, int) int {
	return func(pl *Plan, in *ad.Instr, n int) int { return kernelScratch(of(pl.Program, in, n)) }
}

func kernelScratch(g kernel.Product) int {
	return max(kernel.Work[float32](g), kernel.Work[float64](g))
}
