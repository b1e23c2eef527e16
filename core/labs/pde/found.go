package pde

import (
	"math"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
	"residual/core/law"
	"residual/core/pinn"
)

// Found is the numbers that are found with the fields: eigenvalues, and what data tell.
type found struct {
	params []int           // of the problem
	past   lab.History     // over the steps, a column each
	errors []pinn.Estimate // with standard errors, of what data tell; nil before the end
}

func (e *found) reserve(room *fit.Room, q *posed) {
	for i, p := range q.Params {
		if p.Kind >= law.Sought {
			e.params = append(e.params, i)
		}
	}
	e.past.Reserve(room, historyLength, len(e.params))
}

// record takes the numbers of a step.
func (e *found) record(step int, now []float64) {
	row := make([]float64, len(e.params))
	for k, i := range e.params {
		row[k] = now[i]
	}
	e.past.Record(step, row...)
}

// judge finds the standard errors at the end.
func (e *found) judge(w *work) {
	if e.errors = nil; w.q.inverse() {
		e.errors = w.solver.Estimates()
	}
}

// error is the standard error of a parameter, not a number where it is not known.
func (e *found) error(param int) float64 {
	for _, z := range e.errors {
		if z.Param == param {
			return z.Error
		}
	}
	return math.NaN()
}

// State describes the past.
func (e *found) State(c *codec.Coder) { e.past.State(c) }

// readouts shows the numbers, with standard errors.
func (e *found) readouts(f *lab.Frame, w *work) {
	now := w.solver.Params()
	for _, i := range e.params {
		name := w.q.Params[i].Name
		if s := e.error(i); !math.IsNaN(s) {
			f.AddReadout(name, lab.Number(now[i], 5)+" ± "+lab.Number(s, 2), "")
		} else {
			f.AddNumber(name, now[i], 9, "")
		}
	}
	for k, z := range w.solver.states() {
		f.AddNumber(w.q.Params[e.params[0]].Name+lab.Subscript(k+1), z.Value, 10, "")
	}
}

// checks hold the numbers against what is known of them.
func (e *found) checks(w *work, ended bool, accuracy float64) (all []lab.Check) {
	now := w.solver.Params()
	for _, i := range e.params {
		p := w.q.Params[i]
		v := now[i]
		if !ended {
			v = math.NaN()
		}
		switch {
		case p.Kind == law.Sought && !math.IsNaN(p.Truth):
			s := e.error(i)
			if math.IsNaN(s) {
				v, s = math.NaN(), 0
			}
			all = append(all, lab.Near(p.Name, v, p.Truth, 3*s, "the data were made with it; allowed are 3 standard errors"))
		case p.Kind == law.Eigen && !math.IsNaN(p.Truth):
			all = append(all, lab.Relative(p.Name, v, p.Truth, accuracy, "closed form"))
		}
	}
	return append(all, e.stateChecks(w, accuracy)...)
}

// stateChecks hold the eigenvalues against those of the reference.
func (e *found) stateChecks(w *work, accuracy float64) (all []lab.Check) {
	if !w.second.usable() {
		return nil
	}
	known := w.second.method.Params()
	for k, z := range w.solver.states() {
		if k < len(known) && len(known) > 1 {
			name := w.q.Params[e.params[0]].Name + lab.Subscript(k+1)
			all = append(all, lab.Relative(name, z.Value, known[k], accuracy, "the reference"))
		}
	}
	return all
}

// draw draws the numbers over the steps, as parts of their truths where these are
// known, with twice the standard error around the last.
func (e *found) draw(f *lab.Frame, w *work) {
	if len(e.params) == 0 {
		return
	}
	p := f.AddPanel("What is found", lab.Axis{Label: "step"}, lab.Axis{})
	for k, i := range e.params {
		q, scale := w.q.Params[i], 1.0
		name := q.Name
		if !math.IsNaN(q.Truth) && q.Truth != 0 {
			scale, name = q.Truth, name+", of its truth"
		}
		steps, values := e.past.Steps(), e.past.Column(k)
		if s := e.error(i) / scale; !math.IsNaN(s) {
			b := p.AddBand("± 2 standard errors", lab.Doubt, len(steps))
			last := w.solver.Params()[i] / scale
			for j := range b.X {
				b.X[j], b.Low[j], b.High[j] = steps[j], last-2*math.Abs(s), last+2*math.Abs(s)
			}
		}
		c := p.AddCurve(name, lab.Series(k), len(steps))
		for j := range c.X {
			c.X[j], c.Y[j] = steps[j], values[j]/scale
		}
		if scale != 1 {
			p.AddHLine("truth", lab.Truth, 1)
			p.Y.Min, p.Y.Max = 0.5, 1.5 // the beginning may be anywhere
		}
	}
}
