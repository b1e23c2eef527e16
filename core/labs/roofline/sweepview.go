package roofline

import (
	"fmt"
	"math"
	"slices"

	"residual/core/lab"
	"residual/core/plan"
)

// Frame shows memory against rows and against depth, planned as lines and
// measured as points, and what the memory saved costs in steps taken again.
func (m *sweep) Frame(f *lab.Frame) {
	f.Begin("What a gradient holds", fmt.Sprintf("measurement %d of %d", m.Steps(), m.total))
	m.drawMemory(f, "Memory against depth", lab.Axis{Label: "layers", Log: true, Min: shallowest, Max: mostLayers}, allStates, segments, revolve)
	m.drawCosts(f)
	m.drawMemory(f, "Memory against rows", lab.Axis{Label: "collocation points", Log: true, Min: 256, Max: 1 << 20}, atOnce, inChunks)
	m.readouts(f)
	f.Summary = m.summary()
}

// A curve is the bytes planned for more and more rows or layers.
type curve struct{ sizes, bytes []float64 }

func (c *curve) add(size int, pl gradientPlan) {
	c.sizes, c.bytes = append(c.sizes, float64(size)), append(c.bytes, float64(pl.Bytes(4)))
}

// planCurves plans what every frame draws; rows in chunks as far as the budget
// goes.
func (m *sweep) planCurves() {
	for rows := 256; rows <= 1<<20; rows *= 2 {
		m.planned[atOnce].add(rows, m.plan(atOnce, rows))
		if pl, err := m.poisson.within(m.budget, rows); err == nil {
			m.planned[inChunks].add(rows, pl)
		}
	}
	const last = 11
	for i := range last + 1 {
		layers := int(math.Round(shallowest * math.Pow(float64(mostLayers)/shallowest, float64(i)/last)))
		for _, s := range []scheme{allStates, segments, revolve} {
			m.planned[s].add(layers, m.plan(s, layers))
		}
	}
}

// drawMemory draws what is planned, and points where a machine was measured.
func (m *sweep) drawMemory(f *lab.Frame, title string, axis lab.Axis, all ...scheme) {
	p := f.AddPanel(title, axis, lab.Axis{Label: "bytes", Unit: "B", Log: true})
	for _, s := range all {
		p.AddXY(m.label(s), s.colour(), m.planned[s].sizes, m.planned[s].bytes)
		var x, y []float64
		for _, c := range m.configurations {
			if c.scheme == s && c.measured() {
				x, y = append(x, float64(c.size)), append(y, float64(c.touched))
			}
		}
		if len(x) > 0 {
			p.AddScatter(s.String()+", measured", s.colour(), x, y).Shape = s.shape()
		}
	}
	p.AddHLine("budget", lab.Reference, float64(m.budget))
}

// style numbers the colours and shapes: the same for all and for little kept,
// whether of rows or of states.
func (s scheme) style() int {
	return [...]int{atOnce: 0, inChunks: 2, allStates: 0, segments: 1, revolve: 2}[s]
}

func (s scheme) colour() lab.Colour { return lab.Series(s.style()) }
func (s scheme) shape() lab.Shape {
	return [...]lab.Shape{lab.Disc, lab.Square, lab.Diamond}[s.style()]
}

// drawCosts draws how many steps are taken for each layer, by the states kept: by
// the formula, as counted, and as timed.
func (m *sweep) drawCosts(f *lab.Frame) {
	p := f.AddPanel("The cost", lab.Axis{Label: "states kept", Log: true, Min: 1, Max: float64(m.depth)}, lab.Axis{Label: "advances for each layer"})
	formula := p.AddCurve("Revolve, t(N, s)/N", lab.Series(2), 32)
	var x, y []float64 // of times
	all := m.find(allStates, m.depth)
	for _, s := range []scheme{allStates, segments, revolve} {
		if c := m.find(s, m.depth); c.measured() {
			p.AddPoint(s.String(), s.colour(), float64(c.counts.States), c.advances()).Shape = s.shape()
			if all.measured() && len(all.times) > 0 && median(all.times) > 0 {
				x, y = append(x, float64(c.counts.States)), append(y, median(c.times)/median(all.times))
			}
		}
	}
	if len(x) > 0 {
		p.AddScatter("time, all states = 1", lab.Chosen, x, y).Hollow = true
	}
	p.Y.Max = 6
	for _, points := range p.Points {
		p.Y.Max = math.Max(p.Y.Max, 1.1*slices.Max(points.Y))
	}
	m.drawFormula(formula, p.Y.Max)
}

// drawFormula sets c to t(N, s)/N as far as it lies below top.
func (m *sweep) drawFormula(c *lab.Curve, top float64) {
	for i := range c.X {
		s := int(math.Round(math.Pow(float64(m.depth), float64(i)/31)))
		c.X[i], c.Y[i] = float64(s), float64(plan.RevolveAdvances(m.depth, s))/float64(m.depth)
		if c.Y[i] > top {
			c.Y[i] = math.NaN()
		}
	}
}

func (m *sweep) readouts(f *lab.Frame) {
	f.AddReadout("most rows at once", fmt.Sprint(m.most[atOnce]), "")
	f.AddReadout("most rows in chunks", fmt.Sprint(m.most[inChunks]), "")
	f.AddReadout("most layers, all states", fmt.Sprint(m.most[allStates]), "")
	f.AddReadout("most layers, "+lab.Count(m.states, "state"), fmt.Sprint(m.most[revolve]), "")
	f.AddReadout("deep network", fmt.Sprintf("%d layers, %d rows", m.depth, deepRows), "")
	for _, c := range slices.Concat(m.configurations, m.long) {
		if c.size == m.depth && c.scheme >= allStates {
			f.AddReadout(m.label(c.scheme), c.text(), "")
		}
	}
}
