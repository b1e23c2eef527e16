package molecule

import (
	"math"
	"slices"

	"residual/core/lab"
	"residual/core/so3"
)

// stage is the name of the panel that takes the pointer.
const stage = "molecule"

// sweepSteps is how many angles the picture of a rotating molecule has.
const sweepSteps = 49

// Frame shows what the task is about first, in the main panel: the learning curves
// of all kinds of networks, their energies while the molecule rotates, or the atoms
// that move. Then come the molecule as it is held, the dynamics or the search, how
// the errors fall, and what was learnt against what is true.
func (r *experiment) Frame(f *lab.Frame) {
	f.Begin(Lab.Title, r.moment())
	if r.Status().State == lab.Stopped {
		f.Moment = "stopped at: " + f.Moment
	}
	curves := r.plans.task == learningCurve && r.curve.next > 0
	contrast := r.plans.task == train && r.plans.learns() && r.ensembles[raw].ready()
	switch {
	case curves:
		r.curve.show(f)
	case contrast:
		r.showSweep(f)
	}
	r.showScene(f)
	switch {
	case r.plans.task == hop:
		r.search.show(f, r.atoms())
	case r.phase == moving || r.motion.system.Step > 0:
		r.motion.show(f, &r.spec)
	case r.curve.next > 0 && !curves:
		r.curve.show(f)
	}
	if r.plans.learns() && !contrast {
		r.showSweep(f)
	}
	if r.plans.learns() {
		r.showErrors(f)
		r.showParity(f, &r.sample)
	}
	f.Summary = r.summary()
	r.readouts(f)
}

// showSweep rotates the molecule once about the upright axis and asks every
// network for its energy.
func (r *experiment) showSweep(f *lab.Frame) {
	p := f.AddPanel("Energy while turned", lab.Axis{Label: "turned by", Unit: "°", Min: 0, Max: 360},
		lab.Axis{Label: "energy − reference", Unit: "meV"})
	x, _, e := r.present()
	if n := r.ensembles[equivariant]; math.IsNaN(e) && n.ready() {
		own, _ := n.predict(n.best(), x, 1)
		e = own[0]
	}
	all := r.posed[:sweepSteps*len(x)]
	for i := range sweepSteps {
		half := math.Pi * float64(i) / (sweepSteps - 1)
		so3.Rotation{math.Cos(half), 0, math.Sin(half), 0}.After(r.orientation).Apply(all[i*len(x):], x)
	}
	for k, n := range slices.Backward(r.ensembles[:]) { // the equivariant ones over the others
		if !n.ready() {
			continue
		}
		got, _ := n.predict(n.best(), all, sweepSteps)
		c := p.AddCurve(kinds[k].name, lab.Series(k), sweepSteps)
		for i := range got {
			c.X[i], c.Y[i] = 360*float64(i)/(sweepSteps-1), 1e3*(got[i]-e)
		}
	}
	p.AddHLine("reference", lab.Reference, 0)
	p.Y.Min, p.Y.Max = widened(p.Curves)
}

// widened is an axis for energies: no shorter than 1 meV on both sides of 0, lest
// what hardly differs look like much.
func widened(curves []lab.Curve) (low, high float64) {
	low, high = -1, 1
	for _, c := range curves {
		for _, y := range c.Y {
			low, high = math.Min(low, 1.1*y), math.Max(high, 1.1*y)
		}
	}
	return low, high
}

// showErrors draws the errors on unseen geometries.
func (m *models) showErrors(f *lab.Frame) {
	p := f.AddPanel("Error on unseen", lab.Axis{Label: "step", Min: 0, Max: trainingSteps},
		lab.Axis{Label: "force", Unit: "meV/Å", Log: true})
	for k, n := range m.ensembles {
		if !n.ready() {
			continue
		}
		c := p.AddHistory(kinds[k].name, lab.Series(k), &n.errors, forceErrors)
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
func (m *models) showParity(f *lab.Frame, d *sample) {
	p := f.AddPanel("Forces, learnt against reference", lab.Axis{Label: "reference", Unit: "eV/Å"}, lab.Axis{Label: "learnt", Unit: "eV/Å"})
	count := paired * d.coords
	top := 1e-3
	for _, v := range d.testF[:count] {
		top = math.Max(top, 1.1*math.Abs(v))
	}
	for _, k := range []int{raw, equivariant} {
		n := m.ensembles[k]
		if !n.ready() {
			continue
		}
		_, force := n.predict(n.best(), d.testX[:count], paired)
		cloud := p.AddScatter(kinds[k].name, lab.Series(k), d.testF[:count], force)
		cloud.Cloud = true
		for i, v := range cloud.Y { // what is beyond stands at the edge
			cloud.Y[i] = math.Max(-top, math.Min(top, v))
		}
	}
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = -top, top, -top, top
	p.AddSegment("equal", lab.Reference, -top, -top, top, top).Dashed = true
	p.Square = true
}
