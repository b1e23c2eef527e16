package cdf

import (
	"fmt"
	"math"

	"residual/core/lab"
)

// historyLength bounds the curves of the loss.
const historyLength = 1024

// What each network is called.
var names = [fits]string{"with the penalty", "without", "positive weights"}

// Frame shows the distribution, its density, the loss, what λ buys and the
// proof.
func (r *run) Frame(f *lab.Frame) {
	f.Begin(Lab.Title, r.moment())
	f.Summary = r.summary()
	cdf := f.AddPanel("The distribution F", lab.Axis{Label: "x"}, lab.Axis{Label: "F", Min: -0.1, Max: 1.1})
	if r.stage == reading {
		return
	}
	from, to := r.sample.middle()
	cdf.X.Min, cdf.X.Max = from, to
	r.drawSample(cdf)
	density := f.AddPanel("Its density F′", lab.Axis{Label: "x", Min: from, Max: to}, lab.Axis{Label: "F′"})
	cdf = &f.Panels[0] // adding a panel may have moved them
	r.drawTruth(cdf, density, from, to)
	for k := fits - 1; k >= 0; k-- {
		r.drawNetwork(cdf, density, k, from, to)
	}
	r.drawSweep(f)
	r.drawProof(f)
	r.drawLoss(f)
	r.readouts(f)
}

func (r *run) moment() string {
	if r.stage == reading {
		return fmt.Sprintf("%d rows read", r.sample.seen())
	}
	return fmt.Sprintf("step %d, %s", r.steps, r.stage)
}

// middle is the range of x that is drawn: that of the sample without its outer
// hundredths where these reach far, and a little more.
func (d *sample) middle() (from, to float64) {
	n := len(d.x)
	low, high := d.x[n/100], d.x[n-1-n/100]
	from, to = d.x[0], d.x[n-1]
	if to-from > 2*(high-low) && high > low {
		from, to = low, high
	}
	pad := (to - from) / 12
	return from - pad, to + pad
}

// drawSample draws Fₙ as the staircase that it is; of a large sample, as many
// steps as can be told apart.
func (r *run) drawSample(p *lab.Panel) {
	x := r.sample.x
	n := min(len(x), 400)
	c := p.AddCurve(fmt.Sprintf("empirical, %d numbers", len(x)), lab.Data, 2*n)
	before := 0.0
	for i := range n {
		k := (i+1)*len(x)/n - 1
		share := float64(k+1) / float64(len(x))
		c.X[2*i], c.Y[2*i] = x[k], before
		c.X[2*i+1], c.Y[2*i+1] = x[k], share
		before = share
	}
}

func (r *run) drawTruth(cdf, density *lab.Panel, from, to float64) {
	if r.sample.law == nil {
		return
	}
	c, d := cdf.AddDashed("truth", lab.Truth, drawn), density.AddDashed("", lab.Truth, drawn)
	for i, x := range grid(from, to, drawn) {
		c.X[i], c.Y[i] = x, r.sample.law.CDF(x)
		d.X[i], d.Y[i] = x, r.sample.law.Density(x)
	}
}

// drawNetwork draws network k, once it has begun, and marks where its density
// is negative.
func (r *run) drawNetwork(cdf, density *lab.Panel, k int, from, to float64) {
	if r.stage < fitting(k) && r.fits[k].done < judged {
		return
	}
	m := r.at.draw
	x := grid(from, to, drawn)
	for i, v := range x {
		m.Value(r.n.t)[i] = r.sample.bent(v)
	}
	was := r.prob.hard
	r.prob.hard = k == hard
	r.prob.load(m, r.fits[k].theta)
	r.prob.hard = was
	cdf.AddXY(names[k], lab.Series(k), x, m.Value(r.n.f))
	d := density.AddXY("", lab.Series(k), x, m.Value(r.n.d))
	negative := false
	for i, slope := range m.Value(r.n.d) {
		d.Y[i] = slope * r.sample.stretch(x[i])
		negative = negative || d.Y[i] < 0
	}
	if negative {
		b := density.AddBand("negative, "+names[k], lab.Series(k), drawn)
		copy(b.X, x)
		for i, v := range d.Y {
			b.Low[i], b.High[i] = math.Min(v, 0), 0
		}
	}
}

// drawnAsZero is where a violation of 0 stands on a logarithmic axis.
const drawnAsZero = 1e-10

func (r *run) drawSweep(f *lab.Frame) {
	p := f.AddPanel("Fall of F̂ against λ", lab.Axis{Label: "λ", Log: true, Min: sweepFrom / 2, Max: 2e6},
		lab.Axis{Label: "∫ max(0, −F̂′)", Log: true, Min: drawnAsZero / 2, Max: 1})
	size := r.sweep.size
	if len(size) > 0 {
		c := p.AddCurve("0 is drawn at 10⁻¹⁰", lab.Series(soft), len(size))
		for i, v := range size {
			c.X[i], c.Y[i] = sweepLambda(i), max(v, drawnAsZero)
		}
		p.AddScatter("", lab.Series(soft), c.X, c.Y)
	}
	if r.fits[soft].done == judged {
		p.AddPoint("now", lab.Chosen, r.lambda, max(r.fits[soft].size, drawnAsZero)).Shape = lab.Diamond
	}
}

// drawProof draws the bounds of the slope that interval arithmetic gives.
func (r *run) drawProof(f *lab.Frame) {
	p := f.AddPanel("Bounds of the slope", lab.Axis{Label: "t = asinh((x − m)/s)"}, lab.Axis{Label: "F̂′(t)"})
	p.X.Min, p.X.Max = r.sample.span()
	if r.proof.boxes == 0 {
		return
	}
	b := p.AddBand("enclosure", lab.Series(soft), bins)
	width := (p.X.Max - p.X.Min) / bins
	for i := range b.X {
		b.X[i], b.Low[i], b.High[i] = p.X.Min+width*(float64(i)+0.5), r.proof.low[i], r.proof.high[i]
		if !(b.Low[i] <= b.High[i]) {
			b.Low[i], b.High[i] = math.NaN(), math.NaN()
		}
	}
	if n := len(r.proof.failed); n > 0 {
		m := p.AddPoints("not proved", lab.Warning, n)
		m.Shape = lab.Cross
		for i, box := range r.proof.failed {
			m.X[i], m.Y[i] = box.Mid(), 0
		}
	}
}

func (r *run) drawLoss(f *lab.Frame) {
	p := f.AddPanel("Loss", lab.Axis{Label: "step of the fit"}, lab.Axis{Log: true})
	for k := range fits {
		p.AddHistory("", lab.Series(k), &r.loss, k)
	}
}
