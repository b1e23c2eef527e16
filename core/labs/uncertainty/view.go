package uncertainty

import (
	"fmt"
	"math"

	"residual/core/lab"
	"residual/core/uq"
)

// A view draws a frame: a report, which may be of an evaluation that is not
// complete, and how the run stands.
type view struct {
	report
	prediction
	*lab.Frame
	phase    phase
	status   lab.Status
	complete bool // the evaluation
	steps    int
	what     string // is fitted
	fits     *fitSet
	mixing   mixing
	nll      *lab.History
	predict  *predictor
}

// Frame shows the data with the bands, and beside it what the knob asks for.
func (e *experiment) Frame(f *lab.Frame) {
	if e.phase == reading {
		e.file.draw(f, e.Status().State == lab.Stopped)
		return
	}
	v := view{report: e.report(), prediction: e.prediction(), Frame: f, phase: e.phase, status: e.Status(), complete: e.evaluation.complete(),
		steps: e.Steps(), what: e.what, fits: &e.fits, mixing: e.mixing, nll: &e.nll, predict: &e.predict}
	f.Begin(Lab.Title, v.moment())
	v.drawData()
	switch {
	case v.status.State == lab.Stopped:
		v.drawChains()
		v.drawLearning()
	case v.show == showBands || !v.complete:
		v.drawParts()
		v.drawChance()
		v.drawLearning()
	case v.show == showCalibration:
		v.drawReliability()
		v.drawPIT()
		v.drawLearning()
	case v.show == showConformal:
		v.drawBins("Coverage along x", lab.Axis{Label: "share within", Min: 0.5, Max: 1}, uq.Bin.Coverage).
			AddHLine("asked for", lab.Reference, 1-v.alpha)
		v.drawBins("Width along x", lab.Axis{Label: "mean width", Unit: v.axisY().Unit}, finiteWidth)
	default:
		v.drawChance()
		v.drawCosts()
	}
	f.Summary = v.summary()
	v.addReadouts()
}

func (e *experiment) report() report {
	return report{e.live, &e.data, &e.evaluation, e.threshold}
}

// A prediction is what the model says at the grid now, before the evaluation has
// begun in the room of its forecast.
type prediction struct {
	grid                       []float64 // of x
	forecast                   *forecast
	first                      int       // place of the first of x in the forecast
	mean, aleatoric, epistemic []float64 // empty before the first step: nothing is fitted
}

func (e *experiment) prediction() prediction {
	p := prediction{grid: e.data.window.grid(nil), forecast: &e.evaluation.forecast}
	switch {
	case len(e.nll.Steps()) == 0:
		return p
	case e.evaluation.done > 0:
		_, p.first = e.data.testing()
	case e.phase == evaluating:
		e.predict.forecast(p.forecast, e.fits.members(&e.predict), p.grid)
	default:
		e.predict.forecast(p.forecast, e.fits.current(), p.grid)
	}
	for i := range p.grid {
		m, a, d := p.forecast.at(p.first + i).Moments()
		p.mean, p.aleatoric, p.epistemic = append(p.mean, m), append(p.aleatoric, a), append(p.epistemic, d)
	}
	return p
}

// each is f of every number.
func each(v []float64, f func(float64) float64) []float64 {
	out := make([]float64, len(v))
	for i, x := range v {
		out[i] = f(x)
	}
	return out
}

// onGrid is f at every place of the grid.
func (v *view) onGrid(f func(i int) float64) []float64 {
	out := make([]float64, len(v.grid))
	for i := range out {
		out[i] = f(i)
	}
	return out
}

func (r *report) axisX() lab.Axis {
	a := lab.Axis{Label: "x", Min: r.window.lo, Max: r.window.hi}
	if r.truth != nil {
		a.Label, a.Unit = r.truth.x, r.truth.unitX
	}
	return a
}

func (r *report) axisY() lab.Axis {
	a := lab.Axis{Label: "y", Min: r.window.bottom, Max: r.window.top}
	if r.truth != nil {
		a.Label, a.Unit = r.truth.y, r.truth.unitY
	}
	return a
}

// stage is what the panel is called in which rows and the threshold are set.
const stage = "data"

// manyRows are more than can be told apart one by one.
const manyRows = 150

func (v *view) drawData() {
	p := v.AddPanel("Data and model", v.axisX(), v.axisY())
	p.Acts, p.Drags = stage, true
	if v.mean != nil && v.status.State != lab.Stopped {
		if v.show == showConformal && v.complete {
			v.drawIntervals(p)
		} else {
			v.drawBands(p)
		}
		p.AddXY("mean", lab.Network, v.grid, v.mean)
	}
	if v.truth != nil {
		v.addTruth(p, "true mean", v.truth.mean)
	}
	p.AddHLine("threshold y*", lab.Warning, v.threshold)
	points := p.AddScatter("rows fitted to", lab.Data, v.fit.x, v.fit.y)
	points.Hollow, points.Cloud = true, len(v.fit.x) > manyRows
}

func (v *view) addTruth(p *lab.Panel, name string, f func(x float64) float64) {
	p.AddXY(name, lab.Truth, v.grid, each(v.grid, f)).Dashed = true
}

// drawBands draws two standard deviations of each part and of both, and, where it
// is recalibrated, the interval that holds 1 − α.
func (v *view) drawBands(p *lab.Panel) {
	band := func(name string, colour lab.Colour, variance []float64) {
		b := p.AddBand(name, colour, len(v.grid))
		copy(b.X, v.grid)
		for i, mean := range v.mean {
			s := 2 * math.Sqrt(variance[i])
			b.Low[i], b.High[i] = mean-s, mean+s
		}
	}
	band("noise (aleatoric)", lab.Noise, v.aleatoric)
	band("doubt (epistemic)", lab.Doubt, v.epistemic)
	name := "both, 2 deviations"
	for _, sign := range []float64{-2, 2} {
		p.AddXY(name, lab.Network, v.grid, v.onGrid(func(i int) float64 {
			return v.mean[i] + sign*math.Sqrt(v.aleatoric[i]+v.epistemic[i])
		})).Thin = true
		name = ""
	}
	if v.recalibrate && v.complete {
		v.addEdges(p, interval{"recalibrated, " + percent(1-v.alpha), lab.Series(2), v.eval.recalibratedLow, v.eval.recalibratedHigh}, true)
	}
}

func (v *view) drawIntervals(p *lab.Panel) {
	for _, in := range v.intervals() {
		v.addEdges(p, in, false)
	}
}

// addEdges draws the two ends of an interval, where they are finite.
func (v *view) addEdges(p *lab.Panel, in interval, dashed bool) {
	for _, edge := range [][]float64{in.low, in.high} {
		if edge = edge[v.first:][:gridPlaces]; math.IsInf(edge[0], 0) {
			continue
		}
		p.AddXY(in.name, in.colour, v.grid, edge).Dashed = dashed
		in.name = ""
	}
}

func percent(p float64) string { return lab.Number(100*p, 3) + " %" }

func (v *view) drawParts() {
	p := v.AddPanel("Noise and doubt", v.axisX(), lab.Axis{Label: "standard deviation", Unit: v.axisY().Unit, Min: 0, Max: v.mostDeviation()})
	if v.mean != nil {
		p.AddXY("noise, √E[σ²]", lab.Noise, v.grid, each(v.aleatoric, math.Sqrt))
		p.AddXY("doubt, √Var[μ]", lab.Doubt, v.grid, each(v.epistemic, math.Sqrt))
	}
	if v.truth != nil {
		v.addTruth(p, "true σ", v.truth.sd)
	}
}

// mostDeviation is the top of the axis: above the noise, and the doubt where it
// is not far beyond it.
func (v *view) mostDeviation() (top float64) {
	for i, variance := range v.aleatoric {
		noise := math.Sqrt(variance)
		top = math.Max(top, math.Max(noise, math.Min(math.Sqrt(v.epistemic[i]), 2*noise)))
	}
	for _, x := range v.grid {
		if v.truth != nil {
			top = math.Max(top, v.truth.sd(x))
		}
	}
	return 1.1 * top
}

func (v *view) drawChance() {
	p := v.AddPanel("Chance of Y > y*", v.axisX(), lab.Axis{Label: "P(Y > " + lab.Number(v.threshold, 3) + ")", Min: 0, Max: 1})
	if v.mean != nil {
		v.drawPredictedChance(p)
	}
	p.AddHLine("", lab.Warning, v.cost)
	if v.truth != nil {
		v.addTruth(p, "true chance", func(x float64) float64 { return v.truth.tail(v.threshold, x) })
	}
}

// drawPredictedChance draws the chance that the model gives, and where acting pays.
func (v *view) drawPredictedChance(p *lab.Panel) {
	chance := v.onGrid(func(i int) float64 { return v.forecast.at(v.first + i).Tail(v.threshold) })
	if v.recalibrate && v.complete {
		chance = v.onGrid(func(i int) float64 { return v.chance(v.first + i) })
	}
	acts := p.AddBand("act above "+percent(v.cost), lab.Warning, len(v.grid))
	copy(acts.X, v.grid)
	clear(acts.Low)
	for i, q := range chance {
		acts.High[i] = 0
		if v.decision().Acts(q) {
			acts.High[i] = 1
		}
	}
	p.AddXY("mean of members' tails", lab.Network, v.grid, chance)
	if v.show == showDecision {
		p.AddXY("tail of one normal law", lab.Series(3), v.grid, v.onGrid(func(i int) float64 {
			return v.forecast.at(v.first + i).MomentMatchedTail(v.threshold)
		}))
	}
}

func (v *view) drawLearning() {
	p := v.AddPanel("Learning", lab.Axis{Label: "step"}, lab.Axis{Label: "−ln p a row", Unit: "nat"})
	p.AddHistory("rows fitted to, with the prior", lab.Network, v.nll, 0)
}

func (v *view) drawReliability() {
	p := v.AddPanel("Reliability", lab.Axis{Label: "predicted chance", Min: 0, Max: 1}, lab.Axis{Label: "share that came", Min: 0, Max: 1})
	from, to := v.testing()
	levels := uq.Levels(49)
	p.AddXY("as predicted", lab.Series(0), levels, uq.Reliability(v.eval.pit[from:to], levels))
	p.AddXY("recalibrated", lab.Series(2), levels, uq.Reliability(v.eval.recalibratedPIT[from:to], levels))
	p.AddSegment("calibrated", lab.Reference, 0, 0, 1, 1).Dashed = true
	p.Square = true
}

const pitBins = 20

func (v *view) drawPIT() {
	name, pit := "as predicted", v.eval.pit
	if v.recalibrate {
		name, pit = "recalibrated", v.eval.recalibratedPIT
	}
	from, to := v.testing()
	p := v.AddPanel("PIT values", lab.Axis{Label: "F(y)", Min: 0, Max: 1}, lab.Axis{Label: "density", Min: 0, Max: 2})
	b := p.AddBars(name, lab.Network, 1.0/pitBins, pitBins)
	for i, n := range uq.Histogram(pit[from:to], pitBins) {
		b.X[i], b.Y[i] = (float64(i)+0.5)/pitBins, float64(n*pitBins)/float64(to-from)
	}
	p.AddHLine("uniform", lab.Reference, 1)
}

// coverageBins is how many parts x has where coverage is counted.
const coverageBins = 10

func (v *view) drawBins(title string, y lab.Axis, value func(uq.Bin) float64) *lab.Panel {
	p := v.AddPanel(title, v.axisX(), y)
	from, to := v.testing()
	for _, in := range v.intervals() {
		c := p.AddCurve(in.name, in.colour, coverageBins)
		for i, b := range uq.Bins(coverageBins, v.window.lo, v.window.hi, v.test.x, v.test.y, in.low[from:to], in.high[from:to]) {
			c.X[i], c.Y[i] = (b.Lo+b.Hi)/2, value(b)
		}
	}
	return p
}

// finiteWidth is NaN, a gap in the curve, for an infinite width.
func finiteWidth(b uq.Bin) float64 {
	if math.IsInf(b.Width, 0) {
		return math.NaN()
	}
	return b.Width
}

func (v *view) drawCosts() {
	p := v.AddPanel("Mean cost of deciding", lab.Axis{Label: "act from this chance on", Min: 0, Max: 1}, lab.Axis{Label: "cost, loss = 1", Min: 0, Max: 2 * math.Max(v.cost, 0.02)})
	levels, happened := uq.Levels(99), make([]bool, len(v.test.y))
	for i, y := range v.test.y {
		happened[i] = y > v.threshold
	}
	p.AddXY("by the model", lab.Network, levels, v.decision().MeanCosts(v.tails(), happened, levels))
	if v.truth != nil {
		truth := each(v.test.x, func(x float64) float64 { return v.truth.tail(v.threshold, x) })
		p.AddXY("by the true chance", lab.Truth, levels, v.decision().MeanCosts(truth, happened, levels)).Dashed = true
	}
	p.AddVLine("cost of acting", lab.Warning, v.cost)
}

// draw shows the rows of a file that is being read.
func (s *source) draw(f *lab.Frame, stopped bool) {
	f.Begin(Lab.Title, "reading, "+lab.Count(s.sample.Seen, "row"))
	p := f.AddPanel("Rows held so far", lab.Axis{Label: "x"}, lab.Axis{Label: "y"})
	m := p.AddPoints("sample", lab.Data, s.sample.Len())
	m.Cloud = true
	for i := range m.X {
		m.X[i], m.Y[i] = s.sample.Rows[2*i], s.sample.Rows[2*i+1]
	}
	f.AddReadout("rows read", fmt.Sprint(s.sample.Seen), "")
	f.Summary = fmt.Sprintf("Reading your file: %s of it, %s; a random sample of %d is kept.", percent(s.reader.Done()), lab.Count(s.sample.Seen, "row"), s.sample.Len())
	if stopped {
		f.Summary = "Read of your file: " + lab.Count(s.sample.Seen, "row") + "."
	}
}

// tracePoints is about how many draws of a chain are drawn.
const tracePoints = 200

// drawChains shows, where there is no posterior to show, why: what each chain
// says in the middle of the data, draw by draw.
func (v *view) drawChains() {
	if v.fits.method != hmc {
		return
	}
	p := v.AddPanel("Chains that do not agree", lab.Axis{Label: "draw"}, lab.Axis{Label: "mean in the middle of x", Unit: v.axisY().Unit})
	size, middle := v.model.size(), []float64{v.scale.mx}
	for i, draws := range v.fits.draws() {
		n := len(draws) / size
		stride := max(1, n/tracePoints)
		c := p.AddCurve(fmt.Sprint("chain ", i+1), lab.Series(i), n/stride)
		for d := range c.X {
			c.X[d] = float64(d * stride)
			v.predict.evaluate(draws[d*stride*size:][:size], middle, func(_ int, mu, _ []float64) {
				c.Y[d] = v.scale.level(mu[0])
			})
		}
	}
}
