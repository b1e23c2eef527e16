package molecule

import (
	"residual/core/chem"
	"residual/core/lab"
)

// Tables are the atoms as they rest or on the way there, their vibrations about that
// place, and the geometries that were computed.
func (r *experiment) Tables() []lab.Table {
	all := []lab.Table{r.minimum.table(r.system)}
	if modes := &r.minimum.modes; len(modes.Omega) > 0 {
		t := lab.NewTable("vibrations")
		t.AddNumbers("wavenumber", "cm⁻¹", modes.Wavenumbers())
		all = append(all, t)
	}
	if d := &r.sample; d.count > 0 {
		t := lab.NewTable("geometries")
		use := make([]string, d.count)
		for i := range use {
			if use[i] = "training"; i < unseen {
				use[i] = "unseen"
			}
		}
		t.AddWords("use", use)
		t.AddNumbers("energy", "eV", d.e[:d.count:d.count])
		all = append(all, t)
	}
	return all
}

// table has what each atom is and where.
func (m *minimum) table(s *system) lab.Table {
	t := lab.NewTable("atoms")
	symbols := make([]string, s.atoms())
	for i, z := range s.z {
		symbols[i] = chem.Symbol(z)
	}
	t.AddWords("element", symbols)
	t.AddNumbers("mass", "u", s.weight)
	for axis, name := range []string{"x", "y", "z"} {
		x := make([]float64, s.atoms())
		for i := range x {
			x[i] = m.pos[3*i+axis]
		}
		t.AddNumbers(name, "Å", x)
	}
	if m.electrons != nil {
		t.AddNumbers("charge (Mulliken)", "e", m.electrons.Charges)
	}
	return t
}
