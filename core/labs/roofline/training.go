package roofline

import (
	"encoding/binary"
	"fmt"
	"math"

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
	base
	*shard
	planned int64
	theta   []float32
	adam    *opt.Adam[float32]
	part    []float32 // loss and gradient of a shard
	total   []float32 // of all shards
	tasks   [][]byte
	loss    float64 // mean of (Δu − f)² before the last step
	past    lab.History

	// What follows is no part of the state.
	whole   int64                  // bytes with everything kept
	picture *plan.Machine[float32] // u on a grid
	seconds float64                // of the last step, with a clock
	last    float64                // when it ended
}

const (
	grid    = 33 // points per side of the picture
	kept    = 256
	trained = 600  // steps
	fastest = 4e-3 // rate of Adam at the start
	enough  = 1e-2 // relative error of u at the end
)

// trainingBytes is what a training of n params holds beside its machine.
func trainingBytes(points, n int) int64 {
	numbers := 3*n + 2*(1+n) // θ, m, v; two sums
	messages := plan.Shards(points) * 4 * (1 + n)
	return int64(4*numbers+messages) + lab.HistoryBytes(kept, 1) + picturePlan(newPoisson()).Bytes(4)
}

func picturePlan(e *poisson) *plan.Plan { return plan.InChunks(&e.p, grid*grid, plan.Block, e.u) }

func newTraining(s spec) (*training, error) {
	e := newPoisson()
	n := e.net.Size()
	beside := trainingBytes(s.points, n)
	sh, err := newShard(s.points, s.memory-beside)
	if err != nil {
		return nil, asMemory(err, beside)
	}
	t := &training{base: base{spec: s}, shard: sh, planned: beside + sh.m.Plan.Bytes(4),
		theta: make([]float32, n), adam: opt.NewAdam[float32](n, fastest),
		part: make([]float32, 1+n), total: make([]float32, 1+n), past: lab.NewHistory(kept, 1),
		whole: e.whole(s.points).Bytes(4), picture: plan.NewMachine[float32](picturePlan(e))}
	for i := range plan.Shards(s.points) {
		t.tasks = append(t.tasks, binary.LittleEndian.AppendUint32(make([]byte, 0, 4*(1+n)), uint32(i)))
	}
	nn.Glorot(e.net, t.theta, rng.New(s.seed, "roofline/training"))
	xy := t.picture.Value(e.x)
	for i := range grid * grid {
		xy[2*i], xy[2*i+1] = float32(i%grid)/(grid-1), float32(i/grid)/(grid-1)
	}
	return t, nil
}

// Step does all shards here.
func (t *training) Step() lab.Status {
	if t.status.Final() {
		return t.status
	}
	clear(t.total)
	copy(t.m.Params(), t.theta)
	for i := range t.tasks {
		t.sum(t.part, i)
		add(t.total, t.part)
	}
	return t.move()
}

// Tasks are the shards of the next step.
func (t *training) Tasks() [][]byte {
	if t.status.Final() {
		return nil
	}
	for i, task := range t.tasks {
		t.tasks[i] = pack(task[:4], t.theta)
	}
	return t.tasks
}

// Finish adds the shards' sums in their order.
func (t *training) Finish(results [][]byte) lab.Status {
	if t.status.Final() {
		return t.status
	}
	clear(t.total)
	for _, r := range results {
		unpack(t.part, r)
		add(t.total, t.part)
	}
	return t.move()
}

// move is Adam's step, at a rate that falls as (1 − t/T)².
func (t *training) move() lab.Status {
	kernel.Scale(t.total, 1/float32(t.points), t.total)
	t.loss = float64(t.total[0])
	t.past.Record(t.steps, t.loss)
	left := 1 - float64(t.steps)/trained
	t.adam.Rate = fastest * left * left
	t.adam.Step(t.theta, t.total[1:])
	t.steps++
	t.look()
	switch {
	case math.IsNaN(t.loss) || math.IsInf(t.loss, 0):
		t.status = lab.Status{State: lab.Stopped, Reason: fmt.Sprintf("diverged at step %d: the loss is not finite", t.steps)}
	case t.steps == trained:
		t.status = lab.Status{State: lab.Converged, Reason: fmt.Sprintf("%d steps of Adam", trained)}
	default:
		t.status = lab.Status{State: lab.Running}
	}
	return t.status
}

// look takes the time since the last step, if there is a clock.
func (t *training) look() {
	if t.now == nil {
		return
	}
	now := t.now()
	if t.last > 0 {
		t.seconds = now - t.last
	}
	t.last = now
}

func (t *training) Progress() float64 { return math.Min(1, float64(t.steps)/trained) }

// Memory adds up the arenas, the params and the messages.
func (t *training) Memory() lab.Memory {
	numbers := cap(t.theta) + cap(t.part) + cap(t.total) + cap(t.adam.M) + cap(t.adam.V)
	held := int64(4*numbers) + t.past.Bytes() + t.m.Bytes() + t.picture.Bytes()
	for _, task := range t.tasks {
		held += int64(cap(task))
	}
	return lab.Memory{Planned: t.planned, Peak: held}
}

func (t *training) Snapshot() []byte {
	w := t.begin()
	w.Int(t.points)
	for _, z := range [][]float32{t.theta, t.adam.M, t.adam.V} {
		w.String(string(pack(nil, z)))
	}
	w.Floats([]float64{t.adam.Power1, t.adam.Power2, t.loss})
	t.past.Write(&w)
	return w.Bytes
}

func (t *training) Restore(snapshot []byte) error {
	r := lab.Reader{Bytes: snapshot}
	now, past := t.base, lab.NewHistory(kept, 1)
	known := now.resume(&r) && r.Int() == t.points
	var packed [3]string
	for i := range packed {
		packed[i] = r.String()
		known = known && len(packed[i]) == 4*len(t.theta)
	}
	numbers := make([]float64, 3)
	r.FloatsInto(numbers)
	past.Read(&r)
	if r.Done() != nil || !known {
		return lab.ErrSnapshot
	}
	for i, z := range [][]float32{t.theta, t.adam.M, t.adam.V} {
		unpack(z, []byte(packed[i]))
	}
	t.base, t.past = now, past
	t.adam.Power1, t.adam.Power2, t.loss = numbers[0], numbers[1], numbers[2]
	return nil
}
