package roofline

import (
	"math"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/nn"
	"residual/core/opt"
	"residual/core/plan"
	"residual/core/rng"
)

// A training fits the network by Adam. The gradient is summed shard by shard, so
// its bits depend neither on the budget nor on who computes which shard.
type training struct {
	timed
	fit.Room
	budget int64
	shard  shard
	theta  []float32
	adam   opt.Adam[float32]
	sums   []float32 // loss and gradient over all shards
	tasks  [][]byte
	loss   float64 // mean of (Δu − f)² before the last step
	past   lab.History

	// What follows is no part of the state.
	whole   curve                  // with everything kept
	atOnce  int64                  // bytes, likewise, of this run's points
	flops   float64                // of a step
	picture *plan.Machine[float32] // u on a grid
	seconds float64                // of the last step, with a clock
	last    float64                // when it ended; NaN before the first
}

const (
	grid          = 33 // points per side of the picture
	historyLength = 256
	trainingSteps = 600
	adamRate      = 4e-3 // at the start
	enough        = 1e-2 // relative error of u at the end
)

func newTraining(s lab.Settings, seed uint64, steps int) (lab.Experiment, error) {
	t := &training{timed: timed{total: steps}, budget: lab.Budget.Of(s), last: math.NaN()}
	if err := t.reserve(points.Of(s)); err != nil {
		return nil, err
	}
	t.adam.Begin(adamRate)
	pl := t.shard.m.Plan
	t.flops = math.Floor(float64(pl.Flops()) * float64(t.shard.points) / float64(pl.Rows))
	t.atOnce = t.shard.chunks(t.shard.points, t.shard.points).Bytes(4)
	for n := 1024; n <= 1<<20; n *= 2 {
		t.whole.add(n, t.shard.chunks(n, n))
	}
	nn.Glorot(t.shard.net, t.theta, rng.New(seed, "roofline/training"))
	xy := t.picture.Value(t.shard.xy)
	for i := range grid * grid {
		xy[2*i], xy[2*i+1] = float32(i%grid)/(grid-1), float32(i/grid)/(grid-1)
	}
	return t, nil
}

// reserve takes all memory within the budget.
func (t *training) reserve(points int) error {
	room := &t.Room
	t.shard.reserve(room, points)
	n := t.shard.net.Size()
	fit.Planned(room, &t.picture, plan.InChunks(&t.shard.program, grid*grid, plan.Block, t.shard.u))
	room.Floats32(&t.theta, n)
	room.Floats32(&t.sums, 1+n)
	t.adam.Reserve(room, n)
	t.past.Reserve(room, historyLength, 1)
	t.tasks = make([][]byte, plan.Shards(points))
	for i := range t.tasks {
		fit.Stack(room, &t.tasks[i], 4+4*n)
	}
	return room.Open(t.budget)
}

// Step computes all shards here.
func (t *training) Step() {
	clear(t.sums)
	copy(t.shard.m.Params(), t.theta)
	for i := range t.tasks {
		t.shard.compute(i)
		kernel.Add(t.sums, t.sums, t.shard.sums)
	}
	t.move()
}

// Tasks are the shards of the next step.
func (t *training) Tasks() [][]byte {
	for i, task := range t.tasks {
		c := codec.NewEncoder(task[:0])
		t.shard.task(c, i, t.theta)
		t.tasks[i] = c.Bytes()
	}
	return t.tasks
}

// Finish adds the shards' sums in their order.
func (t *training) Finish(results [][]byte) {
	clear(t.sums)
	for _, r := range results {
		c := codec.NewDecoder(r)
		c.Vector32(t.shard.sums)
		if err := c.Done(); err != nil {
			panic(err)
		}
		kernel.Add(t.sums, t.sums, t.shard.sums)
	}
	t.move()
}

// move is Adam's step, at a rate that falls as (1 − t/T)².
func (t *training) move() {
	done := t.Steps() - 1
	kernel.Scale(t.sums, 1/float32(t.shard.points), t.sums)
	t.loss = float64(t.sums[0])
	t.past.Record(done, t.loss)
	left := 1 - float64(done)/float64(t.total)
	t.adam.Rate = adamRate * left * left
	t.adam.Step(t.theta, t.sums[1:])
	if t.now != nil {
		now := t.now()
		t.seconds, t.last = now-t.last, now
	}
	switch {
	case math.IsNaN(t.loss) || math.IsInf(t.loss, 0):
		t.Stop("diverged at step %d: the loss is not finite", t.Steps())
	case t.Steps() == t.total:
		t.Converge("%d steps of Adam", t.total)
	}
}

// State is the network and its optimiser.
func (t *training) State(c *codec.Coder) {
	t.timed.State(c)
	c.Vector32(t.theta)
	t.adam.State(c)
	c.Float(&t.loss)
	t.past.State(c)
}
