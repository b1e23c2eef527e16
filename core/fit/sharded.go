package fit

import (
	"residual/core/ad"
	"residual/core/codec"
	"residual/core/kernel"
	"residual/core/plan"
)

// A Shard computes a loss that is a sum over many rows, and its gradient, for one
// shard of the rows (plan.Shard) at a time. It is a lab.TaskRunner of a Sharded.
type Shard struct {
	Rows    int
	Machine *plan.Machine[float32]

	loss  ad.Value
	grad  []ad.Value
	place func(first, n int) // puts rows first, first+1, … into the machine
	first int                // of the rows that the machine holds; −1: none
	part  []float32          // the loss of a shard, then its gradient
}

// Reserve asks for a machine for the rows of a shard, or all there are, with the
// gradient by all params of the program as outputs, then the loss. What place puts
// there stays until it is called for another shard.
func (s *Shard) Reserve(room *Room, p *ad.Program, rows int, loss ad.Value, grad []ad.Value, place func(first, n int)) {
	s.Rows, s.loss, s.grad, s.place, s.first = rows, loss, grad, place, -1
	outputs := append(grad[:len(grad):len(grad)], loss)
	room.Machine32(&s.Machine, p, min(rows, plan.Shard), outputs...)
	room.Floats32(&s.part, 1+p.ParamLen())
}

// Forget has the rows placed anew, for the machine was used for others.
func (s *Shard) Forget() { s.first = -1 }

// compute sets part to that of shard i, at the machine's params.
func (s *Shard) compute(i int) {
	first, n := plan.ShardRows(s.Rows, i)
	if first != s.first {
		s.place(first, n)
		s.first = first
	}
	s.Machine.RunRows(n)
	s.part[0] = s.Machine.Value(s.loss)[0]
	copy(s.part[1:], s.Machine.Flat(s.grad))
}

// task describes a task: the number of a shard and the params.
func (s *Shard) task(c *codec.Coder, i int, theta []float32) int {
	number := int32(i)
	c.Int32(&number)
	c.Require(number >= 0 && int(number) < plan.Shards(s.Rows), "a task is one of the shards")
	c.Vector32(theta)
	return int(number)
}

// Do appends the loss and the gradient of a task's shard to dst. It panics at what
// is no task.
func (s *Shard) Do(dst, task []byte) []byte {
	c := codec.NewDecoder(task)
	i := s.task(c, 0, s.Machine.Params())
	if err := c.Done(); err != nil {
		panic(err)
	}
	s.compute(i)
	part := codec.NewEncoder(dst)
	part.Vector32(s.part)
	return part.Bytes()
}

// A Sharded is the loss and the gradient over all rows, summed shard by shard in
// their order: the bits depend neither on the memory there is nor on who computes
// which shard. Its tasks are those of lab.Parallel.
type Sharded struct {
	Shard
	Sums  []float32 // the loss, then its gradient
	tasks [][]byte
}

// Reserve asks for what a Shard takes, the sums and the tasks.
func (s *Sharded) Reserve(room *Room, p *ad.Program, rows int, loss ad.Value, grad []ad.Value, place func(first, n int)) {
	s.Shard.Reserve(room, p, rows, loss, grad, place)
	room.Floats32(&s.Sums, 1+p.ParamLen())
	s.tasks = make([][]byte, plan.Shards(rows))
	for i := range s.tasks {
		Stack(room, &s.tasks[i], 4+4*p.ParamLen())
	}
}

// Compute sets Sums to those at theta.
func (s *Sharded) Compute(theta []float32) {
	clear(s.Sums)
	copy(s.Machine.Params(), theta)
	for i := range plan.Shards(s.Rows) {
		s.compute(i)
		kernel.Add(s.Sums, s.Sums, s.part)
	}
}

// Tasks are the shards, at theta. The slices hold until the next call.
func (s *Sharded) Tasks(theta []float32) [][]byte {
	for i, task := range s.tasks {
		c := codec.NewEncoder(task[:0])
		s.task(c, i, theta)
		s.tasks[i] = c.Bytes()
	}
	return s.tasks
}

// Finish sets Sums from the results of all tasks, in their order. It panics at
// what is no result.
func (s *Sharded) Finish(results [][]byte) {
	clear(s.Sums)
	for _, r := range results {
		c := codec.NewDecoder(r)
		c.Vector32(s.part)
		if err := c.Done(); err != nil {
			panic(err)
		}
		kernel.Add(s.Sums, s.Sums, s.part)
	}
}
