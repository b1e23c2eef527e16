package cdf

import (
	"fmt"

	"residual/core/interval"
	"residual/core/lab"
)

func (r *run) readouts(f *lab.Frame) {
	for k := range fits {
		if j := r.fits[k].judgement; j.done == judged {
			f.AddReadout("F̂′ < 0, "+names[k], fmt.Sprintf("%d", j.negatives), "of 100 000")
		}
	}
	if r.sample.law == nil {
		return
	}
	for k := range fits {
		if j := r.fits[k].judgement; j.done == judged {
			f.AddReadout("|F̂ − F|, "+names[k], atMost(j.distance), "")
		}
	}
	f.AddReadout("|Fₙ − F|, the sample", atMost(r.sample.distance()), "")
}

func atMost(v float64) string { return "at most " + lab.Number(v, 3) }

func (r *run) summary() string {
	switch {
	case r.status.State == lab.Stopped:
		return r.halted()
	case r.stage == reading:
		return fmt.Sprintf("Reading the file: %d rows so far.", r.sample.seen())
	case r.steps == 0:
		return fmt.Sprintf("Ready to fit a distribution function to %d numbers.", len(r.sample.x)) + r.kept()
	case r.status.State == lab.Converged:
		return r.verdict()
	}
	return fmt.Sprintf("Step %d: %s.", r.steps, r.stage) + r.kept()
}

// halted says what there is of a run that ended before its end; why it did is the
// reason that the run gives.
func (r *run) halted() string {
	if r.stage == reading {
		return fmt.Sprintf("Of the file %d rows were read.", r.sample.seen())
	}
	return fmt.Sprintf("The picture shows what had been fitted to %d numbers by then.", len(r.sample.x))
}

// kept says how much of a long file is used.
func (r *run) kept() string {
	if seen := r.sample.seen(); seen > len(r.sample.x) {
		return fmt.Sprintf(" Of %d rows %d were drawn.", seen, len(r.sample.x))
	}
	return ""
}

func (r *run) verdict() string {
	text := fmt.Sprintf("The slope is proved to be nowhere negative, by %d intervals.", r.proof.boxes)
	if !r.proof.holds() {
		text = "That the slope is nowhere negative could not be proved" + r.where(r.proof.failed) + "."
	}
	s, c := r.fits[soft].judgement, r.fits[control].judgement
	text += fmt.Sprintf(" Of 100 000 slopes %d are negative with the penalty and %d without.", s.negatives, c.negatives)
	if r.sample.law != nil {
		text += fmt.Sprintf(" From the true distribution the network is %s away, the sample itself %s.",
			lab.Number(s.distance, 3), lab.Number(r.sample.distance(), 3))
	}
	return text + r.kept()
}

// where names the first intervals of x in which something failed.
func (r *run) where(boxes []interval.Interval) string {
	text := " for x in"
	for i, b := range boxes {
		if i == 3 {
			return text + fmt.Sprintf(" and %d more", len(boxes)-i)
		}
		if i > 0 {
			text += ","
		}
		text += " [" + lab.Number(r.sample.unbent(b.Lo), 4) + ", " + lab.Number(r.sample.unbent(b.Hi), 4) + "]"
	}
	return text
}
