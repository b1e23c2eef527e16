package plan

import (
	"math"

	"residual/core/ad"
	"residual/core/kernel"
)

// The lab roofline shows how much memory the gradient of a very deep network
// takes, and how checkpointing trades it for computing. This file and revolve.go
// serve that exhibit alone; no other lab has a network this deep.

// A Layer records one of the equal layers of a deep network: a function of the
// plain batch u, with a value of the same width. Each layer of the network has
// its own values for the params that Layer declares, and uses each param once.
type Layer func(p *ad.Program, u ad.Value) ad.Value

// A Deep is a plan for the gradient of a deep network of equal layers. It saves
// memory in two ways: rows, being independent, are taken in chunks, and of the
// states of a chunk, one for each layer, only some are kept and the others
// recomputed (Revolve).
type Deep struct {
	Depth, Rows, Width int
	Chunk              int  // rows at a time
	Slots              int  // states of a chunk kept at once; Depth means all
	Root               bool // whether SquareRoot chooses them, not Revolve

	forward, back     *Plan    // of one layer and of its adjoint, for one chunk
	in, out           ad.Value // of forward: the state before and after the layer
	state, bar, inBar ad.Value // of back: the state before it, the adjoints of out and of in
	grads             []ad.Value
	params            int // of one layer
}

// NewDeep plans for chunks of so many rows and so many slots.
func NewDeep(depth, rows, width int, layer Layer, chunk, slots int) *Deep {
	d := &Deep{Depth: depth, Rows: rows, Width: width, Chunk: min(chunk, rows), Slots: min(slots, depth)}
	d.record(layer)
	return d
}

// NewRootDeep plans for SquareRoot: it keeps the first state of each of √depth
// segments and all states of one segment.
func NewRootDeep(depth, rows, width int, layer Layer, chunk int) *Deep {
	d := NewDeep(depth, rows, width, layer, chunk, depth)
	d.Root, d.Slots = true, RootStates(depth)
	return d
}

// RootStates is the largest number of states that SquareRoot keeps at once for n
// steps: the first ones of the segments up to the present one, and those in it.
func RootStates(n int) int {
	width := int(math.Ceil(math.Sqrt(float64(n))))
	last := (n - 1) / width
	return max(last+1+n-last*width, last+width)
}

// DeepWithin plans within a budget of bytes, for numbers of the given size. It
// first takes fewer rows at a time, which costs nothing, and only then keeps
// fewer states.
// The error is a *BudgetError.
func DeepWithin(budget int64, size, depth, rows, width int, layer Layer) (*Deep, error) {
	least := NewDeep(depth, rows, width, layer, Block, depth)
	perBlock := max(1, least.back.sharedLen*Block/least.Chunk)
	for chunk := min(rows, Block*max(1, cacheLen/perBlock)); chunk > least.Chunk; chunk -= Block {
		chunk = (chunk + Block - 1) / Block * Block
		if d := NewDeep(depth, rows, width, layer, chunk, depth); d.Bytes(size) <= budget {
			return d, nil
		}
	}
	state := int64(least.Chunk * width * size)
	bare := least.Bytes(size) - int64(depth)*state
	if budget < bare+state {
		return nil, &BudgetError{budget, bare + state}
	}
	least.Slots = int(min(int64(depth), (budget-bare)/state))
	return least, nil
}

// record records the two programs and plans them for one chunk.
func (d *Deep) record(layer Layer) {
	var f, b ad.Program
	d.in = f.Rows("state", d.Width)
	d.out = layer(&f, d.in)
	d.forward = newPlan(&f, d.Chunk, d.Chunk, []ad.Value{d.out})
	d.state = b.Rows("state", d.Width)
	out := layer(&b, d.state)
	params := paramsOf(&b)
	d.bar = b.Rows("adjoint", d.Width)
	grads := b.VJP(out, d.bar, append(params, d.state)...)
	d.grads, d.inBar = grads[:len(params)], grads[len(params)]
	for i, g := range d.grads {
		d.params += b.Shape(params[i]).Size(0)
		if !sumsRows(&b, g) {
			panic("plan: a layer must use each of its params once")
		}
	}
	d.back = newPlan(&b, d.Chunk, d.Chunk, grads)
}

func paramsOf(p *ad.Program) (all []ad.Value) {
	for v := range p.Code {
		if p.Code[v].Op == ad.Param {
			all = append(all, ad.Value(v))
		}
	}
	return all
}

// Params is the number of params of all layers.
func (d *Deep) Params() int { return d.Depth * d.params }

// Bytes is what a machine will hold, for numbers of the given size: the states
// kept, params and gradient, the input, and the arenas to run a layer and its
// adjoint.
func (d *Deep) Bytes(size int) int64 {
	return int64(d.numbers()*size) + d.forward.Bytes(size) + d.back.Bytes(size)
}

func (d *Deep) numbers() int {
	return d.Slots*d.Chunk*d.Width + 2*d.Params() + d.Rows*d.Width
}

// Advances is how often a layer is computed for a chunk without being reversed.
func (d *Deep) Advances() int {
	if !d.Root {
		return RevolveAdvances(d.Depth, d.Slots)
	}
	width := int(math.Ceil(math.Sqrt(float64(d.Depth))))
	segments := (d.Depth-1)/width + 1
	return (segments-1)*width + d.Depth - segments
}

// Flops is the count of floating-point operations of one gradient.
func (d *Deep) Flops() int64 {
	return d.overRows(func(n int) int64 {
		return int64(d.Advances())*d.forward.flopsOf(n) + int64(d.Depth)*d.back.flopsOf(n)
	})
}

// RecomputedFlops is how many of Flops come from computing a layer again.
func (d *Deep) RecomputedFlops() int64 {
	again := int64(d.Advances() - (d.Depth - 1))
	return d.overRows(func(n int) int64 { return again * d.forward.flopsOf(n) })
}

// overRows adds up of(n) over all chunks, n their numbers of rows.
func (d *Deep) overRows(of func(n int) int64) int64 {
	whole, rest := d.Rows/d.Chunk, d.Rows%d.Chunk
	sum := int64(whole) * of(d.Chunk)
	if rest > 0 {
		sum += of(rest)
	}
	return sum
}

// flopsOf is the count of floating-point operations of the plan's steps for n
// rows.
func (pl *Plan) flopsOf(n int) (sum int64) {
	for _, v := range pl.phases[0].steps {
		sum += Flops(pl.Program, v, n)
	}
	return sum
}

// A DeepMachine computes gradients by the plan Deep.
type DeepMachine[T kernel.Float] struct {
	*Deep
	Counts  Counts // of the last Run, for one chunk
	arena   []T
	forward *Machine[T]
	back    *Machine[T]

	slots, weights, sums, input []T // in the arena
	n                           int // rows of the present chunk
}

// NewDeepMachine allocates all arenas; Run allocates nothing large.
func NewDeepMachine[T kernel.Float](d *Deep) *DeepMachine[T] {
	m := &DeepMachine[T]{Deep: d, arena: make([]T, d.numbers()),
		forward: NewMachine[T](d.forward), back: NewMachine[T](d.back)}
	m.back.accumulate = true
	rest := m.arena
	take := func(n int) (z []T) {
		z, rest = rest[:n:n], rest[n:]
		return z
	}
	m.weights, m.sums = take(d.Params()), take(d.Params())
	m.input, m.slots = take(d.Rows*d.Width), take(d.Slots*d.Chunk*d.Width)
	return m
}

// Params is the params of all layers, layer by layer, to be filled before Run.
func (m *DeepMachine[T]) Params() []T { return m.weights }

// Input is the first state, row by row, to be filled before Run.
func (m *DeepMachine[T]) Input() []T { return m.input }

// Gradient is the gradient with respect to Params, after Run. For every layer it
// is the sum over the rows, block by block, so its bits depend on neither chunks
// nor slots.
func (m *DeepMachine[T]) Gradient() []T { return m.sums }

// Bytes is what the machine's arenas really take.
func (m *DeepMachine[T]) Bytes() int64 {
	return int64(cap(m.arena))*m.back.size() + m.forward.Bytes() + m.back.Bytes()
}

// HighWater is how much of the arenas a run really touches, in bytes (see
// Machine.HighWater).
func (m *DeepMachine[T]) HighWater(run func()) int64 {
	poison(m.slots)
	var back int64
	forward := m.forward.HighWater(func() { back = m.back.HighWater(run) })
	filled := len(m.arena) - len(m.slots) + touchedLen(m.slots)
	return forward + back + int64(filled)*m.back.size()
}

// Run computes the gradient. For each chunk it calls end with the last state of
// the rows from lo on; end sets adjoint to the derivative of the loss with
// respect to that state.
func (m *DeepMachine[T]) Run(end func(adjoint, state []T, lo int)) {
	clear(m.sums)
	for lo := 0; lo < m.Rows; lo += m.Chunk {
		m.n = min(m.Chunk, m.Rows-lo)
		copy(m.present(), m.input[lo*m.Width:])
		c := &chunkChain[T]{m, func(adjoint, state []T) { end(adjoint, state, lo) }}
		switch {
		case m.Root:
			m.Counts = SquareRoot(c, m.Depth)
		case m.Slots >= m.Depth:
			m.Counts = StoreAll(c, m.Depth)
		default:
			m.Counts = Revolve(c, m.Depth, m.Slots)
		}
	}
}

// present is the present state of the chunk.
func (m *DeepMachine[T]) present() []T { return m.forward.Value(m.in)[:m.n*m.Width] }

// layer is the part of all, params or gradients, that belongs to layer i.
func (m *DeepMachine[T]) layer(all []T, i int) []T {
	return all[i*m.params:][:m.params]
}

// A chunkChain is the network for the rows of one chunk, as a Chain of layers.
type chunkChain[T kernel.Float] struct {
	*DeepMachine[T]
	end func(adjoint, state []T)
}

func (c *chunkChain[T]) Advance(i int) {
	copy(c.forward.Params(), c.layer(c.weights, i))
	c.forward.RunRows(c.n)
	copy(c.present(), c.forward.Value(c.out))
}

func (c *chunkChain[T]) slot(i int) []T {
	size := c.Chunk * c.Width
	return c.slots[i*size:][:c.n*c.Width]
}

func (c *chunkChain[T]) Save(slot int)    { copy(c.slot(slot), c.present()) }
func (c *chunkChain[T]) Restore(slot int) { copy(c.present(), c.slot(slot)) }

// Reverse runs the layer and its adjoint. The loss gives the adjoint of the last
// layer's state.
func (c *chunkChain[T]) Reverse(i int) {
	b := c.back
	bar := b.Value(c.bar)[:c.n*c.Width]
	copy(b.Value(c.state), c.present())
	if i == c.Depth-1 {
		copy(c.forward.Params(), c.layer(c.weights, i))
		c.forward.RunRows(c.n)
		c.end(bar, c.forward.Value(c.out)[:c.n*c.Width])
	}
	copy(b.Params(), c.layer(c.weights, i))
	sums := b.Flat(c.grads)
	copy(sums, c.layer(c.sums, i))
	b.RunRows(c.n)
	copy(c.layer(c.sums, i), sums)
	copy(bar, b.Value(c.inBar)[:c.n*c.Width])
}
