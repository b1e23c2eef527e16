package plan

import (
	"unsafe"

	"residual/core/ad"
	"residual/core/kernel"
)

// A Machine runs a plan in numbers of type T. It is not safe for concurrent
// use.
type Machine[T kernel.Float] struct {
	Plan    *Plan
	arena   []T
	table   *[ad.NumOps]operation[T]
	scratch []T

	vals [][]T // by value: its numbers of the present chunk
	n    int   // rows of the present chunk
	lo   int   // its first row

	accumulate bool // sums over rows are added to what their spans hold
}

// NewMachine allocates the plan's arena; running allocates nothing.
func NewMachine[T kernel.Float](pl *Plan) *Machine[T] {
	m := &Machine[T]{Plan: pl, arena: make([]T, pl.arenaLen), table: operations[T](), vals: make([][]T, len(pl.resident))}
	m.scratch = m.arena[pl.scratchAt:]
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
		case pl.isResident(ad.Value(v)) && s.Batch && pl.Chunk < pl.Rows:
			m.vals[v] = m.arena[pl.resident[v].offset+lo*s.Plain().Size(1):][:size:size]
		case pl.isResident(ad.Value(v)):
			m.vals[v] = m.arena[pl.resident[v].offset:][:size:size]
		case ph.shared[v].size > 0:
			m.vals[v] = m.arena[ph.shared[v].offset:][:size:size]
		case pl.code(ad.Value(v)).Op == ad.Plane:
			in := pl.code(ad.Value(v))
			if whole := m.vals[in.Args[0]]; len(whole) >= (in.At+1)*size {
				m.vals[v] = whole[in.At*size:][:size:size]
			}
		}
	}
}

// Value is the numbers of an input or output for all rows, to be filled before
// Run or read after it. The planes of a jet lie one after the other.
func (m *Machine[T]) Value(v ad.Value) []T {
	r := m.Plan.resident[v]
	return m.arena[r.offset:][:r.size:r.size]
}

// Params is all params, side by side in the order of their declaration.
func (m *Machine[T]) Params() []T {
	n := 0
	for v, r := range m.Plan.resident {
		if m.Plan.code(ad.Value(v)).Op == ad.Param {
			n += r.size
		}
	}
	return m.arena[:n:n]
}

// Flat is several params, or several fixed outputs, as one slice. They must
// have been declared, or listed as outputs, one after the other; otherwise Flat
// panics.
func (m *Machine[T]) Flat(vs []ad.Value) []T {
	at := m.Plan.resident[vs[0]].offset
	n := 0
	for _, v := range vs {
		if m.Plan.resident[v].offset != at+n {
			panic("plan: values do not lie side by side")
		}
		n += m.Plan.resident[v].size
	}
	return m.arena[at:][:n:n]
}

// Bytes is what the machine's arena really takes.
func (m *Machine[T]) Bytes() int64 {
	return int64(cap(m.arena)) * m.size()
}

// size is the bytes of one number.
func (m *Machine[T]) size() int64 {
	var zero T
	return int64(unsafe.Sizeof(zero))
}

// HighWater is how much of the arena a run really touches, in bytes from its
// beginning. The arena, but for the inputs, is filled with a poison value before
// and searched for it after, which takes longer than the run.
func (m *Machine[T]) HighWater(run func()) int64 {
	inputs := 0
	for v, r := range m.Plan.resident {
		if m.Plan.code(ad.Value(v)).Op.IsInput() {
			inputs = max(inputs, r.offset+r.size)
		}
	}
	poison(m.arena[inputs:])
	run()
	return int64(inputs+touchedLen(m.arena[inputs:])) * m.size()
}

// poisonValue is a number that no computation arrives at by itself.
const poisonValue = -1.2345678e-30

func poison[T kernel.Float](z []T) { kernel.Fill(z, poisonValue) }

// touchedLen is the length of z up to the last number that is no longer poison.
func touchedLen[T kernel.Float](z []T) int {
	n := len(z)
	for n > 0 && z[n-1] == T(poisonValue) {
		n--
	}
	return n
}
