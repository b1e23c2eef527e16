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
	"strconv"

	"residual/core/ad"
	"residual/core/kernel"
)

// Block is the number of rows that are summed before their sum joins the
// total. It bounds what a total rounds off: 128 rows of 64 × 64 outer products
// cost one addition of the total in 128.
const Block = 128

// blockOf is the number of members whose rows are a block: Block, or fewer by a
// power of two where members have several rows. It depends on the program
// alone.
func blockOf(p *ad.Program) int {
	most := 1
	for i := range p.Code {
		most = max(most, p.Code[i].Shape.Each())
	}
	block := Block
	for block > 1 && block*most > Block {
		block /= 2
	}
	return block
}

// A Plan is a layout of one program in memory. With Chunk < Rows the rows are
// taken chunk by chunk, and what is needed again after a sum over all rows is
// computed again.
type Plan struct {
	Program *ad.Program
	Outputs []ad.Value
	Rows    int
	Chunk   int // members worked on at a time: Rows, or a multiple of the block

	block   int // members that are summed before their sum joins the total
	phases  []phase
	home    []place // of inputs, outputs and fixed values, by value
	room    int     // numbers that the batches of a phase share
	scratch int     // offset of the products' working room
	numbers int     // length of the arena
	flops   int64
	extra   int64
}

// A place is where a value stands in the arena.
type place struct{ offset, size int }

// New plans the computation of outputs for a batch of rows. All inputs of the
// program have a place, the params side by side in the order of their
// declaration; the fixed outputs too lie side by side in the order given. Where
// one pass over the rows is enough they are taken in chunks that stay in the
// cache; otherwise all at once.
func New(p *ad.Program, rows int, outputs ...ad.Value) *Plan {
	whole := newPlan(p, rows, rows, outputs)
	if rows <= whole.block || !whole.onePass() {
		return whole
	}
	least := newPlan(p, rows, whole.block, outputs)
	return newPlan(p, rows, min(rows, whole.block*max(1, cached/max(1, least.room))), outputs)
}

// InChunks is New with a given number of rows at a time, a multiple of Block or
// all of them.
func InChunks(p *ad.Program, rows, chunk int, outputs ...ad.Value) *Plan {
	return newPlan(p, rows, min(rows, (chunk+Block-1)/Block*Block), outputs)
}

// cached is how many numbers of intermediate values a chunk may have to stay in
// the cache: 512 KiB in float32, 1 MiB in float64, a second-level cache of
// today. A step of a network of four layers of 64 with second derivatives took
// a fifth of the time at this size of what it took with all of 8192 rows at
// once.
const cached = 1 << 17

// A BudgetError says that a plan does not fit into a budget.
type BudgetError struct{ Budget, Least int64 } // bytes

func (e *BudgetError) Error() string {
	return "a budget of " + strconv.FormatInt(e.Budget, 10) + " bytes is too small: the least that works is " +
		strconv.FormatInt(e.Least, 10)
}

// Within is New within a budget of bytes for numbers of the given size: with
// fewer rows at a time where need be. Outputs with a row for each of the batch must be
// plain. The error is a *BudgetError.
func Within(budget int64, size int, p *ad.Program, rows int, outputs ...ad.Value) (*Plan, error) {
	most := New(p, rows, outputs...)
	if most.Bytes(size) <= budget {
		return most, nil
	}
	block := most.block
	best := newPlan(p, rows, min(rows, block), outputs)
	if best.Bytes(size) > budget {
		return nil, &BudgetError{budget, best.Bytes(size)}
	}
	lo, hi := 1, (most.Chunk-1)/block+1 // blocks: lo fits, hi does not
	for hi-lo > 1 {
		mid := (lo + hi) / 2
		if pl := newPlan(p, rows, mid*block, outputs); pl.Bytes(size) <= budget {
			lo, best = mid, pl
		} else {
			hi = mid
		}
	}
	return best, nil
}

func newPlan(p *ad.Program, rows, chunk int, outputs []ad.Value) *Plan {
	pl := &Plan{Program: p, Outputs: outputs, Rows: rows, Chunk: chunk, block: blockOf(p), home: make([]place, len(p.Code))}
	pl.phases = phases(pl)
	l := &layout{Plan: pl}
	l.leaves(ad.Param)
	l.leaves(ad.Rows)
	l.outputs(false)
	l.outputs(true)
	l.fixed()
	base := l.high
	for i := range pl.phases {
		l.share(&pl.phases[i], base)
	}
	pl.room, pl.scratch = l.high-base, l.high
	pl.numbers = l.high + pl.work()
	pl.count()
	return pl
}

// Flops is the count of floating-point operations of one run (see Flops).
func (pl *Plan) Flops() int64 { return pl.flops }

// Bytes is what a machine of numbers of the given size will hold.
func (pl *Plan) Bytes(size int) int64 { return int64(pl.numbers) * int64(size) }

// Extra is how many of these come from computing something again.
func (pl *Plan) Extra() int64 { return pl.extra }

// count adds up the operations.
func (pl *Plan) count() {
	seen := make([]bool, len(pl.home))
	for _, ph := range pl.phases {
		for _, v := range ph.steps {
			n := Flops(pl.Program, v, pl.Rows)
			pl.flops += n
			if seen[v] {
				pl.extra += n
			}
			seen[v] = true
		}
	}
}

// work is the scratch room that the steps ask for, in numbers: of a product, of
// the sum of one block, of the cosine that comes with a sine.
func (pl *Plan) work() int {
	most := 0
	for _, ph := range pl.phases {
		for _, v := range ph.steps {
			most = max(most, pl.workOf(v))
		}
	}
	return most
}

func (pl *Plan) workOf(v ad.Value) int {
	need := 0
	members := pl.Chunk
	if sumsRows(pl.Program, v) {
		members = min(members, pl.block)
	}
	if g, ok := product(pl.Program, v, members); ok {
		need = max(kernel.ScratchLen[float32](g), kernel.ScratchLen[float64](g))
	}
	if sumsRows(pl.Program, v) {
		need += pl.Program.Shape(v).Size(0)
	}
	if op := pl.code(v).Op; op == ad.Sin || op == ad.Cos {
		need = pl.size(v)
	}
	return need
}

func (pl *Plan) code(v ad.Value) *ad.Instr { return &pl.Program.Code[v] }

// size is the count of numbers of v for one chunk.
func (pl *Plan) size(v ad.Value) int { return pl.Program.Shape(v).Size(pl.Chunk) }

// atHome tells whether v has room of its own, for all rows.
func (pl *Plan) atHome(v ad.Value) bool { return pl.home[v].size > 0 }

// isView tells whether v is a plane that stands inside the value it is taken
// from.
func (pl *Plan) isView(v ad.Value) bool {
	return pl.code(v).Op == ad.Plane && !pl.atHome(v)
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

// product is the matrix product that computing v for a batch of n members
// takes, if it takes one; of a sum over rows that of one plane.
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
			g.K = n * x.Each()
		}
	}
	return g, true
}
