package roofline

import (
	"fmt"
	"math"
	"slices"

	"residual/core/lab"
)

// Frame shows the roof with everything under it, and the bandwidth by working
// set.
func (m *survey) Frame(f *lab.Frame) {
	f.Begin("The roofline of this device", fmt.Sprintf("measurement %d of %d", m.steps, len(m.turn)))
	p := f.AddPanel("How fast, and what limits it", lab.Axis{Label: "operations a byte moved", Log: true, Min: leftmost, Max: rightmost},
		lab.Axis{Label: "speed", Unit: "GFLOP/s", Log: true})
	if m.Hint() != "" {
		p.Acts = stage
	}
	m.showRoof(p)
	m.showPoints(p)
	m.showBandwidth(f)
	m.showMessages(f)
	m.readouts(f)
	f.Summary = m.summary()
}

const leftmost, rightmost = 1.0 / 64, 256

// showRoof draws the limits for both types, with the nearest and with the
// farthest memory, and what one number an instruction would reach.
func (m *survey) showRoof(p *lab.Panel) {
	near, far := m.best(0), m.best(len(m.sizes)-1)
	m.limit(p.AddCurve("float32, numbers from the nearest cache", lab.Series(0), 65), m.most(vector32), near)
	m.limit(p.AddDashed("float32, numbers from "+lab.Bytes(int64(m.sizes[len(m.sizes)-1])), lab.Series(0), 65), m.most(vector32), far)
	m.limit(p.AddCurve("float64, numbers from the nearest cache", lab.Series(1), 65), m.most(vector64), near)
	m.limit(p.AddDashed("one number an instruction", lab.Reference, 65), m.most(scalar64), near)
}

// limit draws min(peak, intensity·bandwidth); nothing before they are known.
func (m *survey) limit(c *lab.Curve, peak, bandwidth float64) {
	for i := range c.X {
		c.X[i] = leftmost * math.Pow(rightmost/leftmost, float64(i)/float64(len(c.X)-1))
		c.Y[i] = math.NaN()
		if peak > 0 && bandwidth > 0 {
			c.Y[i] = math.Min(peak, c.X[i]*bandwidth) / 1e9
		}
	}
}

func (m *survey) showPoints(p *lab.Panel) {
	narrow, wide := m.split(m.work.probes)
	mark(p, "kernels, float32", lab.Series(0), lab.Disc, narrow)
	mark(p, "kernels, float64", lab.Series(1), lab.Square, wide)
	narrow, wide = m.split(m.stepped())
	mark(p, "steps of labs, float32", lab.Series(2), lab.Triangle, narrow)
	mark(p, "steps of labs, float64", lab.Series(3), lab.Diamond, wide)
	for _, one := range m.placed() {
		if one.name == m.picked {
			mark(p, one.name, lab.Chosen, lab.Cross, []*probe{one})
		}
	}
}

func (m *survey) split(all []*probe) (narrow, wide []*probe) {
	for _, p := range all {
		switch {
		case !p.known():
		case p.narrow:
			narrow = append(narrow, p)
		default:
			wide = append(wide, p)
		}
	}
	return narrow, wide
}

func mark(p *lab.Panel, name string, colour lab.Colour, shape lab.Shape, probes []*probe) {
	if len(probes) == 0 {
		return
	}
	points := p.AddPoints(name, colour, len(probes))
	points.Shape = shape
	for i, one := range probes {
		points.X[i], points.Y[i] = one.flops/one.bytes, one.rate()/1e9
	}
}

func (m *survey) showBandwidth(f *lab.Frame) {
	p := f.AddPanel("Bandwidth by working set", lab.Axis{Label: "working set", Unit: "B", Log: true},
		lab.Axis{Label: "bandwidth", Unit: "GB/s", Log: true})
	for i, loop := range []struct {
		name   string
		probes []*probe
	}{{"triad x + a·y", m.triad}, {"read two, add up products", m.read}, {"copy", m.copy}} {
		c := p.AddCurve(loop.name, lab.Series(i), len(m.sizes))
		for j, one := range loop.probes {
			c.X[j], c.Y[j] = m.sizes[j], math.NaN()
			if one.known() {
				c.Y[j] = one.widest() / 1e9
			}
		}
	}
}

func (m *survey) readouts(f *lab.Frame) {
	if m.steps == 0 || m.now == nil {
		return
	}
	for i, p := range m.peaks {
		if p.known() {
			f.AddReadout("peak, "+p.name, lab.Number(m.most(i)/1e9, 3), "GFLOP/s")
		}
	}
	f.AddReadout("vectors", fmt.Sprintf("%d float32 or %d float64", lanes32(), lanes64()), "")
	last := len(m.sizes) - 1
	if m.read[last].known() {
		f.AddReadout("bandwidth, nearest cache", lab.Number(m.best(0)/1e9, 3), "GB/s")
		f.AddReadout("bandwidth, "+lab.Bytes(int64(m.sizes[last])), lab.Number(m.best(last)/1e9, 3), "GB/s")
	}
	for _, p := range m.placed() {
		f.AddReadout(p.listed(), m.brief(p), "")
	}
	for _, v := range m.visits {
		if v.absent != "" {
			f.AddReadout(v.lab.Name, "left out: "+v.absent, "")
		}
	}
}

// brief says how fast a probe is, which limit binds it and what part of that it
// reaches: of the peak, or of the bandwidth.
func (m *survey) brief(p *probe) string {
	allowed, memory := m.over(p)
	if allowed == 0 {
		return speed(p)
	}
	limit := "peak"
	if memory {
		limit = "bandwidth"
	}
	return fmt.Sprintf("%s · %s %% of %s", speed(p), lab.Number(100*p.rate()/allowed, 2), limit)
}

// verdict says the same at length.
func (m *survey) verdict(p *probe) string {
	allowed, memory := m.over(p)
	if allowed == 0 {
		return speed(p)
	}
	limit := "arithmetic allows"
	if memory {
		limit = "memory (" + lab.Bytes(int64(p.set)) + ") allows"
	}
	return fmt.Sprintf("%s, %s %% of what %s", speed(p), lab.Number(100*p.rate()/allowed, 2), limit)
}

func speed(p *probe) string { return lab.Number(p.rate()/1e9, 3) + " GFLOP/s" }

func (m *survey) summary() string {
	switch {
	case m.steps > 0 && m.now == nil:
		return "There is no clock here to measure with."
	case slices.ContainsFunc(m.peaks, func(p *probe) bool { return !p.known() }):
		return "Nothing is measured yet: a run takes about ten seconds."
	}
	text := fmt.Sprintf("In vectors this device makes at most %s GFLOP/s in float32 and %s in float64; one number at a time, %s.",
		lab.Number(m.most(vector32)/1e9, 3), lab.Number(m.most(vector64)/1e9, 3), lab.Number(m.most(scalar64)/1e9, 3))
	for _, p := range m.placed() {
		if p.name == m.picked {
			return p.name + ": " + m.verdict(p) + ". " + text
		}
	}
	return text
}
