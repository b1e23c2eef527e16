package plan

import (
	"math"

	"residual/core/ad"
	"residual/core/kernel"
)

// A Layer records one of the equal layers of a deep network: what it makes of
// the plain batch u, of u's width. The params it declares are different ones in
// every layer of the network, and it uses each of them once.
type Layer func(p *ad.Program, u ad.Value) ad.Value

// A Deep is a plan for the gradient of a deep network of equal layers. Two ways
// to save memory combine: rows, which do not need each other, are taken in
// chunks, and of a chunk's states, one for each layer, only some are kept and
// the others computed again (Revolve).
type Deep struct {
	Depth, Rows, Width int
	Chunk              int  // rows at a time
	Slots              int  // states of a chunk kept at once; Depth: all of them
	Root               bool // by SquareRoot, not Revolve

	forward, back     *Plan
	in, out           ad.Value // of forward
	state, bar, inBar ad.Value // of back: its state, the adjoints behind and before the layer
	grads             []ad.Value
	params            int // of one layer
}

// NewDeep plans with given chunks and slots.
func NewDeep(depth, rows, width int, layer Layer, chunk, slots int) *Deep {
	d := &Deep{Depth: depth, Rows: rows, Width: width, Chunk: min(chunk, rows), Slots: min(slots, depth)}
	d.record(layer)
	return d
}

// NewRootDeep plans with √depth states at the heads of segments and those of
// one segment.
func NewRootDeep(depth, rows, width int, layer Layer, chunk int) *Deep {
	d := NewDeep(depth, rows, width, layer, chunk, depth)
	d.Root, d.Slots = true, RootStates(depth)
	return d
}

// RootStates is the most states that SquareRoot keeps: the heads of the segments
// up to one, and those within it.
func RootStates(n int) int {
	width := int(math.Ceil(math.Sqrt(float64(n))))
	last := (n - 1) / width
	return max(last+1+n-last*width, last+width)
}

// DeepWithin plans within a budget of bytes for numbers of the given size. What
// costs nothing comes first: fewer rows at a time, and only then fewer states.
// The error is a *BudgetError.
func DeepWithin(budget int64, size, depth, rows, width int, layer Layer) (*Deep, error) {
	least := NewDeep(depth, rows, width, layer, Block, depth)
	perBlock := max(1, least.back.room*Block/least.Chunk)
	for chunk := min(rows, Block*max(1, cached/perBlock)); chunk > least.Chunk; chunk -= Block {
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

// record makes the two programs and plans them for a chunk.
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

// Params is how many numbers the params of all layers are.
func (d *Deep) Params() int { return d.Depth * d.params }

// Bytes is what a machine of numbers of the given size will hold: the states
// kept, params and gradient, the input, and room to run a layer both ways.
func (d *Deep) Bytes(size int) int64 {
	return int64(d.numbers()*size) + d.forward.Bytes(size) + d.back.Bytes(size)
}

func (d *Deep) numbers() int {
	return d.Slots*d.Chunk*d.Width + 2*d.Params() + d.Rows*d.Width
}

// Advances is how often a chunk's steps are taken without being reversed.
func (d *Deep) Advances() int {
	if !d.Root {
		return RevolveAdvances(d.Depth, d.Slots)
	}
	width := int(math.Ceil(math.Sqrt(float64(d.Depth))))
	segments := (d.Depth-1)/width + 1
	return (segments-1)*width + d.Depth - segments
}

// Flops is the count of operations of one gradient.
func (d *Deep) Flops() int64 {
	return d.overRows(func(n int) int64 {
		return int64(d.Advances())*d.forward.flopsOf(n) + int64(d.Depth)*d.back.flopsOf(n)
	})
}

// Extra is how many of these come from advancing a step again.
func (d *Deep) Extra() int64 {
	again := int64(d.Advances() - (d.Depth - 1))
	return d.overRows(func(n int) int64 { return again * d.forward.flopsOf(n) })
}

// overRows adds up what the chunks of n rows take.
func (d *Deep) overRows(of func(n int) int64) int64 {
	whole, rest := d.Rows/d.Chunk, d.Rows%d.Chunk
	sum := int64(whole) * of(d.Chunk)
	if rest > 0 {
		sum += of(rest)
	}
	return sum
}

// flopsOf is the operations of the plan's steps for n rows.
func (pl *Plan) flopsOf(n int) (sum int64) {
	for _, v := range pl.phases[0].steps {
		sum += Flops(pl.Program, v, n)
	}
	return sum
}

// A DeepMachine computes gradients as a Deep says.
type DeepMachine[T kernel.Float] struct {
	*Deep
	Counts  Counts // of the last Run, for one chunk
	arena   []T
	forward *Machine[T]
	back    *Machine[T]

	slots, weights, sums, input []T // in the arena
	n                           int // rows of the present chunk
}

// NewDeepMachine allocates; nothing large is allocated after that.
func NewDeepMachine[T kernel.Float](d *Deep) *DeepMachine[T] {
	m := &DeepMachine[T]{Deep: d, arena: make([]T, d.numbers()),
		forward: NewMachine[T](d.forward), back: NewMachine[T](d.back)}
	m.back.onward = true
	rest := m.arena
	take := func(n int) (z []T) {
		z, rest = rest[:n:n], rest[n:]
		return z
	}
	m.weights, m.sums = take(d.Params()), take(d.Params())
	m.input, m.slots = take(d.Rows*d.Width), take(d.Slots*d.Chunk*d.Width)
	return m
}

// Params is the params of all layers, layer by layer; Input the first state,
// row by row. Both are to be filled before Run.
func (m *DeepMachine[T]) Params() []T { return m.weights }
func (m *DeepMachine[T]) Input() []T  { return m.input }

// Gradient is that by the params, after Run: for every layer the sum over the
// rows, block by block, so its bits depend on neither chunks nor slots.
func (m *DeepMachine[T]) Gradient() []T { return m.sums }

// Bytes is what the machine really holds.
func (m *DeepMachine[T]) Bytes() int64 {
	return int64(cap(m.arena))*m.back.size() + m.forward.Bytes() + m.back.Bytes()
}

// HighWater is what a run has really touched, from the first number to the last
// (see Machine.HighWater).
func (m *DeepMachine[T]) HighWater(run func()) int64 {
	mark(m.slots)
	var back int64
	forward := m.forward.HighWater(func() { back = m.back.HighWater(run) })
	filled := len(m.arena) - len(m.slots) + reached(m.slots)
	return forward + back + int64(filled)*m.back.size()
}

// Run computes the gradient. end is told the last state of the rows from lo on
// and sets their adjoint, the derivative of the loss by that state.
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

// present is the state at hand.
func (m *DeepMachine[T]) present() []T { return m.forward.Value(m.in)[:m.n*m.Width] }

func (m *DeepMachine[T]) layer(all []T, i int) []T {
	return all[i*m.params:][:m.params]
}

// A chunkChain is the network for the rows of one chunk.
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

// Reverse runs the layer and its adjoint. Behind the last one the loss says what
// the adjoint is.
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
