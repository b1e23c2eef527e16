package uncertainty

import (
	"fmt"
	"math"
	"strings"

	"residual/core/lab"
	"residual/core/uq"
)

// describe says in words what is fitted.
func describe(s lab.Settings) string {
	what := [...]string{"one network", fmt.Sprintf("an ensemble of %d networks", members.Of(s)),
		"draws by Hamiltonian Monte Carlo", "Laplace's approximation of the last layer", "mean-field variational inference"}[fitted.Of(s)]
	if mean.Of(s) == cubicBasis {
		what += ", with a cubic for the mean"
	}
	return what
}

func (v *view) moment() string {
	switch f := &v.fits.all[0]; {
	case v.phase == fitting && f.Chain.Drawn > 0:
		return fmt.Sprintf("draw %d of %d, fitting %d rows", f.Chain.Drawn, f.Length(), len(v.fit.x))
	case v.phase == fitting:
		return fmt.Sprintf("step %d, fitting %d rows", v.steps, len(v.fit.x))
	case !v.complete:
		return fmt.Sprintf("step %d, judging by %d testing rows", v.steps, len(v.test.x))
	}
	return fmt.Sprintf("step %d, %d rows", v.steps, len(v.fit.x))
}

func (v *view) summary() string {
	covered := func(interval int) string {
		fraction, _ := v.coverage(v.intervals()[interval])
		return percent(fraction)
	}
	doing := func(verb string) string {
		return fmt.Sprintf("%s %s to %d rows.%s", verb, v.what, len(v.fit.x), v.used())
	}
	switch {
	case v.status.State == lab.Stopped:
		return v.instead()
	case v.steps == 0:
		return doing("Ready to fit")
	case !v.complete:
		return doing("Fitting")
	}
	text := doing("Fitted") + fmt.Sprintf(" Of the model's %s intervals %s held a testing row.", percent(1-v.alpha), covered(0))
	if k, n := uq.ScoreRank(len(v.cal.x), v.alpha), len(v.cal.x); k > n {
		return text + fmt.Sprintf(" Split conformal intervals are infinite: they need the %d-th smallest of %d scores. %s", k, n, v.remedy())
	}
	s := v.scores()
	return text + fmt.Sprintf(" Split conformal: %s. Acting on the model has cost %s a time, never acting %s.",
		covered(1), lab.Number(s.paid, 3), lab.Number(s.never, 3))
}

// remedy says what makes conformal intervals finite: calibration rows, of which a
// file gives a quarter of its rows and no more than the knob asks for.
func (v *view) remedy() string {
	need := uq.FewestScores(v.alpha)
	rows := fmt.Sprintf("take at least %d calibration rows", need)
	switch short := v.offered < 4*need; {
	case v.truth == nil && short && cap(v.cal.x) < need:
		rows = fmt.Sprintf("give at least %d rows and %s", 4*need, rows)
	case v.truth == nil && short:
		rows = fmt.Sprintf("give at least %d rows, of which a quarter calibrates", 4*need)
	}
	return strings.ToUpper(rows[:1]) + rows[1:] + ", or a larger α."
}

// instead says what is shown where there is no fit; why there is none is the
// reason that the run gives.
func (v *view) instead() string {
	if v.fits.method != hmc {
		return "The picture shows the rows and no model."
	}
	return fmt.Sprintf("In place of a posterior the picture shows what each of the %d chains says in the middle of x, draw by draw.", chains)
}

// used says what of a file is used.
func (v *view) used() string {
	if v.truth != nil {
		return ""
	}
	text := " " + v.understood + fmt.Sprintf(" Of the file's %d rows, in random order, %d are fitted to, %d calibrate and %d test.",
		v.offered, len(v.fit.x), len(v.cal.x), len(v.test.x))
	if v.offered < 50 {
		text += " That is few: expect wide doubt."
	}
	return text
}

func (v *view) addReadouts() {
	if v.complete {
		v.addScores()
	}
	v.AddReadout("rows", fmt.Sprintf("%d to fit, %d to test", len(v.fit.x), len(v.test.x)), "")
	v.AddReadout("threshold y*", lab.Number(v.threshold, 3), v.axisY().Unit)
	if v.fits.method == hmc && (v.phase == evaluating || v.status.State == lab.Stopped) {
		v.AddReadout("R̂", lab.Number(v.mixing.rhat, 4), "")
		v.AddReadout("effective sample size", lab.Number(math.Round(v.mixing.ess), 0), "")
	}
}

// addScores begins with how good the predictions are and how often the intervals
// hold.
func (v *view) addScores() {
	m := v.scores()
	v.AddNumber("−ln p (NLL)", m.log, 4, "nat")
	if v.truth != nil {
		v.AddNumber("of the true law", m.oracle, 4, "nat")
	}
	for _, in := range v.intervals() {
		share, width := v.coverage(in)
		text := percent(share) + ", width " + lab.Number(width, 3)
		if n := v.empty(in); n > 0 {
			text += fmt.Sprintf(", %d of %d empty", n, len(v.test.x))
		}
		v.AddReadout(in.name, text, v.axisY().Unit)
	}
	v.AddNumber("CRPS", m.crps, 4, v.axisY().Unit)
	v.AddNumber("sharpness", m.sharpness, 4, v.axisY().Unit)
	v.AddNumber("calibration error", m.calibration, 3, "")
	v.AddNumber("recalibrated", m.recalibrated, 3, "")
	v.addDecision(m)
	v.addVariance()
}

func (v *view) addDecision(m scores) {
	v.AddNumber("Brier score of Y > y*", m.brier, 3, "")
	v.AddNumber("cost by the model", m.paid, 3, "")
	v.AddReadout("cost always, never acting", lab.Number(v.cost, 3)+", "+lab.Number(m.never, 3), "")
	if v.truth != nil {
		v.AddNumber("cost by the true chance", m.ideal, 3, "")
	}
}

// addVariance shows the law of total variance in the middle of the picture, to all
// digits.
func (v *view) addVariance() {
	_, grid := v.testing()
	i := grid + gridPlaces/2
	a, e := v.eval.aleatoric[i], v.eval.epistemic[i]
	at := lab.Number(v.eval.x[i], 3)
	v.AddReadout("Var Y at x = "+at, lab.Number(a, 15)+" + "+lab.Number(e, 15)+" = "+lab.Number(v.eval.forecast.at(i).Variance(), 15), "")
}
