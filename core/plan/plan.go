// Package plan lays a recorded program out in memory and runs it.
//
// A Plan is made for a program, some of its values as outputs, and a number of
// rows. It drops what the outputs do not need, places all other values in one
// arena, in which values that are not needed at the same time overlap, and says
// beforehand how many bytes and floating-point operations a run takes. A Machine
// holds the arena and runs the plan any number of times without allocating.
//
// Rows are summed in blocks of Block rows, and the sums of the blocks are added
// in order: the result depends neither on the width of the machine's vectors nor
// on how the rows are divided into chunks.
//
// How an operation of package ad is run, and what it costs, is described in one
// table (table.go).
package plan

import (
	"slices"
	"strconv"

	"residual/core/ad"
)

// Block is the number of rows that are summed before their sum is added to the
// total. It bounds the rounding error of a total, and makes its additions cheap:
// there is one for 128 outer products.
const Block = 128

// blockOf is the number of members whose rows make up a block: Block divided by
// the least power of two with which the block has at most Block rows. It depends
// on the program alone.
func blockOf(p *ad.Program) int {
	most := 1
	for i := range p.Code {
		most = max(most, p.Code[i].Shape.RowsPerMember())
	}
	block := Block
	for block > 1 && block*most > Block {
		block /= 2
	}
	return block
}

// A Plan is a layout of one program in memory. If Chunk < Rows, the rows are
// taken chunk by chunk, and what is needed once more after a sum over all rows is
// recomputed.
type Plan struct {
	Program *ad.Program
	Outputs []ad.Value
	Rows    int
	Chunk   int // members computed at a time: Rows, or a multiple of the block

	block      int // members whose sum is added to the total at once
	phases     []phase
	resident   []span // by value: of inputs, outputs and fixed values
	sharedLen  int    // numbers in the region that the batches of a phase share
	scratchAt  int    // offset of the scratch of the operations
	arenaLen   int    // numbers in the arena
	flops      int64
	recomputed int64 // of flops
}

// A span is a range of numbers in the arena.
type span struct{ offset, size int }

// New plans the computation of outputs for a batch of rows. All inputs of the
// program are in the arena, the params side by side in the order of their
// declaration; the fixed outputs too lie side by side, in the order given. If one
// pass over the rows is enough, they are taken in chunks that stay in the cache,
// otherwise all at once.
func New(p *ad.Program, rows int, outputs ...ad.Value) *Plan {
	whole := newPlan(p, rows, rows, outputs)
	if rows <= whole.block || !whole.onePass() {
		return whole
	}
	least := newPlan(p, rows, whole.block, outputs)
	return newPlan(p, rows, min(rows, whole.block*max(1, cacheLen/max(1, least.sharedLen))), outputs)
}

// InChunks is New with a given number of rows at a time, a multiple of Block or
// all of them.
func InChunks(p *ad.Program, rows, chunk int, outputs ...ad.Value) *Plan {
	return newPlan(p, rows, min(rows, (chunk+Block-1)/Block*Block), outputs)
}

// cacheLen is how many numbers of intermediate values of a chunk are taken to
// stay in the cache: 512 KiB in float32 and 1 MiB in float64, the size of a
// second-level cache of today. For a network of four layers of 64 with second
// derivatives and 8192 rows, a step in such chunks took a fifth of the time that
// it took with all rows at once.
const cacheLen = 1 << 17

// A BudgetError says that a plan does not fit into a budget.
type BudgetError struct{ Budget, Least int64 } // bytes

func (e *BudgetError) Error() string {
	return "a budget of " + strconv.FormatInt(e.Budget, 10) + " bytes is too small: the least that works is " +
		strconv.FormatInt(e.Least, 10)
}

// Within is New within a budget of bytes, for numbers of the given size: it takes
// fewer rows at a time if it has to. Outputs that are batches must then be plain.
// The error is a *BudgetError.
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
	pl := &Plan{Program: p, Outputs: outputs, Rows: rows, Chunk: chunk, block: blockOf(p), resident: make([]span, len(p.Code))}
	pl.phases = phases(pl)
	l := &layout{Plan: pl}
	l.inputs(ad.Param)
	l.inputs(ad.Rows)
	l.outputs(false)
	l.outputs(true)
	l.fixed()
	base := l.high
	for i := range pl.phases {
		l.assignShared(&pl.phases[i], base)
	}
	pl.sharedLen, pl.scratchAt = l.high-base, l.high
	pl.arenaLen = l.high + pl.scratchLen()
	pl.count()
	return pl
}

// Flops is the count of floating-point operations of one run (see Flops).
func (pl *Plan) Flops() int64 { return pl.flops }

// RecomputedFlops is how many of Flops come from computing a value again.
func (pl *Plan) RecomputedFlops() int64 { return pl.recomputed }

// Bytes is what a machine will hold, for numbers of the given size.
func (pl *Plan) Bytes(size int) int64 { return int64(pl.arenaLen) * int64(size) }

// count adds up the floating-point operations.
func (pl *Plan) count() {
	seen := make([]bool, len(pl.resident))
	for _, ph := range pl.phases {
		for _, v := range slices.Concat(ph.before, ph.steps) {
			n := Flops(pl.Program, v, pl.Rows)
			pl.flops += n
			if seen[v] {
				pl.recomputed += n
			}
			seen[v] = true
		}
	}
}

// scratchLen is the most scratch that any step needs, in numbers.
func (pl *Plan) scratchLen() int {
	most := 0
	for _, ph := range pl.phases {
		for _, v := range slices.Concat(ph.before, ph.steps) {
			in := pl.code(v)
			if of := table[in.Op].scratch; of != nil {
				most = max(most, of(pl, in, pl.Chunk))
			}
		}
	}
	return most
}

func (pl *Plan) code(v ad.Value) *ad.Instr { return &pl.Program.Code[v] }

// size is the count of numbers of v for one chunk.
func (pl *Plan) size(v ad.Value) int { return pl.Program.Shape(v).Size(pl.Chunk) }

// isResident tells whether v has a span of its own, for all rows.
func (pl *Plan) isResident(v ad.Value) bool { return pl.resident[v].size > 0 }

// isView tells whether v is a plane that is not copied: it is a part of the value
// it is taken from.
func (pl *Plan) isView(v ad.Value) bool {
	return pl.code(v).Op == ad.Plane && !pl.isResident(v)
}

// owner is the value in whose span v lies.
func (pl *Plan) owner(v ad.Value) ad.Value {
	for pl.isView(v) {
		v = pl.code(v).Args[0]
	}
	return v
}
