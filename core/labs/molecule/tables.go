package molecule

import (
	"residual/core/chem"
	"residual/core/lab"
)

// Tables are the atoms as they rest or on the way there, their vibrations about that
// place, and the geometries that were computed.
func (r *experiment) Tables() []lab.Table {
	all := []lab.Table{r.atomTable()}
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

// atomTable has what each atom is and where.
func (r *experiment) atomTable() lab.Table {
	t := lab.NewTable("atoms")
	symbols := make([]string, r.atoms())
	for i, z := range r.z {
		symbols[i] = chem.Symbol(z)
	}
	t.AddWords("element", symbols)
	t.AddNumbers("mass", "u", r.weight)
	for axis, name := range []string{"x", "y", "z"} {
		x := make([]float64, r.atoms())
		for i := range x {
			x[i] = r.minimum.pos[3*i+axis]
		}
		t.AddNumbers(name, "Å", x)
	}
	if s := r.minimum.electrons; s != nil {
		t.AddNumbers("charge (Mulliken)", "e", s.Charges)
	}
	return t
}
