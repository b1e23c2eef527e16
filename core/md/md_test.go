package md

import (
	"errors"
	"hash/fnv"
	"math"
	"strings"
	"testing"

	"residual/core/codec"
	"residual/core/kernel"
	"residual/core/opt"
	"residual/core/rng"
)

// As core/labs does.
// shaken moves every coordinate by a normal number.
func shaken(pos []float64, sd float64, seed uint64) []float64 {
	d := make([]float64, len(pos))
	rng.Normals(d, rng.New(seed, "md/test"))
	kernel.Scale(d, sd, d)
	kernel.Add(d, d, pos)
	return d
}

func TestForcesAreSlopes(t *testing.T) {
	diamond, box := Diamond(2, Lattice)
	silicon, err := NewSilicon(box)
	if err != nil {
		t.Fatal(err)
	}
	drop := NewHopping(Cluster{LennardJones}, 13, 1, 1).Pos
	cases := []struct {
		name string
		p    Potential
		pos  []float64
	}{
		{"Lennard-Jones", Cluster{LennardJones}, shaken(drop, 0.1, 1)},
		{"Morse", Cluster{Morse(4.5, 2.2, 0.97)}, shaken(drop, 0.1, 2)},
		{"silicon", silicon, shaken(diamond, 0.25, 3)},
	}
	for _, c := range cases {
		force := make([]float64, len(c.pos))
		c.p.Energy(force, c.pos)
		for i := 0; i < len(c.pos); i += 5 {
			at, e := c.pos[i], [4]float64{}
			const step = 1e-3
			for k, d := range []float64{-2, -1, 1, 2} {
				c.pos[i] = at + d*step
				e[k], _ = c.p.Energy(nil, c.pos)
			}
			c.pos[i] = at
			slope := (e[0] - 8*e[1] + 8*e[2] - e[3]) / (12 * step)
			if d := math.Abs(force[i]+slope) / (1 + math.Abs(slope)); !(d < 1e-7) {
				t.Errorf("%s: force %d is %.9f, by differences %.9f", c.name, i, force[i], -slope)
			}
		}
		for axis := range 3 {
			sum := 0.0
			for i := axis; i < len(force); i += 3 {
				sum += force[i]
			}
			if math.Abs(sum) > 1e-9 {
				t.Errorf("%s: the forces along axis %d add up to %g", c.name, axis, sum)
			}
		}
	}
}

func TestDiamondOfSilicon(t *testing.T) {
	for _, n := range []int{2, 3} {
		pos, box := Diamond(n, Lattice)
		s, err := NewSilicon(box)
		if err != nil {
			t.Fatal(err)
		}
		force := make([]float64, len(pos))
		e, _ := s.Energy(force, pos)
		per := e / float64(8*n*n*n) / SiliconEpsilon
		t.Logf("%d atoms, side %.6f Å: %.13f ε per atom, greatest force %.1e eV/Å", 8*n*n*n, Lattice, per, kernel.MaxAbs(force))
		if math.Abs(per+2) > 1e-10 || kernel.MaxAbs(force) > 1e-8 {
			t.Error("not the bottom of the diamond")
		}
		for i := range pos {
			pos[i] += 1.234 // through the walls
		}
		if moved, _ := s.Energy(nil, pos); math.Abs(moved-e) > 1e-9 {
			t.Errorf("moving the crystal costs %g", moved-e)
		}
	}
	if _, err := NewSilicon([3]float64{10, 7.5, 10}); err == nil {
		t.Error("a box too small")
	}
}

// The Cambridge Cluster Database (Wales et al.), table of Lennard-Jones clusters.
func TestLowestClusters(t *testing.T) {
	for n := 2; n <= 19; n++ {
		want, ok := LowestKnown(n)
		if !ok {
			continue
		}
		h := NewHopping(Cluster{LennardJones}, n, 0.8, 1)
		for h.Hops < 1000 && h.Lowest > want+1e-6 {
			h.Hop()
		}
		if math.Abs(h.Lowest-want) > 1e-6 {
			t.Errorf("%d atoms: %.6f, in the table %.6f", n, h.Lowest, want)
		}
		t.Logf("%d atoms: %.9f after %d hops, %d steps downhill", n, h.Lowest, h.Hops, h.Minimised)
	}
}

func TestHoppingGoesOnWithTheSameBits(t *testing.T) {
	c := Cluster{LennardJones}
	whole := NewHopping(c, 9, 0.8, 5)
	for range 60 {
		whole.Hop()
	}
	h := NewHopping(c, 9, 0.8, 5)
	for range 30 {
		h.Hop()
	}
	again := new(Hopping)
	again.Reserve(opt.Heap{}, 9)
	restore(t, h, again)
	again.Resume(c)
	for range 30 {
		again.Hop()
	}
	if again.Energy != whole.Energy || again.Minimised != whole.Minimised || again.Pos[7] != whole.Pos[7] {
		t.Errorf("%v and %v", again.Energy, whole.Energy)
	}
}

// restore copies a state by its bytes.
func restore(t *testing.T, from, to interface{ State(*codec.Coder) }) {
	t.Helper()
	c := codec.NewEncoder(nil)
	from.State(c)
	d := codec.NewDecoder(c.Bytes())
	to.State(d)
	if err := d.Done(); err != nil {
		t.Fatal(err)
	}
}

func TestHoppingCountsItsMemory(t *testing.T) {
	h := NewHopping(Cluster{LennardJones}, 5, 0.8, 1)
	lbfgs := 4*15 + 2*6 + 2*6*15
	held := opt.Held(func(m opt.Memory) { h.Reserve(m, 0) })
	asks := opt.Size(func(m opt.Memory) { new(Hopping).Reserve(m, 5) })
	if want := int64(8 * (lbfgs + 10*5)); held != want || asks != want {
		t.Errorf("holds %d bytes, asks for %d, want %d", held, asks, want)
	}
}

func TestSystemGoesOnWithTheSameBits(t *testing.T) {
	c := Cluster{LennardJones}
	mass := []float64{1, 2, 1, 1}
	s, err := NewSystem(c, mass, NewHopping(c, 4, 0.8, 1).Best)
	if err != nil {
		t.Fatal(err)
	}
	s.ThermalVelocities(0.1, rng.New(3, "md/test"))
	bath, noise := Thermostat{KT: 0.1, Friction: 0.5, Seed: 1, Name: "md/test"}, make([]float64, 12)
	other := &System{Mass: mass}
	other.Reserve(opt.Heap{}, 4)
	for range 20 {
		s.Langevin(c, 0.005, &bath, noise)
	}
	restore(t, s, other)
	for range 20 {
		s.Langevin(c, 0.005, &bath, noise)
		other.Langevin(c, 0.005, &bath, noise)
	}
	if s.Energy() != other.Energy() || s.Pos[7] != other.Pos[7] || s.Step != other.Step {
		t.Errorf("%v and %v", s.Energy(), other.Energy())
	}
}

func TestModesFitTogether(t *testing.T) {
	m := &Modes{Pos: make([]float64, 6), Omega: []float64{1, 2}, Vector: make([]float64, 12)}
	got := new(Modes)
	restore(t, m, got)
	if len(got.Vector) != 12 || got.Omega[1] != 2 {
		t.Errorf("%+v", got)
	}
	m.Vector = m.Vector[:11]
	c := codec.NewEncoder(nil)
	m.State(c)
	d := codec.NewDecoder(c.Bytes())
	if new(Modes).State(d); d.Done() == nil {
		t.Error("a displacement is missing and nobody minds")
	}
}

// A diatomic molecule: D = 4.5 eV, a = 2.2/Å, r₀ = 0.97 Å, reduced mass that of OH.
var (
	morse = Cluster{Morse(4.5, 2.2, 0.97)}
	heavy = []float64{16 * Mass, 1 * Mass}
)

// Small swings of Morse's potential have ω = a·√(2D/μ).
func TestVibration(t *testing.T) {
	pos := []float64{0, 0, 0, 0.5, 0.6, 0.7}
	if _, err := Relax(morse, pos, 1e-10, 200); err != nil {
		t.Fatal(err)
	}
	m, err := NewModes(morse, heavy, pos, 1e-3)
	if err != nil || len(m.Omega) != 1 {
		t.Fatalf("%+v, %v", m, err)
	}
	want := 2.2 * math.Sqrt(2*4.5/(16.0/17*Mass))
	t.Logf("%.3f cm⁻¹", want*Wavenumber)
	// ½ħω is half a photon of ω: 8065.544 cm⁻¹ are an electronvolt.
	if w := m.Wavenumbers(); len(w) != 1 || math.Abs(m.ZeroPoint()*8065.544*2/w[0]-1) > 1e-6 {
		t.Errorf("%.6f eV at rest, %.3f cm⁻¹", m.ZeroPoint(), w)
	}
	if math.Abs(m.Omega[0]/want-1) > 2e-5 {
		t.Errorf("ω = %g, of the formula %g", m.Omega[0], want)
	}
	if _, err := NewModes(morse, heavy, []float64{0, 0, 0, 1.8, 0, 0}, 1e-3); err == nil {
		t.Error("past the inflection there are no modes")
	}
}

// Of normal modes, ½kT is in each: ⟨E⟩ is ½kT a mode, to second order.
func TestDrawsHaveTheTemperature(t *testing.T) {
	c := Cluster{LennardJones}
	h := NewHopping(c, 4, 0.8, 1)
	m, err := NewModes(c, []float64{1, 1, 1, 1}, h.Best, 1e-4)
	if err != nil || len(m.Omega) != 6 {
		t.Fatalf("%v, %v", m, err)
	}
	const kt, draws = 1e-4, 4000
	x, sum := make([]float64, 12), 0.0
	for i := range draws {
		m.Draw(x, kt, rng.New(3, "md/test", uint64(i)))
		e, _ := c.Energy(nil, x)
		sum += e - h.Lowest
	}
	got := sum / draws / (3 * kt) // of χ² with 6 degrees: standard error √(2/6/draws) = 0.9 %
	if math.Abs(got-1) > 0.04 {
		t.Errorf("%.4f of the energy that belongs to the temperature", got)
	}
	again := make([]float64, 12)
	if m.Draw(again, kt, rng.New(3, "md/test", draws-1)); again[5] != x[5] {
		t.Error("a draw depends on more than its number")
	}
}

// The energy of a trajectory swings with Δt², and does not drift.
func TestVerletKeepsEnergy(t *testing.T) {
	c := Cluster{LennardJones}
	start := NewHopping(c, 13, 0.8, 2).Best
	mass := make([]float64, 13)
	kernel.Fill(mass, 1)
	swing := func(dt float64) float64 {
		s, err := NewSystem(c, mass, start)
		if err != nil {
			t.Fatal(err)
		}
		s.ThermalVelocities(0.1, rng.New(7, "md/test"))
		before, worst := s.Energy(), 0.0
		for range int(20 / dt) {
			if err := s.Verlet(c, dt); err != nil {
				t.Fatal(err)
			}
			worst = math.Max(worst, math.Abs(s.Energy()-before))
		}
		return worst
	}
	wide, fine := swing(0.01), swing(0.0025)
	t.Logf("energy swings by %.2e and %.2e", wide, fine)
	if ratio := wide / fine; ratio < 10 || ratio > 24 || fine > 1e-3 {
		t.Errorf("a quarter of the step gives 1/%.1f of the swing", ratio)
	}
}

func TestVerletRunsBackwards(t *testing.T) {
	c := Cluster{LennardJones}
	start := NewHopping(c, 7, 0.8, 2).Best
	s, _ := NewSystem(c, []float64{1, 2, 1, 2, 1, 2, 1}, start)
	s.ThermalVelocities(0.1, rng.New(7, "md/test"))
	for range 500 {
		s.Verlet(c, 0.005)
	}
	kernel.Scale(s.Vel, -1, s.Vel)
	for range 500 {
		s.Verlet(c, 0.005)
	}
	for i, x := range start {
		if math.Abs(s.Pos[i]-x) > 1e-9 {
			t.Errorf("coordinate %d is off by %g", i, s.Pos[i]-x)
		}
	}
}

func TestThermalVelocitiesNeitherDriftNorRotate(t *testing.T) {
	for name, pos := range map[string][]float64{
		"bent":   {0, 0, 0, 1, 0, 0, 0, 1, 0.5},
		"linear": {0, 0, 0, 1, 1, 1, 2, 2, 2},
	} {
		s, err := NewSystem(Cluster{LennardJones}, []float64{3, 1, 2}, pos)
		if err != nil {
			t.Fatal(err)
		}
		s.ThermalVelocities(0.7, rng.New(1, "md/test"))
		centre := s.massMean(s.Pos)
		var p, l [3]float64
		for i, m := range s.Mass {
			v := [3]float64{s.Vel[3*i], s.Vel[3*i+1], s.Vel[3*i+2]}
			r := s.offset(i, &centre)
			for a, x := range cross(&r, &v) {
				p[a] += m * v[a]
				l[a] += m * x
			}
		}
		if kernel.MaxAbs(p[:])+kernel.MaxAbs(l[:]) > 1e-12 || s.Kinetic() == 0 {
			t.Errorf("%s: momentum %v, turning %v", name, p, l)
		}
	}
}

// springs hold every coordinate on its own: BAOAB samples positions of a harmonic
// potential exactly, whatever the step (Leimkuhler & Matthews 2013).
type springs struct{ k float64 }

func (s springs) Energy(force, pos []float64) (e float64, err error) {
	for i, x := range pos {
		e += s.k * x * x / 2
		force[i] = -s.k * x
	}
	return e, nil
}

func TestLangevinSamplesTheSpring(t *testing.T) {
	const kt, k, n = 0.7, 3.0, 64
	mass := make([]float64, n)
	kernel.Fill(mass, 1)
	draws := make([]float64, 3*n*200)
	b := Thermostat{KT: kt, Friction: 1, Seed: 4, Name: "md/test"}
	if err := Walk(draws, springs{k}, mass, make([]float64, 3*n), b, 0.8, 50, 10); err != nil {
		t.Fatal(err)
	}
	got := kernel.Dot(draws, draws) / float64(len(draws)) // k⟨x²⟩ = kT
	if math.Abs(got*k/kt-1) > 0.03 {
		t.Errorf("⟨x²⟩ = %.4f, of the law %.4f", got, kt/k)
	}
	b.Number = 1
	other := make([]float64, 3*n)
	Walk(other, springs{k}, mass, make([]float64, 3*n), b, 0.8, 50, 10)
	if other[0] == draws[0] {
		t.Error("two baths are one")
	}
}

// fails has no energy past a distance.
type fails struct{}

func (fails) Energy(force, pos []float64) (float64, error) {
	if pos[3] > 2.005 {
		return 0, errors.New("no field")
	}
	clear(force)
	return 0, nil
}

func TestTrajectoriesStop(t *testing.T) {
	apart := []float64{0, 0, 0, 1, 0, 0}
	mass := []float64{1, 1}
	run := func(p Potential, pos []float64, v, dt float64) error {
		s, err := NewSystem(p, mass, pos)
		if err != nil {
			return err
		}
		guard := NewBondGuard(pos, 1.5, 3)
		s.Vel[3] = v
		for range 2000 {
			if err := s.Verlet(p, dt); err != nil {
				return err
			}
			if err := guard.Check(s); err != nil {
				return err
			}
		}
		return nil
	}
	lj := Cluster{LennardJones}
	for _, c := range []struct {
		err  error
		step int
		want string
	}{
		{run(fails{}, apart, 1, 0.01), 101, "no field"},
		{run(lj, []float64{0, 0, 0, 1.12, 0, 0}, 5, 0.01), -1, "the bond of atoms 1 and 2 is 3."},
		{run(lj, []float64{0, 0, 0, 0, 0, 0}, 0, 0.01), 0, "not finite"},
		{run(lj, []float64{0, 0, 0, 1e-3, 0, 0}, 0, 0.01), 0, "not finite"},
		{run(lj, []float64{0, 0, 0, math.NaN(), 0, 0}, 0, 0.01), 0, "not finite"},
	} {
		var s *Stopped
		if !errors.As(c.err, &s) || c.step >= 0 && s.Step != c.step || !strings.Contains(s.Error(), c.want) {
			t.Errorf("%v", c.err)
		}
	}
}

func TestStepsAllocateLittle(t *testing.T) {
	c := Cluster{LennardJones}
	start := NewHopping(c, 13, 0.8, 2).Best
	mass := make([]float64, 13)
	kernel.Fill(mass, 1)
	s, _ := NewSystem(c, mass, start)
	if n := testing.AllocsPerRun(100, func() { s.Verlet(c, 0.001) }); n > 0 {
		t.Errorf("%g allocations in a step", n)
	}
}

// The same bits on every machine.
func TestBits(t *testing.T) {
	hash := fnv.New64a()
	add := func(x []float64) {
		for _, v := range x {
			var b [8]byte
			for i, u := 0, math.Float64bits(v); i < 8; i, u = i+1, u>>8 {
				b[i] = byte(u)
			}
			hash.Write(b[:])
		}
	}
	h := NewHopping(Cluster{LennardJones}, 13, 0.8, 3)
	for range 20 {
		h.Hop()
	}
	add(h.Pos)
	pos, box := Diamond(2, Lattice)
	silicon, _ := NewSilicon(box)
	mass := make([]float64, len(pos)/3)
	kernel.Fill(mass, SiliconMass*Mass)
	s, _ := NewSystem(silicon, mass, pos)
	s.ThermalVelocities(1000*Boltzmann, rng.New(1, "md/test"))
	bath := Thermostat{KT: 1000 * Boltzmann, Friction: 0.01, Seed: 5, Name: "md/test"}
	noise := make([]float64, len(pos))
	for range 20 {
		s.Verlet(silicon, 1)
		s.Langevin(silicon, 1, &bath, noise)
	}
	add(s.Pos)
	m, err := NewModes(morse, heavy, []float64{0, 0, 0, 0.97, 0, 0}, 1e-3)
	if err != nil {
		t.Fatal(err)
	}
	draw := make([]float64, 6)
	m.Draw(draw, 0.05, rng.New(1, "md/test"))
	add(draw)
	if got := hash.Sum64(); got != 0x40f1391d2f36e5e6 {
		t.Errorf("digest %#x", got)
	}
}

func BenchmarkLennardJones38(b *testing.B) {
	c := Cluster{LennardJones}
	h := NewHopping(c, 38, 0.8, 2)
	force := make([]float64, 3*38)
	for b.Loop() {
		c.Energy(force, h.Pos)
	}
}

func BenchmarkSilicon216(b *testing.B) {
	pos, box := Diamond(3, Lattice)
	s, _ := NewSilicon(box)
	force := make([]float64, len(pos))
	for b.Loop() {
		s.Energy(force, pos)
	}
}
