package pde

import (
	"errors"

	"math"
	"slices"
	"strconv"
	"strings"

	"residual/core/fit"
	"residual/core/lab"
	"residual/core/law"
)

const (
	cells    = 56  // of a field, across and up
	vertices = 161 // of a curve
)

// solutionPanel is what the picture of the solution is called for the pointer.
const solutionPanel = "solution"

var errNothing = errors.New("nothing here answers the pointer; press in the picture of a solution over two inputs")

// A view holds what was computed for the picture: rows of all fields of the network
// and of the reference, and what is left over of the laws.
type view struct {
	stale bool
	grid  sheet // over the picture, of two inputs
	line  sheet // along the cut
}

// A sheet is values at points.
type sheet struct {
	x        []float64 // rows of inputs
	u, v     []float64 // rows of fields: of the network, of the reference
	residual []float64 // √Σ of squares over the laws
	column   []float64
}

func (w *view) reserve(room *fit.Room, s *stage) {
	w.line.reserve(room, s, vertices)
	if w.stale = true; s.planar() {
		w.grid.reserve(room, s, cells*cells)
	}
}

func (t *sheet) reserve(room *fit.Room, s *stage, rows int) {
	room.Floats(&t.x, rows*len(s.p.Inputs))
	room.Vectors(rows*len(s.p.Fields), &t.u, &t.v)
	room.Vectors(rows, &t.residual, &t.column)
}

// A picture draws a work.
type picture struct {
	*work
	stage   *stage
	view    *view
	field   int // that is shown, from 1
	past    *lab.History
	allowed float64
}

// compute makes the sheets anew where something has changed.
func (r *picture) compute() {
	if !r.view.stale {
		return
	}
	r.view.stale = false
	r.stage.line(r.view.line.x)
	r.fill(&r.view.line)
	if r.stage.planar() {
		r.stage.grid(r.view.grid.x)
		r.fill(&r.view.grid)
	}
}

// fill computes a sheet at its points.
func (r *picture) fill(t *sheet) {
	fields(&r.solver, r.q, t.u, t.x, t.column)
	r.domain.outside(t.u, t.x)
	clear(t.residual)
	for i := range r.q.Laws {
		r.solver.ResidualAt(t.column, t.x, i)
		for k, v := range t.column {
			t.residual[k] += float64(v * v)
		}
	}
	for k, v := range t.residual {
		t.residual[k] = math.Sqrt(v)
	}
	r.domain.outside(t.residual, t.x)
	if !r.second.usable() {
		for i := range t.v {
			t.v[i] = math.NaN()
		}
		return
	}
	r.second.method.Eval(t.v, t.x)
	r.domain.outside(t.v, t.x)
	r.judge.agree(t.u, t.v)
}

// Frame shows the solution, the cut, the error, what is left over, and the learning.
func (r *experiment) Frame(f *lab.Frame) {
	f.Begin(r.q.entry.Title, r.now())
	p := &picture{&r.work, &r.stage, &r.view, r.field, &r.past, r.allowed()}
	p.draw(f)
	r.readouts(f)
	p.readHere(f)
	f.Summary = r.summary()
}

func (r *picture) draw(f *lab.Frame) {
	r.compute()
	if r.stage.planar() {
		r.drawField(f)
		r.drawCut(f)
		r.drawErrorField(f)
		r.drawResidualField(f)
	} else {
		r.drawCut(f)
		r.drawErrorCurves(f)
		r.drawResidualCurve(f)
	}
	r.found.draw(f, r.work)
	r.drawLearning(f)
}

// readHere reads the field that is shown at the place of the cut.
func (r *picture) readHere(f *lab.Frame) {
	if !r.stage.planar() {
		return
	}
	var out [1]float64
	r.solver.Eval(out[:], r.stage.at[:len(r.q.Inputs)], r.shown(), law.Order{})
	where := strings.TrimPrefix(r.stage.where(-1), " at ")
	f.AddReadout("at "+where, r.q.Fields[r.shown()].Name+" = "+lab.Number(out[0], 6), "")
}

// shown is the field that is pictured.
func (r *picture) shown() int { return min(r.field, len(r.q.Fields)) - 1 }

// addField adds the picture of a number at each cell.
func (r *picture) addField(f *lab.Frame, title string, value func(i int) float64) *lab.Panel {
	p := f.AddField(title, r.stage.axis(r.stage.across), r.stage.axis(r.stage.up), cells, cells)
	for i := range p.Field.Values {
		p.Field.Values[i] = float32(value(i))
	}
	return p
}

// addSmall adds the picture of a number that is near 0, in units of a power of ten,
// so that the numbers beside it are short.
func (r *picture) addSmall(f *lab.Frame, title string, value func(i int) float64) *lab.Panel {
	most := 0.0
	for i := range cells * cells {
		if v := math.Abs(value(i)); v > most && !math.IsInf(v, 0) {
			most = v
		}
	}
	unit, power := 1.0, 0
	if most > 0 {
		power = int(math.Floor(math.Log10(most / 2))) // the largest becomes 2 to 20
		unit = math.Pow(10, float64(power))
	}
	p := r.addField(f, title, func(i int) float64 { return value(i) / unit })
	p.Field.Name = tenTo(power)
	return p
}

// tenTo writes a power of ten, nothing for 1.
func tenTo(power int) string {
	switch {
	case power < 0:
		return lab.Formula("10^(" + strconv.Itoa(power) + ")")
	case power > 0:
		return lab.Formula("10^" + strconv.Itoa(power))
	}
	return ""
}

// value is the field that is shown, of rows of all fields.
func (r *picture) value(rows []float64) func(i int) float64 {
	n, f := len(r.q.Fields), r.shown()
	return func(i int) float64 { return rows[i*n+f] }
}

func (r *picture) drawField(f *lab.Frame) {
	name := r.q.Fields[r.shown()].Name
	p := r.addField(f, name+r.stage.where(r.stage.up)+", learnt", r.value(r.view.grid.u))
	p.Acts, p.Field.Name, p.Square = solutionPanel, name, r.stage.square()
	p.Field.Min, p.Field.Max = extent(r.value(r.view.grid.u), r.value(r.view.grid.v), cells*cells)
	p.AddHLine("cut", lab.Chosen, r.stage.at[r.stage.up])
}

// extent is what the numbers of a learnt field and of its reference reach from and to,
// so that colours do not change from step to step.
func extent(u, v func(int) float64, n int) (low, high float64) {
	low, high = math.Inf(1), math.Inf(-1)
	for i := range n {
		w := v(i)
		if math.IsNaN(w) {
			w = u(i)
		}
		if !math.IsNaN(w) && !math.IsInf(w, 0) {
			low, high = math.Min(low, w), math.Max(high, w)
		}
	}
	if !(low < high) {
		return 0, 0
	}
	return low, high
}

// drawCut draws fields along the cut; of one input, all of them.
func (r *picture) drawCut(f *lab.Frame) {
	c := r.stage.across
	title, from, to := "Solution", 0, len(r.q.Fields)
	if r.stage.planar() {
		title, from, to = "Cut at "+r.stage.place(r.stage.up), r.shown(), r.shown()+1
	}
	p := f.AddPanel(title, r.stage.axis(c), lab.Axis{Label: r.label(from, to)})
	named := r.second.name() // of the first curve alone
	for k := from; k < to; k++ {
		name, colour := "learnt", lab.Network
		if to-from > 1 {
			name, colour = r.q.Fields[k].Name, lab.Series(k)
		}
		r.curve(p, name, colour, r.view.line.u, k)
		if r.second.usable() {
			r.curve(p, named, lab.Truth, r.view.line.v, k).Dashed = true
			named = ""
		}
	}
	if len(r.q.Inputs) == 1 {
		r.drawSamples(p)
	}
}

// label is the name of the field where there is one.
func (r *picture) label(from, to int) string {
	if to-from == 1 {
		return r.q.Fields[from].Name
	}
	return ""
}

// curve draws field k of rows along the cut.
func (r *picture) curve(p *lab.Panel, name string, colour lab.Colour, rows []float64, k int) *lab.Curve {
	c := p.AddCurve(name, colour, vertices)
	n, d := len(r.q.Fields), len(r.q.Inputs)
	for i := range c.X {
		c.X[i], c.Y[i] = r.view.line.x[i*d+r.stage.across], rows[i*n+k]
	}
	return c
}

// drawSamples marks what was measured, of functions of one variable.
func (r *picture) drawSamples(p *lab.Panel) {
	if r.samples == nil {
		return
	}
	rows, n := r.samples.count(), len(r.samples.fields)
	for j := range n {
		m := p.AddPoints("measured", lab.Data, rows)
		m.Hollow, m.Cloud = true, rows > 150
		for i := range rows {
			m.X[i], m.Y[i] = r.samples.x[i], r.samples.values[i*n+j]
		}
	}
}

func (r *picture) drawErrorField(f *lab.Frame) {
	if !r.second.usable() {
		return
	}
	u, v := r.value(r.view.grid.u), r.value(r.view.grid.v)
	p := r.addSmall(f, "Error against "+r.second.name(), func(i int) float64 { return u(i) - v(i) })
	p.Field.Diverging = true
}

func (r *picture) drawResidualField(f *lab.Frame) {
	p := r.addSmall(f, "Left over of the law", func(i int) float64 { return r.view.grid.residual[i] })
	p.Field.Ink = true
}

// drawErrorCurves draws the error of each field.
func (r *picture) drawErrorCurves(f *lab.Frame) {
	if !r.second.usable() {
		return
	}
	p := f.AddPanel("Error against "+r.second.name(), r.stage.axis(r.stage.across), lab.Axis{Log: true})
	var all []float64
	for k, field := range r.q.Fields {
		c := r.curve(p, field.Name, r.colour(k), r.view.line.u, k)
		for i := range c.Y {
			c.Y[i] = math.Abs(c.Y[i] - r.view.line.v[i*len(r.q.Fields)+k])
		}
		all = append(all, c.Y...)
	}
	p.Y = decades(p.Y, all)
}

// decades ends a logarithmic axis at the powers of ten around numbers, but for those
// that are as good as 0 beside the largest.
func decades(a lab.Axis, all []float64) lab.Axis {
	least := 1e-6 * slices.Max(append(all, 0))
	return a.Decades(slices.DeleteFunc(slices.Clone(all), func(v float64) bool { return !(v >= least) }))
}

// colour of a field among all.
func (r *picture) colour(k int) lab.Colour {
	if len(r.q.Fields) == 1 {
		return lab.Network
	}
	return lab.Series(k)
}

func (r *picture) drawResidualCurve(f *lab.Frame) {
	p := f.AddPanel("Left over of the law", r.stage.axis(r.stage.across), lab.Axis{Log: true})
	c := p.AddCurve("", lab.Warning, vertices)
	for i := range c.X {
		c.X[i], c.Y[i] = r.view.line.x[i*len(r.q.Inputs)+r.stage.across], r.view.line.residual[i]
	}
	p.Y = decades(p.Y, c.Y)
}

// drawLearning draws the loss and the error over the steps.
func (r *picture) drawLearning(f *lab.Frame) {
	p := f.AddPanel("Learning", lab.Axis{Label: "step"}, lab.Axis{Log: true})
	p.AddHistory("residual", lab.Warning, r.past, pastLoss)
	p.AddHistory("error", lab.Network, r.past, pastError)
	if r.second.usable() {
		p.AddHLine("allowed", lab.Reference, r.allowed)
	}
}
