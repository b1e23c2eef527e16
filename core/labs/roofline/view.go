package roofline

import (
	"cmp"
	"fmt"
	"math"

	"residual/core/kernel"
	"residual/core/lab"
)

// Frame shows the roof with everything under it, the bandwidth by working set,
// and what a message costs.
func (m *survey) Frame(f *lab.Frame) {
	f.Begin("The roofline of this device", fmt.Sprintf("measurement %d of %d", m.Steps(), m.total))
	p := f.AddPanel("How fast, and what limits it", lab.Axis{Label: "operations a byte moved", Log: true, Min: leftmost, Max: rightmost},
		lab.Axis{Label: "speed", Unit: "GFLOP/s", Log: true})
	if m.Hint() != "" {
		p.Acts = stage
	}
	m.roof.draw(p)
	m.drawPoints(p)
	m.roof.drawBandwidth(f)
	m.drawLatencies(f)
	m.readouts(f)
	f.Summary = m.summary()
}

const leftmost, rightmost = 1.0 / 64, 256

// draw draws the limits for both types, with the nearest and with the farthest
// memory, and what one number an instruction would reach. A thin limit within
// another shows that both are one.
func (r *roof) draw(p *lab.Panel) {
	near := r.best(0)
	size, far := r.farthest()
	drawLimit(p.AddCurve("float32, numbers from the nearest cache", lab.Series(0), 65), r.peaks[vector32], near)
	drawLimit(p.AddDashed("float32, numbers from "+lab.Bytes(int64(size)), lab.Series(0), 65), r.peaks[vector32], far)
	double := p.AddCurve("float64, numbers from the nearest cache", lab.Series(1), 65)
	double.Thin = true
	drawLimit(double, r.peaks[vector64], near)
	drawLimit(p.AddDashed("one number an instruction", lab.Reference, 65), r.peaks[scalar64], near)
}

// drawLimit draws min(peak, intensity·bandwidth); nothing before they are known.
func drawLimit(c *lab.Curve, peak *probe, bandwidth float64) {
	for i := range c.X {
		c.X[i] = leftmost * math.Pow(rightmost/leftmost, float64(i)/float64(len(c.X)-1))
		c.Y[i] = math.NaN()
		if peak.known() && bandwidth > 0 {
			c.Y[i] = math.Min(peak.peakRate(), c.X[i]*bandwidth) / 1e9
		}
	}
}

func (m *survey) drawPoints(p *lab.Panel) {
	shapes := [...]lab.Shape{lab.Disc, lab.Square, lab.Triangle, lab.Diamond}
	for i, name := range []string{"kernels, float32", "kernels, float64", "steps of labs, float32", "steps of labs, float64"} {
		m.drawProbes(p, name, lab.Series(i), shapes[i], func(one *probe) bool {
			return (one.short != "") == (i >= 2) && one.narrow == (i%2 == 0)
		})
	}
	m.drawProbes(p, m.selected, lab.Chosen, lab.Cross, func(one *probe) bool { return one.name == m.selected })
}

func (m *survey) drawProbes(p *lab.Panel, name string, colour lab.Colour, shape lab.Shape, which func(*probe) bool) {
	var x, y []float64
	for _, one := range m.measured() {
		if which(one) {
			x, y = append(x, one.intensity()), append(y, one.rate()/1e9)
		}
	}
	if len(x) > 0 {
		p.AddScatter(name, colour, x, y).Shape = shape
	}
}

func (r *roof) drawBandwidth(f *lab.Frame) {
	p := f.AddPanel("Bandwidth by working set", lab.Axis{Label: "working set", Unit: "B", Log: true},
		lab.Axis{Label: "bandwidth", Unit: "GB/s", Log: true})
	for i, name := range loops {
		c := p.AddCurve(name, lab.Series(i), len(r.sets))
		for j, s := range r.sets {
			c.X[j], c.Y[j] = s.bytes, math.NaN()
			if s.loops[i].known() {
				c.Y[j] = s.loops[i].bandwidth() / 1e9
			}
		}
	}
}

func (m *survey) readouts(f *lab.Frame) {
	if m.Steps() == 0 || m.now == nil {
		return
	}
	for _, p := range m.roof.peaks {
		if p.known() {
			f.AddReadout("peak, "+p.name, giga(p.peakRate()), "GFLOP/s")
		}
	}
	if m.Status().Final() {
		f.AddReadout("repeats of the peaks", m.roof.steadiness(), "")
	}
	f.AddReadout("vectors", fmt.Sprintf("%d float32 or %d float64", kernel.Lanes[float32](), kernel.Lanes[float64]()), "")
	if size, bandwidth := m.roof.farthest(); bandwidth > 0 {
		f.AddReadout("bandwidth, nearest cache", giga(m.roof.best(0)), "GB/s")
		f.AddReadout("bandwidth, "+lab.Bytes(int64(size)), giga(bandwidth), "GB/s")
	}
	for _, p := range m.measured() {
		f.AddReadout(cmp.Or(p.short, p.name), m.verdict(p, " · %s %% of %s", "peak", "bandwidth"), "")
	}
	for _, p := range m.labs {
		if p.absent != "" {
			f.AddReadout(p.lab.Name, "left out: "+p.absent, "")
		}
	}
}
