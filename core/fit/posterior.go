package fit

import (
	"residual/core/kernel"
	"residual/core/opt"
	"residual/core/uq"
)

// A Schedule says how a Posterior is fitted: to the mode alone, or from there by a
// chain or a mean field, not both.
type Schedule struct {
	Seed, Number   uint64  // of its random numbers: the run's, and which fit of the run it is
	Steps, Resteps int     // of Adam to the mode: after Begin, and after Restart
	Rate           float64 // of Adam at first; it falls to 0 in a straight line

	Draws     int // of a chain from there, after half as many that tune it; 0: no chain
	Leapfrogs int // the most of a draw

	FieldSteps int     // of a mean field from there; 0: none
	FieldRate  float64 // of its Adam at first; it falls to 0 as the square of what is left
	FieldSD    float64 // of all parameters at first

	SliceRows int // rows that a slice goes through, more or less
	SliceWork int // bounds rows × parameters of a slice, for large models
}

// warmUp is how many draws of the chain tune it and are not kept.
func (s *Schedule) warmUp() int { return s.Draws / 2 }

// Length is how many draws the chain takes, those that tune it included.
func (s *Schedule) Length() int { return s.warmUp() + s.Draws }

// A Posterior fits parameters θ to the density p(θ | rows) of a uq.Target. Adam
// trains them to its mode, and from there a Hamiltonian chain draws from it or a
// mean field is fitted to it, as the schedule says. It advances in bounded
// slices, between which its state is all there is of it, and may go on from where
// it is after the rows have changed.
type Posterior struct {
	Schedule
	Theta     []float64    // where training is
	Chain     uq.Chain     // begun if it has drawn
	MeanField uq.MeanField // begun if it has taken steps
	NLL       float64      // −ln p a row, or its estimate in the last step
	Trained   int          // steps of training so far
	from, end int          // what Trained was when the schedule began, and is when it ends
	adam      opt.Adam[float64]
	grad      []float64
	draws     []float64 // those kept, side by side
}

// Reserve asks for room for that many parameters and what the schedule takes.
func (p *Posterior) Reserve(m opt.Memory, size int) {
	m.Floats(&p.Theta, size)
	m.Floats(&p.grad, size)
	p.adam.Reserve(m, size)
	if p.Draws > 0 {
		p.Chain.Reserve(m, size)
		m.Floats(&p.draws, p.Draws*size)
	}
	if p.FieldSteps > 0 {
		p.MeanField.Reserve(m, size)
	}
}

// Begin starts at Theta.
func (p *Posterior) Begin() {
	p.Trained, p.NLL = 0, 0
	p.schedule(p.Steps)
}

// Restart goes on from where the fit is, for the density has changed.
func (p *Posterior) Restart() {
	copy(p.Theta, p.Current())
	p.schedule(p.Resteps)
}

// schedule begins the schedule with so many steps of training.
func (p *Posterior) schedule(steps int) {
	p.adam.Begin(p.Rate)
	p.from, p.end = p.Trained, p.Trained+steps
	p.Chain.Drawn, p.MeanField.Steps = 0, 0
}

// Current is where the fit is: the last draw of the chain, the mean of the mean
// field, or where training is.
func (p *Posterior) Current() []float64 {
	switch {
	case p.Chain.Drawn > 0:
		return p.Chain.Theta
	case p.MeanField.Steps > 0:
		return p.MeanField.Mean()
	}
	return p.Theta
}

// Kept is how many draws of the chain are kept by now.
func (p *Posterior) Kept() int { return max(0, p.Chain.Drawn-p.warmUp()) }

// DrawsFrom lists the draws that are kept from that one on, side by side.
func (p *Posterior) DrawsFrom(first int) []float64 {
	n := len(p.Theta)
	return p.draws[first*n : p.Kept()*n]
}

// Finished tells whether there is nothing left to do.
func (p *Posterior) Finished() bool {
	return p.Trained == p.end && p.Kept() == p.Draws && p.MeanField.Steps == p.FieldSteps
}

// Progress is the fraction of the work that is done.
func (p *Posterior) Progress() float64 { return p.done() / p.work() }

// work is what the schedule takes, done the part of it that is done.
func (p *Posterior) work() float64 { return p.evaluations(p.end-p.from, p.Length(), p.FieldSteps) }
func (p *Posterior) done() float64 {
	return p.evaluations(p.Trained-p.from, p.Chain.Drawn, p.MeanField.Steps)
}

// evaluations is about how often the density is worked out for so many steps of
// training, draws of the chain and steps of the mean field.
func (p *Posterior) evaluations(steps, draws, fieldSteps int) float64 {
	const mean = 0.75 // leapfrog steps of a draw, as a part of the most
	return float64(steps) + mean*float64(draws*p.Leapfrogs) + float64(fieldSteps*2*p.pairs())
}

// passes is how often a slice goes through so many rows.
func (p *Posterior) passes(rows int) int {
	return max(1, min(p.SliceRows, p.SliceWork/len(p.Theta))/rows)
}

// Slice takes one slice towards a density given so many rows: steps of training,
// draws of the chain or steps of the mean field, at least one.
func (p *Posterior) Slice(t uq.Target, rows int) {
	switch passes := p.passes(rows); {
	case p.Trained < p.end:
		p.train(t, rows, passes)
	case p.Draws > 0:
		p.sample(t, rows, max(1, 2*passes/p.Leapfrogs))
	case p.FieldSteps > 0:
		p.stepMeanField(t, rows, max(1, passes/(2*p.pairs())))
	}
}

// train takes steps of Adam uphill in ln p.
func (p *Posterior) train(t uq.Target, rows, steps int) {
	for range min(steps, p.end-p.Trained) {
		p.adam.Rate = p.Rate * (1 - float64(p.Trained-p.from)/float64(p.end-p.from))
		p.NLL = -t.LogDensity(p.grad, p.Theta) / float64(rows)
		kernel.Scale(p.grad, -1, p.grad)
		p.adam.Step(p.Theta, p.grad)
		p.Trained++
	}
}

// stream numbers the chains and the mean fields of all fits of a run, those
// before and after a Restart apart.
func (p *Posterior) stream() uint64 { return p.Number<<32 | uint64(p.Trained) }

// sample draws from the chain, which it begins.
func (p *Posterior) sample(t uq.Target, rows, draws int) {
	if p.Chain.Drawn == 0 {
		p.Chain.Begin(t, p.Theta, p.Seed, p.stream(), p.warmUp(), p.Leapfrogs)
	}
	for range min(draws, p.Length()-p.Chain.Drawn) {
		before := p.Kept()
		p.Chain.Draw(t)
		copy(p.DrawsFrom(before), p.Chain.Theta)
		p.NLL = -p.Chain.LogP / float64(rows)
	}
}

// pairs is how many draws, each with its opposite, a step of the mean field
// takes: few parameters can afford more.
func (p *Posterior) pairs() int { return max(1, 256/len(p.Theta)) }

// stepMeanField takes steps of the mean field, which it begins.
func (p *Posterior) stepMeanField(t uq.Target, rows, steps int) {
	q := &p.MeanField
	if q.Steps == 0 {
		q.Begin(p.Theta, p.FieldSD, p.Seed, p.stream())
	}
	for range min(steps, p.FieldSteps-q.Steps) {
		left := 1 - float64(q.Steps)/float64(p.FieldSteps)
		q.Step(t, p.pairs(), p.FieldRate*left*left)
		p.NLL = -q.ELBO / float64(rows)
	}
}
