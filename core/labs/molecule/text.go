package molecule

import (
	"fmt"
	"math"
	"strings"

	"residual/core/chem"
	"residual/core/kernel"
	"residual/core/lab"
)

func (s *system) caption() string {
	switch {
	case s.pair != nil:
		return fmt.Sprintf("%d atoms of argon", s.atoms())
	case s.box != nil:
		return fmt.Sprintf("silicon: %d atoms, the same again beyond each side", s.atoms())
	}
	return s.name + ", held as you like"
}

func (r *experiment) moment() string {
	switch r.phase {
	case relaxing, vibrating:
		return "finding its resting place"
	case sampling:
		return fmt.Sprintf("geometry %d of %d", r.sample.count, r.total())
	case training:
		all := r.members()
		return fmt.Sprintf("teaching %s, %d of %d", kinds[all[r.member][0]].name, r.member+1, len(all))
	case comparing:
		return fmt.Sprintf("learning curves, network %d of %d", r.curve.next+1, r.curve.kinds*len(r.curve.sizes))
	case hopping:
		return fmt.Sprintf("hop %d of %d", r.search.hopping.Hops, r.plans.steps)
	case moving:
		return fmt.Sprintf("step %d of %d, %s fs", r.motion.system.Step, r.plans.steps,
			lab.Number(float64(r.motion.system.Step)*r.plans.dt, 4))
	}
	return fmt.Sprintf("step %d", r.Steps())
}

func (r *experiment) summary() string {
	if !r.plans.learns() {
		return r.summaryOfAtoms()
	}
	n := r.ensembles[equivariant]
	if !n.ready() {
		return fmt.Sprintf("Reference geometries of %s at %s K: %d of %d are computed.",
			r.name, lab.Number(r.temperature, 3), r.sample.count, r.total())
	}
	mae := r.sample.judge(n, n.best(), false)
	text := fmt.Sprintf("The equivariant network is off by %s meV in energy and %s meV/Å in force on %d geometries it has not seen, however they are held.",
		lab.Number(1e3*mae.energy, 2), lab.Number(1e3*mae.force, 2), unseen)
	if c := r.ensembles[raw]; c.ready() {
		aligned, rotated := r.sample.judge(c, c.best(), true), r.sample.judge(c, c.best(), false)
		text += fmt.Sprintf(" Raw coordinates: %s meV/Å held as taught, %s meV/Å turned.",
			lab.Number(1e3*aligned.force, 2), lab.Number(1e3*rotated.force, 2))
	}
	return text
}

// summaryOfAtoms is that of a run without networks.
func (r *experiment) summaryOfAtoms() string {
	if h := &r.search.hopping; r.search.started && r.plans.task == hop {
		return fmt.Sprintf("After %s from one minimum to another the lowest energy of %d atoms is %s ε, reached at hop %d.",
			lab.Count(h.Hops, "hop"), r.atoms(), lab.Number(h.Lowest, 9), h.Found)
	}
	m := &r.motion
	if m.system.Step == 0 {
		return fmt.Sprintf("Ready to move %d atoms on their reference energy.", r.atoms())
	}
	return fmt.Sprintf("The atoms have moved for %s fs on their reference energy; the total energy has changed by %s meV an atom at most.",
		lab.Number(float64(m.system.Step)*r.plans.dt, 4), lab.Number(1e3*m.largest/float64(r.atoms()), 2))
}

func (r *experiment) readouts(f *lab.Frame) {
	if h := &r.search.hopping; r.search.started && r.plans.task == hop {
		f.AddNumber("lowest", h.Lowest, 9, "ε")
		f.AddNumber("at hand", h.Energy, 9, "ε")
		f.AddNumber("longest move", h.Length, 3, "σ")
		f.AddReadout("steps downhill", fmt.Sprint(h.Minimised), "")
		return
	}
	if r.file != nil {
		f.AddReadout("your file", strings.Join(r.file, "; "), "")
	}
	if r.plans.learns() {
		f.AddReadout("geometries", fmt.Sprintf("%d of %d", r.sample.count, r.total()), "")
	}
	r.minimum.readouts(f)
	for k, n := range r.ensembles {
		if !n.ready() {
			continue
		}
		mae := r.sample.judge(n, n.best(), false)
		f.AddNumber(kinds[k].name+": energy error", 1e3*mae.energy, 3, "meV")
		f.AddNumber(kinds[k].name+": force error", 1e3*mae.force, 3, "meV/Å")
	}
	if n := r.ensembles[equivariant]; n != nil && r.plans.learns() {
		n.readouts(f)
		f.AddReadout("parameters", fmt.Sprint(n.size), "")
	}
	if m := &r.motion; m.system.Step > 0 {
		f.AddNumber("temperature", m.kelvin(r.plans.bath), 3, "K")
		if r.plans.learns() {
			f.AddNumber("doubt of the ensemble", m.disagreement, 2, "eV/Å")
		}
		f.AddNumber("largest change of the energy", 1e3*m.largest/float64(r.atoms()), 2, "meV/atom")
		if seen := m.past.Column(temperatures); len(seen) > 0 {
			f.AddNumber("temperature, mean so far", kernel.Sum(seen)/float64(len(seen)), 3, "K")
		}
	}
	if r.curve.complete() {
		for _, k := range []int{raw, augmented} {
			if times, bound := r.curve.fewer(r.curve.mae[k]); times > 0 {
				sign := ""
				if bound {
					sign = "≥ "
				}
				f.AddReadout("fewer geometries than "+kinds[k].name, sign+lab.Number(times, 2)+" ×", "")
			}
		}
	}
}

// readouts says which members did not train.
func (n *ensemble) readouts(f *lab.Frame) {
	if n.again > 0 {
		f.AddReadout("members trained anew", fmt.Sprintf("%d, which had not trained", n.again), "")
	}
	if left := n.failures(); left > 0 && n.count == len(n.members) && n.again == mostAgain {
		f.AddReadout("members left out", fmt.Sprintf("%d of %d, which did not train", left, len(n.members)), "")
	}
}

// readouts says what is known of the minimum: its energy, its electrons, and how the
// atoms vibrate about it.
func (m *minimum) readouts(f *lab.Frame) {
	w := m.modes.Wavenumbers()
	if len(w) == 0 {
		return
	}
	if s := m.electrons; s != nil {
		f.AddNumber("energy at rest", m.energy*chem.ElectronVolt, 9, "hartree")
		f.AddNumber("dipole", math.Round(1e6*s.DipoleLength)/1e6, 3, "D") // what is less is rounding
		showElectrons(f, s)
	} else if !math.IsNaN(m.energy) {
		f.AddNumber("energy at rest", m.energy, 6, "eV")
	}
	list := make([]string, len(w))
	for i, v := range w {
		list[i] = lab.Number(v, 4)
	}
	f.AddReadout("vibrations", strings.Join(list, ", "), "cm⁻¹")
	f.AddNumber("zero-point energy", 1e3*m.modes.ZeroPoint(), 4, "meV")
}

// showElectrons says what spin they have, and what is unstable about them.
func showElectrons(f *lab.Frame, s *chem.Summary) {
	if s.Multiplicity > 1 {
		f.AddReadout("multiplicity", fmt.Sprintf("%d, ⟨S²⟩ = %s", s.Multiplicity, lab.Number(s.SpinSquared, 4)), "")
	}
	switch {
	case !s.Stability.Minimum():
		f.AddReadout("electrons", "may not be the lowest state of their kind", "")
	case s.Stability.OpenShellLower():
		f.AddReadout("electrons", "unstable towards open shells", "")
	}
}
