package uncertainty

import (
	"math"
	"slices"

	"residual/core/fit"
	"residual/core/lab"
	"residual/core/uq"
)

// An evaluation is what the fits predict at the rows kept for calibration, at
// those for testing and at the grid of the picture, in this order, and what
// follows from it. It is made place by place, and can be made again from the rows
// and the fits.
type evaluation struct {
	data     *dataset
	done     int // places evaluated
	x        []float64
	forecast forecast

	mean, aleatoric, epistemic        []float64
	low, high                         []float64 // quantiles α/2 and 1 − α/2
	recalibratedLow, recalibratedHigh []float64
	cvLow, cvHigh                     []float64   // CV+
	pit, recalibratedPIT              []float64   // of calibration and testing rows
	log, crps                         []float64   // of testing rows
	foldMean                          [][]float64 // μ without fold k at every place
	residual                          [][]float64 // |y − μ| of the rows of fold k without it, rising
	rowMean, residuals, means         []float64   // room: at the rows to fit, for residual, at a place
	splitBound, quantileBound         float64     // of the conformal scores
	recalibration                     *uq.Recalibration
}

func (v *evaluation) reserve(room *fit.Room, s lab.Settings, d *dataset, members int) {
	v.data = d
	n, k := calibration.Of(s)+mostTest+gridPlaces, folds.Of(s)
	fit.Stack(room, &v.x, n)
	v.forecast.reserve(room, n, members)
	room.Vectors(n, &v.mean, &v.aleatoric, &v.epistemic, &v.low, &v.high, &v.recalibratedLow, &v.recalibratedHigh,
		&v.cvLow, &v.cvHigh, &v.pit, &v.recalibratedPIT, &v.log, &v.crps)
	v.foldMean, v.residual = make([][]float64, k), make([][]float64, k)
	for i := range v.foldMean {
		room.Floats(&v.foldMean[i], n)
	}
	room.Floats(&v.rowMean, capacity(s))
	fit.Stack(room, &v.residuals, capacity(s))
	room.Floats(&v.means, k)
	room.Count(16 * int64(calibration.Of(s)+2)) // recalibration
}

// advance evaluates so many more places; the first have all members predict.
func (v *evaluation) advance(places int, fits *fitSet, p *predictor, alpha float64) {
	if v.done == 0 && places > 0 {
		v.x = v.data.window.grid(append(append(v.x[:0], v.data.cal.x...), v.data.test.x...))
		p.forecast(&v.forecast, fits.members(p), v.x)
		v.predictFolds(fits, p)
	}
	for range min(places, v.data.places()-v.done) {
		if v.done == len(v.data.cal.x) {
			v.calibrate(alpha)
		}
		v.place(v.done, alpha)
		v.done++
	}
}

// complete tells whether all places are evaluated.
func (v *evaluation) complete() bool { return v.done > 0 && v.done == v.data.places() }

// predictFolds has each model that was fitted without a fold predict at the places
// and at the rows of that fold.
func (v *evaluation) predictFolds(fits *fitSet, p *predictor) {
	rows := &v.data.fit
	v.residuals = v.residuals[:0]
	for k := range v.foldMean {
		members, first := fits.membersWithout(k), len(v.residuals)
		p.mean(v.foldMean[k][:len(v.x)], members, v.x)
		p.mean(v.rowMean[:len(rows.x)], members, rows.x)
		for i, fold := range rows.fold {
			if fold == k {
				v.residuals = append(v.residuals, uq.AbsoluteScore(rows.y[i], v.rowMean[i]))
			}
		}
		v.residual[k] = v.residuals[first:]
		slices.Sort(v.residual[k])
	}
}

// calibrate learns from the calibration rows, which are all evaluated.
func (v *evaluation) calibrate(alpha float64) {
	n := len(v.data.cal.x)
	split, quantile := make([]float64, n), make([]float64, n)
	for i, y := range v.data.cal.y {
		split[i] = uq.AbsoluteScore(y, v.mean[i])
		quantile[i] = uq.QuantileScore(y, v.low[i], v.high[i])
	}
	v.splitBound, v.quantileBound = uq.ScoreQuantile(split, alpha), uq.ScoreQuantile(quantile, alpha)
	v.recalibration = uq.Recalibrate(v.pit[:n])
}

// place evaluates place i.
func (v *evaluation) place(i int, alpha float64) {
	m := v.forecast.at(i)
	test, grid := v.data.testing()
	v.mean[i], v.aleatoric[i], v.epistemic[i] = m.Moments()
	v.low[i], v.high[i] = m.Quantile(alpha/2), m.Quantile(1-alpha/2)
	if i < test {
		v.pit[i] = m.CDF(v.data.cal.y[i])
		return
	}
	v.recalibratedLow[i], v.recalibratedHigh[i] = m.Quantile(inner(v.recalibration.Level(alpha/2))), m.Quantile(inner(v.recalibration.Level(1-alpha/2)))
	for k, mu := range v.foldMean {
		v.means[k] = mu[i]
	}
	v.cvLow[i], v.cvHigh[i] = uq.CVPlus(v.means, v.residual, alpha)
	if i < grid {
		y := v.data.test.y[i-test]
		v.pit[i], v.log[i], v.crps[i] = m.CDF(y), m.LogDensity(y), m.CRPS(y)
		v.recalibratedPIT[i] = v.recalibration.Chance(v.pit[i])
	}
}

// inner keeps a probability off 0 and 1, whose normal quantiles are infinite.
func inner(p float64) float64 { return math.Min(math.Max(p, 1e-6), 1-1e-6) }
