package uncertainty

import (
	"math"

	"gonum.org/v1/gonum/integrate/quad"

	"residual/core/lab"
	"residual/core/uq"
)

// A report is what the testing rows say of a model that is fully evaluated.
type report struct {
	live
	*dataset
	eval      *evaluation
	threshold float64
}

// Scores are means over the testing rows.
type scores struct {
	log, crps      float64 // means: −ln p, CRPS
	sharpness      float64 // root mean predicted variance
	calibration    float64 // RMSE of the reliability diagram
	recalibrated   float64 // the same after recalibration
	oracle         float64 // mean −ln p of the truth itself, NaN for a file
	noise          float64 // root mean square of σ̂/σ − 1
	parts          float64 // largest |E[σ²] + Var[μ] − Var Y|/Var Y
	brier, perfect float64 // of Y > y*; of the truth
	paid, ideal    float64 // mean cost of deciding by the model, by the truth; the loss is 1
	never          float64 // mean cost of never acting
}

func (r *report) scores() (m scores) {
	v := r.eval
	from, to := r.testing()
	n := float64(to - from)
	for i := from; i < to; i++ {
		m.log -= v.log[i] / n
		m.crps += v.crps[i] / n
		m.sharpness += (v.aleatoric[i] + v.epistemic[i]) / n
		total := v.forecast.at(i).Variance()
		m.parts = math.Max(m.parts, math.Abs(v.aleatoric[i]+v.epistemic[i]-total)/total)
	}
	m.sharpness = math.Sqrt(m.sharpness)
	m.calibration, m.recalibrated = uq.CalibrationError(v.pit[from:to]), uq.CalibrationError(v.recalibratedPIT[from:to])
	r.compare(&m)
	r.decide(&m)
	return m
}

// compare compares the model with the truth.
func (r *report) compare(m *scores) {
	m.oracle, m.noise = math.NaN(), math.NaN()
	if r.truth == nil {
		return
	}
	m.oracle, m.noise = 0, 0
	from, _ := r.testing()
	n := float64(len(r.test.x))
	for i, x := range r.test.x {
		m.oracle -= r.truth.logDensity(r.test.y[i], x) / n
		excess := math.Sqrt(r.eval.aleatoric[from+i])/r.truth.sd(x) - 1
		m.noise += excess * excess / n
	}
	m.noise = math.Sqrt(m.noise)
}

func (r *report) decision() uq.Decision { return uq.Decision{Cost: r.cost, Loss: 1} }

// decide counts what deciding about Y > y* has cost.
func (r *report) decide(m *scores) {
	m.perfect, m.ideal = math.NaN(), math.NaN()
	if r.truth != nil {
		m.perfect, m.ideal = 0, 0
	}
	d, n := r.decision(), float64(len(r.test.x))
	for i, p := range r.tails() {
		happened := r.test.y[i] > r.threshold
		m.brier += uq.Brier(p, happened) / n
		m.paid += d.Paid(p, happened) / n
		m.never += d.Paid(0, happened) / n
		if r.truth != nil {
			q := r.truth.tail(r.threshold, r.test.x[i])
			m.perfect += uq.Brier(q, happened) / n
			m.ideal += d.Paid(q, happened) / n
		}
	}
}

// tails are the predicted probabilities of Y > y* at the testing rows: the averages
// of the members' tails, recalibrated where that is asked for.
func (r *report) tails() []float64 {
	from, _ := r.testing()
	p := make([]float64, len(r.test.x))
	for i := range p {
		p[i] = r.chance(from + i)
	}
	return p
}

// chance is the predicted probability of Y > y* at a place.
func (r *report) chance(i int) float64 {
	p := r.eval.forecast.at(i).Tail(r.threshold)
	if r.recalibrate {
		return 1 - r.eval.recalibration.Chance(1-p)
	}
	return p
}

// excess is how many nats a row the model loses to the truth on average,
//
//	E[ln p(y | x) − ln q(y | x)],  y from the truth, x at every fifth testing row
//
// by Gauss–Legendre quadrature over eight standard deviations of y to each side,
// for normal noise.
func (r *report) excess() float64 {
	const nodes, stride, reach = 40, 5, 8
	z, w := make([]float64, nodes), make([]float64, nodes)
	quad.Legendre{}.FixedLocations(z, w, -reach, reach)
	from, _ := r.testing()
	sum, n := 0.0, 0.0
	for i := 0; i < len(r.test.x); i += stride {
		x := r.test.x[i]
		n++
		for j := range z {
			y := r.truth.mean(x) + r.truth.sd(x)*z[j]
			sum += w[j] * uq.Density(z[j]) * (r.truth.logDensity(y, x) - r.eval.forecast.at(from+i).LogDensity(y))
		}
	}
	return sum / n
}

// An interval is one of the ways to predict between which bounds y lies.
type interval struct {
	name      string
	colour    lab.Colour
	low, high []float64 // at every place
}

// intervals are the model's own, those of conformal prediction and of CV+.
func (r *report) intervals() []interval {
	v := r.eval
	own := interval{"model", lab.Series(2), v.low, v.high}
	if r.recalibrate {
		own = interval{"model, recalibrated", lab.Series(2), v.recalibratedLow, v.recalibratedHigh}
	}
	shifted := func(base []float64, by float64) []float64 {
		out := make([]float64, len(base))
		for i, b := range base {
			out[i] = b + by
		}
		return out
	}
	low, high := uq.Conformalised(v.low, v.high, v.quantileBound)
	return []interval{own,
		{"split conformal", lab.Series(3), shifted(v.mean, -v.splitBound), shifted(v.mean, v.splitBound)},
		{"conformal quantiles", lab.Series(4), low, high},
		{"CV+", lab.Series(1), v.cvLow, v.cvHigh}}
}

// coverage is the fraction of the testing rows within the interval, and its mean
// width there.
func (r *report) coverage(in interval) (fraction, width float64) {
	from, to := r.testing()
	return uq.Coverage(r.test.y, in.low[from:to], in.high[from:to])
}

// empty is at how many testing rows the interval holds nothing.
func (r *report) empty(in interval) int {
	from, to := r.testing()
	return uq.Empty(in.low[from:to], in.high[from:to])
}
