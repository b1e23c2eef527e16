package uncertainty

import (
	"fmt"
	"math"

	"residual/core/lab"
	"residual/core/uq"
)

// Frame shows the data with the bands, and beside it what the knob asks for.
func (r *run) Frame(f *lab.Frame) {
	f.Begin(Lab.Title, r.moment())
	if r.phase == loadingPhase {
		r.showReading(f)
		return
	}
	s := r.sight()
	r.showBands(f, s)
	switch {
	case r.status.State == lab.Stopped:
		r.showChains(f)
		r.showLearning(f)
	case r.show == "bands" || !r.done():
		r.showParts(f, s)
		r.showChance(f, s)
		r.showLearning(f)
	case r.show == "calibration":
		r.showReliability(f)
		r.showPIT(f)
		r.showLearning(f)
	case r.show == "conformal":
		r.showCoverage(f)
		r.showWidth(f)
	default:
		r.showChance(f, s)
		r.showCosts(f)
	}
	f.Summary = r.summary()
	r.readouts(f)
}

// A sight is what the model says at the grid now.
type sight struct {
	x                          []float64
	forecast                   *forecast
	first                      int // place of the first of x in the forecast
	mean, aleatoric, epistemic []float64
}

// fitted tells whether there is anything to see: what networks say before their
// first step is chance.
func (s *sight) fitted() bool { return s.mean != nil }

func (r *run) sight() sight {
	s := sight{x: r.grid(), forecast: &r.live}
	if len(r.past.Steps()) == 0 {
		return s
	}
	if r.phase >= judging && r.verdict.forecast.members > 0 {
		_, s.first = r.span()
		s.forecast = &r.verdict.forecast
	} else {
		r.fill(&r.live, r.members(), s.x)
	}
	for i := range s.x {
		m, a, e := s.forecast.at(s.first + i).Moments()
		s.mean, s.aleatoric, s.epistemic = append(s.mean, m), append(s.aleatoric, a), append(s.epistemic, e)
	}
	return s
}

func (r *run) axisX() lab.Axis {
	a := lab.Axis{Label: "x", Min: r.window.lo, Max: r.window.hi}
	if r.truth != nil {
		a.Label, a.Unit = r.truth.x, r.truth.unitX
	}
	return a
}

func (r *run) axisY() lab.Axis {
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

func (r *run) showBands(f *lab.Frame, s sight) {
	p := f.AddPanel("Data and model", r.axisX(), r.axisY())
	p.Acts = stage
	if s.fitted() && r.status.State != lab.Stopped {
		r.showModel(p, s)
	}
	if r.truth != nil {
		t := p.AddDashed("true mean", lab.Truth, len(s.x))
		copy(t.X, s.x)
		for i, x := range s.x {
			t.Y[i] = r.truth.mean(x)
		}
	}
	p.AddHLine("threshold y*", lab.Warning, r.threshold)
	points := p.AddScatter("rows fitted to", lab.Data, r.rows.x, r.rows.y)
	points.Hollow, points.Cloud = true, len(r.rows.x) > manyRows
}

// showModel draws the mean and what lies about it.
func (r *run) showModel(p *lab.Panel, s sight) {
	if r.show == "conformal" && r.done() {
		r.drawIntervals(p)
	} else {
		r.drawBands(p, s)
	}
	p.AddXY("mean", lab.Network, s.x, s.mean)
}

// drawBands draws two deviations of each part and of both, and, where it is
// recalibrated, the interval that holds 1 − α.
func (r *run) drawBands(p *lab.Panel, s sight) {
	n := len(s.x)
	noise, doubt := p.AddBand("noise (aleatoric)", lab.Noise, n), p.AddBand("doubt (epistemic)", lab.Doubt, n)
	low := p.AddCurve("both, 2 deviations", lab.Network, n)
	low.Thin = true
	high := p.AddCurve("", lab.Network, n)
	high.Thin = true
	for _, to := range [][]float64{noise.X, doubt.X, low.X, high.X} {
		copy(to, s.x)
	}
	for i, mean := range s.mean {
		a, e := 2*math.Sqrt(s.aleatoric[i]), 2*math.Sqrt(s.epistemic[i])
		both := 2 * math.Sqrt(s.aleatoric[i]+s.epistemic[i])
		noise.Low[i], noise.High[i] = mean-a, mean+a
		doubt.Low[i], doubt.High[i] = mean-e, mean+e
		low.Y[i], high.Y[i] = mean-both, mean+both
	}
	if !r.recalibrate || !r.done() {
		return
	}
	_, grid := r.span()
	name := "recalibrated, " + percent(1-r.alpha)
	for _, edge := range [][]float64{r.verdict.bentLow, r.verdict.bentHigh} {
		p.AddXY(name, lab.Series(2), s.x, edge[grid:]).Dashed = true
		name = ""
	}
}

func (r *run) drawIntervals(p *lab.Panel) {
	_, grid := r.span()
	x := r.grid()
	for _, in := range r.intervals() {
		name := in.name
		for _, edge := range [][]float64{in.low, in.high} {
			if math.IsInf(edge[grid], 0) {
				continue
			}
			p.AddXY(name, in.colour, x, edge[grid:])
			name = ""
		}
	}
}

func percent(p float64) string { return lab.Number(100*p, 3) + " %" }

func (r *run) showParts(f *lab.Frame, s sight) {
	x := r.axisX()
	p := f.AddPanel("Noise and doubt", x, lab.Axis{Label: "standard deviation", Unit: r.axisY().Unit, Min: 0, Max: r.mostDeviation(s)})
	if s.fitted() {
		noise, doubt := p.AddCurve("noise, √E[σ²]", lab.Noise, len(s.x)), p.AddCurve("doubt, √Var[μ]", lab.Doubt, len(s.x))
		copy(noise.X, s.x)
		copy(doubt.X, s.x)
		for i := range s.x {
			noise.Y[i], doubt.Y[i] = math.Sqrt(s.aleatoric[i]), math.Sqrt(s.epistemic[i])
		}
	}
	if r.truth == nil {
		return
	}
	t := p.AddDashed("true σ", lab.Truth, len(s.x))
	copy(t.X, s.x)
	for i, x := range s.x {
		t.Y[i] = r.truth.sd(x)
	}
}

// mostDeviation is the top of the axis: above the noise, and the doubt where it
// is not far beyond it.
func (r *run) mostDeviation(s sight) float64 {
	top := 0.0
	for i := range s.mean {
		top = math.Max(top, math.Max(math.Sqrt(s.aleatoric[i]), math.Min(math.Sqrt(s.epistemic[i]), 2*math.Sqrt(s.aleatoric[i]))))
	}
	for i := range s.x {
		if r.truth != nil {
			top = math.Max(top, r.truth.sd(s.x[i]))
		}
	}
	return 1.1 * top
}

func (r *run) showChance(f *lab.Frame, s sight) {
	p := f.AddPanel("Chance of Y > y*", r.axisX(), lab.Axis{Label: "P(Y > " + lab.Number(r.threshold, 3) + ")", Min: 0, Max: 1})
	if s.fitted() {
		r.drawChance(p, s)
	}
	p.AddHLine("", lab.Warning, r.cost)
	if r.truth == nil {
		return
	}
	t := p.AddDashed("true chance", lab.Truth, len(s.x))
	copy(t.X, s.x)
	for i, x := range s.x {
		t.Y[i] = r.truth.tail(r.threshold, x)
	}
}

// drawChance draws the chance that the model gives, and where acting pays.
func (r *run) drawChance(p *lab.Panel, s sight) {
	n := len(s.x)
	acts := p.AddBand("act above "+percent(r.cost), lab.Warning, n)
	ours := p.AddCurve("mean of members' tails", lab.Network, n)
	copy(acts.X, s.x)
	copy(ours.X, s.x)
	for i := range s.x {
		ours.Y[i] = s.forecast.at(s.first + i).Tail(r.threshold)
		if r.recalibrate && r.done() {
			ours.Y[i] = r.chance(s.first + i)
		}
		if r.decision().Acts(ours.Y[i]) {
			acts.High[i], acts.Low[i] = 1, 0
		} else {
			acts.High[i], acts.Low[i] = 0, 0
		}
	}
	if r.show == "decision" {
		one := p.AddCurve("tail of one normal law", lab.Series(3), n)
		copy(one.X, s.x)
		for i := range s.x {
			one.Y[i] = s.forecast.at(s.first + i).MomentMatchedTail(r.threshold)
		}
	}
}

func (r *run) showLearning(f *lab.Frame) {
	p := f.AddPanel("Learning", lab.Axis{Label: "step"}, lab.Axis{Label: "−ln p a row", Unit: "nat"})
	p.AddHistory("rows fitted to, with the prior", lab.Network, &r.past, 0)
}

func (r *run) showReliability(f *lab.Frame) {
	p := f.AddPanel("Reliability", lab.Axis{Label: "predicted chance", Min: 0, Max: 1}, lab.Axis{Label: "share that came", Min: 0, Max: 1})
	from, to := r.span()
	levels := uq.Levels(49)
	for i, pit := range [][]float64{r.verdict.pit[from:to], r.verdict.bent[from:to]} {
		p.AddXY([...]string{"as predicted", "recalibrated"}[i], lab.Series(2*i), levels, uq.Reliability(pit, levels))
	}
	p.AddSegment("calibrated", lab.Reference, 0, 0, 1, 1).Dashed = true
	p.Square = true
}

const pitBins = 20

func (r *run) showPIT(f *lab.Frame) {
	name, pit := "as predicted", r.verdict.pit
	if r.recalibrate {
		name, pit = "recalibrated", r.verdict.bent
	}
	from, to := r.span()
	p := f.AddPanel("PIT values", lab.Axis{Label: "F(y)", Min: 0, Max: 1}, lab.Axis{Label: "density", Min: 0, Max: 2})
	b := p.AddBars(name, lab.Network, 1.0/pitBins, pitBins)
	for i, n := range uq.Histogram(pit[from:to], pitBins) {
		b.X[i], b.Y[i] = (float64(i)+0.5)/pitBins, float64(n*pitBins)/float64(to-from)
	}
	p.AddHLine("uniform", lab.Reference, 1)
}

// coverageBins is how many parts x has where coverage is counted.
const coverageBins = 10

func (r *run) bins(in interval) []uq.Bin {
	from, to := r.span()
	return uq.Bins(coverageBins, r.window.lo, r.window.hi, r.test[0], r.test[1], in.low[from:to], in.high[from:to])
}

func (r *run) showCoverage(f *lab.Frame) {
	r.showBins(f, "Coverage along x", lab.Axis{Label: "share within", Min: 0.5, Max: 1}, uq.Bin.Coverage).
		AddHLine("asked for", lab.Reference, 1-r.alpha)
}

func (r *run) showWidth(f *lab.Frame) {
	r.showBins(f, "Width along x", lab.Axis{Label: "mean width", Unit: r.axisY().Unit}, func(b uq.Bin) float64 {
		if math.IsInf(b.Width, 0) {
			return math.NaN()
		}
		return b.Width
	})
}

func (r *run) showBins(f *lab.Frame, title string, y lab.Axis, value func(uq.Bin) float64) *lab.Panel {
	p := f.AddPanel(title, r.axisX(), y)
	for _, in := range r.intervals() {
		bins := r.bins(in)
		c := p.AddCurve(in.name, in.colour, len(bins))
		for i, b := range bins {
			c.X[i], c.Y[i] = (b.Lo+b.Hi)/2, value(b)
		}
	}
	return p
}

func (r *run) showCosts(f *lab.Frame) {
	p := f.AddPanel("Mean cost of deciding", lab.Axis{Label: "act from this chance on", Min: 0, Max: 1}, lab.Axis{Label: "cost, loss = 1", Min: 0, Max: 2 * math.Max(r.cost, 0.02)})
	levels := uq.Levels(99)
	p.AddXY("by the model", lab.Network, levels, r.costs(r.tails(), levels))
	if r.truth != nil {
		truth := make([]float64, len(r.test[0]))
		for i, x := range r.test[0] {
			truth[i] = r.truth.tail(r.threshold, x)
		}
		p.AddXY("by the true chance", lab.Truth, levels, r.costs(truth, levels)).Dashed = true
	}
	p.AddVLine("cost of acting", lab.Warning, r.cost)
}

func (r *run) showReading(f *lab.Frame) {
	s := r.load.sample
	p := f.AddPanel("Rows held so far", lab.Axis{Label: "x"}, lab.Axis{Label: "y"})
	m := p.AddPoints("sample", lab.Data, s.Len())
	m.Cloud = true
	for i := range m.X {
		m.X[i], m.Y[i] = s.Rows[2*i], s.Rows[2*i+1]
	}
	f.AddReadout("rows read", fmt.Sprint(s.Seen), "")
	f.Summary = fmt.Sprintf("Reading your file: %s of it, %d rows; a random sample of %d is kept.", percent(r.load.reader.Done()), s.Seen, s.Len())
	if r.status.State == lab.Stopped {
		f.Summary = fmt.Sprintf("Of your file %d rows were read.", s.Seen)
	}
}

// showChains shows, where there is no posterior to show, why: what each chain
// says in the middle of the data, draw by draw.
func (r *run) showChains(f *lab.Frame) {
	if r.model != "hmc" {
		return
	}
	p := f.AddPanel("Chains that do not agree", lab.Axis{Label: "draw"}, lab.Axis{Label: "mean in the middle of x", Unit: r.axisY().Unit})
	size, middle := r.m.size(), []float64{r.scale.mx}
	for i, k := range r.kept[:r.parallel()] {
		n := len(k) / size
		stride := max(1, n/tracePoints)
		c := p.AddCurve(fmt.Sprint("chain ", i+1), lab.Series(i), n/stride)
		for d := range c.X {
			c.X[d] = float64(d * stride)
			r.evaluate(k[d*stride*size:][:size], middle, func(_ int, mu, _ []float64) {
				c.Y[d] = r.scale.my + r.scale.sy*mu[0]
			})
		}
	}
}

// tracePoints is about how many draws of a chain are drawn.
const tracePoints = 200
