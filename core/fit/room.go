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
	wide   []machine[float64]
	narrow []machine[float32]
	memory lab.Memory
}

// A machine is one that Open makes.
type machine[T float32 | float64] struct {
	to   **plan.Machine[T]
	need plan.Request
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
	r.wide = append(r.wide, machine[float64]{m, plan.Request{Program: p, Rows: rows, Outputs: outputs}})
}

// Machine32 is Machine in float32.
func (r *Room) Machine32(m **plan.Machine[float32], p *ad.Program, rows int, outputs ...ad.Value) {
	r.narrow = append(r.narrow, machine[float32]{m, plan.Request{Program: p, Rows: rows, Outputs: outputs}})
}

// Open allocates all that was asked for, within a budget in bytes. Machines share
// what the rest leaves. The error is a *lab.KnobError that blames the budget and
// names the least that works.
func (r *Room) Open(budget int64) error {
	wide, err := plans(r.wide, budget-r.fixed-least(r.narrow))
	if err != nil {
		return r.tooSmall(err, least(r.narrow))
	}
	narrow, err := plans(r.narrow, budget-r.fixed-bytes[float64](wide))
	if err != nil {
		return r.tooSmall(err, bytes[float64](wide))
	}
	if budget < r.fixed {
		return lab.MemoryError(r.fixed)
	}
	for _, f := range r.allot {
		f()
	}
	build(r.wide, wide)
	build(r.narrow, narrow)
	for _, f := range r.then {
		f()
	}
	all := r.fixed + bytes[float64](wide) + bytes[float32](narrow)
	*r = Room{memory: lab.Memory{Planned: r.memory.Planned + all, Peak: r.memory.Peak + all}}
	return nil
}

// Memory is what was planned and is held, in bytes.
func (r *Room) Memory() lab.Memory { return r.memory }

// Need is the least budget with which Open succeeds, in bytes.
func (r *Room) Need() int64 { return r.fixed + least(r.wide) + least(r.narrow) }

func (r *Room) tooSmall(err error, beside int64) error {
	var small *plan.BudgetError
	if errors.As(err, &small) {
		return lab.MemoryError(r.fixed + beside + small.Least)
	}
	return err
}

func plans[T float32 | float64](all []machine[T], budget int64) ([]*plan.Plan, error) {
	if len(all) == 0 {
		return nil, nil
	}
	return plan.All(budget, size[T](), needs(all)...)
}

func needs[T float32 | float64](all []machine[T]) []plan.Request {
	needs := make([]plan.Request, len(all))
	for i, m := range all {
		needs[i] = m.need
	}
	return needs
}

func least[T float32 | float64](all []machine[T]) (sum int64) {
	for _, m := range all {
		sum += plan.Least(size[T](), m.need)
	}
	return sum
}

func bytes[T float32 | float64](all []*plan.Plan) (sum int64) {
	for _, p := range all {
		sum += p.Bytes(size[T]())
	}
	return sum
}

func build[T float32 | float64](all []machine[T], plans []*plan.Plan) {
	for i, m := range all {
		*m.to = plan.NewMachine[T](plans[i])
	}
}

func size[T float32 | float64]() int {
	var zero T
	return int(unsafe.Sizeof(zero))
}
