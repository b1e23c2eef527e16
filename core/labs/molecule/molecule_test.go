package molecule

import (
	"errors"
	"maps"
	"math"
	"math/rand/v2"
	"strings"
	"testing"

	"residual/core/lab"
	"residual/core/md"
)

// small is a run that is soon over: three protons.
var small = map[string]string{"system": "trihydrogen", "geometries": "16", "rung": "1"}

func begin(t *testing.T, knobs ...map[string]string) *run {
	t.Helper()
	return beginSeed(t, 1, knobs...)
}

func beginSeed(t *testing.T, seed uint64, knobs ...map[string]string) *run {
	t.Helper()
	text := map[string]string{}
	for _, k := range knobs {
		for name, v := range k {
			text[name] = v
		}
	}
	s, err := Lab.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Lab.Start(s, seed)
	if err != nil {
		t.Fatal(err)
	}
	return r.(*run)
}

func finishRun(t *testing.T, r *run) {
	t.Helper()
	for !r.Status().Final() {
		r.Step()
	}
	if r.Status().State != lab.Converged {
		t.Fatal(r.Status())
	}
	var f lab.Frame
	r.Frame(&f)
	for _, c := range r.Checks() {
		if !c.Pass {
			t.Errorf("%s: %v, not within %v of %v", c.Name, c.Measured, c.Tolerance, c.Truth)
		}
	}
	if m := r.Memory(); m.Peak > m.Planned || float64(m.Peak) < 0.9*float64(m.Planned) {
		t.Errorf("%+v", m)
	}
}

// TestWholeRun goes from a molecule to learning curves and dynamics, and back to
// the beginning of training with another rung, on the geometries there are.
func TestWholeRun(t *testing.T) {
	r := begin(t, small)
	finishRun(t, r)
	n := r.networks[equivariant]
	if off := r.judge(n, &n.members[0], false); !(off.force < 0.5) {
		t.Errorf("forces are off by %v eV/Å", off.force)
	}
	reference := append([]float64(nil), r.data.e...)
	for _, now := range []map[string]string{{"task": "curve"}, {"task": "dynamics", "steps": "300"}, {"rung": "2", "controls": "off"}} {
		text := map[string]string{"doubt": "100"}
		for _, m := range []map[string]string{small, now} {
			for k, v := range m {
				text[k] = v
			}
		}
		s, err := Lab.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Change(s); err != nil {
			t.Fatal(err)
		}
		finishRun(t, r)
	}
	for i, e := range reference {
		if r.data.e[i] != e {
			t.Fatal("another rung has changed the geometries")
		}
	}
}

// TestWithoutNetworks: what moves on its reference, or looks for its lowest
// energy, does so at once and keeps what it promises.
func TestWithoutNetworks(t *testing.T) {
	for name, knobs := range map[string]map[string]string{
		"water":   {"task": "dynamics", "potential": "reference", "steps": "100", "temperature": "300"},
		"bath":    {"task": "dynamics", "potential": "reference", "bath": "on", "system": "trihydrogen", "steps": "100"},
		"silicon": {"system": "silicon", "steps": "1000", "temperature": "300", "dt": "1"},
		"argon":   {"system": "argon", "atoms": "13", "task": "hop"},
		"cluster": {"system": "argon", "atoms": "20", "steps": "200"},
	} {
		r := begin(t, knobs)
		for !r.Status().Final() {
			r.Step()
			if r.phase == sampling || r.phase == training {
				t.Fatalf("%s: something is taught", name)
			}
		}
		var f lab.Frame
		r.Frame(&f)
		if r.Status().State != lab.Converged {
			t.Errorf("%s: %v", name, r.Status())
		}
		for _, c := range r.Checks() {
			t.Logf("%s: %s %v", name, c.Name, c.Measured)
			if !c.Pass {
				t.Errorf("%s: %s is %v", name, c.Name, c.Measured)
			}
		}
		if m := r.Memory(); m.Peak > m.Planned {
			t.Errorf("%s: %+v", name, m)
		}
	}
}

// TestTemperatureOfACrystal: in a bath the kinetic temperature is on average that
// of the bath.
func TestTemperatureOfACrystal(t *testing.T) {
	r := begin(t, map[string]string{"system": "silicon", "temperature": "600", "bath": "on", "dt": "2", "steps": "3000"})
	sum, n := 0.0, 0
	for !r.Status().Final() {
		r.Step()
		if s := &r.motion.system; s.Step > 500 {
			sum, n = sum+s.KT(r.coords())/md.Boltzmann, n+1
		}
	}
	if mean := sum / float64(n); math.Abs(mean-600) > 40 {
		t.Errorf("%.0f K", mean)
	}
}

// TestHoppingIsForArgon: nothing else hops, whatever came before.
func TestHoppingIsForArgon(t *testing.T) {
	s, err := Lab.Parse(map[string]string{"task": "hop"})
	if err != nil {
		t.Fatal(err)
	}
	var wrong *lab.KnobError
	if _, err := Lab.Start(s, 1); !errors.As(err, &wrong) || wrong.Knob != "task" {
		t.Errorf("started: %v", err)
	}
	r := begin(t, small)
	if err := r.Change(s); !errors.As(err, &wrong) || r.plans.task != "train" {
		t.Errorf("changed to %s: %v", r.plans.task, err)
	}
}

// TestSnapshotsOfWhatCannotBe: nobody teaches a crystal, or has it hop, by way of
// a snapshot.
func TestSnapshotsOfWhatCannotBe(t *testing.T) {
	r := begin(t, map[string]string{"system": "silicon"})
	for _, p := range []plans{{task: "train"}, {task: "dynamics"}, {task: "hop"}} {
		other := begin(t, map[string]string{"system": "silicon"})
		p.rung = 2
		other.plans = p
		if err := r.Restore(other.Snapshot()); !errors.Is(err, lab.ErrSnapshot) {
			t.Errorf("%s: %v", p.task, err)
		}
	}
	if err := r.Restore(begin(t, map[string]string{"system": "silicon"}).Snapshot()); err != nil {
		t.Error(err)
	}
}

// TestFromReferenceToLearnt: a run that moved on its reference is taught when the
// atoms are to move on what was learnt.
func TestFromReferenceToLearnt(t *testing.T) {
	knobs := map[string]string{"task": "dynamics", "potential": "reference", "steps": "100", "doubt": "100", "controls": "off"}
	r := begin(t, small, knobs)
	finishRunning(r)
	before := r.steps
	for _, potential := range []string{"learnt", "reference"} {
		text := maps.Clone(small)
		maps.Copy(text, knobs)
		text["potential"] = potential
		s, err := Lab.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		if err := r.Change(s); err != nil {
			t.Fatal(err)
		}
		finishRunning(r)
		if m := &r.motion; r.Status().State != lab.Converged || !m.finished || m.system.Step != 100 {
			t.Errorf("%s: %v after %d steps", potential, r.Status(), m.system.Step)
		}
	}
	if !r.networks[equivariant].ready() || r.steps < before+lessons {
		t.Error("nothing was taught")
	}
}

func finishRunning(r *run) {
	for !r.Status().Final() {
		r.Step()
	}
}

// TestRestoredAnywhere: in every phase a snapshot goes on with the same bits.
func TestRestoredAnywhere(t *testing.T) {
	for _, knobs := range []map[string]string{
		{"task": "curve", "sampling": "langevin", "system": "argon", "temperature": "10", "geometries": "8"},
		{"system": "argon", "atoms": "12", "task": "hop"},
		{"system": "silicon", "steps": "500"},
	} {
		restoredAnywhere(t, knobs)
	}
}

func restoredAnywhere(t *testing.T, own map[string]string) {
	knobs := maps.Clone(small)
	maps.Copy(knobs, own)
	r := begin(t, knobs)
	seen := map[int]bool{}
	for !r.Status().Final() {
		r.Step()
		if seen[r.phase] || r.steps%7 != 0 {
			continue
		}
		seen[r.phase] = true
		again := begin(t, knobs)
		if err := again.Restore(r.Snapshot()); err != nil {
			t.Fatalf("phase %d: %v", r.phase, err)
		}
		for range 5 {
			r.Step()
			again.Step()
		}
		if lab.Digest(r) != lab.Digest(again) {
			t.Fatalf("phase %d goes another way", r.phase)
		}
	}
}

// TestBadMolecules: what is wrong with a file is said, and nothing starts.
func TestBadMolecules(t *testing.T) {
	for _, c := range []struct{ file, says string }{
		{"3\nodd\nH 0 0 0\nH 0 0 1\nH 0 1 0\n", "electron"},
		{"2\n\nXx 0 0 0\nH 0 0 1\n", "Xx"},
		{"2\n\nH 0 0 0\nH 0 0 0\n", "same place"},
		{"2\n\nH 0 0 NaN\nH 0 0 0\n", "NaN"},
		{"2\n\nAr 0 0 0\nAr 0 0 4\n", "Ar"},
		{"1\n\nHe 0 0 0\n", "atoms"},
		{"12\n\n" + strings.Repeat("", 1), "ends"},
		{"nonsense", "begins"},
	} {
		s, err := Lab.Parse(map[string]string{"xyz": c.file})
		if err != nil {
			t.Fatal(err)
		}
		_, err = Lab.Start(s, 1)
		var wrong *lab.KnobError
		if !errors.As(err, &wrong) || wrong.Knob != "xyz" || !strings.Contains(wrong.Reason, c.says) {
			t.Errorf("%q: %v", c.file, err)
		}
	}
}

// A cluster of argon is kept so cold that it stays one.
func TestArgonIsKeptCold(t *testing.T) {
	s, _ := Lab.Parse(map[string]string{"system": "argon", "temperature": "300"})
	if sp, err := read(s, 1); err != nil || sp.temperature != argonHottest {
		t.Errorf("%v K, %v", sp.temperature, err)
	}
}

// TestDoubtStops: a trajectory that is thrown out of what was learnt ends, with
// the ensemble's word for it; one that blows up with its step.
func TestDoubtStops(t *testing.T) {
	r := begin(t, small, map[string]string{"task": "dynamics", "controls": "off", "doubt": "0.01", "temperature": "2000", "steps": "2000"})
	for !r.Status().Final() {
		r.Step()
	}
	if s := r.Status(); s.State != lab.Stopped || !strings.Contains(s.Reason, "ensemble") {
		t.Errorf("%v", s)
	}
	r = begin(t, small, map[string]string{"task": "dynamics", "controls": "off", "doubt": "100", "dt": "20", "temperature": "500", "steps": "2000"})
	for !r.Status().Final() {
		r.Step()
	}
	if s := r.Status(); s.State != lab.Stopped || !strings.Contains(s.Reason, "stopped at step") {
		t.Errorf("%v", s)
	}
}

// TestTurn: the matrix is orthogonal, of determinant 1, and one turn after
// another is the product.
func TestTurn(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 1))
	for range 20 {
		p, q := randomTurn(rng), randomTurn(rng)
		x := []float64{1, 2, 3, -1, 0.5, 2}
		y, z := make([]float64, 6), make([]float64, 6)
		p.apply(y, x)
		q.apply(y, y)
		q.after(p).apply(z, x)
		for i := range y {
			if math.Abs(y[i]-z[i]) > 1e-14 {
				t.Fatalf("%v and %v", y, z)
			}
		}
		if math.Abs(dot(x[:3], x[3:])-dot(y[:3], y[3:])) > 1e-13 {
			t.Error("angles change")
		}
	}
}

// TestDirections: orthonormal, free of drift and turning, and as many as there
// are.
func TestDirections(t *testing.T) {
	x := preset("water", 0).start
	v := directions(x, 99, true, rand.New(rand.NewPCG(2, 2)))
	if len(v) != free(3) {
		t.Fatalf("%d directions", len(v))
	}
	all := orthonormal(nil)
	all.rigid(x)
	all = append(all, v...)
	for i := range all {
		for j := range all {
			want := 0.0
			if i == j {
				want = 1
			}
			if math.Abs(dot(all[i], all[j])-want) > 1e-12 {
				t.Errorf("⟨%d, %d⟩ = %v", i, j, dot(all[i], all[j]))
			}
		}
	}
	if n := len(directions([]float64{0, 0, 0, 0, 0, 1}, 99, true, rand.New(rand.NewPCG(2, 3)))); n != 1 {
		t.Errorf("two atoms have %d", n)
	}
}
