package molecule

import (
	"errors"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"residual/core/lab"
	"residual/core/lab/labtest"
	"residual/core/md"
)

// small is a run that is soon over: three protons.
var small = map[string]string{"system": "trihydrogen", "geometries": "16", "rung": "1"}

func begin(t *testing.T, knobs ...map[string]string) (*lab.Run, *experiment) {
	t.Helper()
	return beginSeed(t, 1, knobs...)
}

func beginSeed(t *testing.T, seed uint64, knobs ...map[string]string) (*lab.Run, *experiment) {
	t.Helper()
	r, err := Lab.Start(settings(t, knobs...), seed)
	if err != nil {
		t.Fatal(err)
	}
	return r, r.Experiment().(*experiment)
}

// settings are the defaults with all these knobs, later ones over earlier.
func settings(t *testing.T, knobs ...map[string]string) lab.Settings {
	t.Helper()
	text := map[string]string{}
	for _, k := range knobs {
		maps.Copy(text, k)
	}
	s, err := Lab.Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func change(t *testing.T, r *lab.Run, knobs ...map[string]string) {
	t.Helper()
	if err := r.Change(settings(t, knobs...)); err != nil {
		t.Fatal(err)
	}
}

func finish(r *lab.Run) *lab.Run {
	for !r.Status().Final() {
		r.Step()
	}
	return r
}

// finishWell also holds that the run converges and passes its checks.
func finishWell(t *testing.T, r *lab.Run) {
	t.Helper()
	if finish(r).Status().State != lab.Converged {
		t.Fatal(r.Status())
	}
	for _, c := range r.Checks() {
		if !c.Pass {
			t.Errorf("%s: %v, not within %v of %v", c.Name, c.Measured, c.Tolerance, c.Truth)
		}
	}
}

func TestContract(t *testing.T) {
	labtest.Contract(t, &Lab, "system=argon", "atoms=3", "geometries=8", "rung=1", "task=dynamics", "controls=off", "temperature=10",
		"sampling=langevin", "doubt=100", "steps=400")
	labtest.Variant(t, &Lab, "system=trihydrogen", "geometries=8", "rung=1", "task=curve", "controls=off")
	labtest.Variant(t, &Lab, "system=argon", "atoms=20", "task=hop", "steps=100")
	labtest.Variant(t, &Lab, "system=argon", "atoms=11", "steps=200")
}

// TestWholeRun goes from a molecule to learning curves and dynamics, and back to
// the beginning of training with another rung, on the geometries there are.
func TestWholeRun(t *testing.T) {
	r, e := begin(t, small)
	finishWell(t, r)
	n := e.ensembles[equivariant]
	if mae := e.sample.judge(n, n.best(), false); !(mae.force < 0.5) {
		t.Errorf("forces are off by %v eV/Å", mae.force)
	}
	energies := slices.Clone(e.sample.e)
	for _, now := range []map[string]string{{"task": "curve"}, {"task": "dynamics", "steps": "300"}, {"rung": "2", "controls": "off"}} {
		change(t, r, small, map[string]string{"doubt": "100"}, now)
		finishWell(t, r)
	}
	if !slices.Equal(energies, e.sample.e) {
		t.Error("another rung has changed the geometries")
	}
}

// TestChecksAreOfTheBest: when another member becomes the best one after as many
// steps, what is checked is that one and not the one before.
func TestChecksAreOfTheBest(t *testing.T) {
	knobs := map[string]string{"controls": "off"}
	for seed := uint64(1); seed < 20; seed++ {
		r, e := beginSeed(t, seed, small, knobs)
		first := 0
		for e.member < 2 && !r.Status().Final() {
			if r.Step(); e.member == 1 && first == 0 {
				first = e.ensembles[equivariant].best().Steps
				r.Checks()
			}
		}
		if best := e.ensembles[equivariant].best(); best.number == 0 || best.Steps != first {
			continue
		}
		again, _ := beginSeed(t, seed, small, knobs)
		if err := again.Restore(r.Snapshot()); err != nil {
			t.Fatal(err)
		}
		if got, want := r.Checks(), again.Checks(); !slices.Equal(got, want) {
			t.Errorf("seed %d: %v, but anew %v", seed, got, want)
		}
		return
	}
	t.Error("the first member was the best with every seed")
}

// TestChangeWithoutMemory: a rung for which there is no memory is refused, and
// leaves everything as it was.
func TestChangeWithoutMemory(t *testing.T) {
	r, e := begin(t, small, map[string]string{"controls": "off"})
	for e.phase < training {
		r.Step()
	}
	r.Step()
	tight := map[string]string{"controls": "off", "memory": lab.Bytes(r.Memory().Planned)}
	if tight["memory"] = strings.NewReplacer("\u00a0", "", "\u202f", "").Replace(tight["memory"]); r.Memory().Planned < 1e6 {
		tight["memory"] = "1MB"
	}
	r, e = begin(t, small, tight)
	for range 40 {
		r.Step()
	}
	before, memory := r.Digest(), r.Memory()
	var wrong *lab.KnobError
	if err := r.Change(settings(t, small, tight, map[string]string{"rung": "4", "controls": "on"})); !errors.As(err, &wrong) || wrong.Knob != "memory" {
		t.Errorf("changed: %v", err)
	}
	if r.Digest() != before || r.Memory() != memory || e.plans.rung != 1 {
		t.Error("a change that was refused has left its mark")
	}
	finishWell(t, r)
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
		r, e := begin(t, knobs)
		for !r.Status().Final() {
			r.Step()
			if e.phase == sampling || e.phase == training {
				t.Fatalf("%s: something is trained", name)
			}
		}
		finishWell(t, r)
	}
}

// TestTemperatureOfACrystal: in a bath the kinetic temperature is on average that
// of the bath.
func TestTemperatureOfACrystal(t *testing.T) {
	r, e := begin(t, map[string]string{"system": "silicon", "temperature": "600", "bath": "on", "dt": "2", "steps": "3000"})
	sum, n := 0.0, 0
	for !r.Status().Final() {
		r.Step()
		if s := &e.motion.system; s.Step > 500 {
			sum, n = sum+s.KT(e.coords())/md.Boltzmann, n+1
		}
	}
	if mean := sum / float64(n); math.Abs(mean-600) > 40 {
		t.Errorf("%.0f K", mean)
	}
}

// TestHoppingIsForArgon: nothing else hops, whatever came before.
func TestHoppingIsForArgon(t *testing.T) {
	s := settings(t, map[string]string{"task": "hop"})
	var wrong *lab.KnobError
	if _, err := Lab.Start(s, 1); !errors.As(err, &wrong) || wrong.Knob != "task" {
		t.Errorf("started: %v", err)
	}
	r, e := begin(t, small)
	if err := r.Change(s); !errors.As(err, &wrong) || e.plans.task != train {
		t.Errorf("changed to %d: %v", e.plans.task, err)
	}
}

// TestSnapshotsOfWhatCannotBe: nobody trains a crystal, or has it hop, by way of
// a snapshot.
func TestSnapshotsOfWhatCannotBe(t *testing.T) {
	crystal := map[string]string{"system": "silicon"}
	r, _ := begin(t, crystal)
	for p := range phase(phaseCount) {
		other, e := begin(t, crystal)
		e.phase = p
		err := r.Restore(other.Snapshot())
		if possible := p == relaxing; (err == nil) != possible {
			t.Errorf("phase %d: %v", p, err)
		}
	}
}

// TestFromReferenceToLearnt: a run that moved on its reference is trained when
// the atoms are to move on what was learnt.
func TestFromReferenceToLearnt(t *testing.T) {
	knobs := map[string]string{"task": "dynamics", "potential": "reference", "steps": "100", "doubt": "100", "controls": "off"}
	r, e := begin(t, small, knobs)
	before := finish(r).Steps()
	for _, potential := range []string{"learnt", "reference"} {
		change(t, r, small, knobs, map[string]string{"potential": potential})
		if finish(r).Status().State != lab.Converged || !e.motion.finished || e.motion.system.Step != 100 {
			t.Errorf("%s: %v after %d steps", potential, r.Status(), e.motion.system.Step)
		}
	}
	if !e.ensembles[equivariant].ready() || r.Steps() < before+trainingSteps {
		t.Error("nothing was trained")
	}
}

// TestBadMolecules: what is wrong with a file is said, and nothing starts.
func TestBadMolecules(t *testing.T) {
	for _, c := range []struct{ file, says string }{
		{"2\n\nXx 0 0 0\nH 0 0 1\n", "Xx"},
		{"2\n\nH 0 0 0\nH 0 0 0\n", "same place"},
		{"2\n\nH 0 0 NaN\nH 0 0 0\n", "NaN"},
		{"2\n\nAr 0 0 0\nAr 0 0 4\n", "Ar"},
		{"1\n\nHe 0 0 0\n", "takes 2 to 10"},
		{"12\n\n" + strings.Repeat("", 1), "ends"},
		{"nonsense", "begins"},
		{"3\nmultiplicity=3\nH 0 0 0\nH 0 0 1\nH 0 1 0\n", "cannot have the multiplicity 3"},
		{"2\nmultiplicity=2\nH 0 0 0\nH 0 0 0.74\n", "cannot have the multiplicity 2"},
	} {
		_, err := Lab.Start(settings(t, map[string]string{"xyz": c.file}), 1)
		var wrong *lab.KnobError
		if !errors.As(err, &wrong) || wrong.Knob != "xyz" || !strings.Contains(wrong.Reason, c.says) {
			t.Errorf("%q: %v", c.file, err)
		}
	}
}

// A cluster of argon is kept so cold that it stays one.
func TestArgonIsKeptCold(t *testing.T) {
	s := settings(t, map[string]string{"system": "argon", "temperature": "300"})
	if sp, err := read(s, 1); err != nil || sp.temperature != argonHottest {
		t.Errorf("%v K, %v", sp.temperature, err)
	}
}

// TestDoubtStops: a trajectory that is thrown out of what was learnt ends, with
// the ensemble's word for it; one that blows up with its step.
func TestDoubtStops(t *testing.T) {
	own := map[string]string{"task": "dynamics", "controls": "off", "doubt": "0.01", "temperature": "2000", "steps": "2000"}
	r, _ := begin(t, small, own)
	if s := finish(r).Status(); s.State != lab.Stopped || !strings.Contains(s.Reason, "ensemble") {
		t.Errorf("%v", s)
	}
	r, _ = begin(t, small, own, map[string]string{"doubt": "100", "dt": "20", "temperature": "500"})
	if s := finish(r).Status(); s.State != lab.Stopped || !strings.Contains(s.Reason, "stopped at step") {
		t.Errorf("%v", s)
	}
}

// TestUntrainedMembers: a member that did not train is trained anew, which is said;
// where all tries fail it has no voice in the doubt.
func TestUntrainedMembers(t *testing.T) {
	r, e := begin(t, small, map[string]string{"controls": "off"})
	for e.member < 2 {
		r.Step()
	}
	n := e.ensembles[equivariant]
	n.members[1].Loss = 1e9
	finish(r)
	if n.again != 1 || n.failures() != 0 || n.count != 3 {
		t.Errorf("%d tries, %d failures of %d", n.again, n.failures(), n.count)
	}
	if got := readout(r, "members trained anew"); !strings.HasPrefix(got, "1,") {
		t.Errorf("%q", got)
	}
	x, _ := e.sample.at(0)
	before := n.disagreement(x)
	bad := &n.members[2]
	bad.Loss, n.again = 1e9, mostAgain
	for i := range bad.Theta {
		bad.Theta[i] *= 3
	}
	with := n.disagreement(x)
	bad.Loss = 0
	if voice := n.disagreement(x); !(with <= before) || !(voice > 2*before) {
		t.Errorf("doubt %v, with a voice left out %v, with it %v", before, with, voice)
	}
}
