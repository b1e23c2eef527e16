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
		p.AddXY("u"+lab.Subscript(k+1), lab.Series(k), x, m.curve)
	}
	if r.found < len(r.modes) {
		how := " in training"
		if r.Status().Final() {
			how = " at the end"
		}
		p.AddXY("u"+lab.Subscript(r.current())+how, lab.Series(r.found), x, fit.Run(r.draw, r.theta).Value(r.t.u))
	}
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
	c := p.AddHistory("", lab.Network, &r.loss, 0)
	for i := len(c.Y) - 1; i > 0; i-- {
		if c.Y[i] > anew*c.Y[i-1] {
			c.Break(i)
		}
	}
}

// anew is by what factor the residual energy rises where a mode begins: by
// decades, while within a descent it rises by little if at all.
const anew = 30

// historyLength bounds the curve of the loss.
const historyLength = 1024
