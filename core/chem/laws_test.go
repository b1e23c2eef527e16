package chem

import (
	"errors"
	"hash/fnv"
	"math"
	"runtime"
	"slices"
	"testing"

	"residual/core/kernel"
	"residual/core/md"
	"residual/core/raced"
	"residual/core/rng"
)

// rotated turns and moves a molecule; about a far axis all integrals differ.
func rotated(pos []float64) []float64 {
	c, s := math.Cos(0.7), math.Sin(0.7)
	out := make([]float64, len(pos))
	for i := 0; i < len(pos); i += 3 {
		x, y, z := pos[i], pos[i+1], pos[i+2]
		x, y = c*x-s*y, s*x+c*y
		y, z = c*y-s*z, s*y+c*z
		out[i], out[i+1], out[i+2] = x+3, y-5, -z // and in a mirror
	}
	return out
}

func TestTheHoldDoesNotMatter(t *testing.T) {
	h := newTest(t, bent, nil)
	pos := bohr(bent)
	f, g := make([]float64, len(pos)), make([]float64, len(pos))
	e := energyOf(t, h, f, pos)
	if d := energyOf(t, h, g, rotated(pos)) - e; math.Abs(d) > 1e-10 {
		t.Errorf("turned, the energy differs by %g", d)
	}
	still := rotated(make([]float64, len(pos)))
	for i, x := range rotated(f) {
		if d := x - still[i] - g[i]; math.Abs(d) > 1e-8 {
			t.Errorf("turned, force %d differs by %g", i, d)
		}
	}
	for axis := range 3 {
		sum := 0.0
		for i := axis; i < len(f); i += 3 {
			sum += f[i]
		}
		if math.Abs(sum) > 1e-8 {
			t.Errorf("the forces along axis %d add up to %g", axis, sum)
		}
	}
}

// No energy of variation is below the exact one: −½ hartree for an atom of
// hydrogen, −1.1744757 for the molecule (Kołos & Wolniewicz 1968).
func TestVariation(t *testing.T) {
	h := newTest(t, hydrogen, nil)
	far := energyOf(t, h, nil, []float64{0, 0, 0, 0, 0, 1000})
	if far < -1 {
		t.Errorf("two hydrogen atoms have %.6f", far)
	}
	near := energyOf(t, h, nil, bohr(hydrogen))
	if near < -1.1744757142 {
		t.Errorf("below the exact energy: %.6f", near)
	}
}

// Atoms that are far apart add up.
func TestFarMoleculesAddUp(t *testing.T) {
	one := energyOf(t, newTest(t, water, nil), nil, bohr(water))
	two := Molecule{Z: []int{8, 1, 1, 2}, Pos: append(append([]float64(nil), water.Pos...), 500, 300, 100)}
	he := newTest(t, Molecule{Z: []int{2}}, nil)
	want := one + energyOf(t, he, nil, make([]float64, 3))
	if got := energyOf(t, newTest(t, two, nil), nil, bohr(two)); math.Abs(got-want) > 1e-9 {
		t.Errorf("%.10f, apart %.10f", got, want)
	}
}

func TestNoConvergence(t *testing.T) {
	h, err := New(water.Z, Options{Iterations: 1})
	if err != nil {
		t.Fatal(err)
	}
	_, err = h.Energy(nil, bohr(water))
	var e *NotConverged
	if !errors.As(err, &e) || e.Iterations != 1 || !(e.Residual > converged) {
		t.Error(err)
	}
}

// The lowest state is found from the electrons of separate atoms; nitrogen is
// where a start from bare nuclei goes astray by 0.7 hartree.
func TestNitrogen(t *testing.T) {
	n2 := Molecule{Z: []int{7, 7}, Pos: []float64{0, 0, 0, 0, 0, 1.1}}
	h := newTest(t, n2, nil)
	e, orbitals := energyOf(t, h, nil, bohr(n2)), make([]float64, h.n)
	if h.Orbitals(orbitals); !(e < -107.49) || orbitals[h.channels[0].filled-1] > -0.5 {
		t.Errorf("%.6f, orbitals at %.3f", e, orbitals)
	}
}

// The energy by the orbitals: E = Σ_occ (ε_i + h_i), h_i = C_iᵀHC_i, and so
// Σ_occ ε_i = E − ½·Σ D·H. They belong to the converged F, not to the one before.
func TestOrbitalsAddUp(t *testing.T) {
	for _, m := range []Molecule{hydrogen, water, bent} {
		h := newTest(t, m, nil)
		pos := bohr(m)
		electronic := energyOf(t, h, nil, pos) - h.nuclear()
		orbitals, sum := make([]float64, h.n), 0.0
		if !h.Orbitals(orbitals) {
			t.Fatal("no eigenvalues")
		}
		for _, e := range orbitals[:h.channels[0].filled] {
			sum += e
		}
		if want := electronic - kernel.Dot(h.density, h.core)/2; math.Abs(sum-want) > 1e-7 {
			t.Errorf("Z %v: the orbital energies add up to %.9f, want %.9f", m.Z, sum, want)
		}
	}
}

func TestBytes(t *testing.T) {
	for _, z := range [][]int{{1, 1}, {8, 1, 1}, {8, 1}, {6, 6, 6, 6, 1, 1, 1, 1, 1, 1}} {
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		h, err := New(z, Options{})
		runtime.ReadMemStats(&after)
		if err != nil {
			t.Fatal(err)
		}
		real, want := int64(after.TotalAlloc-before.TotalAlloc), Bytes(z, Options{})
		t.Logf("%d functions: counted %d, allocated %d", h.n, want, real)
		if real < want || real > want+12288 { // a page to round up to, and what else runs
			t.Error("miscounted")
		}
	}
}

func TestEnergyAllocatesNothing(t *testing.T) {
	if raced.On {
		t.Skip("pools forget")
	}
	h := newTest(t, water, nil)
	pos, force := bohr(water), make([]float64, 9)
	if n := testing.AllocsPerRun(5, func() { h.Energy(force, pos) }); n > 0 {
		t.Errorf("%g allocations", n)
	}
}

// Harmonic frequencies of water at the minimum of RHF/STO-3G: Hehre, Radom,
// Schleyer & Pople, Ab Initio Molecular Orbital Theory (1986).
func TestVibrationsOfWater(t *testing.T) {
	p, err := NewMetric(water.Z, Options{})
	if err != nil {
		t.Fatal(err)
	}
	mass := Weights(water.Z)
	kernel.Scale(mass, md.Mass, mass)
	pos := append([]float64(nil), water.Pos...)
	e, err := md.Relax(p, pos, 1e-5, 100)
	if err != nil {
		t.Fatal(err)
	}
	m, err := md.NewModes(p, mass, pos, 2e-3)
	if err != nil || len(m.Omega) != 3 {
		t.Fatal(m, err)
	}
	t.Logf("minimum %.8f hartree", e*ElectronVolt)
	for k, want := range []float64{2170, 4140, 4391} {
		got := m.Omega[k] * md.Wavenumber
		t.Logf("%.1f cm⁻¹, published %.0f", got, want)
		if math.Abs(got-want) > 3 {
			t.Error("off")
		}
	}
}

// The frequencies of isotopes are as the product rule of Teller and Redlich has it
// (Wilson, Decius & Cross, Molecular Vibrations, section 8-5), whatever the forces are:
//
//	Π ω′/ω = Π_atoms (m/m′)^{3/2}·(M′/M)^{3/2}·(I′_A·I′_B·I′_C / I_A·I_B·I_C)^½
func TestIsotopes(t *testing.T) {
	p, light, pos := metricOf(t, water)
	if _, err := md.Relax(p, pos, 1e-6, 100); err != nil {
		t.Fatal(err)
	}
	heavy := slices.Clone(light)
	heavy[1], heavy[2] = 2.014101777844*md.Mass, 3.016049281320*md.Mass // and not symmetric
	product := func(mass []float64) (omega, rigid float64) {
		m, err := md.NewModes(p, mass, pos, 1e-3)
		if err != nil {
			t.Fatal(err)
		}
		omega, rigid = 1, math.Pow(kernel.Sum(mass), 1.5)
		for k, w := range m.Omega {
			omega *= w / light[0] // of any size
			rigid *= math.Pow(mass[k], -1.5)
		}
		// Of a flat molecule the third moment is the sum of the others, whose product is
		// a determinant.
		var xx, yy, xy, sx, sy float64
		for i, m := range mass {
			sx += m * pos[3*i] / kernel.Sum(mass)
			sy += m * pos[3*i+1] / kernel.Sum(mass)
		}
		for i, m := range mass {
			x, y := pos[3*i]-sx, pos[3*i+1]-sy
			xx, yy, xy = xx+m*x*x, yy+m*y*y, xy+m*x*y
		}
		return omega, rigid * math.Sqrt((xx*yy-xy*xy)*(xx+yy))
	}
	a, b := product(light)
	c, d := product(heavy)
	if math.Abs(c/a/(d/b)-1) > 1e-6 {
		t.Errorf("the frequencies are as %.8f, by the rule as %.8f", c/a, d/b)
	}
}

// Dynamics on the energy itself keep it.
func TestDynamicsOfWater(t *testing.T) {
	p, _ := NewMetric(water.Z, Options{})
	mass := Weights(water.Z)
	kernel.Scale(mass, md.Mass, mass)
	s, err := md.NewSystem(p, mass, water.Pos)
	if err != nil {
		t.Fatal(err)
	}
	s.ThermalVelocities(500*md.Boltzmann, rng.New(1, "chem/test"))
	before := s.Energy()
	for range 200 {
		if err := s.Verlet(p, 0.25); err != nil {
			t.Fatal(err)
		}
	}
	if d := s.Energy() - before; math.Abs(d) > 5e-3 {
		t.Errorf("50 fs change the energy by %g eV", d)
	}
}

// The same bits on every machine, of first states and of searched ones.
func TestBits(t *testing.T) {
	for _, c := range []struct {
		molecules []Molecule
		digest    uint64
	}{
		{[]Molecule{hydrogen, helium, water, methane, formaldehyde, bent}, 0xf6a42959513a343d},
		{[]Molecule{square, pairOf(6, 8, 3), pairOf(7, 7, 2), pairOf(1, 9, 2.52)}, 0xe60796d8043f22e4},
	} {
		hash := fnv.New64a()
		add := func(x float64) {
			var b [8]byte
			for i, u := 0, math.Float64bits(x); i < 8; i, u = i+1, u>>8 {
				b[i] = byte(u)
			}
			hash.Write(b[:])
		}
		for _, m := range c.molecules {
			h := newTest(t, m, nil)
			pos := bohr(m)
			force := make([]float64, len(pos))
			add(energyOf(t, h, force, pos))
			for _, f := range force {
				add(f)
			}
		}
		if got := hash.Sum64(); got != c.digest {
			t.Errorf("digest %#x", got)
		}
	}
}
