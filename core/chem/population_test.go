package chem

import (
	"math"
	"testing"
)

// Dipoles: Gaussian, by way of J. Goings's mmd. Charges: Crawford's programming
// projects, number 3.
func TestPopulation(t *testing.T) {
	cases := []struct {
		molecule Molecule
		dipole   [3]float64 // debye
		first    float64
	}{
		{water, [3]float64{0, 1.5340, 0}, -0.253146},
		{formaldehyde, [3]float64{0, 0, -1.4821}, math.NaN()},
	}
	for _, c := range cases {
		h := newTest(t, c.molecule, nil)
		energyOf(t, h, nil, bohr(c.molecule))
		q := make([]float64, len(c.molecule.Z))
		h.Charges(q)
		sum := 0.0
		for _, v := range q {
			sum += v
		}
		d := h.Dipole()
		t.Logf("%.4f D, %.6f e", [3]float64{d[0] / Debye, d[1] / Debye, d[2] / Debye}, q)
		for axis, want := range c.dipole {
			if math.Abs(d[axis]/Debye-want) > 1e-4 {
				t.Errorf("dipole %d is %.5f D, published %.4f", axis, d[axis]/Debye, want)
			}
		}
		if math.Abs(sum) > 1e-8 || math.Abs(q[0]-c.first) > 2e-6 {
			t.Errorf("charges %v, sum %g", q, sum)
		}
	}
}

// In an electric field the energy falls by the dipole: of a molecule with a
// charge, moving it moves the dipole by charge times way.
func TestDipoleOfAnIon(t *testing.T) {
	h := newTest(t, helium, nil)
	pos := bohr(helium)
	energyOf(t, h, nil, pos)
	here := h.Dipole()
	for i := range pos {
		pos[i] += 1.5
	}
	energyOf(t, h, nil, pos)
	for axis, there := range h.Dipole() {
		if d := there - here[axis] - 1.5; math.Abs(d) > 1e-9 {
			t.Errorf("axis %d: %g too much", axis, d)
		}
	}
}

// The same numbers in the units that are shown; of an ion the dipole about the
// centre of mass does not depend on where it is.
func TestSummary(t *testing.T) {
	p, err := NewMetric(water.Z, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := p.Energy(nil, water.Pos); err != nil {
		t.Fatal(err)
	}
	s, err := p.Summary()
	if err != nil || math.Abs(s.DipoleLength-1.5340) > 1e-4 || math.Abs(s.Charges[0]+0.253146) > 2e-6 || s.Occupied != 5 ||
		math.Abs(s.Orbitals[5]-s.Orbitals[4]-s.Gap) > 1e-9 || s.Gap < 20 || s.Gap > 30 || s.Stability.OpenShellLower() {
		t.Errorf("%+v, %v", s, err)
	}
	ion, err := NewMetric(helium.Z, Options{Charge: 1})
	if err != nil {
		t.Fatal(err)
	}
	var dipole [2]float64
	for k := range dipole {
		pos := append([]float64(nil), helium.Pos...)
		for i := range pos {
			pos[i] += 3 * float64(k)
		}
		if _, err := ion.Energy(nil, pos); err != nil {
			t.Fatal(err)
		}
		s, err := ion.Summary()
		if err != nil {
			t.Fatal(err)
		}
		dipole[k] = s.DipoleLength
	}
	if math.Abs(dipole[0]-dipole[1]) > 1e-9 || dipole[0] < 0.1 {
		t.Errorf("dipoles %v", dipole)
	}
}
