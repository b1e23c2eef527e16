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
	*poisson
	shards fit.Sharded
	theta  []float32
	adam   opt.Adam[float32]
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
	t := &training{timed: timed{total: steps}, poisson: newPoisson(), budget: lab.Budget.Of(s), last: math.NaN()}
	if err := t.reserve(points.Of(s)); err != nil {
		return nil, err
	}
	t.adam.Begin(adamRate)
	pl := t.shards.Machine.Plan
	t.flops = math.Floor(float64(pl.Flops()) * float64(t.shards.Rows) / float64(pl.Rows))
	t.atOnce = t.chunks(t.shards.Rows, t.shards.Rows).Bytes(4)
	for n := 1024; n <= 1<<20; n *= 2 {
		t.whole.add(n, t.chunks(n, n))
	}
	nn.Glorot(t.net, t.theta, rng.New(seed, "roofline/training"))
	xy := t.picture.Value(t.xy)
	for i := range grid * grid {
		xy[2*i], xy[2*i+1] = float32(i%grid)/(grid-1), float32(i/grid)/(grid-1)
	}
	return t, nil
}

// reserve takes all memory within the budget.
func (t *training) reserve(points int) error {
	room := &t.Room
	t.shards.Reserve(room, &t.program, points, t.poisson.loss, t.grad, t.placer(&t.shards.Shard))
	n := t.net.Size()
	fit.Planned(room, &t.picture, plan.InChunks(&t.program, grid*grid, plan.Block, t.u))
	room.Floats32(&t.theta, n)
	t.adam.Reserve(room, n)
	t.past.Reserve(room, historyLength, 1)
	return room.Open(t.budget)
}

// Step computes all shards here.
func (t *training) Step() {
	t.shards.Compute(t.theta)
	t.move()
}

// Tasks are the shards of the next step.
func (t *training) Tasks() [][]byte { return t.shards.Tasks(t.theta) }

// Finish adds the shards' sums.
func (t *training) Finish(results [][]byte) {
	t.shards.Finish(results)
	t.move()
}

// move is Adam's step, at a rate that falls as (1 − t/T)².
func (t *training) move() {
	done := t.Steps() - 1
	sums := t.shards.Sums
	kernel.Scale(sums, 1/float32(t.shards.Rows), sums)
	t.loss = float64(sums[0])
	t.past.Record(done, t.loss)
	left := 1 - float64(done)/float64(t.total)
	t.adam.Rate = adamRate * left * left
	t.adam.Step(t.theta, sums[1:])
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
