package chem

import "math"

// A Summary is what is known of a molecule besides its energy, in the units in
// which it is usually shown.
type Summary struct {
	Charges      []float64  // Mulliken's, elementary charges
	Dipole       [3]float64 // about the centre of mass, debye
	DipoleLength float64    // debye
	Orbitals     []float64  // energies, rising, eV; of open shells those of α electrons
	Occupied     int        // how many of them are filled
	Multiplicity int        // 2S + 1 of the component along an axis
	SpinSquared  float64    // ⟨S²⟩
	Gap          float64    // eV
	Stability    Stability  // hartree
}

// Summary analyses the molecule last computed. The error is *NotConverged.
func (m *Metric) Summary() (s Summary, err error) {
	h := m.HartreeFock
	s.Charges, s.Orbitals, s.Occupied = make([]float64, len(h.z)), make([]float64, h.n), h.channels[0].filled
	s.Multiplicity, s.SpinSquared = h.unpaired()+1, h.SpinSquared()
	h.Charges(s.Charges)
	if !h.Orbitals(s.Orbitals) {
		return s, &NotConverged{h.Iterations, h.Residual}
	}
	for i := range s.Orbitals {
		s.Orbitals[i] /= ElectronVolt
	}
	s.Gap = h.Gap / ElectronVolt
	charge := 0.0
	for _, q := range s.Charges {
		charge += q
	}
	s.Dipole = h.Dipole()
	for axis, x := range h.centreOfMass() {
		s.Dipole[axis] = (s.Dipole[axis] - float64(charge*x)) / Debye
	}
	s.DipoleLength = math.Sqrt(float64(s.Dipole[0]*s.Dipole[0]) + float64(s.Dipole[1]*s.Dipole[1]) + float64(s.Dipole[2]*s.Dipole[2]))
	s.Stability, err = h.Stability()
	return s, err
}

// centreOfMass is in bohr.
func (h *HartreeFock) centreOfMass() (c [3]float64) {
	total := 0.0
	for i, m := range Weights(h.z) {
		total += m
		for axis := range c {
			c[axis] += float64(m * h.pos[3*i+axis])
		}
	}
	for axis := range c {
		c[axis] /= total
	}
	return c
}
