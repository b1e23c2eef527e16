package md

import (
	"errors"
	"math"
	"strings"
	"testing"

	"residual/core/kernel"
	"residual/core/rng"
)

// meanWithin is a mean and its standard error, from means of blocks.
func meanWithin(x []float64) (mean, err float64) {
	const blocks = 25
	size := len(x) / blocks
	sum2 := 0.0
	for b := range blocks {
		m := kernel.Sum(x[b*size:][:size]) / float64(size)
		mean += m / blocks
		sum2 += m * m / blocks
	}
	return mean, math.Sqrt((sum2 - mean*mean) / (blocks - 1))
}

// The mean of the kinetic temperature is that of the thermostat, whatever it
// heats, and without one that of the start, as long as the vibrations are small.
func TestThermometer(t *testing.T) {
	const kt, dt, steps = 1e-3, 0.01, 30000
	c := Cluster{LennardJones}
	for _, n := range []int{2, 3, 5, 13} {
		start := NewHopping(c, n, 0.8, 2).Best
		mass := make([]float64, n)
		kernel.Fill(mass, 1)
		for _, kind := range []string{"all", "internal", "off"} {
			s, err := NewSystem(c, mass, start)
			if err != nil {
				t.Fatal(err)
			}
			bath := Thermostat{KT: kt, Friction: 3, Seed: 3, Name: "md/test", Internal: kind == "internal"}
			free := bath.Freedom(n)
			s.ThermalVelocities(kt, rng.New(uint64(n), "md/test"))
			if kind == "off" {
				free = s.Freedom()
				s.RescaleTo(2*kt, free)
			}
			if s.Freedom() != InternalDOF(n) {
				t.Errorf("%d atoms: %d degrees of freedom, want %d", n, s.Freedom(), InternalDOF(n))
			}
			noise, heats := make([]float64, 3*n), make([]float64, 0, steps)
			for step := range steps + 2000 {
				if kind == "off" {
					err = s.Verlet(c, dt)
				} else {
					err = s.Langevin(c, dt, &bath, noise)
				}
				if err != nil {
					t.Fatal(err)
				}
				if step >= 2000 {
					heats = append(heats, s.KT(free))
				}
			}
			mean, sd := meanWithin(heats)
			t.Logf("%2d atoms, thermostat %8s, %2d degrees of freedom: kT %.4f ± %.4f of what is asked", n, kind, free, mean/kt, sd/kt)
			if math.Abs(mean-kt) > 4*sd+0.01*kt { // a hundredth for Δt² and for anharmonic bonds
				t.Errorf("%d atoms, %s: kT %g ± %g, want %g", n, kind, mean, sd, kt)
			}
			if kind != "all" {
				drift := s.massMean(s.Vel)
				if kernel.MaxAbs(drift[:]) > 1e-10 {
					t.Errorf("%d atoms, %s: they drift by %g", n, kind, drift)
				}
			}
		}
	}
}

func TestFreedom(t *testing.T) {
	for _, c := range []struct {
		pos  []float64
		want int
	}{
		{[]float64{1, 2, 3}, 0},
		{[]float64{0, 0, 0, 1, 1, 1}, 1},
		{[]float64{0, 0, 0, 1, 1, 1, 2, 2, 2}, 4},
		{[]float64{0, 0, 0, 1, 1, 1, 2, 2, 2.1}, 3},
	} {
		mass := make([]float64, len(c.pos)/3)
		kernel.Fill(mass, 2)
		s := &System{Mass: mass, Pos: c.pos, Vel: make([]float64, len(c.pos))}
		if got := s.Freedom(); got != c.want {
			t.Errorf("%v: %d, want %d", c.pos, got, c.want)
		}
	}
	if s := (&System{Mass: []float64{1}, Vel: make([]float64, 3)}); s.KT(0) != 0 {
		t.Error("one atom has a temperature")
	}
}

// Energy less heat is kept with a short step and not with a long one, with a
// thermostat and without.
func TestLongStepsAreNamed(t *testing.T) {
	pos := []float64{0, 0, 0, 0.97, 0, 0}
	m, err := NewModes(morse, heavy, pos, 1e-3)
	if err != nil {
		t.Fatal(err)
	}
	run := func(dt float64, thermostat bool) error {
		s, err := NewSystem(morse, heavy, pos)
		if err != nil {
			return err
		}
		s.ThermalVelocities(300*Boltzmann, rng.New(1, "md/test"))
		bath, noise := Thermostat{KT: 300 * Boltzmann, Friction: 0.01, Seed: 1, Name: "md/test", Internal: true}, make([]float64, 6)
		guard := EnergyGuard{Start: s.Energy(), Limit: 0.4, Unit: "eV"}
		for range 8000 {
			if thermostat {
				err = s.Langevin(morse, dt, &bath, noise)
			} else {
				err = s.Verlet(morse, dt)
			}
			if err == nil {
				err = guard.Check(s, bath.Heat)
			}
			if err != nil {
				return err
			}
		}
		if thermostat && bath.Heat == 0 {
			t.Error("no heat was taken up")
		}
		return nil
	}
	if limit := m.LongestStep(); limit < 2.5 || limit > 3.5 {
		t.Errorf("steps up to %g fs", limit)
	}
	for _, thermostat := range []bool{true, false} {
		for _, dt := range []float64{0.25, 0.5, 1} {
			if err := run(dt, thermostat); err != nil {
				t.Errorf("dt %g, thermostat %v: %v", dt, thermostat, err)
			}
		}
		for _, dt := range []float64{3.5, 5, 20} {
			var s *Stopped
			if err := run(dt, thermostat); !errors.As(err, &s) || s.Cause != StepLong || !strings.Contains(s.Reason, " eV, so") {
				t.Errorf("dt %g, thermostat %v: %v", dt, thermostat, err)
			} else {
				t.Log(err)
			}
		}
	}
}
