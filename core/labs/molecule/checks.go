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

// A study holds what checks work out only once for one state of training.
type study struct {
	at     int // steps of the first member; −1 before
	checks []lab.Check
	known  []lab.Check // or of another reference whose energy is known
}

// Checks holds the reference against a published energy, the symmetry of the
// network against itself turned, its forces against differences of its energy,
// and what it learnt against what it has not seen.
func (r *run) Checks() []lab.Check {
	s := &r.study
	if s.known == nil && r.name == "water" {
		s.known = publishedWater()
	}
	if r.box != nil && s.known == nil {
		s.known = r.publishedDiamond()
	}
	n := r.networks[equivariant]
	if n.ready() && s.at != n.members[0].steps {
		s.at = n.members[0].steps
		s.checks = r.symmetryChecks(n, &n.members[0])
	}
	all := append([]lab.Check(nil), s.known...)
	all = append(all, s.checks...)
	if n.ready() && n.members[0].done {
		all = append(all, r.accuracy(n)...)
	}
	return append(all, r.taskChecks()...)
}

// publishedWater is the energy of one water molecule, as published with its
// geometry by the Crawford group's programming projects.
func publishedWater() []lab.Check {
	h, err := chem.New([]int{8, 1, 1}, chem.Options{})
	if err != nil {
		panic(err)
	}
	pos := []float64{0, -0.075791844, 0, 0.866811829, 0.601435779, 0, -0.866811829, 0.601435779, 0}
	for i := range pos {
		pos[i] *= chem.Angstrom
	}
	e, err := h.Energy(make([]float64, 9), pos)
	if err != nil {
		e = math.NaN()
	}
	return []lab.Check{lab.Near("RHF/STO-3G energy of water, hartree", e, -74.942079928192, 1e-8,
		"Crawford group, programming project 3")}
}

// publishedDiamond is the energy of an atom at rest in its crystal: half of each
// of four bonds of −ε, while the angles cost nothing.
func (r *run) publishedDiamond() []lab.Check {
	e, err := r.helper.reference.Energy(nil, r.start)
	if err != nil {
		e = math.NaN()
	}
	return []lab.Check{lab.Near("energy of an atom of diamond, ε", e/float64(r.atoms())/md.SiliconEpsilon, -2, 1e-10,
		"Stillinger & Weber 1985, closed form")}
}

// motions is how many rotations, reflections, translations and exchanges of
// equal atoms a check tries.
const motions = 50

// symmetryChecks moves the first unseen geometry about.
func (r *run) symmetryChecks(n *network, m *member) []lab.Check {
	x, _ := r.data.at(0, r.coords())
	answer := n.answers(m)
	energy, force := r.symmetry(answer, x, motions, rng.New(r.seed, "molecule/symmetry"))
	_, own := answer(x)
	return []lab.Check{
		lab.Near(fmt.Sprintf("energy under %d motions, largest change over the spread of energies", motions), energy/m.scale, 0, 1e-12,
			"symmetry: E(R·x + t) = E(x)"),
		lab.Near(fmt.Sprintf("forces under %d motions, largest change over the largest force", motions), force/kernel.MaxAbs(own), 0, 1e-12,
			"symmetry: F(R·x + t) = R·F(x)"),
		lab.Near("forces against differences of the energy, eV/Å", r.slopeGap(n, m, x), 0, 1e-7,
			"central differences of fourth order"),
	}
}

// answers is the energy of a member, counted from its mean, which would hide the
// last digits, and its forces.
func (n *network) answers(m *member) func(x []float64) (e float64, f []float64) {
	about := *m
	about.mean = 0
	return func(x []float64) (float64, []float64) {
		e, f := n.ask(&about, x, 1)
		return e[0], append([]float64(nil), f...)
	}
}

// symmetry is the largest changes of energy, eV, and of a force, eV/Å, under so
// many random motions of x. What is moved is rounded only where it has come to, so the digits
// that a shift costs are in it.
func (r *run) symmetry(answer func(x []float64) (float64, []float64), x []float64, motions int, random *rand.Rand) (energy, force float64) {
	e0, f0 := answer(x)
	moved, want := make([]float64, len(x)), make([]float64, len(x))
	for range motions {
		q := randomTurn(random)
		q.apply(moved, x)
		q.apply(want, f0)
		r.mirrorShift(moved, want, random)
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
func (r *run) mirrorShift(x, f []float64, random *rand.Rand) {
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
	a, b := random.IntN(r.atoms()), random.IntN(r.atoms())
	if exchange && r.z[a] == r.z[b] {
		for c := range 3 {
			x[3*a+c], x[3*b+c] = x[3*b+c], x[3*a+c]
			f[3*a+c], f[3*b+c] = f[3*b+c], f[3*a+c]
		}
	}
}

// slopeGap is the largest distance of a force from the slope of the energy by
// central differences of fourth order.
func (r *run) slopeGap(n *network, m *member, x []float64) (gap float64) {
	const h = 3e-4
	answer := n.answers(m)
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
func (r *run) accuracy(n *network) []lab.Check {
	if r.name != "water" || r.temperature > 500 || r.geometries < 200 {
		return nil
	}
	off := r.judge(n, &n.members[0], false)
	source := "RHF/STO-3G on 200 geometries that training has not seen"
	return []lab.Check{
		lab.Near("mean absolute error of the energy, meV", 1e3*off.energy, 0, 1, source),
		lab.Near("mean absolute error of the forces, meV/Å", 1e3*off.force, 0, 5, source),
	}
}

// taskChecks judges what came after training.
func (r *run) taskChecks() (all []lab.Check) {
	if r.curve.complete() && r.plans.controls && r.name == "water" && r.curve.span() >= 5 {
		for _, k := range []int{raw, turned} {
			times, _ := r.curve.fewer(r.curve.off[k])
			all = append(all, lab.AtLeast("geometries needed, "+kinds[k].name+" over equivariant", times, 5, 0,
				"learning curves on the same data"))
		}
	}
	if known, ok := md.LowestKnown(r.atoms()); ok && r.plans.task == "hop" && r.phase == finished {
		all = append(all, lab.Near(fmt.Sprintf("lowest energy of %d atoms, ε", r.atoms()), r.search.hopping.Lowest, known, exact,
			"Cambridge Cluster Database"))
	}
	m := &r.motion
	if m.finished && !r.plans.bath && r.plans.dt <= 0.25 {
		all = append(all, lab.Near(fmt.Sprintf("drift of the energy over %d steps, meV an atom", m.system.Step),
			1e3*m.drift()/float64(r.atoms()), 0, 1, "conservation of energy"))
	}
	return all
}
