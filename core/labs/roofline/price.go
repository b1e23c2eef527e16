package roofline

import (
	"math"
	"slices"

	"residual/core/lab"
	"residual/core/plan"
)

// showPrice draws how many steps are taken for each layer, by the states kept:
// by the formula, as counted, and as timed.
func (l *ladder) showPrice(f *lab.Frame) {
	p := f.AddPanel("The price", lab.Axis{Label: "states kept", Log: true, Min: 1, Max: float64(l.depth)}, lab.Axis{Label: "advances for each layer"})
	c := p.AddCurve("Revolve, t(N, s)/N", lab.Series(2), 32)
	var measured []*rung
	for i, name := range []string{allKept, root, revolve} {
		r := l.find(name, l.depth)
		if r == nil || r.touched == 0 {
			continue
		}
		measured = append(measured, r)
		m := p.AddPoints(name, lab.Series(i), 1)
		m.Shape = shapes[i]
		m.X[0], m.Y[0] = float64(r.counts.States), r.advances()
	}
	showTimes(p, measured)
	p.Y.Max = highest(p)
	l.formula(c, p.Y.Max)
}

// highest is where the axis of prices ends: above all that is marked, and at
// least at 6.
func highest(p *lab.Panel) float64 {
	top := 6.0
	for _, m := range p.Points {
		top = math.Max(top, 1.1*slices.Max(m.Y))
	}
	return top
}

// formula sets c to t(N, s)/N as far as it lies below top.
func (l *ladder) formula(c *lab.Curve, top float64) {
	for i := range c.X {
		s := int(math.Round(math.Pow(float64(l.depth), float64(i)/31)))
		c.X[i], c.Y[i] = float64(s), float64(plan.RevolveAdvances(l.depth, s))/float64(l.depth)
		if c.Y[i] > top {
			c.Y[i] = math.NaN()
		}
	}
}

// showTimes marks the times, as multiples of that with all states kept.
func showTimes(p *lab.Panel, measured []*rung) {
	if len(measured) == 0 || measured[0].name != allKept || measured[0].seconds() == 0 {
		return
	}
	m := p.AddPoints("time, all states = 1", lab.Chosen, len(measured))
	m.Hollow = true
	for i, r := range measured {
		m.X[i], m.Y[i] = float64(r.counts.States), r.seconds()/measured[0].seconds()
	}
}

// advances is how many there were for each layer.
func (r *rung) advances() float64 { return float64(r.counts.Advances) / float64(r.at) }
