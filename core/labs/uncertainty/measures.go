package uncertainty

import (
	"math"
	"sort"

	"gonum.org/v1/gonum/integrate/quad"

	"residual/core/uq"
)

// Measures are what the testing rows say of the model.
type measures struct {
	log, crps      float64 // means: −ln p, CRPS
	sharpness      float64 // root mean predicted variance
	calibration    float64 // RMSE of the reliability diagram
	recalibrated   float64 // the same after recalibration
	oracle         float64 // mean −ln p of the law itself, NaN of a file
	noise          float64 // root mean square of σ̂/σ − 1
	parts          float64 // largest |E[σ²] + Var[μ] − Var Y|/Var Y
	brier, perfect float64 // of Y > y*; of the law
	paid, ideal    float64 // mean cost of deciding by the model, by the law; the loss is 1
	never          float64 // mean cost of never acting
}

func (r *run) measure() (m measures) {
	v := &r.verdict
	from, to := r.span()
	n := float64(to - from)
	for i := from; i < to; i++ {
		m.log -= v.log[i] / n
		m.crps += v.crps[i] / n
		m.sharpness += (v.aleatoric[i] + v.epistemic[i]) / n
		total := v.forecast.at(i).Variance()
		m.parts = math.Max(m.parts, math.Abs(v.aleatoric[i]+v.epistemic[i]-total)/total)
	}
	m.sharpness = math.Sqrt(m.sharpness)
	m.calibration, m.recalibrated = uq.CalibrationError(v.pit[from:to]), uq.CalibrationError(v.bent[from:to])
	r.compare(&m)
	r.decide(&m)
	return m
}

// compare holds the model against the law.
func (r *run) compare(m *measures) {
	m.oracle, m.noise = math.NaN(), math.NaN()
	if r.truth == nil {
		return
	}
	m.oracle, m.noise = 0, 0
	from, _ := r.span()
	n := float64(len(r.test[0]))
	for i, x := range r.test[0] {
		m.oracle -= r.truth.logDensity(r.test[1][i], x) / n
		off := math.Sqrt(r.verdict.aleatoric[from+i])/r.truth.sd(x) - 1
		m.noise += off * off / n
	}
	m.noise = math.Sqrt(m.noise)
}

func (r *run) decision() uq.Decision { return uq.Decision{Cost: r.cost, Loss: 1} }

// decide counts what deciding about Y > y* has cost.
func (r *run) decide(m *measures) {
	m.perfect, m.ideal = math.NaN(), math.NaN()
	if r.truth != nil {
		m.perfect, m.ideal = 0, 0
	}
	d, n := r.decision(), float64(len(r.test[0]))
	for i, p := range r.tails() {
		happened := r.test[1][i] > r.threshold
		m.brier += uq.Brier(p, happened) / n
		m.paid += d.Paid(p, happened) / n
		m.never += d.Paid(0, happened) / n
		if r.truth != nil {
			q := r.truth.tail(r.threshold, r.test[0][i])
			m.perfect += uq.Brier(q, happened) / n
			m.ideal += d.Paid(q, happened) / n
		}
	}
}

// tails are the chances of Y > y* at the testing rows: the averages of the
// members' tails, recalibrated where that is asked for.
func (r *run) tails() []float64 {
	from, _ := r.span()
	p := make([]float64, len(r.test[0]))
	for i := range p {
		p[i] = r.chance(from + i)
	}
	return p
}

// chance is that of Y > y* at a place.
func (r *run) chance(i int) float64 {
	p := r.verdict.forecast.at(i).Tail(r.threshold)
	if r.recalibrate {
		return 1 - r.verdict.recalibration.Chance(1-p)
	}
	return p
}

// costs is the mean cost of acting from each of the levels on, where p is
// believed; acting costs r.cost and what is missed 1.
func (r *run) costs(p, levels []float64) []float64 {
	type event struct {
		p    float64
		loss float64
	}
	events := make([]event, len(p))
	for i := range p {
		events[i].p = p[i]
		if r.test[1][i] > r.threshold {
			events[i].loss = 1
		}
	}
	sort.Slice(events, func(i, j int) bool { return events[i].p < events[j].p })
	cost, next, missed := make([]float64, len(levels)), 0, 0.0
	for i, level := range levels {
		for ; next < len(events) && events[next].p <= level; next++ {
			missed += events[next].loss
		}
		cost[i] = (missed + r.cost*float64(len(events)-next)) / float64(len(events))
	}
	return cost
}

// excess is how many nats a row the model loses to the law on average,
//
//	E[ln p(y | x) − ln q(y | x)],  y from the law, x at every fifth testing row
//
// by Gauss–Legendre quadrature over eight deviations of y to each side, for a
// law with normal noise.
func (r *run) excess() float64 {
	const nodes, stride, reach = 40, 5, 8
	z, w := make([]float64, nodes), make([]float64, nodes)
	quad.Legendre{}.FixedLocations(z, w, -reach, reach)
	from, _ := r.span()
	sum, n := 0.0, 0.0
	for i := 0; i < len(r.test[0]); i += stride {
		x := r.test[0][i]
		n++
		for j := range z {
			y := r.truth.mean(x) + r.truth.sd(x)*z[j]
			sum += w[j] * uq.Density(z[j]) * (r.truth.logDensity(y, x) - r.verdict.forecast.at(from+i).LogDensity(y))
		}
	}
	return sum / n
}
