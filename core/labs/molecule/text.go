package molecule

import (
	"fmt"
	"strings"

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
	return "done"
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
		return fmt.Sprintf("After %d hops from one minimum to another the lowest energy of %d atoms is %s ε, found at hop %d.",
			h.Hops, r.atoms(), lab.Number(h.Lowest, 9), h.Found)
	}
	m := &r.motion
	return fmt.Sprintf("The atoms have moved for %s fs on their reference energy; the total energy has changed by %s meV an atom at most.",
		lab.Number(float64(m.system.Step)*r.plans.dt, 4), lab.Number(1e3*m.largest/float64(r.atoms()), 2))
}

func (r *experiment) readouts(f *lab.Frame) {
	if h := &r.search.hopping; r.search.started && r.plans.task == hop {
		f.AddReadout("lowest", lab.Number(h.Lowest, 9), "ε")
		f.AddReadout("at hand", lab.Number(h.Energy, 9), "ε")
		f.AddReadout("longest move", lab.Number(h.Length, 3), "σ")
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
		f.AddReadout(kinds[k].name+": energy error", lab.Number(1e3*mae.energy, 3), "meV")
		f.AddReadout(kinds[k].name+": force error", lab.Number(1e3*mae.force, 3), "meV/Å")
	}
	if n := r.ensembles[equivariant]; n != nil && r.plans.learns() {
		f.AddReadout("parameters", fmt.Sprint(n.size), "")
	}
	if m := &r.motion; m.system.Step > 0 {
		f.AddReadout("temperature", lab.Number(m.kelvin(r.plans.bath), 3), "K")
		if r.plans.learns() {
			f.AddReadout("doubt of the ensemble", lab.Number(m.disagreement, 2), "eV/Å")
		}
		f.AddReadout("largest change of the energy", lab.Number(1e3*m.largest/float64(r.atoms()), 2), "meV/atom")
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

// readouts says how the atoms vibrate, and what is unstable about their electrons.
func (m *minimum) readouts(f *lab.Frame) {
	w := m.modes.Wavenumbers()
	if all := len(w); all > 0 {
		f.AddReadout("vibrations", fmt.Sprintf("%d, %s to %s", all, lab.Number(w[0], 4), lab.Number(w[all-1], 4)), "cm⁻¹")
	}
	switch {
	case !m.stability.Minimum():
		f.AddReadout("electrons", "may not be the lowest closed shell", "")
	case m.stability.OpenShellLower():
		f.AddReadout("electrons", "unstable towards open shells", "")
	}
}
