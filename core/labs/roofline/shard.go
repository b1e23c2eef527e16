package roofline

import (
	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
	"residual/core/plan"
)

// A shard computes the loss and its gradient, summed over the rows of one shard
// of the points: the part of a step that a TaskRunner does.
type shard struct {
	*poisson
	points int
	m      *plan.Machine[float32]
	first  int       // of the points that the machine holds; −1: others
	sums   []float32 // the loss, then its gradient
}

// reserve asks a room for what a shard takes, or all the points there are.
func (s *shard) reserve(room *fit.Room, points int) {
	s.poisson, s.points, s.first = newPoisson(), points, -1
	room.Machine32(&s.m, &s.program, min(points, plan.Shard), s.outputs...)
	room.Floats32(&s.sums, 1+s.net.Size())
}

// compute sets the sums to those of shard i at the machine's params.
func (s *shard) compute(i int) {
	lo, n := plan.ShardRows(s.points, i)
	if lo != s.first {
		place(s.m.Value(s.xy)[:2*n], lo)
		s.first = lo
	}
	s.m.RunRows(n)
	s.sums[0] = s.m.Value(s.loss)[0]
	copy(s.sums[1:], s.m.Flat(s.grad))
}

// task describes a task: the number of a shard and the params.
func (s *shard) task(c *codec.Coder, i int, theta []float32) int {
	number := int32(i)
	c.Int32(&number)
	c.Require(number >= 0 && int(number) < plan.Shards(s.points), "a task is one of the shards")
	c.Vector32(theta)
	return int(number)
}

// Do answers with the sums.
func (s *shard) Do(dst, task []byte) []byte {
	c := codec.NewDecoder(task)
	i := s.task(c, 0, s.m.Params())
	if err := c.Done(); err != nil {
		panic(err)
	}
	s.compute(i)
	sums := codec.NewEncoder(dst)
	sums.Vector32(s.sums)
	return sums.Bytes()
}

// newWorker makes a TaskRunner of a training, or one that no task comes to.
func newWorker(s lab.Settings, _ uint64) (lab.TaskRunner, error) {
	var room fit.Room
	w := &shard{}
	if show.Of(s) == trainingRun {
		w.reserve(&room, points.Of(s))
	}
	return w, room.Open(lab.Budget.Of(s))
}
