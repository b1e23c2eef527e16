package compute

import (
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"residual/core/lab"
	"residual/core/lab/labtest"
	"residual/wasm/wire"
)

// A bench is a page, a stage and a clock for one worker. Every reading of the
// clock takes a microsecond.
type bench struct {
	*worker
	t     *testing.T
	clock time.Duration
	log   []string // what the worker said to the page
	state lab.Report
	view  view
	open  bool // the stage takes frames
	shown []lab.Frame
	ids   int

	kept   []byte // the state to go on from
	keptAt int
}

func newBench(t *testing.T) *bench {
	b := &bench{t: t}
	now := func() time.Duration { b.clock += time.Microsecond; return b.clock }
	b.worker = &worker{host: b, session: session{labs: []lab.Lab{labtest.Decay}, now: now}}
	return b
}

func (b *bench) answer(id int, json string)  { b.log = append(b.log, fmt.Sprint("answer ", id)) }
func (b *bench) send(id int, bytes []byte)   { b.log = append(b.log, fmt.Sprint("bytes ", id)) }
func (b *bench) refuse(id int, fault string) { b.log = append(b.log, fmt.Sprint("refuse ", id, fault)) }
func (b *bench) fault(fault string)          { b.log = append(b.log, "fault"+fault) }
func (b *bench) free() bool                  { return b.open }
func (b *bench) keep(steps int, s []byte)    { b.kept, b.keptAt = s, steps }

func (b *bench) push(state, view string) {
	b.log = append(b.log, "push")
	if state != "" {
		b.decode(state, &b.state)
	}
	b.decode(view, &b.view)
}

func (b *bench) decode(text string, v any) {
	b.t.Helper()
	if err := json.Unmarshal([]byte(text), v); err != nil {
		b.t.Fatalf("%v in %s", err, text)
	}
}

func (b *bench) show(frame []byte) {
	var f lab.Frame
	if err := wire.DecodeFrame(frame, &f); err != nil {
		b.t.Error(err)
	}
	b.shown, b.open = append(b.shown, f), false
}

// do makes a call and returns what was said before the next slice of work.
func (b *bench) do(name, args string) (said []string) {
	b.ids++
	from := len(b.log)
	b.call(b.ids, name, b.arguments(args))
	return b.log[from:]
}

// arguments reads what the page would say, as JSON.
func (b *bench) arguments(text string) *arguments {
	a := &arguments{Number: math.NaN()}
	b.decode(text, a)
	return a
}

// must makes a call that is answered.
func (b *bench) must(name, args string) {
	b.t.Helper()
	said := b.do(name, args)
	b.turns(1)
	if !slices.Contains(b.log, fmt.Sprint("answer ", b.ids)) {
		b.t.Fatalf("%s(%s): %s", name, args, said)
	}
}

// turns lets the event loop go round, up to n times while there is work, and
// the clock run through the waits.
func (b *bench) turns(n int) {
	for range n {
		wait := b.work()
		if wait == idle {
			return
		}
		b.clock += wait
	}
}

func (b *bench) start(knobs string) {
	b.t.Helper()
	b.must("start", `{"lab":"decay","knobs":{`+knobs+`}}`)
}

func TestNothingBeforeStart(t *testing.T) {
	b := newBench(t)
	for _, call := range []string{"run", "pause", "step", "reset", "set", "seed", "frame", "snapshot", "restore"} {
		if said := b.do(call, "{}"); !strings.HasPrefix(said[0], "refuse") {
			t.Errorf("%s: %s", call, said)
		}
	}
	b.must("labs", "{}")
	b.must("speed", `{"number":10}`)
	b.act(nil)
	if b.work() != idle {
		t.Error("there is work before the start")
	}
}

func TestStateIsCurrentAtEveryAnswer(t *testing.T) {
	b := newBench(t)
	b.start(`"length":"5"`)
	if b.state.Status != "ready" || b.state.Seed != lab.DefaultSeed || b.view.Running || b.view.Settings["length"] != "5" {
		t.Errorf("after start %+v, %+v", b.state, b.view)
	}
	b.must("step", `{"number":2}`)
	if b.state.Steps != 2 || b.state.Status != "running" || b.state.Digest != b.run.Digest() || b.view.Running {
		t.Errorf("after two steps %+v", b.state)
	}
	b.must("step", `{"number":99}`)
	if b.state.Steps != 5 || b.state.Status != "converged" || *b.view.Progress != 1 || b.view.SecondsLeft != nil {
		t.Errorf("at the end %+v", b.state)
	}
	b.must("seed", `{"seed":"8"}`)
	if b.state.Steps != 0 || b.state.Seed != 8 || b.state.Settings["length"] != 5.0 {
		t.Errorf("after another seed %+v", b.state)
	}
}

// A call that is refused says why, names the knob, and leaves the run alone.
func TestRefusals(t *testing.T) {
	b := newBench(t)
	b.start("")
	b.must("step", `{"number":2}`)
	before := b.run.Digest()
	cases := []struct{ call, args, says string }{
		{"start", `{"lab":"none"}`, `unknown lab \"none\"`},
		{"start", `{"lab":"decay","knobs":{"rate":"NaN"}}`, `"knob":"rate"`},
		{"start", `{"lab":"decay","knobs":{"fault":"start"}}`, `"knob":"fault"`},
		{"start", `{"lab":"decay","seed":"-1"}`, `"knob":"seed"`},
		{"set", `{"knobs":{"length":"0"}}`, `"knob":"length"`},
		{"set", `{"knobs":{"fault":"start"}}`, `"knob":"fault"`},
		{"set", `{"knobs":{"colour":"red"}}`, `"knob":"colour"`},
		{"seed", `{"seed":"x"}`, `"knob":"seed"`},
		{"step", `{"number":-1}`, "whole number"},
		{"step", `{"number":1.5}`, "whole number"},
		{"step", `{}`, "whole number"},
		{"speed", `{"number":-1}`, "steps per second"},
		{"speed", `{}`, "steps per second"},
		{"restore", `{}`, "snapshot"},
		{"dance", `{}`, "no call"},
	}
	for _, c := range cases {
		said := b.do(c.call, c.args)
		if len(said) != 1 || !strings.HasPrefix(said[0], "refuse") || !strings.Contains(said[0], c.says) {
			t.Errorf("%s(%s): %s", c.call, c.args, said)
		}
	}
	if b.run.Digest() != before || b.state.Settings["length"] != 10.0 {
		t.Error("a refused call changed the run")
	}
}

func TestSetLiveOrAnew(t *testing.T) {
	b := newBench(t)
	b.start("")
	b.must("step", `{"number":2}`)
	b.must("set", `{"knobs":{"rate":"1"}}`)
	if b.state.Steps != 2 || b.state.Settings["rate"] != 1.0 {
		t.Errorf("a live knob: %+v", b.state)
	}
	b.must("set", `{"knobs":{"length":"1000000"}}`)
	if b.state.Steps != 0 || b.state.Settings["rate"] != 1.0 || b.state.Settings["length"] != 1e6 || b.view.Running {
		t.Errorf("another knob: %+v", b.state)
	}
	b.must("run", "{}")
	b.must("set", `{"knobs":{"length":"2000000"}}`)
	if !b.view.Running {
		t.Error("the new run does not play as the old one did")
	}
	b.must("reset", "{}")
	if b.view.Running || b.state.Steps != 0 {
		t.Error("after a reset the run does not wait")
	}
}

func TestSnapshotReturns(t *testing.T) {
	b := newBench(t)
	b.start("")
	b.must("step", `{"number":3}`)
	kept, digest := b.run.Snapshot(), b.state.Digest
	b.must("step", `{"number":4}`)
	b.call(99, "restore", &arguments{Snapshot: kept})
	if b.state.Digest != digest || b.state.Steps != 3 {
		t.Errorf("restored %+v", b.state)
	}
	b.do("snapshot", "{}")
	if b.log[len(b.log)-1] != fmt.Sprint("bytes ", b.ids) {
		t.Errorf("snapshot: %s", b.log)
	}
}

// Steps add up; a pause ends them; another run refuses them.
func TestStepsAskedFor(t *testing.T) {
	b := newBench(t)
	b.start(`"length":"1000000"`)
	b.do("step", `{"number":3}`)
	b.do("step", `{"number":4}`)
	b.turns(9)
	if b.state.Steps != 7 || len(b.waiting) > 0 {
		t.Errorf("%d steps, %v wait", b.state.Steps, b.waiting)
	}
	b.do("step", `{"number":900000}`)
	b.turns(1)
	b.must("pause", "{}")
	if n := b.state.Steps; n < 8 || n > 900000 || len(b.waiting) > 0 {
		t.Errorf("%d steps, %v wait", n, b.waiting)
	}
	b.do("step", `{"number":900000}`)
	id := b.ids
	b.must("reset", "{}")
	if !slices.ContainsFunc(b.log, func(s string) bool { return strings.HasPrefix(s, fmt.Sprint("refuse ", id)) }) {
		t.Error("steps of a run that is gone are not refused")
	}
}

func TestSlicesAreShort(t *testing.T) {
	b := newBench(t)
	b.start(`"length":"1000000"`)
	b.do("run", "{}")
	from := b.clock
	b.work()
	if d := b.clock - from; d > sliceTime+time.Millisecond {
		t.Errorf("a slice of %v", d)
	}
}

func TestSpeed(t *testing.T) {
	b := newBench(t)
	b.start(`"length":"1000000"`)
	b.must("speed", `{"number":50}`)
	b.do("run", "{}")
	from := b.clock
	for b.clock-from < 10*time.Second {
		b.turns(1)
	}
	if n := b.run.Steps(); n < 499 || n > 501 {
		t.Errorf("%d steps in 10 s, want 500", n)
	}
	if v := b.view.StepsPerSecond; v < 45 || v > 55 {
		t.Errorf("says %v steps per second", v)
	}
	left := (1 - *b.view.Progress) / *b.view.Progress * 10
	if v := *b.view.SecondsLeft; v < 0.95*left || v > 1.05*left {
		t.Errorf("says %v s are left, want %v", v, left)
	}
}

// While the run is busy pushes come ten times a second at most, and a state
// that is dear to make takes a twentieth of the time; the end comes at once.
func TestPushes(t *testing.T) {
	b := newBench(t)
	b.start(`"length":"400000"`)
	b.do("run", "{}")
	b.turns(1)
	from, begun := len(b.log), b.clock
	for b.busy() {
		b.turns(1)
	}
	most := int((b.clock-begun)/pushPace) + 1
	if n := len(b.log) - from; n > most || n < most-2 {
		t.Errorf("%d pushes, want about %d", n, most)
	}
	if b.state.Status != "converged" || b.view.Running {
		t.Errorf("the end was not pushed: %+v", b.state)
	}

	b.start(`"length":"400000"`)
	b.do("run", "{}")
	b.cost = 20 * time.Millisecond
	b.turns(1)
	for b.clock += 2 * pushPace; b.clock < b.pushed+busyShare*b.cost-2*sliceTime; {
		b.turns(1)
	}
	if b.state.Steps != 0 || b.view.Steps == 0 {
		t.Errorf("state at %d, view at %d: the view should go alone", b.state.Steps, b.view.Steps)
	}
}

// The stage gets a frame when it has given the last one back, and the last
// state in any case.
func TestFrames(t *testing.T) {
	b := newBench(t)
	b.start(`"length":"30000"`)
	b.open = true
	b.turns(9)
	b.turns(9)
	if len(b.shown) != 1 || b.shown[0].Moment != "step 0" {
		t.Fatalf("%d frames at the start", len(b.shown))
	}
	b.do("run", "{}")
	for b.busy() {
		b.turns(1)
	}
	if len(b.shown) != 1 {
		t.Error("a frame was sent that the stage has no room for")
	}
	b.open = true
	b.turns(1)
	if len(b.shown) != 2 || b.shown[1].Moment != "step 30000" {
		t.Errorf("the last frame is missing: %d", len(b.shown))
	}
	b.open = true
	b.redraw()
	b.turns(1)
	if len(b.shown) != 3 {
		t.Error("a stage that opens anew gets no frame")
	}
}

func TestHandOnTheStage(t *testing.T) {
	b := newBench(t)
	b.start("")
	b.open = true
	b.turns(1)
	b.open, b.clock = true, b.clock+time.Second
	from := len(b.log)
	for range 10 {
		b.act(wire.AppendAction(nil, &lab.Action{Panel: "x", Y: 0.25}))
		b.work()
	}
	if len(b.shown) != 2 || b.shown[1].Readouts[0].Value != "0.250" {
		t.Errorf("%d frames: %+v", len(b.shown), b.shown)
	}
	if n := len(b.log) - from; n != 1 {
		t.Errorf("%d pushes for ten touches at once", n)
	}
	b.turns(9)
	if b.state.Digest != b.run.Digest() {
		t.Error("the page was not told of the last touch")
	}
	b.act([]byte("nonsense"))
	b.act(wire.AppendAction(nil, &lab.Action{Panel: "y"}))
	faults := strings.Join(b.log, "\n")
	if !strings.Contains(faults, "not a message of this kind") || !strings.Contains(faults, "x is set on its panel") {
		t.Errorf("faults are not told: %s", faults)
	}
}

// A run that has ended goes on by itself when the hand gives it something to do;
// one that was held stays held.
func TestHandOnARunThatHasEnded(t *testing.T) {
	b := newBench(t)
	b.start("")
	b.must("run", "{}")
	b.turns(100)
	b.act(wire.AppendAction(nil, &lab.Action{Panel: "x", Y: 1}))
	b.turns(100)
	if b.state.Status != "converged" || b.state.Steps != 10 || b.run.Steps() != 10 {
		t.Errorf("%s at step %d", b.state.Status, b.state.Steps)
	}
	b.must("reset", "{}")
	b.act(wire.AppendAction(nil, &lab.Action{Panel: "x", Y: 1}))
	b.turns(100)
	if b.run.Steps() != 0 {
		t.Error("a run that was held goes on")
	}
}
