package uncertainty

import (
	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/opt"
	"residual/core/rng"
	"residual/core/uq"
)

// A fit is one way from the rows to parameters: the training of a network, and
// what may follow it from there, a chain or the fitting of a mean-field law. It
// advances by slices, and the state between two is all there is of it.
type fit struct {
	kind   string // of the model: "hmc", "variational", else the mode
	number uint64 // among the fits of a run: the stream of its random numbers
	fold   int    // whose rows it does not see; −1 is none

	done, from, end int // steps of training: taken, first and last of the schedule
	theta           []float64
	adam            *opt.Adam[float64]
	chain           *uq.Chain
	field           *uq.MeanField
	draws, fields   int       // wanted: draws of the chain, steps of the field
	misfit          float64   // −ln p(θ | rows) a row, or what the last step had for it
	fresh           []float64 // draws of the last slice, side by side
}

const (
	descent     = 500  // steps of training from the prior
	warmDescent = 150  // after a click, from where it is
	sampled     = 200  // before a chain
	rate        = 0.02 // of Adam, falling to 0 in a straight line
	fieldSteps  = 1200
	fieldRate   = 0.02
	leaps       = 48   // the most of a draw
	slice       = 6000 // rows passed in the first steps; later ones take four times as long
	chains      = 4
)

// newFit begins a fit with parameters drawn from the prior.
func newFit(s spec, m *model, number uint64, fold int) *fit {
	f := &fit{kind: s.model, number: number, fold: fold, end: descent, theta: make([]float64, m.size()),
		adam: opt.NewAdam[float64](m.size(), rate)}
	m.begin(f.theta, rng.New(s.seed, "uncertainty/weights", number))
	f.want(s)
	return f
}

// want says what follows the training.
func (f *fit) want(s spec) {
	switch f.kind {
	case "hmc":
		f.draws, f.end = s.draws, f.done+sampled
	case "variational":
		f.fields = fieldSteps
	}
	if f.fold >= 0 { // wanted for its mean alone
		f.draws, f.fields = f.draws/4, f.fields/4
	}
}

// again goes on from where the fit is after the rows have changed.
func (f *fit) again(s spec) {
	if f.chain != nil {
		copy(f.theta, f.chain.Theta)
	}
	if f.field != nil {
		copy(f.theta, f.field.Mean())
	}
	f.chain, f.field, f.fresh = nil, nil, nil
	f.adam = opt.NewAdam[float64](len(f.theta), rate)
	f.from, f.end = f.done, f.done+warmDescent
	f.want(s)
}

// warm is how many draws of a chain are not of the posterior.
func (f *fit) warm() int { return f.draws / 2 }

// finished tells whether there is nothing left to do.
func (f *fit) finished() bool {
	switch {
	case f.done < f.end:
		return false
	case f.draws > 0:
		return f.chain != nil && f.chain.Drawn >= f.warm()+f.draws
	}
	return f.fields == 0 || f.field != nil && f.field.Steps >= f.fields
}

// share is how much of the work is done.
func (f *fit) share() float64 {
	part := float64(f.done-f.from) / float64(f.end-f.from)
	switch {
	case f.draws > 0 && f.chain != nil:
		return 0.2 + 0.8*float64(f.chain.Drawn)/float64(f.warm()+f.draws)
	case f.fields > 0 && f.field != nil:
		return 0.3 + 0.7*float64(f.field.Steps)/float64(f.fields)
	case f.draws > 0:
		return 0.2 * part
	case f.fields > 0:
		return 0.3 * part
	}
	return part
}

// passes is how often a slice goes through the rows after so many steps. Where
// the fit moves fast slices are short, for then there is much to see; later they
// are long, for messages cost time too.
func passes(steps, rows int) int {
	least := max(1, slice/rows)
	return min(max(least, steps/8), 4*least)
}

// advance takes one slice.
func (f *fit) advance(p *posterior, seed uint64) {
	f.fresh = f.fresh[:0]
	switch passes := passes(f.done-f.from, p.rows); {
	case f.done < f.end:
		f.descend(p, passes)
	case f.draws > 0:
		f.sample(p, seed, max(1, 2*passes/leaps))
	case f.fields > 0:
		f.spread(p, seed, max(1, passes/(2*f.pairs())))
	}
}

// descend takes steps of Adam uphill in ln p.
func (f *fit) descend(p *posterior, steps int) {
	grad := make([]float64, len(f.theta))
	for range min(steps, f.end-f.done) {
		f.adam.Rate = rate * (1 - float64(f.done-f.from)/float64(f.end-f.from))
		f.misfit = -p.LogDensity(grad, f.theta) / float64(p.rows)
		kernel.Scale(grad, -1, grad)
		f.adam.Step(f.theta, grad)
		f.done++
	}
}

// stream tells a chain or a mean-field law of a fit from those of other fits, and
// from those that it had before more rows came.
func (f *fit) stream() uint64 { return f.number<<32 | uint64(f.done) }

func (f *fit) sample(p *posterior, seed uint64, draws int) {
	if f.chain == nil {
		f.chain = uq.NewChain(p, f.theta, seed, f.stream(), f.warm(), leaps)
	}
	for range min(draws, f.warm()+f.draws-f.chain.Drawn) {
		f.chain.Draw(p)
		f.misfit = -f.chain.Log / float64(p.rows)
		if f.chain.Drawn > f.warm() {
			f.fresh = append(f.fresh, f.chain.Theta...)
		}
	}
}

// pairs is how many draws, and their opposites, a step of the field takes: few
// parameters can afford more.
func (f *fit) pairs() int { return max(1, 64/len(f.theta)) }

// fieldStart is the deviation of the mean-field law at first: small, for then the
// gradient by ln s is near 1, whatever the scale that it grows to.
const fieldStart = 0.005

func (f *fit) spread(p *posterior, seed uint64, steps int) {
	if f.field == nil {
		f.field = uq.NewMeanField(f.theta, fieldStart, seed, f.stream())
	}
	for range min(steps, f.fields-f.field.Steps) {
		left := 1 - float64(f.field.Steps)/float64(f.fields)
		f.field.Step(p, f.pairs(), fieldRate*left*left)
		f.misfit = -f.field.ELBO / float64(p.rows)
	}
}

// write adds the fit to a snapshot or a message, read takes it over. What was
// fresh is in messages alone.
func (f *fit) write(w *lab.Writer) {
	w.String(f.kind)
	w.Uint(f.number)
	for _, n := range []int{f.fold, f.done, f.from, f.end, f.draws, f.fields} {
		w.Int(n)
	}
	w.Float(f.misfit)
	w.Floats(f.theta)
	w.Floats(f.adam.M)
	w.Floats(f.adam.V)
	w.Float(f.adam.Power1)
	w.Float(f.adam.Power2)
	w.Bool(f.chain != nil)
	w.Bool(f.field != nil)
	if c := f.chain; c != nil {
		writeChain(w, c)
	}
	if q := f.field; q != nil {
		w.Uint(q.Seed)
		w.Uint(q.Number)
		w.Int(q.Steps)
		for _, v := range [][]float64{q.Params, q.M, q.V, {q.Power1, q.Power2, q.ELBO}} {
			w.Floats(v)
		}
	}
}

func writeChain(w *lab.Writer, c *uq.Chain) {
	w.Uint(c.Seed)
	w.Uint(c.Number)
	for _, n := range []int{c.Warm, c.Leaps, c.Drawn, c.Seen, c.Divergent} {
		w.Int(n)
	}
	for _, v := range [][]float64{c.Theta, c.Grad, c.Inverse, c.Mean, c.Sum,
		{c.Log, c.Accepted, c.Step.Centre, c.Step.Log, c.Step.Average, c.Step.Off, c.Step.T}} {
		w.Floats(v)
	}
}

// readFit takes over what write wrote of a model with n parameters.
func readFit(r *lab.Reader, n int) *fit {
	f := &fit{kind: r.String(), number: r.Uint(), theta: make([]float64, n), adam: opt.NewAdam[float64](n, rate)}
	for _, v := range []*int{&f.fold, &f.done, &f.from, &f.end, &f.draws, &f.fields} {
		*v = r.Int()
	}
	f.misfit = r.Float()
	r.FloatsInto(f.theta)
	r.FloatsInto(f.adam.M)
	r.FloatsInto(f.adam.V)
	f.adam.Power1, f.adam.Power2 = r.Float(), r.Float()
	chain, field := r.Bool(), r.Bool()
	if chain {
		f.chain = readChain(r, n)
	}
	if field {
		f.field = readField(r, n)
	}
	return f
}

func readChain(r *lab.Reader, n int) *uq.Chain {
	c := &uq.Chain{Seed: r.Uint(), Number: r.Uint()}
	for _, v := range []*int{&c.Warm, &c.Leaps, &c.Drawn, &c.Seen, &c.Divergent} {
		*v = r.Int()
	}
	for _, v := range []*[]float64{&c.Theta, &c.Grad, &c.Inverse, &c.Mean, &c.Sum} {
		*v = make([]float64, n)
		r.FloatsInto(*v)
	}
	s := make([]float64, 7)
	r.FloatsInto(s)
	c.Log, c.Accepted = s[0], s[1]
	c.Step = uq.StepSize{Centre: s[2], Log: s[3], Average: s[4], Off: s[5], T: s[6]}
	return c
}

func readField(r *lab.Reader, n int) *uq.MeanField {
	q := &uq.MeanField{Seed: r.Uint(), Number: r.Uint(), Steps: r.Int()}
	for _, v := range []*[]float64{&q.Params, &q.M, &q.V} {
		*v = make([]float64, 2*n)
		r.FloatsInto(*v)
	}
	s := make([]float64, 3)
	r.FloatsInto(s)
	q.Power1, q.Power2, q.ELBO = s[0], s[1], s[2]
	return q
}

// sound tells whether a fit that was read can be one of the settings.
func (f *fit) sound(s spec) bool {
	return f.kind == s.model && f.from >= 0 && f.from < f.end && f.done >= f.from && f.done <= f.end &&
		f.end-f.from <= descent && f.draws >= 0 && f.draws <= s.draws && f.fields >= 0 && f.fields <= fieldSteps &&
		(f.chain == nil || f.chain.Leaps == leaps && f.chain.Warm == f.warm())
}
