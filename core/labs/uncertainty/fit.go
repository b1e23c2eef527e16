package uncertainty

import (
	"residual/core/codec"
	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/opt"
	"residual/core/rng"
	"residual/core/uq"
)

// A paramFit fits parameters to rows: it trains them to the mode, and from there
// may run a chain or fit a mean-field posterior. It advances by slices; between
// two its state is all there is of it.
type paramFit struct {
	role
	from, done, end    int // steps of training: when the schedule began, taken, when it ends
	theta, grad, draws []float64
	adam               opt.Adam[float64]
	chain              uq.Chain     // begun if it has drawn
	meanField          uq.MeanField // begun if it has taken steps
	nllPerRow          float64      // −ln p(θ | rows) a row, or its estimate in the last step
}

// A role is what a fit is for.
type role struct {
	seed, number    uint64 // of its random numbers
	fold            int    // whose rows it does not use; −1: none
	wanted, viSteps int    // draws of the chain after its warm-up, steps of the mean-field posterior
}

const (
	trainSteps    = 500  // from the prior
	warmSteps     = 150  // from where the fit is, after a click
	samplingSteps = 200  // before a chain
	rate          = 0.02 // of Adam, falling to 0 in a straight line
	meanFieldRate = 0.02
	leapfrogs     = 48   // the most of a draw
	sliceRows     = 6000 // rows that a slice goes through: some milliseconds, for messages cost time too;
	sliceWork     = 25e5 // of large models fewer, so that rows × parameters are no more than this
)

func (f *paramFit) reserve(room *fit.Room, size int) {
	room.Floats(&f.theta, size)
	room.Floats(&f.grad, size)
	f.adam.Reserve(room, size)
	if f.wanted > 0 {
		f.chain.Reserve(room, size)
		room.Floats(&f.draws, f.wanted*size)
	}
	if f.viSteps > 0 {
		f.meanField.Reserve(room, size)
	}
}

// start begins with parameters drawn from the prior.
func (f *paramFit) start(m *model) {
	m.start(f.theta, rng.New(f.seed, "uncertainty/weights", f.number))
	f.done, f.nllPerRow = 0, 0
	f.scheduleNext(trainSteps)
}

// warmRestart goes on from where the fit is after the rows have changed.
func (f *paramFit) warmRestart() {
	copy(f.theta, f.current())
	f.scheduleNext(warmSteps)
}

// scheduleNext schedules so many steps of training, and what follows them anew.
func (f *paramFit) scheduleNext(steps int) {
	if f.wanted > 0 {
		steps = samplingSteps
	}
	f.adam.Begin(rate)
	f.from, f.end = f.done, f.done+steps
	f.chain.Drawn, f.meanField.Steps = 0, 0
}

// current is where the fit is.
func (f *paramFit) current() []float64 {
	switch {
	case f.chain.Drawn > 0:
		return f.chain.Theta
	case f.meanField.Steps > 0:
		return f.meanField.Mean()
	}
	return f.theta
}

// warmUp is how many draws of the chain are not of the posterior.
func (f *paramFit) warmUp() int { return f.wanted / 2 }

// drawn is how many draws of the posterior there are.
func (f *paramFit) drawn() int { return max(0, f.chain.Drawn-f.warmUp()) }

// drawsFrom are the draws from that one on, side by side.
func (f *paramFit) drawsFrom(first int) []float64 {
	n := len(f.theta)
	return f.draws[first*n : f.drawn()*n]
}

// finished tells whether there is nothing left to do.
func (f *paramFit) finished() bool {
	return f.done == f.end && f.drawn() == f.wanted && f.meanField.Steps == f.viSteps
}

// progress is the fraction of the work that is done.
func (f *paramFit) progress() float64 {
	trained := float64(f.done-f.from) / float64(f.end-f.from)
	switch {
	case f.chain.Drawn > 0:
		return 0.2 + 0.8*float64(f.chain.Drawn)/float64(f.warmUp()+f.wanted)
	case f.meanField.Steps > 0:
		return 0.3 + 0.7*float64(f.meanField.Steps)/float64(f.viSteps)
	case f.wanted > 0:
		return 0.2 * trained
	case f.viSteps > 0:
		return 0.3 * trained
	}
	return trained
}

// passes is how often a slice goes through so many rows.
func (f *paramFit) passes(rows int) int { return max(1, min(sliceRows, sliceWork/len(f.theta))/rows) }

// advance takes one slice.
func (f *paramFit) advance(p *posterior) {
	switch passes := f.passes(p.rows); {
	case f.done < f.end:
		f.train(p, passes)
	case f.wanted > 0:
		f.sample(p, max(1, 2*passes/leapfrogs))
	case f.viSteps > 0:
		f.stepVI(p, max(1, passes/(2*f.pairs())))
	}
}

// train takes steps of Adam uphill in ln p.
func (f *paramFit) train(p *posterior, steps int) {
	for range min(steps, f.end-f.done) {
		f.adam.Rate = rate * (1 - float64(f.done-f.from)/float64(f.end-f.from))
		f.nllPerRow = -p.LogDensity(f.grad, f.theta) / float64(p.rows)
		kernel.Scale(f.grad, -1, f.grad)
		f.adam.Step(f.theta, f.grad)
		f.done++
	}
}

// stream numbers the chains and the mean-field posteriors of all fits, those
// before and after a change of the rows apart.
func (f *paramFit) stream() uint64 { return f.number<<32 | uint64(f.done) }

// sample draws from the chain, which it begins.
func (f *paramFit) sample(p *posterior, draws int) {
	if f.chain.Drawn == 0 {
		f.chain.Begin(p, f.theta, f.seed, f.stream(), f.warmUp(), leapfrogs)
	}
	for range min(draws, f.warmUp()+f.wanted-f.chain.Drawn) {
		before := f.drawn()
		f.chain.Draw(p)
		copy(f.drawsFrom(before), f.chain.Theta)
		f.nllPerRow = -f.chain.LogP / float64(p.rows)
	}
}

// pairs is how many draws, each with its opposite, a step of the mean-field
// posterior takes: few parameters can afford more.
func (f *paramFit) pairs() int { return max(1, 64/len(f.theta)) }

// meanFieldSD is the standard deviation of the mean-field posterior at first:
// small, for then the gradient by ln s is near 1, whatever the scale that it grows
// to.
const meanFieldSD = 0.005

// stepVI takes steps of variational inference, which it begins.
func (f *paramFit) stepVI(p *posterior, steps int) {
	q := &f.meanField
	if q.Steps == 0 {
		q.Begin(f.theta, meanFieldSD, f.seed, f.stream())
	}
	for range min(steps, f.viSteps-q.Steps) {
		left := 1 - float64(q.Steps)/float64(f.viSteps)
		q.Step(p, f.pairs(), meanFieldRate*left*left)
		f.nllPerRow = -q.ELBO / float64(p.rows)
	}
}

// State describes the fit with its draws.
func (f *paramFit) State(c *codec.Coder) {
	if f.message(c); c.Err() == nil {
		c.Vector(f.drawsFrom(0))
	}
}

// message describes all that the next slice depends on.
func (f *paramFit) message(c *codec.Coder) {
	c.Count(&f.from)
	c.Int(&f.end, f.from+1, f.from+trainSteps)
	c.Int(&f.done, f.from, f.end)
	c.Float(&f.nllPerRow)
	c.Vector(f.theta)
	f.adam.State(c)
	if began(c, f.done == f.end && f.wanted > 0, &f.chain.Drawn) {
		f.chain.State(c)
		c.Require(f.chain.Drawn > 0 && f.chain.Drawn <= f.warmUp()+f.wanted && f.chain.WarmUp == f.warmUp() && f.chain.MaxSteps == leapfrogs,
			"a chain is as long as the settings say")
	}
	if began(c, f.done == f.end && f.viSteps > 0, &f.meanField.Steps) {
		f.meanField.State(c)
		c.Require(f.meanField.Steps > 0 && f.meanField.Steps <= f.viSteps, "variational inference takes as many steps as there are")
	}
}

// began describes whether something has begun that may have: its count is above 0.
func began(c *codec.Coder, may bool, count *int) bool {
	begun := *count > 0
	if !may {
		*count = 0
		return false
	}
	if c.Bool(&begun); !begun {
		*count = 0
	}
	return begun
}
