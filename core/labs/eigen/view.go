package eigen

import (
	"math"

	"residual/core/fit"
	"residual/core/lab"
)

// drawn is how many points a curve is drawn with.
const drawn = 241

// Frame shows the modes over their truth, the error of each eigenvalue and the
// loss.
func (r *search) Frame(f *lab.Frame) {
	f.Begin(Lab.Title, r.moment())
	r.drawModes(f)
	r.drawErrors(f)
	r.drawLoss(f)
	f.AddNumber("λ now", r.prob.lambda, 10, "")
	for k, m := range r.modes[:r.found] {
		f.AddNumber("λ"+lab.Subscript(k+1), m.lambda, 12, "")
	}
	f.Summary = r.summary()
}

// drawModes draws u of each mode found and of the one under way, each over a
// dashed truth of the same sign.
func (r *search) drawModes(f *lab.Frame) {
	p := f.AddPanel("What the network believes", lab.Axis{Label: "x", Max: 1}, lab.Axis{Label: "u", Min: -2, Max: 2})
	x := r.draw.Value(r.t.x)
	for k, m := range r.modes[:r.found] {
		truth := p.AddDashed("", lab.Series(k), drawn)
		copy(truth.X, x)
		sign := agreement(m.curve, x, k+1)
		for i := range x {
			truth.Y[i] = sign * eigenfunction(k+1, x[i])
		}
	}
	for k, m := range r.modes[:r.found] {
		r.drawMode(p, "u"+lab.Subscript(k+1), k, m.curve)
	}
	if r.found < len(r.modes) {
		how := " in training"
		if r.Status().Final() {
			how = " at the end"
		}
		r.drawMode(p, "u"+lab.Subscript(r.current())+how, r.found, fit.Run(r.draw, r.theta).Value(r.t.u))
	}
}

// From alike on the colours look like earlier ones: such modes are marked along
// their curves, each by a shape of its own, every so many points.
const (
	alike = 5
	apart = 12
)

// drawMode draws u of the mode with that index, marked where its colour alone
// would not tell it from others.
func (r *search) drawMode(p *lab.Panel, name string, k int, u []float64) {
	x, curve := r.draw.Value(r.t.x), name
	if k >= alike {
		curve = ""
		m := p.AddPoints(name, lab.Series(k), (drawn+apart-1)/apart)
		m.Shape = lab.Square + lab.Shape(k-alike)
		for i := range m.X {
			m.X[i], m.Y[i] = x[i*apart], u[i*apart]
		}
	}
	p.AddXY(curve, lab.Series(k), x, u)
}

// agreement is the sign with which u and the eigenfunction agree.
func agreement(u, x []float64, k int) float64 {
	sum := 0.0
	for i := range x {
		sum += u[i] * eigenfunction(k, x[i])
	}
	return math.Copysign(1, sum)
}

// drawErrors draws the relative error of each eigenvalue found.
func (r *search) drawErrors(f *lab.Frame) {
	p := f.AddPanel("Error of λₖ", lab.Axis{Label: "k", Min: 0.5, Max: float64(len(r.modes)) + 0.5},
		lab.Axis{Label: "relative error", Log: true, Min: 1e-16, Max: 1})
	p.AddHLine("asked for", lab.Reference, r.tolerance())
	marks := p.AddPoints("reached", lab.Network, r.found)
	for k, m := range r.modes[:r.found] {
		marks.X[k] = float64(k + 1)
		marks.Y[k] = math.Max(math.Abs(m.lambda/eigenvalue(k+1)-1), 1e-16)
	}
}

// drawLoss draws the residual energy against steps; each mode begins anew.
func (r *search) drawLoss(f *lab.Frame) {
	p := f.AddPanel("Residual energy ∫(u″ − λu)²", lab.Axis{Label: "step"}, lab.Axis{Log: true})
	p.AddHistory("", lab.Network, &r.loss, 0)
}

// historyLength bounds the curve of the loss.
const historyLength = 1024
