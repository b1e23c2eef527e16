package uncertainty

import (
	"residual/core/codec"
	"residual/core/lab"
	"residual/core/rng"
)

// begin starts the fits of the rows; chains start from draws of the prior, which
// lie further apart than those of the posterior.
func (e *experiment) begin() {
	start := e.data.model.start
	if e.fits.method == hmc {
		start = e.data.model.prior
	}
	for i := range e.fits.all {
		f := &e.fits.all[i]
		start(f.Theta, rng.New(f.Seed, "uncertainty/weights", f.Number))
		f.Begin()
	}
	e.threshold = e.data.scale.level(e.level)
	e.phase, e.evaluation.done = fitting, 0
}

// Step takes a step of the phase.
func (e *experiment) Step() {
	switch e.phase {
	case reading:
		if wrong := e.read(rowsPerStep); wrong != "" {
			e.Stop("the file is of no use: %s", wrong)
		}
	case fitting:
		for i, f := range e.fits.all.Unfinished {
			e.stepper.setRows(&e.data, e.fits.fold(i))
			f.Slice(e.stepper.target(e.data.noise), len(e.stepper.rows.x))
		}
		e.endSlice()
	case evaluating: // what a place costs grows with the members
		e.evaluate(2048 / e.fits.mostMembers())
		if e.evaluation.complete() {
			e.Converge("fitted, and judged by rows it has not seen")
		}
	}
}

// Tasks are the fits that are not finished.
func (e *experiment) Tasks() [][]byte {
	if e.phase != fitting {
		return nil
	}
	return e.fits.all.Tasks(e.tasks, func(c *codec.Coder, i int) {
		e.stepper.setRows(&e.data, e.fits.fold(i))
		e.stepper.describe(c, &i, &e.data.noise, len(e.fits.all))
	})
}

// Finish takes over the results of tasks: a slice of every fit that is not
// finished.
func (e *experiment) Finish(results [][]byte) {
	e.fits.all.Finish(results)
	e.endSlice()
}

// endSlice goes on to the evaluation when all fits are finished, unless they are
// of no use.
func (e *experiment) endSlice() {
	e.nll.Record(e.Steps(), e.fits.nllPerRow())
	if !e.fits.all.Finished() {
		return
	}
	e.mixing = e.predict.mixingOf(&e.fits)
	wrong := e.mixing.wrong()
	switch {
	case !e.fits.all.Finite():
		e.Stop("diverged: the parameters of a fit are no numbers")
	case wrong != "":
		e.Stop("%s", wrong)
	default:
		e.phase = evaluating
	}
}

// evaluate evaluates so many more places.
func (e *experiment) evaluate(places int) { e.evaluation.advance(places, &e.fits, &e.predict, e.alpha) }

// fractionOfReading is the part of a run that the reading of a long file counts
// as.
const fractionOfReading = 0.1

// Progress adds up the phases, each by the work that it is.
func (e *experiment) Progress() float64 {
	if e.phase == reading {
		return fractionOfReading * e.file.reader.Done()
	}
	if e.data.offered > 4*rowsPerStep { // reading was a part of it
		return fractionOfReading + (1-fractionOfReading)*e.afterReading()
	}
	return e.afterReading()
}

// afterReading is the progress of fitting and evaluating together.
func (e *experiment) afterReading() float64 {
	share := e.shareOfEvaluation()
	if e.phase == evaluating {
		return 1 - share + share*float64(e.evaluation.done)/float64(e.data.places())
	}
	return (1 - share) * e.fits.all.Progress()
}

// shareOfEvaluation is about which part of fitting and evaluating the latter is:
// a place takes for each member as long as so many rows times parameters of the
// density, by measurement.
func (e *experiment) shareOfEvaluation() float64 {
	const place = 7500
	evaluation := float64(place * e.fits.mostMembers() * e.data.places())
	return evaluation / (evaluation + e.fits.all.Work()*float64(len(e.data.fit.x)*e.data.model.size()))
}

// Change takes over the live knobs. A new α has the fits evaluated anew.
func (e *experiment) Change(s lab.Settings) error {
	before := e.live
	e.live = readLive(s)
	if e.level != before.level {
		e.threshold = e.data.scale.level(e.level)
	}
	if e.alpha != before.alpha && e.phase == evaluating {
		e.evaluation.done = 0
		e.Reopen()
	}
	return nil
}

// Cost counts the training of networks, neither the evaluation nor the writing of
// messages.
func (e *experiment) Cost() (c lab.Cost) {
	if e.phase == fitting {
		c = e.fits.all.Cost(e.stepper.posterior.machine, func(i int) int { return e.data.fit.without(e.fits.fold(i)) })
	}
	return c
}
