package roofline

import (
	"fmt"
	"math"

	"residual/core/lab"
)

// Checks hold counts against the published formula, bytes against plans, and
// gradients against each other. What has not been measured is not there.
func (l *ladder) Checks() []lab.Check {
	var checks []lab.Check
	if r := l.deepest(revolve); r != nil && r.touched > 0 {
		checks = append(checks, lab.Near(fmt.Sprintf("advances by Revolve, %d layers, %s", r.at, count(r.deep.Slots, "state")),
			float64(r.counts.Advances), float64(fewest(r.at, r.deep.Slots)), 0, "Griewank & Walther 2000, by counting"))
	}
	if r := l.find(allKept, l.depth); r != nil && r.touched > 0 {
		checks = append(checks, lab.Near("advances with all states kept", float64(r.counts.Advances), float64(l.depth-1), 0, "N − 1: the last step is only reversed"))
	}
	if worst := l.worst(); worst > 0 {
		checks = append(checks, lab.Near("bytes touched, as a fraction of those planned: farthest from 1", worst, 1, 0.01, "the plan, made before"))
	}
	if compared, unlike := l.compare(); compared > 0 {
		checks = append(checks, lab.Near("gradients with other bits than with everything kept", float64(unlike), 0, 0, "the same gradient, computed otherwise"))
	}
	return checks
}

// deepest is the deepest rung of a scheme that is run.
func (l *ladder) deepest(name string) *rung {
	var found *rung
	for _, r := range l.rungs {
		if r.name == name && (found == nil || r.at > found.at) {
			found = r
		}
	}
	return found
}

// worst is the fraction of the bytes planned that a rung has touched, of the one
// farthest from 1; 0 where none was measured.
func (l *ladder) worst() (fraction float64) {
	for _, r := range l.rungs {
		q := float64(r.touched) / float64(r.planned)
		if q > 0 && (fraction == 0 || math.Abs(q-1) > math.Abs(fraction-1)) {
			fraction = q
		}
	}
	return fraction
}

// compare counts the gradients that were computed with everything kept too, and
// those among them that have other bits then.
func (l *ladder) compare() (compared, unlike int) {
	for _, r := range l.rungs {
		reference := map[string]string{chunked: atOnce, root: allKept, revolve: allKept}[r.name]
		if one := l.find(reference, r.at); one != nil && one.touched > 0 && r.touched > 0 {
			compared++
			if one.sign != r.sign {
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
