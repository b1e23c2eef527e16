package uncertainty

import (
	"residual/core/codec"
	"residual/core/lab"
)

// begin starts the fits of the rows.
func (e *experiment) begin() {
	for i := range e.fits.all {
		e.fits.all[i].start(e.data.model)
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
		for _, f := range e.fits.unfinished {
			e.stepper.setRows(&e.data, f.fold)
			e.stepper.advance(f, e.data.noise)
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
	n := 0
	for i, f := range e.fits.unfinished {
		e.stepper.setRows(&e.data, f.fold)
		c := codec.NewEncoder(e.tasks[n][:0])
		e.stepper.describe(c, &i, &e.data.noise, len(e.fits.all))
		f.message(c)
		e.tasks[n] = c.Bytes()
		n++
	}
	return e.tasks[:n]
}

// Finish takes over the results of tasks: a slice of every fit that is not
// finished.
func (e *experiment) Finish(results [][]byte) {
	next := 0
	for _, f := range e.fits.unfinished {
		c, before := codec.NewDecoder(results[next]), f.drawn()
		f.message(c)
		c.Vector(f.drawsFrom(before))
		if c.Done() != nil {
			panic("uncertainty: no result")
		}
		next++
	}
	e.endSlice()
}

// endSlice goes on to the evaluation when all fits are finished, unless they are
// of no use.
func (e *experiment) endSlice() {
	e.nll.Record(e.Steps(), e.fits.nllPerRow())
	if !e.fits.finished() {
		return
	}
	e.mixing = e.predict.mixingOf(&e.fits)
	wrong := e.mixing.wrong()
	switch {
	case !e.fits.finite():
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
// as; the evaluation counts as a tenth as well.
const fractionOfReading = 0.1

// Progress adds up the phases.
func (e *experiment) Progress() float64 {
	begun := 0.0
	if e.data.offered > 4*rowsPerStep {
		begun = fractionOfReading
	}
	switch e.phase {
	case reading:
		return fractionOfReading * e.file.reader.Done()
	case fitting:
		return begun + (0.9-begun)*e.fits.progress()
	}
	return 0.9 + 0.1*float64(e.evaluation.done)/float64(e.data.places())
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

// Cost counts the slices of training in the last step: fits that have taken fewer
// slices than others were finished before. Chains and mean-field posteriors, whose
// slices depend on what they draw, and the evaluation are not counted, nor is the
// writing of messages.
func (e *experiment) Cost() (c lab.Cost) {
	machine, most := e.stepper.posterior.machine.Plan, 1
	for i := range e.fits.all {
		f := &e.fits.all[i]
		if e.phase != fitting || f.chain.Drawn > 0 || f.meanField.Steps > 0 {
			return lab.Cost{}
		}
		rows, steps := e.data.fit.without(f.fold), f.done-f.from
		slices := (steps + f.passes(rows) - 1) / f.passes(rows)
		if slices > most {
			c, most = lab.Cost{}, slices
		}
		if slices == most {
			n, part := int64(steps-(slices-1)*f.passes(rows)), int64(rows)
			c.Step = "slice of Adam steps"
			c.Add(n*machine.Flops()*part/int64(machine.Rows), n*machine.Traffic(8)*part/int64(machine.Rows), machine.WorkingSet(8))
			c.Add(n*f.adam.Flops(), n*f.adam.Traffic(), f.adam.Traffic())
		}
	}
	return c
}
