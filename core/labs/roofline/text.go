package roofline

import (
	"fmt"
	"slices"

	"residual/core/lab"
)

// giga writes a number in thousand millions.
func giga(v float64) string { return lab.Number(v/1e9, 3) }

func (m *survey) summary() string {
	r := m.roof
	switch {
	case m.Steps() > 0 && m.now == nil:
		return "There is no clock here to measure with."
	case slices.ContainsFunc(r.peaks, func(p *probe) bool { return !p.known() }):
		return "Nothing is measured yet: a run takes about ten seconds."
	}
	text := m.warning() + fmt.Sprintf("In vectors this device makes at most %s GFLOP/s in float32 and %s in float64; one number at a time, %s.",
		giga(r.peaks[vector32].peakRate()), giga(r.peaks[vector64].peakRate()), giga(r.peaks[scalar64].peakRate()))
	for _, p := range m.measured() {
		if p.name == m.selected {
			memory := "memory (" + lab.Bytes(int64(p.set)) + ")"
			return p.name + ": " + m.verdict(p, ", %s %% of what %s allows", "arithmetic", memory) + ". " + text
		}
	}
	return text
}

// warning comes at the end, when every peak has been measured as often as it is.
func (m *survey) warning() string {
	if !m.Status().Final() {
		return ""
	}
	return m.roof.warning()
}

// verdict says how fast a probe is and, in the format's words, what part it
// reaches of the limit that binds it: the peak or the bandwidth.
func (m *survey) verdict(p *probe, format, peak, bandwidth string) string {
	text := giga(p.rate()) + " GFLOP/s"
	allowed, memory := m.roof.limit(p)
	if allowed == 0 {
		return text
	}
	name := peak
	if memory {
		name = bandwidth
	}
	return text + fmt.Sprintf(format, lab.Number(100*p.rate()/allowed, 2), name)
}

func (m *sweep) summary() string {
	return fmt.Sprintf("Within %s fit %d rows of the Poisson network at once, or %d in chunks; %d layers of the deep network with all states kept, or %d with %s.",
		lab.Bytes(m.budget), m.most[atOnce], m.most[inChunks], m.most[allStates], m.most[revolve], lab.Count(m.states, "state"))
}

// label is a scheme's name in full.
func (m *sweep) label(s scheme) string {
	switch s {
	case revolve:
		return "Revolve, " + lab.Count(m.states, "state")
	case combined:
		return fmt.Sprintf("%d rows, within budget", wideRows)
	}
	return s.String()
}

// text says what a configuration holds and how its work compares to that with
// everything kept.
func (c *configuration) text() string {
	held := lab.Bytes(c.plan.Bytes(4)) + " planned"
	if c.measured() {
		held = lab.Bytes(c.touched)
	}
	all, again := c.plan.Flops(), c.plan.RecomputedFlops()
	text := held + " · work × " + lab.Number(float64(all)/float64(all-again), 3)
	if all > mostFlops {
		text += ", too long to run"
	}
	return text
}

func (t *training) summary(relativeError float64) string {
	return fmt.Sprintf("%d points with exact second derivatives in %s; all rows at once would take %s. After %s the loss is %s and u is off by %s of its size.",
		t.shards.Rows, lab.Bytes(t.Memory().Peak), lab.Bytes(t.atOnce), lab.Count(t.Steps(), "step"), t.lossText(), lab.Number(relativeError, 2))
}

// lossText is the loss, which the first step is the first to measure.
func (t *training) lossText() string {
	if t.Steps() == 0 {
		return "not measured yet"
	}
	return lab.Number(t.loss, 3)
}
