package molecule

import (
	"fmt"
	"math"

	"residual/core/lab"
	"residual/core/md"
)

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

// present is the geometry that is shown, as it is computed, with its reference
// forces and energy where these are known.
func (r *run) present() (x, force []float64, e float64) {
	switch n := r.coords(); {
	case r.plans.task == "hop" && r.search.hopping != nil:
		return r.place(), nil, math.NaN()
	case len(r.motion.system.Pos) > 0 && r.plans.reference && !r.beyond():
		return r.motion.system.Pos, r.motion.system.Force, r.motion.system.Potential
	case len(r.motion.system.Pos) > 0:
		return r.motion.system.Pos, nil, math.NaN()
	case r.data.count == 0:
		return r.modes.Pos, nil, math.NaN()
	case r.phase == sampling:
		x, force = r.data.at(r.data.count-1, n)
		return x, force, r.data.e[r.data.count-1]
	default:
		x, force = r.data.at(0, n)
		return x, force, r.data.e[0]
	}
}

// showScene draws the atoms about their middle.
func (r *run) showScene(f *lab.Frame) {
	p, scene := f.Scene(r.caption(), "Å")
	p.Paint = true
	x, force, _ := r.present()
	at := r.shown[:len(x)]
	r.held.apply(at, centred(at, r.inside(x)))
	radius := 1.2
	for i, z := range r.z {
		scene.Atoms = append(scene.Atoms, lab.Atom{X: float32(at[3*i]), Y: float32(at[3*i+1]), Z: float32(at[3*i+2]),
			Radius: float32(size(z)), Element: uint8(z)})
		radius = math.Max(radius, length([3]float64(at[3*i:]))+size(z))
		for j := range i {
			if r.pair == nil && length(difference(at, i, j)) < 2.2*(size(z)+size(r.z[j])) {
				scene.Bonds = append(scene.Bonds, lab.Bond{A: int32(j), B: int32(i)})
			}
		}
	}
	scene.Reach = radius
	if !r.beyond() {
		scene.Reach *= 1.3 // for the arrows
		r.showForces(scene, at, force, radius)
	}
}

// inside is x with every atom in the box, if there is one: it begins half a bond
// before the lattice, so that no atom swings from one side to the other.
func (r *run) inside(x []float64) []float64 {
	if r.box == nil {
		return x
	}
	in := make([]float64, len(x))
	before := md.Lattice / 8
	for i, v := range x {
		side := r.box[i%3]
		in[i] = v - float64(side*math.Floor((v+before)/side))
	}
	return in
}

// centred sets dst to x about the mean of its atoms.
func centred(dst, x []float64) []float64 {
	var mean [3]float64
	for i, v := range x {
		mean[i%3] += v * 3 / float64(len(x))
	}
	for i, v := range x {
		dst[i] = v - mean[i%3]
	}
	return dst
}

// size is the radius with which an atom is drawn, Å: about a third of what it
// keeps others away by.
func size(z int) float64 {
	switch {
	case z == 1:
		return 0.3
	case z > 14:
		return 1.1
	case z > 10:
		return 0.6
	}
	return 0.45
}

// showForces draws arrows of a length that fits, the reference and what was
// learnt.
func (r *run) showForces(scene *lab.Scene, at, force []float64, radius float64) {
	n := r.networks[equivariant]
	var own []float64
	if n.ready() {
		_, own = n.ask(&n.members[0], at, 1)
	}
	most := 0.0
	for _, v := range [][]float64{force, own} {
		for _, c := range v {
			most = math.Max(most, math.Abs(c))
		}
	}
	scale := 0.6 * radius / math.Max(0.1, most)
	if own != nil {
		arrows(scene.Vector("learnt force", 0, r.atoms()), at, own, scale)
	}
	if force != nil {
		turnedForce := make([]float64, len(force))
		r.held.apply(turnedForce, force)
		arrows(scene.Vector("reference force", 1, r.atoms()), at, turnedForce, 0.98*scale)
	}
}

func arrows(v *lab.Vectors, at, force []float64, scale float64) {
	for i := range v.X {
		v.X[i], v.Y[i], v.Z[i] = float32(at[3*i]), float32(at[3*i+1]), float32(at[3*i+2])
		v.U[i], v.V[i], v.W[i] = float32(scale*force[3*i]), float32(scale*force[3*i+1]), float32(scale*force[3*i+2])
	}
}

// showSweep turns the molecule once about the upright axis and asks every
// network for its energy.
func (r *run) showSweep(f *lab.Frame) {
	p := f.Panel("Energy while turned", lab.Axis{Label: "turned by", Unit: "°", Min: 0, Max: 360},
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
		c := p.Curve(kinds[k].name, k, sweepSteps)
		for i := range got {
			c.X[i], c.Y[i] = 360*float64(i)/(sweepSteps-1), 1e3*(got[i]-e)
		}
	}
	p.Level("reference", 7, 0, 360, 0)
}

// showErrors draws the errors on unseen geometries.
func (r *run) showErrors(f *lab.Frame) {
	p := f.Panel("Error on unseen", lab.Axis{Label: "step", Min: 0, Max: lessons},
		lab.Axis{Label: "force", Unit: "meV/Å", Log: true})
	for k := range kinds {
		h := &r.past[k]
		if len(h.Steps()) == 0 {
			continue
		}
		c := p.Curve(kinds[k].name, k, len(h.Steps()))
		copy(c.X, h.Steps())
		for i, v := range h.Column(1) {
			c.Y[i] = 1e3 * v
		}
	}
	p.Level("5 meV/Å", 7, 0, lessons, 5)
}

// paired is how many unseen geometries the parity plot takes its forces from.
const paired = 24

// showParity sets learnt forces against the reference, on axes as long as the
// largest of these.
func (r *run) showParity(f *lab.Frame) {
	p := f.Panel("Forces, learnt against reference", lab.Axis{Label: "reference", Unit: "eV/Å"}, lab.Axis{Label: "learnt", Unit: "eV/Å"})
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
		m := p.Mark(kinds[k].name, k, count)
		m.Hollow = k != equivariant
		if m.Hollow {
			m.Shape = lab.Diamond
		}
		copy(m.X, r.unseenF)
		copy(m.Y, force)
		for i, v := range m.Y { // what is beyond stands at the edge
			m.Y[i] = math.Max(-top, math.Min(top, v))
		}
	}
	p.X.Min, p.X.Max, p.Y.Min, p.Y.Max = -top, top, -top, top
	c := p.Dash("equal", 7, 2)
	c.X[0], c.X[1], c.Y[0], c.Y[1] = -top, top, -top, top
}

// showCurve draws the learning curves.
func (r *run) showCurve(f *lab.Frame) {
	c := &r.curve
	p := f.Panel("Learning curves", lab.Axis{Label: "training geometries", Log: true}, lab.Axis{Label: "force error", Unit: "meV/Å", Log: true})
	draw := func(name string, colour int, off []float64, dashed bool) {
		n := 0
		for n < len(off) && off[n] > 0 {
			n++
		}
		if n == 0 {
			return
		}
		line, marks := p.Curve(name, colour, n), p.Mark(name, colour, n)
		line.Dashed = dashed
		for i := range n {
			line.X[i], line.Y[i] = float64(c.sizes[i]), 1e3*off[i]
			marks.X[i], marks.Y[i] = line.X[i], line.Y[i]
		}
	}
	for k := range kinds {
		draw(kinds[k].name, k, c.off[k], false)
	}
	draw("raw, held as it was taught", 5, c.still, true)
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
	p := f.Panel(on, lab.Axis{Label: "time", Unit: "ps"}, lab.Axis{Label: "energy − start", Unit: "meV/atom"})
	n := len(h.Steps())
	c := p.Curve("total energy", 0, n)
	for i, s := range h.Steps() {
		c.X[i], c.Y[i] = time(s), h.Column(drifts)[i]
	}
	if r.plans.reference {
		q := f.Panel("Temperature", lab.Axis{Label: "time", Unit: "ps"}, lab.Axis{Label: "of the motion", Unit: "K"})
		d := q.Curve("kinetic", 1, n)
		for i, s := range h.Steps() {
			d.X[i], d.Y[i] = time(s), h.Column(heats)[i]
		}
		if n > 0 {
			q.Level("asked for", 7, 0, time(h.Steps()[n-1]), r.temperature)
		}
		return
	}
	q := f.Panel("Doubt of the ensemble", lab.Axis{Label: "time", Unit: "ps"}, lab.Axis{Label: "spread of forces", Unit: "eV/Å", Log: true})
	d := q.Curve("spread", 2, n)
	for i, s := range h.Steps() {
		d.X[i], d.Y[i] = time(s), h.Column(doubts)[i]
	}
	if n > 0 {
		q.Level("stops here", 7, 0, time(h.Steps()[n-1]), r.plans.doubt)
	}
}

// showSearch draws the minima that were come to.
func (r *run) showSearch(f *lab.Frame) {
	h := &r.search.past
	n := len(h.Steps())
	p := f.Panel("Minima, one after another", lab.Axis{Label: "hop"}, lab.Axis{Label: "energy", Unit: "ε"})
	for column, name := range []string{"at hand", "lowest so far"} {
		c := p.Curve(name, 1-column, n)
		copy(c.X, h.Steps())
		copy(c.Y, h.Column(column))
	}
	if known, ok := md.LowestKnown(r.atoms()); ok && n > 0 {
		p.Level("lowest known", 7, 0, h.Steps()[n-1], known)
	}
}

func (r *run) caption() string {
	switch {
	case r.pair != nil:
		return fmt.Sprintf("%d atoms of argon", r.atoms())
	case r.box != nil:
		return fmt.Sprintf("silicon: %d atoms, the same again beyond each side", r.atoms())
	}
	return r.name + ", held as you like"
}

func (r *run) moment() string {
	switch r.phase {
	case relaxing, vibrating:
		return "finding its resting place"
	case sampling:
		return fmt.Sprintf("geometry %d of %d", r.data.count, r.total())
	case training:
		j := r.jobs()[r.job]
		return fmt.Sprintf("teaching %s, %d of %d", kinds[j.kind].name, r.job+1, len(r.jobs()))
	case judging:
		return fmt.Sprintf("learning curves, network %d of %d", r.curve.next+1, len(r.curve.sizes)*kindCount)
	case hopping:
		return fmt.Sprintf("hop %d of %d", r.search.hops(), r.plans.steps)
	case moving:
		return fmt.Sprintf("step %d of %d, %s fs", r.motion.system.Step, r.plans.steps,
			lab.Number(float64(r.motion.system.Step)*r.plans.dt, 4))
	}
	return "done"
}

func (r *run) summary() string {
	if !r.plans.learns() {
		return r.summaryOfAtoms()
	}
	n := r.networks[equivariant]
	if !n.ready() {
		return fmt.Sprintf("Reference geometries of %s at %s K: %d of %d are computed.",
			r.name, lab.Number(r.temperature, 3), r.data.count, r.total())
	}
	off := r.judge(n, &n.members[0], false)
	text := fmt.Sprintf("The equivariant network is off by %s meV in energy and %s meV/Å in force on %d geometries it has not seen, however they are held.",
		lab.Number(1e3*off.energy, 2), lab.Number(1e3*off.force, 2), unseen)
	if c := r.networks[raw]; c.ready() {
		held, free := r.judge(c, &c.members[0], true), r.judge(c, &c.members[0], false)
		text += fmt.Sprintf(" Raw coordinates: %s meV/Å held as taught, %s meV/Å turned.",
			lab.Number(1e3*held.force, 2), lab.Number(1e3*free.force, 2))
	}
	return text
}

// summaryOfAtoms is that of a run without networks.
func (r *run) summaryOfAtoms() string {
	if h := r.search.hopping; h != nil && r.plans.task == "hop" {
		return fmt.Sprintf("After %d hops from one minimum to another the lowest energy of %d atoms is %s ε, found at hop %d.",
			h.Hops, r.atoms(), lab.Number(h.Lowest, 9), h.Found)
	}
	m := &r.motion
	return fmt.Sprintf("The atoms have moved for %s fs on their reference energy; the total energy has changed by %s meV an atom at most.",
		lab.Number(float64(m.system.Step)*r.plans.dt, 4), lab.Number(1e3*m.reached/float64(r.atoms()), 2))
}

func (r *run) readouts(f *lab.Frame) {
	if h := r.search.hopping; h != nil && r.plans.task == "hop" {
		f.Read("lowest", lab.Number(h.Lowest, 9), "ε")
		f.Read("at hand", lab.Number(h.Energy, 9), "ε")
		f.Read("longest move", lab.Number(h.Length, 3), "σ")
		f.Read("steps downhill", fmt.Sprint(h.Minimised), "")
		return
	}
	if r.plans.learns() {
		f.Read("geometries", fmt.Sprintf("%d of %d", r.data.count, r.total()), "")
	}
	for k, n := range r.networks {
		if !n.ready() {
			continue
		}
		off := r.judge(n, &n.members[0], false)
		f.Read(kinds[k].name+": energy error", lab.Number(1e3*off.energy, 3), "meV")
		f.Read(kinds[k].name+": force error", lab.Number(1e3*off.force, 3), "meV/Å")
	}
	if n := r.networks[equivariant]; n != nil && r.plans.learns() {
		f.Read("parameters", fmt.Sprint(n.size()), "")
	}
	if m := &r.motion; m.system.Step > 0 {
		f.Read("temperature", lab.Number(m.system.KT(r.free())/md.Boltzmann, 3), "K")
		if r.plans.learns() {
			f.Read("doubt of the ensemble", lab.Number(m.doubt, 2), "eV/Å")
		}
		f.Read("largest change of the energy", lab.Number(1e3*m.reached/float64(r.atoms()), 2), "meV/atom")
	}
	if r.curve.complete() {
		for _, k := range []int{raw, turned} {
			if times, bound := r.curve.fewer(r.curve.off[k]); times > 0 {
				sign := ""
				if bound {
					sign = "≥ "
				}
				f.Read("fewer geometries than "+kinds[k].name, sign+lab.Number(times, 2)+" ×", "")
			}
		}
	}
}
