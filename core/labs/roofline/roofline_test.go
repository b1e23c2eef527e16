package roofline

import (
	"slices"
	"strings"
	"testing"

	"residual/core/lab"
	"residual/core/lab/labtest"
	"residual/core/labs/heat"
)

// begin starts the lab beside heat, with a clock that gains a hundredth of a
// second whenever it is read.
func begin(t *testing.T, knobs map[string]string) *lab.Run {
	t.Helper()
	all := WithOthers([]lab.Lab{heat.Lab})
	l := &all[1]
	settings, err := l.Parse(knobs)
	if err != nil {
		t.Fatal(err)
	}
	run, err := l.Start(settings, 1)
	if err != nil {
		t.Fatal(err)
	}
	seconds := 0.0
	run.Attach(func() float64 { seconds += 0.01; return seconds }, false)
	return run
}

func finish(run *lab.Run) {
	for !run.Status().Final() {
		run.Step()
	}
}

func readout(f *lab.Frame, name string) string {
	i := slices.IndexFunc(f.Readouts, func(r lab.Readout) bool { return r.Name == name })
	if i < 0 {
		return ""
	}
	return f.Readouts[i].Value
}

// A survey beside a lab whose steps are counted and one whose steps are not, a
// small sweep and a short training keep the contract, spoilt snapshots or not.
func TestContract(t *testing.T) {
	all := WithOthers([]lab.Lab{heat.Lab, labtest.Decay})
	labtest.Contract(t, &all[2], "memory=8MB")
	small := all[2]
	small.New = func(s lab.Settings, _ uint64) (lab.Experiment, error) {
		m, err := newSweep(s)
		return m.(*sweep).keep(func(c *configuration) bool { return c.size <= 256 }), err
	}
	labtest.Variant(t, &small, "show=memory", "depth=10")
	small.New = func(s lab.Settings, seed uint64) (lab.Experiment, error) { return newTraining(s, seed, 4) }
	labtest.Variant(t, &small, "show=train", "points=1024")
}

// Everything gets its place, among it the steps of the lab beside.
func TestSurveyPlacesEverything(t *testing.T) {
	run := begin(t, map[string]string{"memory": "8MB"})
	finish(run)
	var f lab.Frame
	run.Frame(&f)
	if run.Status().State != lab.Converged || len(run.Checks()) != 7 {
		t.Errorf("%v, %d checks", run.Status(), len(run.Checks()))
	}
	m := run.Experiment().(*survey)
	if want := len(m.kernels) + 1; len(m.measured()) != want {
		t.Errorf("%d are placed, want %d", len(m.measured()), want)
	}
	for _, name := range []string{"heat step", "product A·B, float32", "jet tanh adjoint, float64"} {
		if !strings.Contains(readout(&f, name), "GFLOP/s") {
			t.Errorf("%s: %q", name, readout(&f, name))
		}
	}
	for _, c := range run.Checks()[:4] {
		if !c.Pass {
			t.Errorf("%+v", c)
		}
	}
}

// Press on a point and the summary speaks of it.
func TestAskingForAPoint(t *testing.T) {
	run := begin(t, map[string]string{"memory": "8MB"})
	finish(run)
	m := run.Experiment().(*survey)
	p := m.measured()[3]
	if err := run.Act(lab.Action{Panel: stage, Kind: lab.Press, X: p.intensity(), Y: p.rate() / 1e9}); err != nil {
		t.Fatal(err)
	}
	var f lab.Frame
	if run.Frame(&f); !strings.HasPrefix(f.Summary, m.selected) || m.selected == "" {
		t.Errorf("%q does not speak of %s", f.Summary, p.name)
	}
}

// A probe is repeated until the clock can tell, and its rate is what it does.
func TestProbe(t *testing.T) {
	clock, runs := 0.0, 0
	p := &probe{flops: 100, bytes: 50, run: func() { clock += 1e-5; runs++ }}
	for range 5 {
		p.measure(func() float64 { return clock })
	}
	if r := p.rate(); r < 0.99e7 || r > 1.01e7 || float64(p.repetitions)*1e-5 < least {
		t.Errorf("%v operations a second in %d repetitions, want 1e7", r, p.repetitions)
	}
}

// The roof is the lower of its two limits, and knows which one that is.
func TestRoof(t *testing.T) {
	timed := func(p *probe, seconds float64) *probe { p.times = []float64{seconds}; return p }
	r := &roof{}
	for range 4 {
		r.peaks = append(r.peaks, timed(&probe{flops: 100}, 1))
	}
	for bytes, flow := range map[float64]float64{1000: 40, 1e6: 10} {
		r.sets = append(r.sets, workingSet{bytes, [...]*probe{timed(&probe{bytes: flow}, 1), timed(&probe{bytes: flow / 2}, 1), {}}})
	}
	slices.SortFunc(r.sets, func(a, b workingSet) int { return int(a.bytes - b.bytes) })
	for _, c := range []struct {
		set, flops, want float64
		memory           bool
	}{{500, 1, 40, true}, {2e6, 1, 10, true}, {5e5, 10, 100, false}, {2e6, 5, 50, true}} {
		if got, memory := r.limit(&probe{flops: c.flops, bytes: 1, set: c.set}); got != c.want || memory != c.memory {
			t.Errorf("%+v: %v, %v", c, got, memory)
		}
	}
}

func TestSweep(t *testing.T) {
	for _, memory := range []string{"2MB", "64MB"} {
		run := begin(t, map[string]string{"show": "memory", "memory": memory, "depth": "200", "states": "7"})
		m := run.Experiment().(*sweep)
		m.keep(func(c *configuration) bool { return c.scheme >= allStates || c.size <= 1024 })
		finish(run)
		if checks := run.Checks(); len(checks) != 4 || !lab.AllPass(checks) {
			t.Errorf("%s: %+v", memory, checks)
		}
		if all := run.Memory(); all.Peak > all.Planned || float64(all.Peak) < 0.99*float64(all.Planned) || all.Planned > m.budget {
			t.Errorf("%s: %+v", memory, all)
		}
	}
}

// The promised counts of a chain of 1000 steps.
func TestFewest(t *testing.T) {
	for _, c := range [][3]int{{1000, 32, 2405}, {1000, 10, 3636}, {1000, 1000, 999}, {5, 1, 10}, {1, 3, 0}} {
		if got := fewest(c[0], c[1]); got != c[2] {
			t.Errorf("%d steps, %d states: %d, want %d", c[0], c[1], got, c[2])
		}
	}
}

// Whatever the budget, the bits are the same.
func TestTraining(t *testing.T) {
	knobs := map[string]string{"show": "train", "points": "9000", "memory": "64MB"}
	large := begin(t, knobs)
	knobs["memory"] = "2500kB"
	small := begin(t, knobs)
	for range 3 {
		large.Step()
		if small.Step(); large.Digest() != small.Digest() {
			t.Fatal("a step within a smaller budget has other bits")
		}
	}
	if m := small.Memory(); m.Planned > 2500e3 || m.Peak > m.Planned {
		t.Errorf("%+v", m)
	}
	if checks := large.Checks(); lab.AnyFails(checks) || checks[0].Known || !checks[1].Pass {
		t.Errorf("%+v", checks)
	}
	if loss := large.Experiment().(*training).loss; loss >= 100 {
		t.Errorf("the loss is %v", loss)
	}
}

// Too small a budget names the least that works, and that works.
func TestLeastBudgets(t *testing.T) {
	for _, show := range []map[string]string{{"show": "roofline"}, {"show": "memory", "depth": "2000"}, {"show": "train"}, {"show": "train", "points": "1048576"}} {
		all := WithOthers([]lab.Lab{heat.Lab})
		show["memory"] = "1MB"
		settings, _ := all[1].Parse(show)
		_, err := all[1].Start(settings, 1)
		if err == nil {
			continue
		}
		wrong, ok := err.(*lab.KnobError)
		if !ok || wrong.Knob != "memory" {
			t.Fatalf("%v: %v", show, err)
		}
		words := strings.Fields(wrong.Reason)
		show["memory"] = words[len(words)-1]
		if settings, err = all[1].Parse(show); err != nil {
			t.Fatal(err)
		}
		if _, err = all[1].Start(settings, 1); err != nil {
			t.Errorf("%v: %v", show, err)
		}
	}
}

// What a message costs has its panel where there are Workers.
func TestMessages(t *testing.T) {
	run := begin(t, map[string]string{"memory": "8MB"})
	aware, _ := run.LatencyAware()
	var f lab.Frame
	aware.SetLatencies(nil)
	if run.Frame(&f); len(f.Panels) != 2 {
		t.Errorf("%d panels without Workers", len(f.Panels))
	}
	aware.SetLatencies([]float64{1e-4, 1e-4, 2e-4, 1e-3})
	if run.Frame(&f); len(f.Panels) != 3 || f.Panels[2].Curves[0].Y[3] != 1e3 {
		t.Errorf("%+v", f.Panels[2:])
	}
}
