package cdf

import (
	"math"
	"slices"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/kernel"
)

// A measurement is what a network is worth, at 100 000 points that are none of
// those it was fitted at.
type measurement struct {
	points    int     // looked at
	negatives int     // of these, where the slope is negative
	violation float64 // ∫ max(0, −F̂′), how far F̂ falls in all
	distance  float64 // Kolmogorov–Smirnov, from the truth; NaN where it is not known
	low, high float64 // of F̂
	area      float64 // ∫F̂′, to be held against F̂(hi) − F̂(lo)
	ends      [2]float64
}

// measured is the number of those points.
const measured = 100000

// whole tells whether all points were looked at.
func (m *measurement) whole() bool { return m.points == measured }

// outside is how far F̂ leaves [0, 1], NaN before all points were looked at.
func (m *measurement) outside() float64 {
	if !m.whole() {
		return math.NaN()
	}
	return max(0, -m.low, m.high-1)
}

// figures are how many slopes are negative, the distance from the truth and how
// far ∫F̂′ is off the fundamental theorem, NaN before all points were looked at.
func (m *measurement) figures() (falling, distance, area float64) {
	if !m.whole() {
		return math.NaN(), math.NaN(), math.NaN()
	}
	return float64(m.negatives), m.distance, m.area - (m.ends[1] - m.ends[0])
}

func (m *measurement) State(c *codec.Coder) {
	c.Int(&m.points, 0, measured)
	c.Require(m.points%batch == 0, "points are measured at in batches")
	c.Int(&m.negatives, 0, m.points)
	c.Float(&m.violation, &m.distance, &m.low, &m.high, &m.area, &m.ends[0], &m.ends[1])
}

// measure looks at the next batch of points, the midpoints of as many equal parts
// of the span, and tells whether it was the last.
func (r *comparison) measure(k int) bool {
	m := &r.networks[k].measurement
	lo, hi := r.sample.span()
	h := (hi - lo) / measured
	t := r.dense.Value(r.model.t)
	for i := range t {
		t[i] = lo + float64(h*(float64(m.points+i)+0.5))
	}
	fit.Run(r.dense, r.parameters(k))
	f, d := r.dense.Value(r.model.f), r.dense.Value(r.model.d)
	m.addSlopes(f, d, h)
	m.addDistance(r.sample, t, f)
	m.points += batch
	return m.whole()
}

// addSlopes adds a batch of points that are h apart.
func (m *measurement) addSlopes(f, d []float64, h float64) {
	if m.points == 0 {
		m.ends[0] = f[0] - float64(d[0]*h)/2
		m.low, m.high = f[0], f[0]
	}
	m.ends[1] = f[batch-1] + float64(d[batch-1]*h)/2
	m.low, m.high = min(m.low, slices.Min(f)), max(m.high, slices.Max(f))
	for _, v := range d {
		if v < 0 {
			m.negatives++
			m.violation -= v * h
		}
	}
	m.area += h * kernel.Sum(d)
}

func (m *measurement) addDistance(s *sample, t, f []float64) {
	if s.known == nil {
		m.distance = math.NaN()
		return
	}
	for i, v := range f {
		m.distance = max(m.distance, math.Abs(v-s.known.CDF(s.inverse(t[i]))))
	}
}
