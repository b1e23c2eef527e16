package uncertainty

import (
	"math"
	"sort"

	"residual/core/lab"
	"residual/core/uq"
)

// A verdict is what the fits say at the rows kept for calibration, at those for
// testing and at the grid of the picture, in this order, and what follows from
// it. It is made place by place and can be made again from the state.
type verdict struct {
	x        []float64
	forecast forecast

	mean, aleatoric, epistemic []float64
	low, high                  []float64 // quantiles α/2 and 1 − α/2
	bentLow, bentHigh          []float64 // the same, recalibrated
	cvLow, cvHigh              []float64 // CV+
	pit, bent                  []float64 // of calibration and testing rows; recalibrated
	log, crps                  []float64 // of testing rows

	split, cqr    float64 // bounds of the conformal scores
	recalibration *uq.Recalibration

	fold     [][]float64 // μ without fold k at every place
	without  []float64   // the same at one place
	residual [][]float64 // of the rows of fold k by that model, rising
}

// gridPlaces is how many places the curves are drawn through.
const gridPlaces = 161

func (r *run) places() int { return len(r.cal[0]) + len(r.test[0]) + gridPlaces }

// grid is the places of the picture.
func (r *run) grid() []float64 {
	x := make([]float64, gridPlaces)
	for i := range x {
		x[i] = r.window.lo + float64((r.window.hi-r.window.lo)*float64(i)/(gridPlaces-1))
	}
	return x
}

// judge makes a portion of the verdict. What a place costs grows with the
// members.
func (r *run) judge() {
	r.assess(max(2, 512/len(r.members())))
	if r.judged == r.places() {
		r.phase = resting
		r.status = lab.Status{State: lab.Converged, Reason: "fitted, and judged by rows it has not seen"}
	}
}

// assess makes the next portion of the verdict, the whole of which is begun
// where none of it is there.
func (r *run) assess(portion int) {
	v := &r.verdict
	if r.judged == 0 {
		r.prepare(v)
	}
	for range min(portion, r.places()-r.judged) {
		if r.judged == len(r.cal[0]) {
			r.calibrate(v)
		}
		r.place(v, r.judged)
		r.judged++
	}
}

// prepare has all members evaluated.
func (r *run) prepare(v *verdict) {
	n := r.places()
	v.x = append(append(append(v.x[:0], r.cal[0]...), r.test[0]...), r.grid()...)
	r.fill(&v.forecast, r.members(), v.x)
	for _, p := range []*[]float64{&v.mean, &v.aleatoric, &v.epistemic, &v.low, &v.high, &v.bentLow, &v.bentHigh,
		&v.cvLow, &v.cvHigh, &v.pit, &v.bent, &v.log, &v.crps} {
		*p = resize(*p, n)
	}
	v.without = resize(v.without, r.folds)
	r.prepareFolds(v)
}

// prepareFolds finds what each model without a fold says at the places, and how
// far from the truth it is in the fold that it has not seen.
func (r *run) prepareFolds(v *verdict) {
	v.fold, v.residual = v.fold[:0], v.residual[:0]
	var f, own forecast
	for k := range r.folds {
		members := r.without(k)
		r.fill(&f, members, v.x)
		r.fill(&own, members, r.rows.x)
		mu := make([]float64, len(v.x))
		for i := range mu {
			mu[i], _, _ = f.at(i).Moments()
		}
		var residual []float64
		for i, fold := range r.rows.fold {
			if fold == k {
				mean, _, _ := own.at(i).Moments()
				residual = append(residual, uq.AbsoluteScore(r.rows.y[i], mean))
			}
		}
		sort.Float64s(residual)
		v.fold, v.residual = append(v.fold, mu), append(v.residual, residual)
	}
}

// calibrate learns from the calibration rows, which have all been judged.
func (r *run) calibrate(v *verdict) {
	n := len(r.cal[0])
	split, cqr := make([]float64, n), make([]float64, n)
	for i, y := range r.cal[1] {
		split[i] = uq.AbsoluteScore(y, v.mean[i])
		cqr[i] = uq.QuantileScore(y, v.low[i], v.high[i])
	}
	v.split, v.cqr = uq.ScoreQuantile(split, r.alpha), uq.ScoreQuantile(cqr, r.alpha)
	v.recalibration = uq.Recalibrate(v.pit[:n])
}

// place judges place i.
func (r *run) place(v *verdict, i int) {
	m, cal, test := v.forecast.at(i), len(r.cal[0]), len(r.test[0])
	v.mean[i], v.aleatoric[i], v.epistemic[i] = m.Moments()
	v.low[i], v.high[i] = m.Quantile(r.alpha/2), m.Quantile(1-r.alpha/2)
	if i < cal {
		v.pit[i] = m.CDF(r.cal[1][i])
		return
	}
	v.bentLow[i], v.bentHigh[i] = m.Quantile(inner(v.recalibration.Level(r.alpha/2))), m.Quantile(inner(v.recalibration.Level(1-r.alpha/2)))
	for k, mu := range v.fold {
		v.without[k] = mu[i]
	}
	v.cvLow[i], v.cvHigh[i] = uq.CVPlus(v.without, v.residual, r.alpha)
	if i < cal+test {
		y := r.test[1][i-cal]
		v.pit[i], v.log[i], v.crps[i] = m.CDF(y), m.LogDensity(y), m.CRPS(y)
		v.bent[i] = v.recalibration.Chance(v.pit[i])
	}
}

// inner keeps a chance off 0 and 1, where a normal law ends nowhere.
func inner(p float64) float64 { return math.Min(math.Max(p, 1e-6), 1-1e-6) }

// span is which places are testing rows; after them comes the grid.
func (r *run) span() (from, to int) {
	from = len(r.cal[0])
	return from, from + len(r.test[0])
}

// done tells whether the verdict is whole.
func (r *run) done() bool { return r.phase == resting }

// An interval is one of the ways to say between what y will lie.
type interval struct {
	name      string
	colour    lab.Colour
	low, high []float64 // at every place
}

// intervals are the model's own, those of conformal prediction and of CV+.
func (r *run) intervals() []interval {
	v := &r.verdict
	own := interval{"model", lab.Series(2), v.low, v.high}
	if r.recalibrate {
		own = interval{"model, recalibrated", lab.Series(2), v.bentLow, v.bentHigh}
	}
	shifted := func(base []float64, by float64) []float64 {
		out := make([]float64, len(base))
		for i, b := range base {
			out[i] = b + by
		}
		return out
	}
	return []interval{own,
		{"split conformal", lab.Series(3), shifted(v.mean, -v.split), shifted(v.mean, v.split)},
		{"conformal quantiles", lab.Series(4), shifted(v.low, -v.cqr), shifted(v.high, v.cqr)},
		{"CV+", lab.Series(1), v.cvLow, v.cvHigh}}
}

// coverage is the share of the testing rows within, and width the mean width
// there.
func (r *run) coverage(in interval) (share, width float64) {
	from, to := r.span()
	n := float64(to - from)
	for i := from; i < to; i++ {
		if y := r.test[1][i-from]; y >= in.low[i] && y <= in.high[i] {
			share++
		}
		width += in.high[i] - in.low[i]
	}
	return share / n, width / n
}
