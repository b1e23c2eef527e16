package roofline

import (
	"encoding/binary"
	"errors"
	"math"

	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/plan"
)

// A shard computes the loss sum and its gradient over the rows of one shard: the
// part of a step that one Worker does. A task is the shard's number and the
// params; a result the loss and the gradient, all float32.
type shard struct {
	points int
	*poisson
	m   *plan.Machine[float32]
	row int // the first of the rows that the machine holds; −1 at the start
}

// newShard plans within a budget, for a shard or all the points there are.
func newShard(points int, budget int64) (*shard, error) {
	e := newPoisson()
	pl, err := e.within(budget, min(points, plan.Shard))
	if err != nil {
		return nil, err
	}
	return &shard{points, e, plan.NewMachine[float32](pl), -1}, nil
}

// sum computes shard i at the params that the machine holds, into out: the loss
// and the gradient.
func (s *shard) sum(out []float32, i int) {
	lo, n := plan.ShardRows(s.points, i)
	if lo != s.row {
		place(s.m.Value(s.x)[:2*n], lo)
		s.row = lo
	}
	s.m.RunRows(n)
	out[0] = s.m.Value(s.loss)[0]
	copy(out[1:], s.m.Flat(s.grad))
}

// newWorker begins a Worker of a training.
func newWorker(s spec) (lab.TaskRunner, error) {
	budget := s.memory
	if s.show == "train" {
		budget -= trainingBytes(s.points, newPoisson().net.Size())
	}
	w, err := newShard(s.points, budget)
	return &helper{shard: w}, asMemory(err, s.memory-budget)
}

// asMemory turns what a plan lacks into the knob's error.
func asMemory(err error, beside int64) error {
	var small *plan.BudgetError
	if errors.As(err, &small) {
		return lab.MemoryError(beside + small.Least)
	}
	return err
}

// A helper is a shard that speaks in bytes.
type helper struct {
	*shard
	out []float32
}

func (h *helper) Do(dst, task []byte) []byte {
	i := int(binary.LittleEndian.Uint32(task))
	unpack(h.m.Params(), task[4:])
	h.out = append(h.out[:0], make([]float32, 1+len(h.m.Params()))...)
	h.sum(h.out, i)
	return pack(dst, h.out)
}

func pack(dst []byte, x []float32) []byte {
	for _, v := range x {
		dst = binary.LittleEndian.AppendUint32(dst, math.Float32bits(v))
	}
	return dst
}

func unpack(x []float32, b []byte) {
	for i := range x {
		x[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
}

// add is total += part.
func add(total, part []float32) { kernel.Add(total, total, part) }
