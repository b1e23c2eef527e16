package chem

import (
	"math"
	"math/rand/v2"
	"testing"
)

func openTest(t testing.TB, z []int, o Options) *HartreeFock {
	t.Helper()
	o.Unrestricted = true
	h, err := New(z, o)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

var (
	methyl = Molecule{Z: []int{6, 1, 1, 1}, Pos: []float64{0, 0, 0, 1.079, 0, 0, -0.5395, 0.9344414, 0, -0.5395, -0.9344414, 0}}
	peroxy = Molecule{Z: []int{8, 8, 1}, Pos: []float64{0, 0, 0, 1.33, 0, 0, -0.3, 0.93, 0.1}} // HO₂
)

// Energies of atoms, and of the flat methyl radical to the four digits of Szabo &
// Ostlund (Modern Quantum Chemistry, section 3.8.6). All digits are those of other
// programs.
func TestPublishedOpenShells(t *testing.T) {
	for _, c := range []struct {
		name         string
		molecule     Molecule
		multiplicity int
		energy       float64
		within       float64
	}{
		{"H", Molecule{Z: []int{1}, Pos: make([]float64, 3)}, 2, -0.46658185, 1e-8},
		{"Li", Molecule{Z: []int{3}, Pos: make([]float64, 3)}, 2, -7.315526, 1e-6},
		{"N", Molecule{Z: []int{7}, Pos: make([]float64, 3)}, 4, -53.719010, 1e-6},
		{"CH3", methyl, 2, -39.0767, 1e-4},
	} {
		h := openTest(t, c.molecule.Z, Options{Multiplicity: c.multiplicity})
		if e := energyOf(t, h, nil, bohr(c.molecule)); math.Abs(e-c.energy) > c.within {
			t.Errorf("%s: %.8f, published %.8f", c.name, e, c.energy)
		}
	}
}

// One electron has no interaction, and two of one spin fill what there is: the
// energies are those of the integrals alone (Szabo & Ostlund, section 3.8.7),
//
//	H₂⁺: (h₁₁ + h₁₂)/(1 + S),   ³H₂: h_σ + h_σ* + J − K
func TestOpenShellsOfHydrogen(t *testing.T) {
	ion, triplet := openTest(t, []int{1, 1}, Options{Charge: 1}), openTest(t, []int{1, 1}, Options{Multiplicity: 3})
	for _, r := range []float64{1, 1.4, 4} {
		pos := []float64{0, 0, 0, 0, 0, r}
		one, two := energyOf(t, ion, nil, pos), energyOf(t, triplet, nil, pos)
		h := triplet
		s := h.overlap[1]
		plus, minus := (h.core[0]+h.core[1])/(1+s), (h.core[0]-h.core[1])/(1-s)
		aa, ba, aabb := h.eri[0], h.eri[2], h.eri[3]
		if want := plus + 1/r; math.Abs(one-want) > 1e-10 {
			t.Errorf("%g bohr: one electron has %.10f, want %.10f", r, one, want)
		}
		if want := plus + minus + (aabb-ba)/(1-s*s) + 1/r; math.Abs(two-want) > 1e-10 {
			t.Errorf("%g bohr: two electrons have %.10f, want %.10f; %g %g", r, two, want, aa, ba)
		}
		if a, b := ion.SpinSquared(), triplet.SpinSquared(); math.Abs(a-0.75) > 1e-12 || math.Abs(b-2) > 1e-12 {
			t.Errorf("⟨S²⟩ is %v and %v", a, b)
		}
	}
}

// Where spins may part, a stretched molecule comes to two atoms, half a singlet and
// half a triplet; where it is not stretched, to the closed shell.
func TestHydrogenDissociates(t *testing.T) {
	atom := energyOf(t, openTest(t, []int{1}, Options{}), nil, make([]float64, 3))
	h := openTest(t, []int{1, 1}, Options{Multiplicity: 1})
	if e := energyOf(t, h, nil, []float64{0, 0, 0, 10, 20, 30}); math.Abs(e-2*atom) > 1e-9 || math.Abs(h.SpinSquared()-1) > 1e-6 {
		t.Errorf("%.10f, two atoms %.10f; ⟨S²⟩ = %g", e, 2*atom, h.SpinSquared())
	}
	closed := energyOf(t, newTest(t, hydrogen, nil), nil, bohr(hydrogen))
	if e := energyOf(t, h, nil, bohr(hydrogen)); math.Abs(e-closed) > 1e-9 || math.Abs(h.SpinSquared()) > 1e-6 {
		t.Errorf("%.10f, closed %.10f; ⟨S²⟩ = %g", e, closed, h.SpinSquared())
	}
}

// Where nothing is gained by it, spins with orbitals of their own have the energy,
// the forces and the curvature of closed shells.
func TestSpinsOfClosedShells(t *testing.T) {
	closed, open := newTest(t, water, nil), openTest(t, water.Z, Options{})
	pos, f, g := bohr(water), make([]float64, 9), make([]float64, 9)
	d := energyOf(t, closed, f, pos) - energyOf(t, open, g, pos)
	for i := range f {
		d = math.Max(math.Abs(d), math.Abs(f[i]-g[i]))
	}
	a, _ := closed.Stability()
	b, _ := open.Stability()
	if d > 1e-8 || math.Abs(b.Paired-math.Min(a.Paired, a.Unpaired)) > 1e-6 {
		t.Errorf("off by %g; %+v, %+v", d, a, b)
	}
}

// The state is stable, and no random one is lower; of oxygen the first one is
// neither. However the molecule is held, it is the same.
func TestLowestOpenShells(t *testing.T) {
	random := rand.New(rand.NewPCG(6, 4))
	for _, m := range []Molecule{
		{Z: []int{8, 8}, Pos: pairOf(8, 8, 1.2).Pos, Multiplicity: 3}, pairOf(7, 8, 1.2), pairOf(6, 7, 1.5), methyl, peroxy,
	} {
		h := openTest(t, m.Z, Options{Multiplicity: m.Multiplicity})
		pos := bohr(m)
		e := energyOf(t, h, nil, pos)
		s, err := h.Stability()
		if err != nil || !s.Minimum() {
			t.Errorf("Z %v: %+v, %v", m.Z, s, err)
		}
		if low := h.lowestOfRandom(10, random) + h.nuclear(); low < e-1e-6 {
			t.Errorf("Z %v: a random start is %.6f lower", m.Z, e-low)
		}
		for range 3 {
			if d := energyOf(t, h, nil, heldAnyhow(pos, random)) - e; math.Abs(d) > 1e-8 {
				t.Errorf("Z %v: turned, the energy differs by %g", m.Z, d)
			}
		}
	}
}

// Forces are slopes of the energy, the dipole is that of all electrons, and the
// charges add up.
func TestForcesOfOpenShells(t *testing.T) {
	for _, m := range []Molecule{peroxy, {Z: []int{6, 1, 1}, Pos: []float64{0, 0, 0, 0.98, 0.5, 0, -0.9, 0.55, 0.1}, Multiplicity: 3}} {
		if d := worstForce(t, m); !(d < 1e-7) {
			t.Errorf("Z %v: a force is off by %g", m.Z, d)
		}
		h := newTest(t, m, nil)
		energyOf(t, h, nil, bohr(m))
		charges, sum := make([]float64, len(m.Z)), 0.0
		h.Charges(charges)
		for _, q := range charges {
			sum += q
		}
		if math.Abs(sum) > 1e-9 {
			t.Errorf("the charges add up to %g", sum)
		}
	}
}
