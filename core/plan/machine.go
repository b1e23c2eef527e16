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
	vals  [][]T // by value
	work  []T
}

// NewMachine allocates the plan's arena; nothing is allocated after that.
func NewMachine[T kernel.Float](pl *Plan) *Machine[T] {
	m := &Machine[T]{Plan: pl, arena: make([]T, pl.numbers), vals: make([][]T, len(pl.place))}
	m.work = m.arena[pl.scratch:]
	for v := range m.vals {
		m.vals[v] = m.at(ad.Value(v))
	}
	return m
}

// at is the room of v.
func (m *Machine[T]) at(v ad.Value) []T {
	pl := m.Plan
	if pl.place[v].needed && pl.isView(v) {
		in := pl.code(v)
		n := pl.size(v)
		return m.at(in.Args[0])[in.At*n:][:n:n]
	}
	at, n := pl.place[v].offset, pl.place[v].size
	return m.arena[at:][:n:n]
}

// Value is the room of an input or output, to be filled before Run or read
// after it. The planes of a jet lie one after the other.
func (m *Machine[T]) Value(v ad.Value) []T { return m.vals[v] }

// Params is all params, side by side in the order of their declaration.
func (m *Machine[T]) Params() []T {
	n := 0
	for v := range m.vals {
		if m.Plan.code(ad.Value(v)).Op == ad.Param {
			n += len(m.vals[v])
		}
	}
	return m.arena[:n:n]
}

// Flat is several params, or several fixed outputs, as one slice. They must
// have been declared, or asked for, one after the other.
func (m *Machine[T]) Flat(vs []ad.Value) []T {
	at := m.Plan.place[vs[0]].offset
	n := 0
	for _, v := range vs {
		if m.Plan.place[v].offset != at+n {
			panic("plan: values do not lie side by side")
		}
		n += len(m.vals[v])
	}
	return m.arena[at:][:n:n]
}

// Bytes is what the machine's arena really holds.
func (m *Machine[T]) Bytes() int64 {
	var zero T
	return int64(cap(m.arena)) * int64(unsafe.Sizeof(zero))
}

// Run computes the outputs from the inputs.
func (m *Machine[T]) Run() {
	for _, v := range m.Plan.steps {
		m.exec(v)
	}
}
