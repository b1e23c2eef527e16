package molecule

import (
	"fmt"
	"math"
	"math/rand/v2"

	"residual/core/chem"
	"residual/core/kernel"
	"residual/core/lab"
	"residual/core/md"
	"residual/core/rng"
)

// A checkCache holds what checks work out only once.
type checkCache struct {
	key        checkKey
	symmetries []lab.Check // of the member with that key
	reference  []lab.Check // against published energies
}

// A checkKey says what member was looked at. A member follows, in one run, from
// the rung, its number and the steps of its training.
type checkKey struct{ rung, number, steps int }

// Checks holds the reference against a published energy, the symmetry of the
// network against itself rotated, its forces against differences of its energy,
// and what it learnt against what it has not seen.
func (r *experiment) Checks() []lab.Check {
	s, n := &r.cache, r.ensembles[equivariant]
	switch {
	case s.reference != nil:
	case r.choice == water:
		s.reference = publishedWater()
	case r.choice == silicon:
		s.reference = r.evaluator.publishedDiamond()
	}
	all := r.taskChecks()
	if n.ready() {
		m := n.best()
		if key := (checkKey{r.plans.rung, m.number, m.Steps}); s.key != key {
			s.key, s.symmetries = key, r.symmetryChecks(n, m)
		}
		if m.done() {
			all = append(r.accuracy(n), all...)
		}
		all = append(all, s.symmetries...)
	}
	return append(all, s.reference...)
}

// publishedWater is the energy of one water molecule, as published with its
// geometry by the Crawford group's programming projects.
func publishedWater() []lab.Check {
	h, err := chem.NewMetric([]int{8, 1, 1}, chem.Options{})
	if err != nil {
		panic(err)
	}
	pos := []float64{0, -0.075791844, 0, 0.866811829, 0.601435779, 0, -0.866811829, 0.601435779, 0}
	e, err := h.Energy(nil, pos)
	if err != nil {
		e = math.NaN()
	}
	return lab.OfMethod(lab.Near("RHF/STO-3G energy of water, hartree", e*chem.ElectronVolt, -74.942079928192, 1e-8,
		"Crawford group, programming project 3"))
}

// publishedDiamond is the energy of an atom at rest in its crystal: half of each
// of four bonds of −ε, while the angles cost nothing.
func (w *evaluator) publishedDiamond() []lab.Check {
	e, err := w.reference.Energy(nil, w.start)
	if err != nil {
		e = math.NaN()
	}
	return lab.OfMethod(lab.Near("energy of an atom of diamond, ε", e/float64(w.atoms())/md.SiliconEpsilon, -2, 1e-10,
		"Stillinger & Weber 1985, closed form"))
}

// symmetryTrials is how many rotations, reflections, translations and exchanges of
// equal atoms a check tries.
const symmetryTrials = 50

// symmetryChecks moves the first unseen geometry about.
func (r *experiment) symmetryChecks(n *ensemble, m *member) []lab.Check {
	x, _ := r.sample.at(0)
	answer := n.centred(m)
	energy, force := r.symmetry(answer, x, symmetryTrials, rng.New(r.seed, "molecule/symmetry"))
	_, own := answer(x)
	checks := []lab.Check{
		lab.Near(fmt.Sprintf("change of the energy in %d motions", symmetryTrials), energy/m.scale, 0, 1e-12,
			"symmetry: E(R·x + t) = E(x); over the spread of energies"),
		lab.Near(fmt.Sprintf("change of the forces in %d motions", symmetryTrials), force/kernel.MaxAbs(own), 0, 1e-12,
			"symmetry: F(R·x + t) = R·F(x); over the largest force"),
		lab.Near("forces less slopes of the energy, eV/Å", n.slopeGap(m, x), 0, 1e-7,
			"central differences of fourth order"),
	}
	checks[0].Construction, checks[1].Construction = true, true // but for rounding
	return lab.OfMethod(checks...)
}

// centred is the energy of a member, counted from its mean, which would hide the
// last digits, and its forces.
func (n *ensemble) centred(m *member) func(x []float64) (e float64, f []float64) {
	about := *m
	about.mean = 0
	return func(x []float64) (float64, []float64) {
		e, f := n.predict(&about, x, 1)
		return e[0], append([]float64(nil), f...)
	}
}

// symmetry is the largest changes of energy, eV, and of a force, eV/Å, under so
// many random motions of x. Positions are rounded after the motion, so that the
// digits which a shift costs are in it.
func (s *system) symmetry(answer func(x []float64) (float64, []float64), x []float64, motions int, random *rand.Rand) (energy, force float64) {
	e0, f0 := answer(x)
	moved, want := make([]float64, len(x)), make([]float64, len(x))
	for range motions {
		q := randomRotation(random)
		q.Apply(moved, x)
		q.Apply(want, f0)
		s.mirrorShift(moved, want, random)
		e, f := answer(moved)
		energy = math.Max(energy, math.Abs(e-e0))
		for i := range f {
			force = math.Max(force, math.Abs(f[i]-want[i]))
		}
	}
	return energy, force
}

// mirrorShift mirrors half of the time, exchanges two equal atoms half of the
// time, and moves by up to 1 Å.
func (s *system) mirrorShift(x, f []float64, random *rand.Rand) {
	mirror, exchange := random.IntN(2) == 0, random.IntN(2) == 0
	for c := range 3 {
		by := 2*random.Float64() - 1
		for i := c; i < len(x); i += 3 {
			if mirror && c == 0 {
				x[i], f[i] = -x[i], -f[i]
			}
			x[i] += by
		}
	}
	a, b := random.IntN(s.atoms()), random.IntN(s.atoms())
	if exchange && s.z[a] == s.z[b] {
		for c := range 3 {
			x[3*a+c], x[3*b+c] = x[3*b+c], x[3*a+c]
			f[3*a+c], f[3*b+c] = f[3*b+c], f[3*a+c]
		}
	}
}

// slopeGap is the largest distance of a force from the slope of the energy by
// central differences of fourth order.
func (n *ensemble) slopeGap(m *member, x []float64) (gap float64) {
	const h = 3e-4
	answer := n.centred(m)
	_, force := answer(x)
	moved := append([]float64(nil), x...)
	at := func(i int, by float64) float64 {
		moved[i] = x[i] + by
		e, _ := answer(moved)
		moved[i] = x[i]
		return e
	}
	for i := range x {
		slope := (8*(at(i, h)-at(i, -h)) - (at(i, 2*h) - at(i, -2*h))) / (12 * h)
		gap = math.Max(gap, math.Abs(force[i]+slope))
	}
	return gap
}

// accuracy is the errors on geometries that were not seen, where the figures are
// promised: for water at up to 500 K with 200 geometries or more.
func (r *experiment) accuracy(n *ensemble) []lab.Check {
	if r.choice != water || r.temperature > 500 || r.geometries < 200 {
		return nil
	}
	mae := r.sample.judge(n, n.best(), false)
	source := "RHF/STO-3G on 200 geometries that training has not seen"
	return []lab.Check{
		lab.Near("mean |error| of the energy, meV", 1e3*mae.energy, 0, 1, source),
		lab.Near("mean |error| of the forces, meV/Å", 1e3*mae.force, 0, 5, source),
	}
}

// taskChecks judges what came after training.
func (r *experiment) taskChecks() (all []lab.Check) {
	if r.curve.complete() && r.plans.controls && r.choice == water && r.geometries >= 5*r.curve.sizes[0] {
		for _, k := range []int{raw, augmented} {
			times, _ := r.curve.fewer(r.curve.mae[k])
			all = append(all, lab.AtLeast("geometries, "+kinds[k].name, times, 5, 0,
				"learning curves on the same data: how many times those of the equivariant network, for the same error"))
		}
	}
	if known, ok := md.LowestKnown(r.atoms()); ok && r.plans.task == hop && r.phase == finished {
		all = append(all, lab.Near(fmt.Sprintf("lowest energy of %d atoms, ε", r.atoms()), r.search.hopping.Lowest, known, exact,
			"Cambridge Cluster Database"))
	}
	m := &r.motion
	if m.finished && !r.plans.bath && r.plans.dt <= 0.25 {
		all = append(all, lab.Near(fmt.Sprintf("drift in %d steps, meV an atom", m.system.Step),
			1e3*m.drift()/float64(r.atoms()), 0, 1, "conservation of the total energy"))
	}
	return all
}
