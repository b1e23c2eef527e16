//go:build figures

package molecule

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"residual/core/kernel"
	"residual/core/plan"
	"residual/core/rng"
)

// TestFigureWater: errors on unseen geometries by every rung, and how long
// training takes. The settings were found with seed 1; the seeds after it are for
// judging them, and nothing was ever changed to please these.
func TestFigureWater(t *testing.T) {
	for rung := 1; rung <= 4; rung++ {
		err := testWater(t, rung, 1)
		if rung == 2 && !err.kept() {
			t.Errorf("rung %d", rung)
		}
	}
	var worst mae
	for seed := uint64(11); seed <= 20; seed++ {
		err := testWater(t, 2, seed)
		worst.energy, worst.force = math.Max(worst.energy, err.energy), math.Max(worst.force, err.force)
	}
	t.Logf("the worst of ten seeds that were not looked at: energy %.3f meV, forces %.2f meV/Å", 1e3*worst.energy, 1e3*worst.force)
	if !worst.kept() {
		t.Error("a seed fails")
	}
}

// kept tells whether errors are as small as was promised.
func (m mae) kept() bool { return m.energy < 1e-3 && m.force < 5e-3 }

func testWater(t *testing.T, rung int, seed uint64) mae {
	r, e := beginSeed(t, seed, map[string]string{"controls": "off", "rung": fmt.Sprint(rung)})
	for e.phase < training {
		r.Step()
	}
	began := time.Now()
	finish(r)
	n := e.ensembles[equivariant]
	err := e.sample.judge(n, n.best(), false)
	t.Logf("water, 200 geometries, rung %d, seed %d: energy %.3f meV (promised < 1), forces %.2f meV/Å (promised < 5), three members in %.1f s (promised ≤ 60)",
		rung, seed, 1e3*err.energy, 1e3*err.force, time.Since(began).Seconds())
	return err
}

// TestFigureCurve: how many times fewer geometries.
func TestFigureCurve(t *testing.T) {
	r, e := begin(t, map[string]string{"task": "curve"})
	finish(r)
	for k := range kinds {
		t.Logf("%s: geometries %v, force errors %.2g eV/Å", kinds[k].name, e.curve.sizes, e.curve.mae[k])
	}
	t.Logf("raw, held as taught: %.2g eV/Å", e.curve.aligned)
	for name, off := range map[string][]float64{"raw": e.curve.mae[raw], "raw with turned copies": e.curve.mae[augmented], "raw, held as taught": e.curve.aligned} {
		times, bound := e.curve.fewer(off)
		t.Logf("equivariant needs %.1f times fewer geometries than %s (lower bound: %v; promised ≥ 5)", times, name, bound)
		if times < 5 && name != "raw, held as taught" {
			t.Errorf("%s: %v times", name, times)
		}
	}
}

// TestFigureSymmetry: 1000 motions of every rung, untrained and trained, in
// float64 and in float32: 200 geometries, 5 times each, turned, half of the time
// mirrored, half with two equal atoms exchanged, all shifted by up to 1 Å.
func TestFigureSymmetry(t *testing.T) {
	for rung := 1; rung <= 4; rung++ {
		r, e := begin(t, map[string]string{"controls": "off", "rung": fmt.Sprint(rung)})
		for e.phase < training {
			r.Step()
		}
		n := e.ensembles[equivariant]
		e.begin(&e.sample, n.best(), equivariant, 0, e.geometries)
		testSymmetry(t, e, "untrained", n.best())
		finish(r)
		testSymmetry(t, e, "trained", n.best())
	}
}

// testSymmetry judges float64 by the strict measure of the lab's checks: the
// energy by the spread of those taught, forces by the largest at the geometry that
// is moved. Near the minimum that is little, and a bond of 50 eV/Å² shows in the
// forces that positions of 1 Å have seven digits. So float32 is judged by the
// largest energy, counted from the mean of those taught, and the largest force of
// all geometries that are moved; what the strict measure says is reported.
func testSymmetry(t *testing.T, r *experiment, state string, m *member) {
	n := r.ensembles[equivariant]
	wide, narrow, far := newGauge(), newGauge(), newGauge()
	slope := 0.0
	here, away := inFloat32(r, m, 0), inFloat32(r, m, 100)
	for i := range unseen {
		x, _ := r.sample.at(i)
		wide.take(r, n.centred(m), m.scale, x)
		narrow.take(r, here, m.scale, x)
		far.take(r, away, m.scale, x)
		slope = math.Max(slope, n.slopeGap(m, x))
	}
	t.Logf("rung %d, %s, float64: energy %.2g, forces %.2g, strictly (promised < 1e-12); forces against differences %.2g eV/Å (promised < 1e-7)",
		r.plans.rung, state, wide.strictEnergy, wide.strictForce, slope)
	t.Logf("rung %d, %s, float32: energy %.2g, forces %.2g (promised < 1e-5); strictly %.2g and %.2g; 100 Å from the origin %.2g and %.2g",
		r.plans.rung, state, narrow.energy/narrow.highest, narrow.force/narrow.strongest, narrow.strictEnergy, narrow.strictForce,
		far.energy/far.highest, far.force/far.strongest)
	if !(math.Max(wide.strictEnergy, wide.strictForce) < 1e-12 && slope < 1e-7) ||
		!(narrow.energy < 1e-5*narrow.highest && narrow.force < 1e-5*narrow.strongest) {
		t.Error("broken")
	}
}

// A gauge holds the largest changes under motions, the largest energy and force,
// and the largest changes by the strict measure.
type gauge struct {
	rng                                                          *rand.Rand
	energy, force, highest, strongest, strictEnergy, strictForce float64
}

func newGauge() gauge { return gauge{rng: rng.New(1, "molecule/symmetry")} }

func (g *gauge) take(r *experiment, answer func(x []float64) (float64, []float64), spread float64, x []float64) {
	e0, f0 := answer(x)
	e, f := r.symmetry(answer, x, 1000/unseen, g.rng)
	largest := kernel.MaxAbs(f0)
	g.energy, g.force = math.Max(g.energy, e), math.Max(g.force, f)
	g.highest, g.strongest = math.Max(g.highest, math.Abs(e0)), math.Max(g.strongest, largest)
	g.strictEnergy, g.strictForce = math.Max(g.strictEnergy, e/spread), math.Max(g.strictForce, f/largest)
}

// inFloat32 is what a member answers if everything is computed in float32, from
// positions that are shifted by away along each axis and rounded to it.
func inFloat32(r *experiment, m *member, away float64) func(x []float64) (float64, []float64) {
	n := r.ensembles[equivariant]
	machine := plan.NewMachine[float32](n.machine.Plan)
	for i, v := range m.Theta {
		machine.Params()[i] = float32(v)
	}
	return func(x []float64) (float64, []float64) {
		for i, v := range x {
			machine.Value(n.x)[i] = float32(v + away)
		}
		machine.RunRows(1)
		f := make([]float64, len(x))
		for i := range f {
			f[i] = m.scale * float64(machine.Value(n.f)[i])
		}
		return m.scale * float64(machine.Value(n.e)[0]), f
	}
}

// TestFigureNVE: 100 000 steps of 0.25 fs from 20 seeds of velocities.
func TestFigureNVE(t *testing.T) {
	r, e := begin(t, map[string]string{"controls": "off", "task": "dynamics", "steps": "100000", "doubt": "100"})
	worst := 0.0
	for seed := range 20 {
		finish(r)
		if !e.motion.finished {
			t.Errorf("seed %d: %v", seed, r.Status())
		}
		drift := 1e3 * e.motion.drift() / float64(e.atoms())
		worst = math.Max(worst, math.Abs(drift))
		t.Logf("seed %d: drift %.2g meV/atom, largest change %.2g meV/atom", seed, drift, 1e3*e.motion.largest/float64(e.atoms()))
		e.seed = uint64(seed + 2)
		e.Reopen()
		e.startMotion()
	}
	t.Logf("NVE, 100 000 steps of 0.25 fs, 20 seeds: worst drift %.2g meV/atom (promised < 1)", worst)
	if !(worst < 1) {
		t.Error("drift")
	}
}
