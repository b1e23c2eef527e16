package compute

import (
	"strings"
	"testing"
	"time"

	"residual/core/lab"
)

func TestSharedStepsAreTheSteps(t *testing.T) {
	for _, n := range []string{"1", "2", "4", "8", "16", "auto"} {
		f, made := newFakePool(t)
		f.begin("sum", `"workers":"`+n+`"`)
		f.do("step", `{"number":5}`)
		f.rounds(200)
		run := (*made)[0]
		if run.Steps() != 5 || run.x != truth(5, 1) || f.assigned != 5*parts {
			t.Errorf("%s Workers: %d steps, x = %v, %d tasks; want 5, %v, %d", n, run.Steps(), run.x, f.assigned, truth(5, 1), 5*parts)
		}
		if f.view.Settings["workers"] != n || f.view.Note != "" {
			t.Errorf("the page is told %v, %q", f.view.Settings, f.view.Note)
		}
	}
}

// There are as many helpers as cores, at least one and at most sixteen, and no
// more than are asked for.
func TestHelpersByCores(t *testing.T) {
	for _, c := range []struct {
		cores int
		asked string
		want  int
	}{{0, "auto", 1}, {1, "auto", 1}, {3, "auto", 3}, {128, "auto", lab.MostWorkers}, {2, "5", 5}, {8, "1", 1}} {
		f, _ := newFakePool(t)
		f.coreCount = c.cores
		f.begin("sum", `"workers":"`+c.asked+`"`)
		if len(f.servers) != 0 {
			t.Error("helpers are there before there is work")
		}
		f.must("run", "{}")
		f.rounds(1)
		if len(f.servers) != c.want {
			t.Errorf("%d cores, %s asked: %d helpers, want %d", c.cores, c.asked, len(f.servers), c.want)
		}
	}
}

func TestWrongNumbersOfWorkers(t *testing.T) {
	for _, n := range []string{"0", "17", "-1", "2.5", "many", ""} {
		f, _ := newFakePool(t)
		if said := f.do("start", `{"lab":"sum","knobs":{"workers":"`+n+`"}}`); !strings.Contains(said[0], `"knob":"workers"`) || !strings.Contains(said[0], "1 to 16") {
			t.Errorf("%q: %s", n, said)
		}
	}
	p := newFakePage(t)
	if said := p.do("start", `{"lab":"decay","knobs":{"workers":"2"}}`); !strings.HasPrefix(said[0], "refuse") {
		t.Errorf("a lab without Workers takes them: %s", said)
	}
}

// A helper that dies leaves its task to another, and the page is told.
func TestHelpersThatDie(t *testing.T) {
	f, made := newFakePool(t)
	f.failsAt[1] = 3
	f.begin("sum", `"workers":"3"`)
	f.do("step", `{"number":6}`)
	f.rounds(300)
	if run := (*made)[0]; run.Steps() != 6 || run.x != truth(6, 1) {
		t.Errorf("%d steps, x = %v, want %v", run.Steps(), run.x, truth(6, 1))
	}
	if f.view.Workers != 2 || !strings.Contains(f.view.Note, "1 of 3 Workers failed (it broke)") {
		t.Errorf("the page is told of %d Workers and %q", f.view.Workers, f.view.Note)
	}
	f.must("set", `{"knobs":{"workers":"2"}}`)
	if f.view.Note != "" || f.view.Settings["workers"] != "2" {
		t.Errorf("after that it is told %q", f.view.Note)
	}
}

// Without any helper the run goes on alone.
func TestAllHelpersDie(t *testing.T) {
	f, made := newFakePool(t)
	f.failsAt[1], f.failsAt[2] = 0, 1
	f.begin("sum", `"workers":"2"`)
	f.do("step", `{"number":6}`)
	f.rounds(300)
	if run := (*made)[0]; run.Steps() != 6 || run.x != truth(6, 1) || len(f.servers) != 0 {
		t.Errorf("%d steps, x = %v, want %v", run.Steps(), run.x, truth(6, 1))
	}
	if !strings.Contains(f.view.Note, "without them") {
		t.Errorf("the page is told %q", f.view.Note)
	}
}

// A helper that never starts is given up after a while.
func TestHelpersThatDoNotStart(t *testing.T) {
	f, made := newFakePool(t)
	f.hung = true
	f.begin("sum", `"workers":"2"`)
	f.do("step", `{"number":2}`)
	f.rounds(60)
	if run := (*made)[0]; run.Steps() != 2 || run.x != truth(2, 1) {
		t.Errorf("%d steps, x = %v, want %v", run.Steps(), run.x, truth(2, 1))
	}
	if !strings.Contains(f.view.Note, "it did not start") || f.clock < startTimeout {
		t.Errorf("after %v the page is told %q", f.clock, f.view.Note)
	}
}

// Helpers that close without a word, or hang, are noticed: their tasks are given
// away again, and at last done here.
func TestHelpersThatSayNothing(t *testing.T) {
	for _, closing := range []map[int]int{{1: 3}, {1: 0, 2: 1}, {2: 0}, {1: 2, 2: 2}} {
		f, made := newFakePool(t)
		f.closesAt = closing
		f.begin("sum", `"workers":"2"`)
		f.do("step", `{"number":6}`)
		f.rounds(600)
		if run := (*made)[0]; run.Steps() != 6 || run.x != truth(6, 1) {
			t.Errorf("%v: %d steps, x = %v, want %v", closing, run.Steps(), run.x, truth(6, 1))
		}
		if f.view.Workers != 2-len(closing) || !strings.Contains(f.view.Note, "it did not answer") {
			t.Errorf("%v: the page is told of %d Workers and %q", closing, f.view.Workers, f.view.Note)
		}
	}
}

// A machine that slept in the middle of a step has lost no helper.
func TestHelpersThatSlept(t *testing.T) {
	f, made := newFakePool(t)
	f.begin("sum", `"workers":"2"`)
	f.do("step", `{"number":1}`)
	f.rounds(6)
	if f.pool.tasks == nil {
		t.Fatal("no step is under way")
	}
	f.clock += time.Hour
	f.rounds(50)
	if run := (*made)[0]; run.Steps() != 1 || run.x != truth(1, 1) || f.pool.failed != 0 {
		t.Errorf("%d steps, x = %v, %d helpers failed", run.Steps(), run.x, f.pool.failed)
	}
}

// What changes the run in the middle of a step makes the step begin anew; a
// pause only holds it.
func TestMidStep(t *testing.T) {
	f, made := newFakePool(t)
	f.begin("sum", `"workers":"2"`)
	run := (*made)[0]
	f.do("step", `{"number":1}`)
	f.rounds(6)
	if run.Steps() != 0 || f.pool.remaining == parts {
		t.Fatalf("this is not the middle of a step: %d steps, %d left", run.Steps(), f.pool.remaining)
	}
	f.do("pause", "{}")
	for len(f.events) > 0 {
		f.rounds(1)
	}
	if run.Steps() != 0 || run.x != 1 {
		t.Error("a paused run moves")
	}
	before := f.assigned
	f.do("step", `{"number":1}`)
	f.rounds(50)
	if run.Steps() != 1 || run.x != truth(1, 1) || f.assigned != before {
		t.Errorf("after the pause: %d steps, x = %v, %d tasks more", run.Steps(), run.x, f.assigned-before)
	}
	f.do("step", `{"number":1}`)
	f.rounds(2)
	if f.pool.tasks == nil {
		t.Fatal("no step is under way")
	}
	if err := f.mutate(func() error { return f.run.Act(lab.Action{Y: 3}) }); err != nil {
		t.Fatal(err)
	}
	f.rounds(100)
	if run.x != truth(1, 3) {
		t.Errorf("after a change x = %v, want %v", run.x, truth(1, 3))
	}
	f.do("step", `{"number":1}`)
	f.rounds(2)
	f.must("reset", "{}")
	if len(f.servers) != 0 || (*made)[1].Steps() != 0 {
		t.Error("the helpers of a run that was left stay")
	}
}

// Helpers give their memory back when the run has been still for long.
func TestIdleHelpersAreReleased(t *testing.T) {
	f, _ := newFakePool(t)
	f.begin("sum", "")
	f.must("run", "{}")
	f.rounds(100)
	f.must("pause", "{}")
	f.rounds(100)
	if len(f.servers) != 0 || f.clock < idleTime {
		t.Errorf("%d helpers after %v", len(f.servers), f.clock)
	}
	f.must("run", "{}")
	f.rounds(5)
	if len(f.servers) != 2 {
		t.Error("they do not come back")
	}
}

// A run that asks is told what messages cost, once and before its first step.
func TestMessages(t *testing.T) {
	f, made := newFakePool(t)
	f.begin("messenger", "")
	run := (*made)[0]
	f.do("step", `{"number":2}`)
	for run.told == 0 {
		f.rounds(1)
		if run.Steps() > 0 {
			t.Fatal("the first step came before")
		}
	}
	f.rounds(100)
	if run.told != 1 || len(run.latencies) != 2 || run.Steps() != 2 || run.clock == nil {
		t.Fatalf("told %d times of %v; %d steps", run.told, run.latencies, run.Steps())
	}
	for _, s := range run.latencies {
		if s < 0.9e-3 || s > 2e-3 { // a millisecond, and what the clock costs
			t.Errorf("a message takes %v s", s)
		}
	}
}

func TestMessagesWithoutHelpers(t *testing.T) {
	f, made := newFakePool(t)
	f.hung = true
	f.begin("messenger", "")
	f.do("step", `{"number":2}`)
	f.rounds(60)
	if run := (*made)[0]; run.told != 1 || run.latencies != nil || run.Steps() != 2 {
		t.Errorf("told %d times of %v; %d steps", run.told, run.latencies, run.Steps())
	}
}

// A state of a busy run is kept every few seconds, and that in which it waits; a new
// run has none.
func TestCheckpoints(t *testing.T) {
	f, made := newFakePool(t)
	f.begin("sum", "")
	f.must("run", "{}")
	f.rounds(5000)
	if f.savedAt == 0 || f.savedAt > f.run.Steps() {
		t.Fatalf("at step %d the checkpoint is %d bytes of step %d", f.run.Steps(), len(f.saved), f.savedAt)
	}
	copied, err := f.run.Lab().Start(f.run.Settings(), f.run.Seed())
	if err != nil {
		t.Fatal(err)
	}
	if err := copied.Restore(f.saved); err != nil || copied.Steps() != f.savedAt || (*made)[1].x != truth(f.savedAt, 1) {
		t.Errorf("the checkpoint of step %d holds step %d, x = %v: %v", f.savedAt, copied.Steps(), (*made)[1].x, err)
	}
	f.must("pause", "{}")
	f.rounds(100)
	if f.savedAt != f.run.Steps() {
		t.Errorf("paused at step %d, the checkpoint is of step %d", f.run.Steps(), f.savedAt)
	}
	f.must("reset", "{}")
	if f.saved != nil {
		t.Error("a new run has the checkpoint of the old one")
	}
}
