// Package fit is what labs do again and again around a small network: take
// memory within a budget, record residuals, run an optimiser until it has
// converged or stalled, sample or approximate a posterior, and count what that
// costs.
//
//	var room fit.Room                     // embedded in the experiment: its Memory method comes from here
//	room.Floats(&e.theta, net.Size())     // ask for everything
//	room.Machine(&e.value, p, rows, residual)
//	e.lm.Reserve(&room, rows, net.Size())
//	if err := room.Open(budget); err != nil { … }   // a *lab.KnobError for "memory"
//
// Nothing is allocated before Open, so that a budget that is too small is
// refused before it is spent.
package fit

import (
	"errors"
	"unsafe"

	"residual/core/ad"
	"residual/core/lab"
	"residual/core/plan"
)

// A Room is the memory of an experiment. What is asked of it is counted once:
// the sum is planned, and given all at once by Open. What an experiment holds
// beside its room is not known to it; the contract's test looks for that.
type Room struct {
	fixed  int64 // bytes of all but the machines
	allot  []func()
	then   []func()
	wide   machines // in float64
	narrow machines // in float32
	memory lab.Memory
}

// Machines are those that Open makes in numbers of one size. How is a function for
// each, so that a program without machines in float32 has no code for them.
type machines struct {
	requests []plan.Request
	build    []func(*plan.Plan)
}

// Floats sets v, when the room is opened, to n zeros.
func (r *Room) Floats(v *[]float64, n int) { Slice(r, v, n) }

// Vectors is Floats for several of n numbers each.
func (r *Room) Vectors(n int, all ...*[]float64) {
	for _, v := range all {
		r.Floats(v, n)
	}
}

// Floats32 is Floats in float32.
func (r *Room) Floats32(v *[]float32, n int) { Slice(r, v, n) }

// Slice sets v, when the room is opened, to n zero values.
func Slice[T any](r *Room, v *[]T, n int) {
	var zero T
	r.fixed += int64(n) * int64(unsafe.Sizeof(zero))
	r.allot = append(r.allot, func() { *v = make([]T, n) })
}

// Stack sets v, when the room is opened, to an empty slice that can take n values
// by append without growing.
func Stack[T any](r *Room, v *[]T, n int) {
	var zero T
	r.fixed += int64(n) * int64(unsafe.Sizeof(zero))
	r.allot = append(r.allot, func() { *v = make([]T, 0, n) })
}

// Then has something done when the room has been opened.
func (r *Room) Then(f func()) { r.then = append(r.then, f) }

// Count adds bytes that somebody else allocates: a grid, a sample, a file.
func (r *Room) Count(bytes int64) { r.fixed += bytes }

// Machine sets m, when the room is opened, to a machine for outputs of a program
// at that many rows, in as many chunks as the budget asks for.
func (r *Room) Machine(m **plan.Machine[float64], p *ad.Program, rows int, outputs ...ad.Value) {
	r.wide.add(p, rows, outputs, func(pl *plan.Plan) { *m = plan.NewMachine[float64](pl) })
}

// Machine32 is Machine in float32.
func (r *Room) Machine32(m **plan.Machine[float32], p *ad.Program, rows int, outputs ...ad.Value) {
	r.narrow.add(p, rows, outputs, func(pl *plan.Plan) { *m = plan.NewMachine[float32](pl) })
}

func (m *machines) add(p *ad.Program, rows int, outputs []ad.Value, build func(*plan.Plan)) {
	m.requests = append(m.requests, plan.Request{Program: p, Rows: rows, Outputs: outputs})
	m.build = append(m.build, build)
}

// Open allocates all that was asked for, within a budget in bytes. Machines share
// what the rest leaves. The error is a *lab.KnobError that blames the budget and
// names the least that works.
func (r *Room) Open(budget int64) error {
	wide, narrow, all, err := r.plan(budget)
	if err != nil {
		return err
	}
	for _, f := range r.allot {
		f()
	}
	for i, pl := range wide {
		r.wide.build[i](pl)
	}
	for i, pl := range narrow {
		r.narrow.build[i](pl)
	}
	for _, f := range r.then {
		f()
	}
	*r = Room{memory: lab.Memory{Planned: r.memory.Planned + all, Peak: r.memory.Peak + all}}
	return nil
}

// plan plans all machines within the budget and says what they and the rest take,
// in bytes.
func (r *Room) plan(budget int64) (wide, narrow []*plan.Plan, all int64, err error) {
	rest := r.fixed + r.narrow.least(size32)
	if wide, err = r.wide.plan(size64, budget-rest); err != nil {
		return nil, nil, 0, tooSmall(err, rest)
	}
	rest = r.fixed + bytes(wide, size64)
	if narrow, err = r.narrow.plan(size32, budget-rest); err != nil {
		return nil, nil, 0, tooSmall(err, rest)
	}
	if all = rest + bytes(narrow, size32); budget < all {
		return nil, nil, 0, lab.MemoryError(all)
	}
	return wide, narrow, all, nil
}

// Exchange counts bytes that somebody else allocates in place of others that were
// counted, in a room that is open. The error is a *lab.KnobError for a budget that is
// too small, and then nothing is exchanged.
func (r *Room) Exchange(others, bytes, budget int64) error {
	more := bytes - others
	if need := r.memory.Planned + more; need > budget {
		return lab.MemoryError(need)
	}
	r.memory.Planned += more
	r.memory.Peak += more
	return nil
}

// Memory is what was planned and is held, in bytes.
func (r *Room) Memory() lab.Memory { return r.memory }

// Need is the least budget with which Open succeeds, in bytes.
func (r *Room) Need() int64 { return r.fixed + r.wide.least(size64) + r.narrow.least(size32) }

// tooSmall blames the budget where a plan lacks room beside so many bytes.
func tooSmall(err error, beside int64) error {
	var small *plan.BudgetError
	if errors.As(err, &small) {
		return lab.MemoryError(beside + small.Least)
	}
	return err
}

// The bytes of a number.
const size64, size32 = 8, 4

func size[T float32 | float64]() int {
	var zero T
	return int(unsafe.Sizeof(zero))
}

func (m *machines) plan(size int, budget int64) ([]*plan.Plan, error) {
	if len(m.requests) == 0 {
		return nil, nil
	}
	return plan.All(budget, size, m.requests...)
}

func (m *machines) least(size int) (sum int64) {
	for _, q := range m.requests {
		sum += plan.Least(size, q)
	}
	return sum
}

func bytes(plans []*plan.Plan, size int) (sum int64) {
	for _, p := range plans {
		sum += p.Bytes(size)
	}
	return sum
}
