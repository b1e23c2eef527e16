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
	f.Summary = fmt.Sprintf("Within %s fit %d rows of the Poisson network at once, or %d in chunks; %d layers of the deep network with all states kept, or %d with %d.",
		lab.Bytes(l.memory), l.fits.atOnce, l.fits.chunked, l.fits.allKept, l.fits.revolve, l.states)
}

// steps in a curve over depths or rows.
const curvePoints = 12

func (l *ladder) showDepth(f *lab.Frame) {
	p := f.Panel("Memory against depth", lab.Axis{Label: "layers", Log: true, Min: 10, Max: 2000}, lab.Axis{Label: "bytes", Unit: "B", Log: true})
	for i, scheme := range []struct {
		name string
		of   func(depth int) *plan.Deep
	}{
		{allKept, func(n int) *plan.Deep { return plan.NewDeep(n, deepRows, deepWidth, layer, deepRows, n) }},
		{root, func(n int) *plan.Deep { return plan.NewRootDeep(n, deepRows, deepWidth, layer, deepRows) }},
		{revolve, func(n int) *plan.Deep { return plan.NewDeep(n, deepRows, deepWidth, layer, deepRows, l.states) }},
	} {
		c := p.Curve(l.label(scheme.name)+", planned", i, curvePoints)
		for j := range c.X {
			n := int(math.Round(10 * math.Pow(200, float64(j)/(curvePoints-1))))
			c.X[j], c.Y[j] = float64(n), float64(scheme.of(n).Bytes(4))
		}
		l.mark(p, scheme.name, i)
	}
	p.Level("budget", 7, 10, 2000, float64(l.memory))
}

func (l *ladder) label(name string) string {
	if name == revolve {
		return fmt.Sprintf("Revolve, %d states", l.states)
	}
	return name
}

// mark sets points where a machine was measured.
func (l *ladder) mark(p *lab.Panel, name string, colour int) {
	var done []*rung
	for _, r := range l.rungs {
		if r.name == name && r.touched > 0 {
			done = append(done, r)
		}
	}
	if len(done) == 0 {
		return
	}
	points := p.Mark(l.label(name)+", measured", colour, len(done))
	points.Shape = [...]lab.Shape{lab.Disc, lab.Square, lab.Diamond}[colour%3]
	for i, r := range done {
		points.X[i], points.Y[i] = float64(r.at), float64(r.touched)
	}
}

func (l *ladder) showRows(f *lab.Frame) {
	p := f.Panel("Memory against rows", lab.Axis{Label: "collocation points", Log: true, Min: 256, Max: 1 << 20}, lab.Axis{Label: "bytes", Unit: "B", Log: true})
	all, cut := p.Curve(atOnce+", planned", 0, curvePoints+1), p.Curve(chunked+", planned", 2, curvePoints+1)
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
	p.Level("budget", 7, 256, 1<<20, float64(l.memory))
}

// showPrice draws how many steps are taken for each layer, by the states kept:
// by the formula, as counted, and as timed.
func (l *ladder) showPrice(f *lab.Frame) {
	p := f.Panel("The price", lab.Axis{Label: "states kept", Log: true, Min: 1, Max: float64(l.depth)}, lab.Axis{Label: "for each layer", Min: 0})
	c := p.Curve("advances by Revolve, t(N, s)/N", 2, 32)
	for i := range c.X {
		s := int(math.Round(math.Pow(float64(l.depth), float64(i)/31)))
		c.X[i], c.Y[i] = float64(s), float64(plan.RevolveAdvances(l.depth, s))/float64(l.depth)
		if c.Y[i] > 12 {
			c.Y[i] = math.NaN()
		}
	}
	for i, name := range []string{allKept, root, revolve} {
		r := l.find(name, l.depth)
		if r == nil || r.touched == 0 {
			continue
		}
		m := p.Mark(l.label(name)+", counted", i, 1)
		m.X[0], m.Y[0] = float64(r.counts.States), float64(r.counts.Advances)/float64(l.depth)
		if full := l.find(allKept, l.depth); full != nil && full.seconds() > 0 && r.seconds() > 0 {
			m := p.Mark(l.label(name)+", time over all kept", i, 1)
			m.Hollow = true
			m.X[0], m.Y[0] = float64(r.counts.States), r.seconds()/full.seconds()
		}
	}
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
	f.Read("most rows at once", fmt.Sprint(l.fits.atOnce), "")
	f.Read("most rows in chunks", fmt.Sprint(l.fits.chunked), "")
	f.Read("most layers, all states kept", fmt.Sprint(l.fits.allKept), "")
	f.Read(fmt.Sprintf("most layers, %d states", l.states), fmt.Sprint(l.fits.revolve), "")
	for _, r := range l.rungs {
		if r.at != l.depth || r.deep == nil {
			continue
		}
		text := fmt.Sprintf("planned %s, %s operations, %s of them again", lab.Bytes(r.planned), lab.Number(float64(r.flops), 3), lab.Number(float64(r.extra), 3))
		if r.touched > 0 {
			text += fmt.Sprintf("; touched %s, %d advances", lab.Bytes(r.touched), r.counts.Advances)
		}
		f.Read(fmt.Sprintf("%s, %d layers", l.label(r.name), r.at), text, "")
	}
}

// Checks hold counts against the published formula, bytes against plans, and
// gradients against each other.
func (l *ladder) Checks() []lab.Check {
	var checks []lab.Check
	if r := l.find(revolve, l.depth); r != nil && r.touched > 0 {
		checks = append(checks, lab.Near(fmt.Sprintf("advances by Revolve, %d layers, %d states", l.depth, r.deep.Slots),
			float64(r.counts.Advances), float64(fewest(l.depth, r.deep.Slots)), 0, "Griewank & Walther 2000, by counting"))
	}
	if r := l.find(allKept, l.depth); r != nil && r.touched > 0 {
		checks = append(checks, lab.Near("advances with all states kept", float64(r.counts.Advances), float64(l.depth-1), 0, "N − 1: the last step is only reversed"))
	}
	worst, other := 1.0, 0.0
	for _, r := range l.rungs {
		if r.touched == 0 {
			continue
		}
		if q := float64(r.touched) / float64(r.planned); math.Abs(q-1) > math.Abs(worst-1) {
			worst = q
		}
		other += l.unlike(r)
	}
	return append(checks,
		lab.Near("bytes touched, as a fraction of those planned: farthest from 1", worst, 1, 0.01, "the plan, made before"),
		lab.Near("gradients with other bits than with everything kept", other, 0, 0, "the same gradient, computed otherwise"))
}

// unlike is 1 where the rung's gradient has other bits than the reference's.
func (l *ladder) unlike(r *rung) float64 {
	reference := map[string]string{chunked: atOnce, root: allKept, revolve: allKept}[r.name]
	if one := l.find(reference, r.at); one != nil && one.touched > 0 && one.sign != r.sign {
		return 1
	}
	return 0
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
