package cdf

import (
	"fmt"

	"residual/core/interval"
	"residual/core/lab"
)

func (r *comparison) readouts(f *lab.Frame) {
	f.AddReadout("penalty λ", lab.Number(r.lambda, 3), "")
	for k := range networks {
		if m := &r.networks[k]; m.whole() {
			f.AddReadout("F̂′ < 0, "+names[k], fmt.Sprintf("%d of 100\u202f000", m.negatives), "")
		}
	}
	if r.sample.known == nil {
		return
	}
	for k := range networks {
		if m := &r.networks[k]; m.whole() {
			f.AddReadout("|F̂ − F|, "+names[k], atMost(m.distance), "")
		}
	}
	f.AddReadout("|Fₙ − F|, the sample", atMost(r.sample.distance()), "")
}

func atMost(v float64) string { return "at most " + lab.Number(v, 3) }

func (r *comparison) moment() string {
	switch {
	case r.phase == reading:
		return lab.Count(r.sample.seen(), "row") + " read"
	case r.Status().State == lab.Converged:
		return fmt.Sprintf("step %d, done", r.Steps())
	case r.Status().State == lab.Stopped:
		return fmt.Sprintf("step %d, stopped", r.Steps())
	}
	return fmt.Sprintf("step %d, %s", r.Steps(), r.phase)
}

// summary leaves out why a run was stopped: its reason stands beside it.
func (r *comparison) summary() string {
	switch {
	case r.phase == reading && r.Status().State == lab.Stopped:
		return "Read of the file: " + lab.Count(r.sample.seen(), "row") + "."
	case r.phase == reading:
		return "Reading the file: " + lab.Count(r.sample.seen(), "row") + " so far. " + r.sample.reader.Describe(3)
	case r.Status().Final() && r.proof.Done():
		return r.result()
	case r.Status().State == lab.Stopped:
		return fmt.Sprintf("The picture shows what had been fitted to %d numbers by then.", len(r.sample.x))
	case r.Steps() == 0:
		return fmt.Sprintf("Ready to fit a distribution function to %d numbers.", len(r.sample.x)) + r.used()
	}
	return fmt.Sprintf("Step %d: %s.", r.Steps(), r.phase) + r.used()
}

// used says how a file is understood, and how much of a long one is used.
func (r *comparison) used() string {
	if r.sample.reader == nil {
		return ""
	}
	text := " " + r.sample.reader.Describe(3)
	if seen := r.sample.seen(); seen > len(r.sample.x) {
		text += fmt.Sprintf(" Of %d rows %d were drawn.", seen, len(r.sample.x))
	}
	return text
}

func (r *comparison) result() string {
	text := fmt.Sprintf("The slope is proved to be nowhere negative, by %s.", lab.Count(r.proof.Boxes, "interval"))
	if !r.proof.Holds() {
		text = "That the slope is nowhere negative could not be proved" + r.where(r.proof.Failed) + "."
	}
	s, u := &r.networks[soft], &r.networks[unconstrained]
	text += fmt.Sprintf(" Of 100 000 slopes %d are negative with the penalty and %d without.", s.negatives, u.negatives)
	if s.negatives > u.negatives {
		text += " So small a λ decides nothing: which of the two falls in more places is an accident of the descent."
	}
	if r.sample.known != nil {
		text += fmt.Sprintf(" From the true distribution the network is %s away, the sample itself %s.",
			lab.Number(s.distance, 3), lab.Number(r.sample.distance(), 3))
	}
	return text + r.used()
}

// where names the first intervals of x in which something failed.
func (r *comparison) where(boxes []interval.Interval) string {
	text := " for x in"
	for i, b := range boxes {
		if i == 3 {
			return text + fmt.Sprintf(" and %d more", len(boxes)-i)
		}
		if i > 0 {
			text += ","
		}
		text += " [" + lab.Number(r.sample.inverse(b.Lo), 4) + ", " + lab.Number(r.sample.inverse(b.Hi), 4) + "]"
	}
	return text
}
