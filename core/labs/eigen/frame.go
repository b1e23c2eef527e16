package eigen

import (
	"fmt"
	"math"

	"residual/core/lab"
)

// drawn is how many points a curve is drawn with.
const drawn = 241

// Frame shows the modes over their truth, the error of each eigenvalue and the
// loss.
func (r *run) Frame(f *lab.Frame) {
	f.Begin(Lab.Title, r.moment())
	r.drawModes(f)
	r.drawErrors(f)
	r.drawLoss(f)
	f.AddReadout("λ now", lab.Number(r.prob.lambda, 10), "")
	for k, m := range r.found {
		f.AddReadout("λ"+lab.Subscript(k+1), lab.Number(m.lambda, 12), "")
	}
	f.Summary = r.summary()
}

// current is the number of the mode being sought, from 1.
func (r *run) current() int { return min(len(r.found)+1, r.modes) }

func (r *run) moment() string {
	return fmt.Sprintf("step %d, mode %d of %d", r.steps, r.current(), r.modes)
}

func (r *run) summary() string {
	switch {
	case r.status.State == lab.Stopped:
		return fmt.Sprintf("%d of %d modes were found in %d steps.", len(r.found), r.modes, r.steps)
	case r.status.State == lab.Converged:
		return fmt.Sprintf("All %d modes found in %d steps; the largest relative error of an eigenvalue is %s.",
			r.modes, r.steps, lab.Number(r.worst(), 2))
	case r.steps == 0:
		return fmt.Sprintf("Ready to look for %d eigenfunctions of u″ = λu with u(0) = u(1) = 0.", r.modes)
	}
	what := "turning the last layer towards the mode of least energy"
	if r.modeSteps > turns {
		what = "lowering the residual energy ∫(u″ − λu)²"
	}
	return fmt.Sprintf("Mode %d of %d: %s; λ = %s, truth %s.", r.current(), r.modes, what,
		lab.Number(r.prob.lambda, 8), lab.Number(eigenvalue(r.current()), 8))
}

func (r *run) worst() float64 {
	worst := 0.0
	for k, m := range r.found {
		worst = math.Max(worst, math.Abs(m.lambda/eigenvalue(k+1)-1))
	}
	return worst
}

// drawModes draws u of each mode found and of the one under way, each over a
// dashed truth of the same sign.
func (r *run) drawModes(f *lab.Frame) {
	p := f.AddPanel("What the network believes", lab.Axis{Label: "x", Max: 1}, lab.Axis{Label: "u", Min: -2, Max: 2})
	x := r.draw.Value(r.t.x)
	for k, m := range r.found {
		truth := p.AddDashed("", lab.Series(k), drawn)
		copy(truth.X, x)
		sign := agreement(m.curve, x, k+1)
		for i := range x {
			truth.Y[i] = sign * eigenfunction(k+1, x[i])
		}
	}
	for k, m := range r.found {
		r.drawMode(p, "u"+lab.Subscript(k+1), k, m.curve)
	}
	if !r.status.Final() || len(r.found) == 0 {
		copy(r.draw.Params(), r.theta)
		r.draw.Run()
		r.drawMode(p, "u"+lab.Subscript(r.current())+" in training", len(r.found), r.draw.Value(r.t.u))
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
func (r *run) drawMode(p *lab.Panel, name string, k int, u []float64) {
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
func (r *run) drawErrors(f *lab.Frame) {
	p := f.AddPanel("Error of λₖ", lab.Axis{Label: "k", Min: 0.5, Max: float64(r.modes) + 0.5},
		lab.Axis{Label: "relative error", Log: true, Min: 1e-16, Max: 1})
	tol := tolLow
	if r.modes > lowModes {
		tol = tolHigh
	}
	p.AddHLine("asked for", lab.Reference, tol)
	marks := p.AddPoints("reached", lab.Network, len(r.found))
	for k, m := range r.found {
		marks.X[k] = float64(k + 1)
		marks.Y[k] = math.Max(math.Abs(m.lambda/eigenvalue(k+1)-1), 1e-16)
	}
}

// drawLoss draws the residual energy against steps; each mode begins anew.
func (r *run) drawLoss(f *lab.Frame) {
	p := f.AddPanel("Residual energy ∫(u″ − λu)²", lab.Axis{Label: "step"}, lab.Axis{Log: true})
	p.AddHistory("", lab.Network, &r.loss, 0)
}

// historyLength bounds the curve of the loss.
const historyLength = 1024
