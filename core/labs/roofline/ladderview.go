package roofline

import (
	"fmt"
	"math"

	"residual/core/lab"
	"residual/core/plan"
)

// Frame shows memory against rows and against depth, planned as lines and
// measured as points, and what the memory saved costs in steps taken again.
func (l *ladder) Frame(f *lab.Frame) {
	f.Begin("What a gradient holds", fmt.Sprintf("measurement %d of %d", l.steps, passes*len(l.rungs)))
	l.showDepth(f)
	l.showPrice(f)
	l.showRows(f)
	l.readouts(f)
	f.Summary = fmt.Sprintf("Within %s fit %d rows of the Poisson network at once, or %d in chunks; %d layers of the deep network with all states kept, or %d with %s.",
		lab.Bytes(l.memory), l.fits.atOnce, l.fits.chunked, l.fits.allKept, l.fits.revolve, count(l.states, "state"))
}

// steps in a curve over depths or rows.
const curvePoints = 12

func (l *ladder) showDepth(f *lab.Frame) {
	p := f.AddPanel("Memory against depth", lab.Axis{Label: "layers", Log: true, Min: shallowest, Max: mostLayers}, lab.Axis{Label: "bytes", Unit: "B", Log: true})
	for i, scheme := range []struct {
		name string
		of   func(depth int) *plan.Deep
	}{
		{allKept, func(n int) *plan.Deep { return plan.NewDeep(n, deepRows, deepWidth, layer, deepRows, n) }},
		{root, func(n int) *plan.Deep { return plan.NewRootDeep(n, deepRows, deepWidth, layer, deepRows) }},
		{revolve, func(n int) *plan.Deep { return plan.NewDeep(n, deepRows, deepWidth, layer, deepRows, l.states) }},
	} {
		c := p.AddCurve(l.label(scheme.name), lab.Series(i), curvePoints)
		for j := range c.X {
			n := int(math.Round(shallowest * math.Pow(float64(mostLayers)/shallowest, float64(j)/(curvePoints-1))))
			c.X[j], c.Y[j] = float64(n), float64(scheme.of(n).Bytes(4))
		}
		l.mark(p, scheme.name, i)
	}
	p.AddHLine("budget", lab.Reference, float64(l.memory))
}

func (l *ladder) label(name string) string {
	switch name {
	case revolve:
		return "Revolve, " + count(l.states, "state")
	case both:
		return fmt.Sprintf("%d rows, within budget", wideRows)
	}
	return name
}

var shapes = [...]lab.Shape{lab.Disc, lab.Square, lab.Diamond}

// mark sets points where a machine was measured.
func (l *ladder) mark(p *lab.Panel, name string, i int) {
	var done []*rung
	for _, r := range l.rungs {
		if r.name == name && r.touched > 0 {
			done = append(done, r)
		}
	}
	if len(done) == 0 {
		return
	}
	points := p.AddPoints(name+", measured", lab.Series(i), len(done))
	points.Shape = shapes[i%3]
	for k, r := range done {
		points.X[k], points.Y[k] = float64(r.at), float64(r.touched)
	}
}

func (l *ladder) showRows(f *lab.Frame) {
	p := f.AddPanel("Memory against rows", lab.Axis{Label: "collocation points", Log: true, Min: 256, Max: 1 << 20}, lab.Axis{Label: "bytes", Unit: "B", Log: true})
	all, cut := p.AddCurve(atOnce, lab.Series(0), curvePoints+1), p.AddCurve(chunked, lab.Series(2), curvePoints+1)
	small, large := l.poisson.whole(256).Bytes(4), l.poisson.whole(512).Bytes(4)
	for i := range all.X {
		n := 256 << i
		all.X[i], all.Y[i] = float64(n), float64(small)+float64(large-small)/256*float64(n-256)
		cut.X[i], cut.Y[i] = float64(n), math.NaN()
		if pl, err := l.poisson.within(l.memory, n); err == nil {
			cut.Y[i] = float64(pl.Bytes(4))
		}
	}
	l.mark(p, atOnce, 0)
	l.mark(p, chunked, 2)
	p.AddHLine("budget", lab.Reference, float64(l.memory))
}

func (l *ladder) find(name string, at int) *rung {
	for _, r := range l.rungs {
		if r.name == name && r.at == at {
			return r
		}
	}
	return nil
}

func (l *ladder) readouts(f *lab.Frame) {
	f.AddReadout("most rows at once", fmt.Sprint(l.fits.atOnce), "")
	f.AddReadout("most rows in chunks", fmt.Sprint(l.fits.chunked), "")
	f.AddReadout("most layers, all states", fmt.Sprint(l.fits.allKept), "")
	f.AddReadout("most layers, "+count(l.states, "state"), fmt.Sprint(l.fits.revolve), "")
	f.AddReadout("deep network", fmt.Sprintf("%d layers, %d rows", l.depth, deepRows), "")
	for _, r := range l.rungs {
		if r.at == l.depth && r.deep != nil {
			f.AddReadout(l.label(r.name), r.brief(), "")
		}
	}
	for _, r := range l.long {
		if r.at == l.depth {
			f.AddReadout(l.label(r.name), r.brief()+", too long to run", "")
		}
	}
}

// brief says what a rung holds and how its work compares to that with everything
// kept.
func (r *rung) brief() string {
	held := lab.Bytes(r.planned) + " planned"
	if r.touched > 0 {
		held = lab.Bytes(r.touched)
	}
	return held + " · work × " + lab.Number(float64(r.flops)/float64(r.flops-r.extra), 3)
}
