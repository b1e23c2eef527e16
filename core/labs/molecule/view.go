package molecule

import (
	"math"

	"residual/core/lab"
	"residual/core/md"
)

// stage is what the panel that the pointer turns is called.
const stage = "molecule"

// sweepSteps is how many angles the picture of a turning molecule has.
const sweepSteps = 49

// Frame shows the molecule as it is held, its energy by every network while it
// turns, how the errors fall, what was learnt against what is true, and the
// dynamics.
func (r *run) Frame(f *lab.Frame) {
	f.Begin(Lab.Title, r.moment())
	r.showScene(f)
	if r.plans.learns() {
		r.showSweep(f)
	}
	switch {
	case r.plans.task == "hop":
		r.showSearch(f)
	case r.phase == moving || r.motion.system.Step > 0:
		r.showMotion(f)
	case r.curve.next > 0:
		r.showCurve(f)
	}
	if r.plans.learns() {
		r.showErrors(f)
		r.showParity(f)
	}
	f.Summary = r.summary()
	r.readouts(f)
}

// showSweep turns the molecule once about the upright axis and asks every
// network for its energy.
func (r *run) showSweep(f *lab.Frame) {
	p := f.AddPanel("Energy while turned", lab.Axis{Label: "turned by", Unit: "°", Min: 0, Max: 360},
		lab.Axis{Label: "energy − reference", Unit: "meV"})
	x, _, e := r.present()
	if math.IsNaN(e) && r.networks[equivariant].ready() {
		n := r.networks[equivariant]
		own, _ := n.ask(&n.members[0], x, 1)
		e = own[0]
	}
	all := r.shown[:sweepSteps*len(x)]
	for i := range sweepSteps {
		half := math.Pi * float64(i) / (sweepSteps - 1)
		turn{math.Cos(half), 0, math.Sin(half), 0}.after(r.held).apply(all[i*len(x):], x)
	}
	for k, n := range r.networks {
		if !n.ready() {
			continue
		}
		got, _ := n.ask(&n.members[0], all, sweepSteps)
		c := p.AddCurve(kinds[k].name, lab.Series(k), sweepSteps)
		for i := range got {
			c.X[i], c.Y[i] = 360*float64(i)/(sweepSteps-1), 1e3*(got[i]-e)
		}
	}
	p.AddHLine("reference", lab.Reference, 0)
}

// showErrors draws the errors on unseen geometries.
func (r *run) showErrors(f *lab.Frame) {
	p := f.AddPanel("Error on unseen", lab.Axis{Label: "step", Min: 0, Max: lessons},
		lab.Axis{Label: "force", Unit: "meV/Å", Log: true})
	for k := range kinds {
		h := &r.past[k]
		if len(h.Steps()) == 0 {
			continue
		}
		c := p.AddHistory(kinds[k].name, lab.Series(k), h, 1)
		for i := range c.Y {
			c.Y[i] *= 1e3
		}
	}
	p.AddHLine("5 meV/Å", lab.Reference, 5)
}

// paired is how many unseen geometries the parity plot takes its forces from.
const paired = 24

// showParity sets learnt forces against the reference, on axes as long as the
// largest of these.
func (r *run) showParity(f *lab.Frame) {
	p := f.AddPanel("Forces, learnt against reference", lab.Axis{Label: "reference", Unit: "eV/Å"}, lab.Axis{Label: "learnt", Unit: "eV/Å"})
	count := paired * r.coords()
	top := 1e-3
	for _, v := range r.unseenF[:count] {
		top = math.Max(top, 1.1*math.Abs(v))
	}
	for _, k := range []int{raw, equivariant} {
		n := r.networks[k]
		if !n.ready() {
			continue
		}
		_, force := n.ask(&n.members[0], r.unseenX[:count], paired)
		m := p.AddScatter(kinds[k].name, lab.Series(k), r.unseenF[:count], force)
		m.Cloud = true
		for i, v := range m.Y { // what is beyond stands at the edge
			m.Y[i] = math.Max(-top, math.Min(top, v))
		}
	}
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = -top, top, -top, top
	p.AddSegment("equal", lab.Reference, -top, -top, top, top).Dashed = true
	p.Square = true
}

// showCurve draws the learning curves.
func (r *run) showCurve(f *lab.Frame) {
	c := &r.curve
	p := f.AddPanel("Learning curves", lab.Axis{Label: "training geometries", Log: true}, lab.Axis{Label: "force error", Unit: "meV/Å", Log: true})
	draw := func(name string, colour lab.Colour, off []float64, dashed bool) {
		n := 0
		for n < len(off) && off[n] > 0 {
			n++
		}
		if n == 0 {
			return
		}
		line := p.AddCurve(name, colour, n)
		line.Dashed = dashed
		for i := range n {
			line.X[i], line.Y[i] = float64(c.sizes[i]), 1e3*off[i]
		}
		p.AddScatter(name, colour, line.X, line.Y)
	}
	for k := range kinds {
		draw(kinds[k].name, lab.Series(k), c.off[k], false)
	}
	draw("raw, held as it was taught", lab.Series(5), c.still, true)
}

// showMotion draws energy and doubt over time.
func (r *run) showMotion(f *lab.Frame) {
	h := &r.motion.past
	on := "Dynamics, learnt"
	if r.plans.reference {
		on = "Dynamics, reference"
	}
	_, look := r.moves()
	time := func(steps float64) float64 { return steps * float64(look) * r.plans.dt / 1e3 }
	p := f.AddPanel(on, lab.Axis{Label: "time", Unit: "ps"}, lab.Axis{Label: "energy − start", Unit: "meV/atom"})
	n := len(h.Steps())
	c := p.AddCurve("total energy", lab.Network, n)
	for i, s := range h.Steps() {
		c.X[i], c.Y[i] = time(s), h.Column(drifts)[i]
	}
	if r.plans.reference {
		q := f.AddPanel("Temperature", lab.Axis{Label: "time", Unit: "ps"}, lab.Axis{Label: "of the motion", Unit: "K"})
		d := q.AddCurve("kinetic", lab.Network, n)
		for i, s := range h.Steps() {
			d.X[i], d.Y[i] = time(s), h.Column(heats)[i]
		}
		q.AddHLine("asked for", lab.Reference, r.temperature)
		return
	}
	q := f.AddPanel("Doubt of the ensemble", lab.Axis{Label: "time", Unit: "ps"}, lab.Axis{Label: "spread of forces", Unit: "eV/Å", Log: true})
	d := q.AddCurve("spread", lab.Doubt, n)
	for i, s := range h.Steps() {
		d.X[i], d.Y[i] = time(s), h.Column(doubts)[i]
	}
	q.AddHLine("stops here", lab.Reference, r.plans.doubt)
}

// showSearch draws the minima that were come to.
func (r *run) showSearch(f *lab.Frame) {
	h := &r.search.past
	p := f.AddPanel("Minima, one after another", lab.Axis{Label: "hop"}, lab.Axis{Label: "energy", Unit: "ε"})
	for column, name := range []string{"at hand", "lowest so far"} {
		p.AddHistory(name, lab.Series(1-column), h, column)
	}
	if known, ok := md.LowestKnown(r.atoms()); ok {
		p.AddHLine("lowest known", lab.Reference, known)
	}
}
