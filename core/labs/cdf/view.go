package cdf

import (
	"fmt"
	"math"

	"residual/core/fit"
	"residual/core/lab"
)

// What each network is called.
var names = [networks]string{"with the penalty", "without", "positive weights"}

// Frame shows the density, which tells networks apart that hardly differ in their
// distributions, these, the loss, what λ buys and the proof.
func (r *comparison) Frame(f *lab.Frame) {
	f.Begin(Lab.Title, r.moment())
	f.Summary = r.summary()
	if r.phase == reading {
		f.AddPanel("The distribution F", lab.Axis{Label: "x"}, lab.Axis{Label: "F", Min: -0.1, Max: 1.1})
		return
	}
	v := newView(f, r.sample)
	v.drawSample()
	v.drawTruth()
	for k := networks - 1; k >= 0; k-- {
		if r.begun(k) {
			r.drawNetwork(v, k)
		}
	}
	r.drawSweep(f)
	r.drawProof(f)
	loss := f.AddPanel("Loss", lab.Axis{Label: "step of the fit"}, lab.Axis{Log: true})
	for k := range networks {
		if !r.begun(k) {
			continue
		}
		loss.AddHistory(names[k], lab.Series(k), &r.loss, k)
	}
	r.readouts(f)
}

// begun tells whether there is anything of network k to show.
func (r *comparison) begun(k int) bool { return r.phase >= fitting(k) || r.networks[k].whole() }

// A view is the two panels that show distributions over the same x.
type view struct {
	*sample
	cdf, density *lab.Panel
	x            []float64
}

func newView(f *lab.Frame, s *sample) *view {
	from, to := s.middle()
	x := lab.Axis{Label: "x", Min: from, Max: to}
	f.AddPanel("The density F′", x, lab.Axis{Label: "F′"})
	f.AddPanel("Its distribution F", x, lab.Axis{Label: "F", Min: -0.1, Max: 1.1})
	return &view{s, &f.Panels[1], &f.Panels[0], grid(from, to, drawn)}
}

// drawSample draws Fₙ as the staircase that it is; of a large sample, as many
// steps as can be told apart.
func (v *view) drawSample() {
	x := v.sample.x
	n := min(len(x), 400)
	c := v.cdf.AddCurve(fmt.Sprintf("empirical, %d numbers", len(x)), lab.Data, 2*n)
	before := 0.0
	for i := range n {
		k := (i+1)*len(x)/n - 1
		part := float64(k+1) / float64(len(x))
		c.X[2*i], c.Y[2*i] = x[k], before
		c.X[2*i+1], c.Y[2*i+1] = x[k], part
		before = part
	}
}

func (v *view) drawTruth() {
	if v.known != nil {
		v.cdf.AddGraph("truth", lab.Truth, v.x[0], v.x[drawn-1], drawn, v.known.CDF).Dashed = true
		v.density.AddGraph("truth", lab.Truth, v.x[0], v.x[drawn-1], drawn, v.known.Density).Dashed = true
	}
}

// drawNetwork draws network k and marks where its density is negative.
func (r *comparison) drawNetwork(v *view, k int) {
	t := r.draw.Value(r.model.t)
	for i, x := range v.x {
		t[i] = v.forward(x)
	}
	fit.Run(r.draw, r.parameters(k))
	v.cdf.AddXY(names[k], lab.Series(k), v.x, r.draw.Value(r.model.f))
	d := v.density.AddXY(names[k], lab.Series(k), v.x, r.draw.Value(r.model.d))
	negative := false
	for i, x := range v.x {
		d.Y[i] *= v.derivative(x)
		negative = negative || d.Y[i] < 0
	}
	if negative {
		b := v.density.AddBand("negative, "+names[k], lab.Series(k), drawn)
		copy(b.X, v.x)
		for i, y := range d.Y {
			b.Low[i], b.High[i] = math.Min(y, 0), 0
		}
	}
}

// drawnAsZero is where a violation of 0 stands on a logarithmic axis.
const drawnAsZero = 1e-10

func (r *comparison) drawSweep(f *lab.Frame) {
	p := f.AddPanel("Fall of F̂ against λ", lab.Axis{Label: "λ", Log: true, Min: sweepValues[0] / 2, Max: 2e6},
		lab.Axis{Label: "∫ max(0, −F̂′)", Log: true, Min: drawnAsZero / 2, Max: 1})
	if v := r.sweep.violations; len(v) > 0 {
		c := p.AddXY("0 is drawn at 10⁻¹⁰", lab.Series(soft), sweepValues[:len(v)], v)
		for i := range c.Y {
			c.Y[i] = max(c.Y[i], drawnAsZero)
		}
		p.AddScatter("", lab.Series(soft), c.X, c.Y)
	}
	if m := &r.networks[soft]; m.whole() {
		p.AddPoint("now", lab.Chosen, r.lambda, max(m.violation, drawnAsZero)).Shape = lab.Diamond
	}
}

// drawProof draws the bounds of the slope that interval arithmetic gives.
func (r *comparison) drawProof(f *lab.Frame) {
	p := f.AddPanel("Bounds of the slope", lab.Axis{Label: "t = asinh((x − m)/s)"}, lab.Axis{Label: "F̂′(t)"})
	p.X.Min, p.X.Max = r.sample.span()
	if r.proof.Boxes == 0 {
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
	if n := len(r.proof.Failed); n > 0 {
		m := p.AddPoints("not proved", lab.Warning, n)
		m.Shape = lab.Cross
		for i, box := range r.proof.Failed {
			m.X[i], m.Y[i] = box.Mid(), 0
		}
	}
}
