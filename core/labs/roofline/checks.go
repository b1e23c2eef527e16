package roofline

import (
	"fmt"
	"math"

	"residual/core/lab"
)

// Checks: the peak's loop did what it says, and nothing is faster than the roof.
func (m *survey) Checks() []lab.Check {
	var checks []lab.Check
	for _, p := range m.roof.peaks {
		if p.known() {
			checks = append(checks, lab.OfMethod(lab.Near("z ← z/2 + 1, "+p.name, p.result(), 2, 1e-6, "where it ends: fixed point b/(1 − a)"))...)
		}
	}
	if high, name := m.highest(); m.Status().Final() && name != "" {
		checks = append(checks, lab.AtMost("speed over its roof, the highest", high, 1, 0.05,
			"the roof, measured by loops that do nothing else; the highest is "+name))
		checks = append(checks, m.roof.quietChecks()...)
	}
	return checks
}

// highest is what comes nearest to its roof or farthest above it, and how high
// that is as a fraction of the roof; "" before anything and its roof are known.
func (m *survey) highest() (fraction float64, name string) {
	for _, p := range m.measured() {
		if allowed, _ := m.roof.limit(p); allowed > 0 && p.rate() > fraction*allowed {
			fraction, name = p.rate()/allowed, p.name
		}
	}
	return fraction, name
}

// Checks hold counts against the published formula, bytes against plans, and
// gradients against each other. What has not been measured is not there.
func (m *sweep) Checks() []lab.Check {
	var checks []lab.Check
	if c := m.deepest(revolve); c.measured() {
		kept := min(m.states, c.size)
		checks = append(checks, lab.Near(fmt.Sprintf("advances by Revolve, %d layers", c.size), float64(c.counts.Advances),
			float64(fewest(c.size, kept)), 0, fmt.Sprintf("Griewank & Walther 2000, by counting, with %s", lab.Count(kept, "state"))))
	}
	if c := m.find(allStates, m.depth); c.measured() {
		checks = append(checks, lab.Near("advances with all states kept", float64(c.counts.Advances), float64(m.depth-1), 0, "N − 1: the last step is only reversed"))
	}
	if worst := m.worst(); worst > 0 {
		checks = append(checks, lab.Near("bytes touched over bytes planned", worst, 1, 0.01, "the plan, made before; the one farthest from it"))
	}
	if compared, unlike := m.compare(); compared > 0 {
		checks = append(checks, lab.Near("gradients with other bits", float64(unlike), 0, 0, "the same gradient, with everything kept"))
	}
	return checks
}

// deepest is the deepest configuration of a scheme that is run, or nil.
func (m *sweep) deepest(s scheme) (found *configuration) {
	for _, c := range m.configurations { // rising
		if c.scheme == s {
			found = c
		}
	}
	return found
}

// worst is the fraction of the bytes planned that were touched, where it is
// farthest from 1; 0 where none was measured.
func (m *sweep) worst() (fraction float64) {
	for _, c := range m.configurations {
		q := float64(c.touched) / float64(c.plan.Bytes(4))
		if q > 0 && (fraction == 0 || math.Abs(q-1) > math.Abs(fraction-1)) {
			fraction = q
		}
	}
	return fraction
}

// compare counts the gradients that were computed with everything kept too, and
// those among them that have other bits then.
func (m *sweep) compare() (compared, unlike int) {
	for _, c := range m.configurations {
		reference := [...]scheme{atOnce, atOnce, allStates, allStates, allStates, combined}[c.scheme]
		if one := m.find(reference, c.size); one != c && one.measured() && c.measured() {
			compared++
			if one.hash != c.hash {
				unlike++
			}
		}
	}
	return compared, unlike
}

// fewest is the fewest advances that reverse n steps with s states, by counting
// (Griewank & Walther 2000, section 2): at most C(s + r − 1, r) steps can be
// advanced exactly r times, so the cheapest n steps are one of them not at all,
// s of them once, s(s + 1)/2 twice, and so on.
func fewest(n, s int) int {
	sum, room := 0, 1
	for r := 0; n > 0; r++ {
		take := min(n, room)
		sum, n = sum+r*take, n-take
		room = room * (s + r) / (r + 1)
	}
	return sum
}

// Checks hold the loss and u against what they should be.
func (t *training) Checks() []lab.Check {
	loss, reference := t.sample()
	error := math.NaN()
	if t.Status().State == lab.Converged {
		error = distance(t.solution())
	}
	return append([]lab.Check{lab.Near("relative error of u", error, 0, enough, "closed form sin πx·sin πy")},
		lab.OfMethod(lab.Relative(fmt.Sprintf("sum of (Δu − f)² over %d points", sampled),
			loss, reference, 1e-3, "one point at a time in float64, by the chain rule"))...)
}

const sampled = 64

// sample is the loss over the first points, by the machine and by plain loops.
func (t *training) sample() (fast, reference float64) {
	m := t.shards.Machine
	copy(m.Params(), t.theta)
	xy := m.Value(t.xy)
	place(xy[:2*sampled], 0)
	t.shards.Forget()
	m.RunRows(sampled)
	for i := range sampled {
		r := residual(t.net.Sizes, t.theta, float64(xy[2*i]), float64(xy[2*i+1]))
		reference += r * r
	}
	return float64(m.Value(t.poisson.loss)[0]), reference
}
