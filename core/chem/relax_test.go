package chem

import (
	"errors"
	"math"
	"testing"

	"residual/core/kernel"
	"residual/core/md"
	"residual/core/rng"
)

func metricOf(t *testing.T, m Molecule) (*Metric, []float64, []float64) {
	t.Helper()
	p, err := NewMetric(m.Z, Options{Charge: m.Charge})
	if err != nil {
		t.Fatal(err)
	}
	mass := Weights(m.Z)
	kernel.Scale(mass, md.Mass, mass)
	return p, mass, append([]float64(nil), m.Pos...)
}

// From a symmetric start, relaxation ends on a saddle; Minimum goes on. Energies
// of the minima: Hehre, Radom, Schleyer & Pople, Ab Initio Molecular Orbital
// Theory (1986).
func TestSymmetricStartsReachTheMinimum(t *testing.T) {
	const h = 0.8660254037844386
	for _, c := range []struct {
		name     string
		molecule Molecule
		energy   float64 // hartree
	}{
		{"linear water", Molecule{Z: []int{8, 1, 1}, Pos: []float64{0, 0, 0, 0, 0, 1, 0, 0, -1}}, -74.96590},
		{"flat ammonia", Molecule{Z: []int{7, 1, 1, 1}, Pos: []float64{0, 0, 0, 1, 0, 0, -0.5, h, 0, -0.5, -h, 0}}, -55.45542},
		{"flat methane", Molecule{Z: []int{6, 1, 1, 1, 1}, Pos: []float64{0, 0, 0, 1.1, 0, 0, -1.1, 0, 0, 0, 1.1, 0, 0, -1.1, 0}}, -39.72686},
		{"water", water, -74.96590},
	} {
		p, mass, pos := metricOf(t, c.molecule)
		m, e, err := md.Minimum(p, mass, pos, 1e-5, 400, 1e-3)
		if err != nil || math.Abs(e*ElectronVolt-c.energy) > 1e-5 || len(m.Omega) != md.InternalDOF(len(mass)) {
			t.Errorf("%s: %.6f, published %.5f; %v", c.name, e*ElectronVolt, c.energy, err)
		}
	}
}

// Four hydrogens in a square are two molecules that repel each other.
func TestSquareOfHydrogenComesApart(t *testing.T) {
	p, _, pos := metricOf(t, square)
	_, err := md.Relax(p, pos, 1e-5, 400)
	var a *md.Apart
	if !errors.As(err, &a) || a.Distance > 5 || kernel.MaxAbs(pos) > 5 {
		t.Errorf("%v, %.2f", err, pos)
	}
}

// With steps of 5 fs, longer than 2/ω of the stretching of a bond, the step is what
// is wrong, with a thermostat and without.
func TestLongStepsOfWater(t *testing.T) {
	for _, thermostat := range []bool{true, false} {
		p, mass, pos := metricOf(t, water)
		m, _, err := md.Minimum(p, mass, pos, 1e-5, 400, 1e-3)
		if err != nil || m.LongestStep() > 2.6 || m.LongestStep() < 2.2 {
			t.Fatal(err, m.LongestStep())
		}
		run := func(dt float64, steps int) error {
			s, err := md.NewSystem(p, mass, pos)
			if err != nil {
				t.Fatal(err)
			}
			s.ThermalVelocities(300*md.Boltzmann, rng.New(1, "chem/test"))
			bath, noise := md.Thermostat{KT: 300 * md.Boltzmann, Friction: 0.01, Seed: 1, Name: "chem/test", Internal: true}, make([]float64, 9)
			guard := md.EnergyGuard{Start: s.Energy(), Limit: 0.2 * 3}
			for range steps {
				if thermostat {
					err = s.Langevin(p, dt, &bath, noise)
				} else {
					err = s.Verlet(p, dt)
				}
				if err == nil {
					err = guard.Check(s, bath.Heat)
				}
				if err != nil {
					return err
				}
			}
			return nil
		}
		if err := run(0.5, 300); err != nil {
			t.Error(err)
		}
		var s *md.Stopped
		if err := run(5, 300); !errors.As(err, &s) || s.Cause != md.StepLong {
			t.Errorf("thermostat %v: %v", thermostat, err)
		}
	}
}
