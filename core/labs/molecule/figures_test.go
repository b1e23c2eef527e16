//go:build figures

package molecule

import (
	"fmt"
	"math"
	"testing"
	"time"
)

// TestFigureWater: errors on unseen geometries, and how long training takes.
func TestFigureWater(t *testing.T) {
	best := math.Inf(1)
	for rung := 1; rung <= 4; rung++ {
		r := begin(t, map[string]string{"controls": "off", "rung": fmt.Sprint(rung)})
		for r.phase < training {
			r.Step()
		}
		began := time.Now()
		for !r.Status().Final() {
			r.Step()
		}
		n := r.networks[equivariant]
		off := r.judge(n, &n.members[0], false)
		t.Logf("water, 200 geometries, rung %d: energy %.3f meV (promised < 1), forces %.2f meV/Å (promised < 5), three members in %.1f s (promised ≤ 60)",
			rung, 1e3*off.energy, 1e3*off.force, time.Since(began).Seconds())
		if off.energy < 1e-3 {
			best = math.Min(best, off.force)
		}
	}
	if !(best < 5e-3) {
		t.Errorf("the best rung has %v eV/Å", best)
	}
}

// TestFigureCurve: how many times fewer geometries.
func TestFigureCurve(t *testing.T) {
	r := begin(t, map[string]string{"task": "curve"})
	for !r.Status().Final() {
		r.Step()
	}
	for k := range kinds {
		t.Logf("%s: geometries %v, force errors %.2g eV/Å", kinds[k].name, r.curve.sizes, r.curve.off[k])
	}
	t.Logf("raw, held as taught: %.2g eV/Å", r.curve.still)
	for name, off := range map[string][]float64{"raw": r.curve.off[raw], "raw with turned copies": r.curve.off[turned], "raw, held as taught": r.curve.still} {
		times, bound := r.curve.fewer(off)
		t.Logf("equivariant needs %.1f times fewer geometries than %s (lower bound: %v; promised ≥ 5)", times, name, bound)
		if times < 5 && name != "raw, held as taught" {
			t.Errorf("%s: %v times", name, times)
		}
	}
}

// TestFigureSymmetry: 1000 motions of the trained network.
func TestFigureSymmetry(t *testing.T) {
	r := begin(t, map[string]string{"controls": "off"})
	for !r.Status().Final() {
		r.Step()
	}
	n := r.networks[equivariant]
	energy, force, slope := 0.0, 0.0, 0.0
	for i := range 1000 / motions {
		x, _ := r.data.at(i, r.coords())
		e, f := r.symmetry(n, &n.members[0], x)
		energy, force = math.Max(energy, e), math.Max(force, f)
		slope = math.Max(slope, r.slopeGap(n, &n.members[0], x))
	}
	t.Logf("1000 motions, trained: energy %.2g, forces %.2g (promised < 1e-12); forces against differences %.2g (promised < 1e-7)", energy, force, slope)
	if !(energy < 1e-12 && force < 1e-12 && slope < 1e-7) {
		t.Error("broken")
	}
}

// TestFigureNVE: 100 000 steps of 0.25 fs from 20 seeds of velocities.
func TestFigureNVE(t *testing.T) {
	r := begin(t, map[string]string{"controls": "off", "task": "dynamics", "steps": "100000", "doubt": "100"})
	worst := 0.0
	for seed := range 20 {
		for !r.Status().Final() {
			r.Step()
		}
		if !r.motion.finished {
			t.Errorf("seed %d: %v", seed, r.Status())
		}
		drift := 1e3 * r.motion.drift() / float64(r.atoms())
		worst = math.Max(worst, math.Abs(drift))
		t.Logf("seed %d: drift %.2g meV/atom, largest change %.2g meV/atom", seed, drift, 1e3*r.motion.reached/float64(r.atoms()))
		r.seed = uint64(seed + 2)
		r.status.State = 0
		r.startMotion()
	}
	t.Logf("NVE, 100 000 steps of 0.25 fs, 20 seeds: worst drift %.2g meV/atom (promised < 1)", worst)
	if !(worst < 1) {
		t.Error("drift")
	}
}
