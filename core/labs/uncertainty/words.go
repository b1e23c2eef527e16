package uncertainty

import (
	"fmt"
	"math"

	"residual/core/lab"
	"residual/core/uq"
)

func (r *run) moment() string {
	switch r.phase {
	case loadingPhase:
		return fmt.Sprintf("reading, %d rows", r.load.sample.Seen)
	case fitting:
		return fmt.Sprintf("step %d, fitting %d rows", r.steps, len(r.rows.x))
	case judging:
		return fmt.Sprintf("step %d, judging by %d testing rows", r.steps, len(r.test[0]))
	}
	return fmt.Sprintf("step %d, %d rows", r.steps, len(r.rows.x))
}

func (r *run) summary() string {
	switch {
	case r.status.State == lab.Stopped:
		return r.instead()
	case r.steps == 0:
		return fmt.Sprintf("Ready to fit %s to %d rows.%s", r.words(), len(r.rows.x), r.used())
	case !r.done():
		return fmt.Sprintf("Fitting %s to %d rows.%s", r.words(), len(r.rows.x), r.used())
	}
	m := r.measure()
	text := fmt.Sprintf("Fitted %s to %d rows.%s Of the model's %s intervals %s held a testing row.", r.words(), len(r.rows.x), r.used(),
		percent(1-r.alpha), r.heldShare(0))
	if k, n := uq.ScoreRank(len(r.cal[0]), r.alpha), len(r.cal[0]); k > n {
		return text + fmt.Sprintf(" Split conformal intervals are infinite: they need the %d-th smallest of %d scores, "+
			"so take at least %d calibration rows or a larger α.", k, n, int(math.Ceil(1/r.alpha))-1)
	}
	return text + fmt.Sprintf(" Split conformal: %s. Acting on the model has cost %s a time, never acting %s.",
		r.heldShare(1), lab.Number(m.paid, 3), lab.Number(m.never, 3))
}

// instead says what is to be seen where there is no fit; why there is none is the
// reason that the run gives.
func (r *run) instead() string {
	if r.model != "hmc" {
		return "The picture shows the rows and no model."
	}
	return fmt.Sprintf("In place of a posterior the picture shows what each of the %d chains says in the middle of x, draw by draw.", chains)
}

// heldShare is the coverage of interval i in words.
func (r *run) heldShare(i int) string {
	share, _ := r.coverage(r.intervals()[i])
	return percent(share)
}

// used says what of a file is used.
func (r *run) used() string {
	if r.truth != nil {
		return ""
	}
	text := fmt.Sprintf(" Of the file's %d rows, in random order, %d are fitted to, %d calibrate and %d test.",
		r.offered, len(r.rows.x), len(r.cal[0]), len(r.test[0]))
	if r.offered < 50 {
		text += " That is few: expect wide doubt."
	}
	return text
}

func (r *run) readouts(f *lab.Frame) {
	f.AddReadout("rows", fmt.Sprintf("%d to fit, %d to test", len(r.rows.x), len(r.test[0])), "")
	f.AddReadout("threshold y*", lab.Number(r.threshold, 3), r.axisY().Unit)
	if r.model == "hmc" && (r.phase >= judging || r.status.State == lab.Stopped) {
		f.AddReadout("R̂", lab.Number(r.mix().rhat, 4), "")
		f.AddReadout("effective sample size", lab.Number(math.Round(r.mix().ess), 0), "")
	}
	if !r.done() {
		return
	}
	m := r.measure()
	f.AddReadout("−ln p (NLL)", lab.Number(m.log, 4), "nat")
	if r.truth != nil {
		f.AddReadout("of the true law", lab.Number(m.oracle, 4), "nat")
	}
	f.AddReadout("CRPS", lab.Number(m.crps, 4), r.axisY().Unit)
	f.AddReadout("sharpness", lab.Number(m.sharpness, 4), r.axisY().Unit)
	f.AddReadout("calibration error", lab.Number(m.calibration, 3), "")
	f.AddReadout("recalibrated", lab.Number(m.recalibrated, 3), "")
	for _, in := range r.intervals() {
		share, width := r.coverage(in)
		f.AddReadout(in.name, percent(share)+", width "+lab.Number(width, 3), r.axisY().Unit)
	}
	r.readDecision(f, m)
	r.readVariance(f)
}

func (r *run) readDecision(f *lab.Frame, m measures) {
	f.AddReadout("Brier score of Y > y*", lab.Number(m.brier, 3), "")
	f.AddReadout("cost by the model", lab.Number(m.paid, 3), "")
	f.AddReadout("cost always, never acting", lab.Number(r.cost, 3)+", "+lab.Number(m.never, 3), "")
	if r.truth != nil {
		f.AddReadout("cost by the true chance", lab.Number(m.ideal, 3), "")
	}
}

// readVariance reads the law of total variance in the middle of the picture, to
// all digits.
func (r *run) readVariance(f *lab.Frame) {
	_, grid := r.span()
	i := grid + gridPlaces/2
	a, e := r.verdict.aleatoric[i], r.verdict.epistemic[i]
	at := lab.Number(r.verdict.x[i], 3)
	f.AddReadout("Var Y at x = "+at, lab.Number(a, 15)+" + "+lab.Number(e, 15)+" = "+lab.Number(r.verdict.forecast.at(i).Variance(), 15), "")
}
