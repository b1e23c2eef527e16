package roofline

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"residual/core/lab"
	"residual/core/plan"
)

// Both ends of every slider work: a run starts, steps and is drawn, or says how
// much memory it lacks.
func TestBothEndsOfEverySlider(t *testing.T) {
	for _, show := range []string{"memory", "train"} {
		for _, k := range WithOthers(nil)[0].Knobs {
			if k.Kind != lab.Int && k.Kind != lab.Size {
				continue
			}
			for _, end := range []float64{k.Min, k.Max} {
				knobs := map[string]string{"show": show, k.Name: strconv.FormatFloat(end, 'f', -1, 64)}
				tryOut(t, knobs)
			}
		}
	}
}

func tryOut(t *testing.T, knobs map[string]string) {
	t.Helper()
	l := &WithOthers(nil)[0]
	settings, err := l.Parse(knobs)
	if err != nil {
		t.Fatal(err)
	}
	run, err := l.Start(settings, 1)
	if wrong, ok := err.(*lab.KnobError); ok && wrong.Knob == "memory" {
		return
	}
	if err != nil {
		t.Fatalf("%v: %v", knobs, err)
	}
	steps, step := 2, run.Step
	switch m := run.Experiment().(type) {
	case *sweep:
		m.configurations = shallow(m.configurations)
		steps = len(m.configurations)
	case *training:
		all := m.shards.Rows
		step = func() lab.Status {
			defer func() { m.shards.Rows = all }()
			m.shards.Rows = min(all, plan.Shard)
			return run.Step()
		}
	}
	var f lab.Frame
	for range steps {
		run.Frame(&f)
		step()
	}
	if lab.AnyFails(run.Checks()) {
		t.Errorf("%v: %+v", knobs, run.Checks())
	}
}

// shallow is the configurations that take no more than a tenth of a second.
func shallow(all []*configuration) (some []*configuration) {
	for _, c := range all {
		if c.plan.Flops() < 3e8 {
			some = append(some, c)
		}
	}
	return some
}

// The least depths run to the end, with few states and with more than there are
// layers.
func TestLeastDepths(t *testing.T) {
	for _, depth := range []string{"10", "11", "12", "13"} {
		for _, states := range []string{"1", "2", "200"} {
			run := begin(t, map[string]string{"show": "memory", "depth": depth, "states": states})
			m := run.Experiment().(*sweep)
			m.keep(func(c *configuration) bool { return c.scheme >= allStates })
			finish(run)
			if checks := run.Checks(); len(checks) != 4 || !lab.AllPass(checks) {
				t.Errorf("%s layers, %s states: %+v", depth, states, checks)
			}
		}
	}
}

// keep drops the other configurations.
func (m *sweep) keep(some func(*configuration) bool) *sweep {
	m.configurations = slices.DeleteFunc(m.configurations, func(c *configuration) bool { return !some(c) })
	m.total = passes * len(m.configurations)
	return m
}

// A gradient of so few states that it would take minutes is planned, not run.
func TestTooLongToRun(t *testing.T) {
	run := begin(t, map[string]string{"show": "memory", "states": "1"})
	m := run.Experiment().(*sweep)
	if len(m.long) != 2 || m.long[1].size != 1000 || m.deepest(revolve).size != 250 {
		t.Fatalf("%d are too long, the deepest run has %d layers", len(m.long), m.deepest(revolve).size)
	}
	var f lab.Frame
	if run.Frame(&f); !strings.Contains(readout(&f, "Revolve, 1 state"), "too long") {
		t.Errorf("%+v", f.Readouts)
	}
}

// What fits is the most that fits, for budgets up to the largest.
func TestMostThatFits(t *testing.T) {
	for _, memory := range []int64{64e6, lab.MostMemory} {
		m := begin(t, map[string]string{"show": "memory", "depth": "10", "states": "3", "memory": fmt.Sprint(memory)}).Experiment().(*sweep)
		if n := m.most[atOnce]; m.plan(atOnce, n).Bytes(4) > memory || m.plan(atOnce, n+1).Bytes(4) <= memory {
			t.Errorf("%d: %d rows at once", memory, n)
		}
		if n := m.most[inChunks]; n*8 > int(memory) || n*9 < int(memory)-1<<21 {
			t.Errorf("%d: %d rows in chunks", memory, n)
		}
	}
}

// Nothing is said of what has not been measured.
func TestNothingMeasuredYet(t *testing.T) {
	var f lab.Frame
	train := begin(t, map[string]string{"show": "train", "points": "1024"})
	train.Frame(&f)
	if got := readout(&f, "loss, mean (Δu − f)²"); got != "not measured yet" || !strings.Contains(f.Summary, "the loss is not measured yet") {
		t.Errorf("%q, %q", got, f.Summary)
	}
	train.Step()
	if train.Frame(&f); strings.Contains(f.Summary, "not measured") || !strings.Contains(f.Summary, "After 1 step the") {
		t.Errorf("%q", f.Summary)
	}
	if checks := begin(t, map[string]string{"show": "memory"}).Checks(); len(checks) > 0 {
		t.Errorf("%+v", checks)
	}
	survey := begin(t, map[string]string{"memory": "8MB"})
	for range 12 {
		survey.Step()
		if !lab.AllPass(survey.Checks()) {
			t.Errorf("after %d steps: %+v", survey.Steps(), survey.Checks())
		}
		survey.Frame(&f)
		for _, r := range f.Readouts {
			if r.Value == "0" {
				t.Errorf("after %d steps: %s is 0", survey.Steps(), r.Name)
			}
		}
	}
}

// The check of the roof says what was measured, below the roof too.
func TestHighestIsMeasured(t *testing.T) {
	run := begin(t, map[string]string{"memory": "8MB"})
	finish(run)
	m := run.Experiment().(*survey)
	for _, p := range m.roof.peaks {
		p.times = []float64{1e-12}
	}
	for _, s := range m.roof.sets {
		for _, p := range s.loops[:2] {
			p.times = []float64{1e-12}
		}
	}
	c := run.Checks()[4]
	want, _ := m.highest()
	if c.Measured != want || c.Measured >= 0.5 || c.Measured <= 0 || c.Bound != "most" || !c.Pass {
		t.Errorf("%+v", c)
	}
}

// Only where there is a point to press does the lab say so.
func TestHints(t *testing.T) {
	for _, show := range []string{"memory", "train"} {
		if hint := begin(t, map[string]string{"show": show}).Hint(); hint != "" {
			t.Errorf("%s: %q", show, hint)
		}
	}
	run := begin(t, map[string]string{"memory": "8MB"})
	var f lab.Frame
	if run.Frame(&f); run.Hint() != "" || f.Panels[0].Acts != "" {
		t.Error("there is a point before anything is measured")
	}
	finish(run)
	if run.Frame(&f); run.Hint() == "" || f.Panels[0].Acts == "" {
		t.Error("the points cannot be pressed")
	}
}

// Readouts are short enough to be read beside each other on a telephone.
func TestReadoutsAreShort(t *testing.T) {
	for _, show := range []string{"roofline", "memory", "train"} {
		run := begin(t, map[string]string{"show": show, "memory": "8MB", "depth": "20", "points": "1024"})
		for !run.Status().Final() && (show == "roofline" || run.Steps() < 30) {
			run.Step()
		}
		var f lab.Frame
		run.Frame(&f)
		for _, r := range f.Readouts {
			if n := utf8.RuneCountInString(r.Name); n > 25 {
				t.Errorf("%s: %q has %d characters", show, r.Name, n)
			}
		}
	}
}
