package plan

import (
	"unsafe"

	"residual/core/ad"
	"residual/core/kernel"
)

// A Machine runs a plan in numbers of type T. It is not safe for concurrent
// use.
type Machine[T kernel.Float] struct {
	Plan  *Plan
	arena []T
	work  []T

	vals [][]T // by value: its numbers of the present chunk
	n    int   // rows of the present chunk
	lo   int   // its first row

	onward bool // sums over rows go on from what their room holds
}

// NewMachine allocates the plan's arena; nothing is allocated after that.
func NewMachine[T kernel.Float](pl *Plan) *Machine[T] {
	m := &Machine[T]{Plan: pl, arena: make([]T, pl.numbers), vals: make([][]T, len(pl.home))}
	m.work = m.arena[pl.scratch:]
	return m
}

// Run computes the outputs from the inputs.
func (m *Machine[T]) Run() { m.RunRows(m.Plan.Rows) }

// RunRows is Run for a batch of the first n rows alone, 1 ≤ n ≤ Rows.
func (m *Machine[T]) RunRows(n int) {
	for i := range m.Plan.phases {
		ph := &m.Plan.phases[i]
		m.bind(ph, 0, min(m.Plan.Chunk, n))
		for _, v := range ph.before {
			m.exec(v)
		}
		for lo := 0; lo < n; lo += m.Plan.Chunk {
			m.bind(ph, lo, min(m.Plan.Chunk, n-lo))
			for _, v := range ph.steps {
				m.exec(v)
			}
		}
	}
}

// bind points every value at its numbers for n rows from lo on.
func (m *Machine[T]) bind(ph *phase, lo, n int) {
	m.lo, m.n = lo, n
	pl := m.Plan
	for v := range m.vals {
		s := pl.Program.Shape(ad.Value(v))
		size := s.Size(n)
		switch {
		case pl.atHome(ad.Value(v)) && s.Batch && pl.Chunk < pl.Rows:
			m.vals[v] = m.arena[pl.home[v].offset+lo*s.Plain().Size(1):][:size:size]
		case pl.atHome(ad.Value(v)):
			m.vals[v] = m.arena[pl.home[v].offset:][:size:size]
		case ph.place[v].size > 0:
			m.vals[v] = m.arena[ph.place[v].offset:][:size:size]
		case pl.code(ad.Value(v)).Op == ad.Plane:
			in := pl.code(ad.Value(v))
			if whole := m.vals[in.Args[0]]; len(whole) >= (in.At+1)*size {
				m.vals[v] = whole[in.At*size:][:size:size]
			}
		}
	}
}

// home is the room of an input or output, for all rows.
func (m *Machine[T]) home(v ad.Value) []T {
	h := m.Plan.home[v]
	return m.arena[h.offset:][:h.size:h.size]
}

// Value is the room of an input or output, to be filled before Run or read
// after it. The planes of a jet lie one after the other.
func (m *Machine[T]) Value(v ad.Value) []T { return m.home(v) }

// Params is all params, side by side in the order of their declaration.
func (m *Machine[T]) Params() []T {
	n := 0
	for v, h := range m.Plan.home {
		if m.Plan.code(ad.Value(v)).Op == ad.Param {
			n += h.size
		}
	}
	return m.arena[:n:n]
}

// Flat is several params, or several fixed outputs, as one slice. They must
// have been declared, or asked for, one after the other.
func (m *Machine[T]) Flat(vs []ad.Value) []T {
	at := m.Plan.home[vs[0]].offset
	n := 0
	for _, v := range vs {
		if m.Plan.home[v].offset != at+n {
			panic("plan: values do not lie side by side")
		}
		n += m.Plan.home[v].size
	}
	return m.arena[at:][:n:n]
}

// Bytes is what the machine's arena really holds.
func (m *Machine[T]) Bytes() int64 {
	return int64(cap(m.arena)) * m.size()
}

// size is the bytes of one number.
func (m *Machine[T]) size() int64 {
	var zero T
	return int64(unsafe.Sizeof(zero))
}

// HighWater is what a run really touches of the arena, in bytes from its
// beginning: everything but inputs is marked before, and looked through after,
// which takes longer than the run.
func (m *Machine[T]) HighWater(run func()) int64 {
	fixed := 0
	for v, h := range m.Plan.home {
		if op := m.Plan.code(ad.Value(v)).Op; op == ad.Rows || op == ad.Param {
			fixed = max(fixed, h.offset+h.size)
		}
	}
	mark(m.arena[fixed:])
	run()
	return int64(fixed+reached(m.arena[fixed:])) * m.size()
}

// untouched is a number that no computation arrives at by itself.
const untouched = -1.2345678e-30

func mark[T kernel.Float](z []T) { kernel.Fill(z, untouched) }

// reached is how much of z lies before the last number that is not marked.
func reached[T kernel.Float](z []T) int {
	n := len(z)
	for n > 0 && z[n-1] == T(untouched) {
		n--
	}
	return n
}
