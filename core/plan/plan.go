// Package plan lays a recorded program out in memory and runs it.
//
// A Plan is made for a program, the values wanted of it and a number of rows.
// It drops what the wanted values do not need, gives every other value a place
// in one arena so that values that are never needed together share room, and
// says beforehand how many bytes and floating-point operations a run takes. A
// Machine holds the arena and runs the plan any number of times without
// allocating.
//
// Sums over rows run over blocks of Block rows, and the sums of the blocks are
// added in order: the result depends on neither the width of the machine's
// vectors nor how the rows are divided.
package plan

import (
	"slices"

	"residual/core/ad"
	"residual/core/kernel"
)

// Block is the number of rows that are summed before their sum joins the
// total. It bounds what a total rounds off: 128 rows of 64 × 64 outer products
// cost one addition of the total in 128.
const Block = 128

// A Plan is a layout of one program in memory.
type Plan struct {
	Program *ad.Program
	Outputs []ad.Value
	Rows    int

	steps   []ad.Value // what is to be computed, in order
	place   []place    // by value
	scratch int        // offset of the products' working room
	numbers int        // length of the arena
	flops   int64
}

// A place is where a value stands in the arena: at an offset, or, for a plane
// of another value, inside that.
type place struct {
	offset, size int
	needed       bool
}

// New plans the computation of outputs for a batch of rows. All inputs of the
// program have a place, the params side by side in the order of their
// declaration; the fixed outputs too lie side by side in the order given.
func New(p *ad.Program, rows int, outputs ...ad.Value) *Plan {
	pl := &Plan{Program: p, Outputs: outputs, Rows: rows, place: make([]place, len(p.Code))}
	pl.choose()
	l := &layout{Plan: pl}
	l.leaves(ad.Param)
	l.leaves(ad.Rows)
	l.outputs(false)
	l.outputs(true)
	l.rest()
	pl.scratch = l.high
	pl.numbers = l.high + pl.work()
	for _, v := range pl.steps {
		pl.flops += Flops(p, v, rows)
	}
	return pl
}

// Numbers is the length of the arena in numbers.
func (pl *Plan) Numbers() int { return pl.numbers }

// Flops is the count of floating-point operations of one run (see Flops).
func (pl *Plan) Flops() int64 { return pl.flops }

// Bytes is what a machine of numbers of the given size will hold.
func (pl *Plan) Bytes(size int) int64 { return int64(pl.numbers) * int64(size) }

// choose marks what the outputs need and lists it in order.
func (pl *Plan) choose() {
	for _, v := range pl.Outputs {
		pl.place[v].needed = true
	}
	for v := len(pl.place) - 1; v >= 0; v-- {
		if pl.place[v].needed {
			for _, a := range pl.code(ad.Value(v)).Args {
				pl.place[a].needed = true
			}
		}
	}
	for v := range pl.place {
		in := pl.code(ad.Value(v))
		if pl.place[v].needed && in.Op != ad.Rows && in.Op != ad.Param {
			pl.steps = append(pl.steps, ad.Value(v))
		}
	}
}

// work is the scratch room that the steps ask for, in numbers: of a product, of
// the sum of one block, of the cosine that comes with a sine.
func (pl *Plan) work() int {
	most := 0
	for _, v := range pl.steps {
		need := 0
		if g, ok := product(pl.Program, v, pl.Rows); ok {
			need = max(kernel.Work[float32](g), kernel.Work[float64](g))
		}
		if sumsRows(pl.Program, v) {
			need += pl.Program.Shape(v).Size(0)
		}
		if op := pl.code(v).Op; op == ad.Sin || op == ad.Cos {
			need = pl.size(v)
		}
		most = max(most, need)
	}
	return most
}

func (pl *Plan) code(v ad.Value) *ad.Instr { return &pl.Program.Code[v] }

// size is the count of numbers of v.
func (pl *Plan) size(v ad.Value) int { return pl.Program.Shape(v).Size(pl.Rows) }

// isView tells whether v is a plane that stands inside the value it is taken
// from.
func (pl *Plan) isView(v ad.Value) bool {
	return pl.code(v).Op == ad.Plane && !slices.Contains(pl.Outputs, v)
}

// owner is the value in whose room v stands.
func (pl *Plan) owner(v ad.Value) ad.Value {
	for pl.isView(v) {
		v = pl.code(v).Args[0]
	}
	return v
}

// sumsRows tells whether v adds up rows of a batch.
func sumsRows(p *ad.Program, v ad.Value) bool {
	in := &p.Code[v]
	return (in.Op == ad.SumRows || in.Op == ad.TMatMul) && p.Shape(in.Args[0]).Batch
}

// product is the matrix product that computing v for a batch of n rows takes,
// if it takes one; of a sum over rows the product of one block.
func product(p *ad.Program, v ad.Value, n int) (g kernel.Product, ok bool) {
	in := &p.Code[v]
	switch in.Op {
	case ad.MatMul, ad.MatMulT, ad.TMatMul:
	default:
		return g, false
	}
	x, y := p.Shape(in.Args[0]), p.Shape(in.Args[1])
	switch in.Op {
	case ad.MatMul:
		g = kernel.Product{M: x.Height(n), K: x.Cols, N: y.Cols}
	case ad.MatMulT:
		g = kernel.Product{M: x.Height(n), K: x.Cols, N: y.Rows, TransB: true}
	case ad.TMatMul:
		g = kernel.Product{M: x.Cols, K: x.Rows, N: y.Cols, TransA: true}
		if x.Batch {
			g.K = min(n, Block)
		}
	}
	return g, true
}
