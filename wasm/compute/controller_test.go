package compute

import (
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

func TestNothingBeforeStart(t *testing.T) {
	p := newFakePage(t)
	for _, call := range []string{"run", "pause", "step", "reset", "set", "frame", "snapshot"} {
		if said := p.do(call, "{}"); !strings.HasPrefix(said[0], "refuse") {
			t.Errorf("%s: %s", call, said)
		}
	}
	p.must("labs", "{}")
	p.must("speed", `{"number":10}`)
	p.act(nil)
	if p.work() != idle {
		t.Error("there is work before the start")
	}
}

func TestStateIsCurrentAtEveryAnswer(t *testing.T) {
	p := newFakePage(t)
	p.start(`"length":"5"`)
	if p.state.Status != "ready" || p.state.Seed != lab.DefaultSeed || p.view.Running || p.view.Settings["length"] != "5" {
		t.Errorf("after start %+v, %+v", p.state, p.view)
	}
	p.must("step", `{"number":2}`)
	if p.state.Steps != 2 || p.state.Status != "running" || p.state.Digest != p.run.Digest() || p.view.Running {
		t.Errorf("after two steps %+v", p.state)
	}
	p.must("step", `{"number":99}`)
	if p.state.Steps != 5 || p.state.Status != "converged" || *p.view.Progress != 1 || p.view.SecondsLeft != nil {
		t.Errorf("at the end %+v", p.state)
	}
	p.must("set", `{"seed":"8"}`)
	if p.state.Steps != 0 || p.state.Seed != 8 || p.state.Settings["length"] != 5.0 {
		t.Errorf("after another seed %+v", p.state)
	}
}

// A call that is refused says why, names the knob, and leaves the run alone.
func TestRefusals(t *testing.T) {
	p := newFakePage(t)
	p.start("")
	p.must("step", `{"number":2}`)
	before := p.run.Digest()
	cases := []struct{ call, args, says string }{
		{"start", `{"lab":"none"}`, `unknown lab \"none\"`},
		{"start", `{"lab":"decay","knobs":{"rate":"NaN"}}`, `"knob":"rate"`},
		{"start", `{"lab":"decay","knobs":{"fault":"start"}}`, `"knob":"fault"`},
		{"start", `{"lab":"decay","seed":"-1"}`, `"knob":"seed"`},
		{"set", `{"knobs":{"length":"0"}}`, `"knob":"length"`},
		{"set", `{"knobs":{"fault":"start"}}`, `"knob":"fault"`},
		{"set", `{"knobs":{"colour":"red"}}`, `"knob":"colour"`},
		{"set", `{"knobs":{"rate":"0.25"},"seed":"x"}`, `"knob":"seed"`},
		{"step", `{"number":-1}`, "whole number"},
		{"step", `{"number":1.5}`, "whole number"},
		{"step", `{}`, "whole number"},
		{"speed", `{"number":-1}`, "steps per second"},
		{"speed", `{}`, "steps per second"},
		{"start", `{"lab":"decay","snapshot":""}`, "snapshot"},
		{"dance", `{}`, "no call"},
	}
	for _, c := range cases {
		said := p.do(c.call, c.args)
		if len(said) != 1 || !strings.HasPrefix(said[0], "refuse") || !strings.Contains(said[0], c.says) {
			t.Errorf("%s(%s): %s", c.call, c.args, said)
		}
	}
	if p.run.Digest() != before || p.state.Settings["length"] != 10.0 {
		t.Error("a refused call changed the run")
	}
}

func TestSetLiveOrAnew(t *testing.T) {
	p := newFakePage(t)
	p.start("")
	p.must("step", `{"number":2}`)
	p.must("set", `{"knobs":{"rate":"1"}}`)
	if p.state.Steps != 2 || p.state.Settings["rate"] != 1.0 {
		t.Errorf("a live knob: %+v", p.state)
	}
	p.must("set", `{"knobs":{"length":"1000000"}}`)
	if p.state.Steps != 0 || p.state.Settings["rate"] != 1.0 || p.state.Settings["length"] != 1e6 || p.view.Running {
		t.Errorf("another knob: %+v", p.state)
	}
	p.must("run", "{}")
	p.must("set", `{"knobs":{"length":"2000000"}}`)
	if !p.view.Running {
		t.Error("the new run does not play as the old one did")
	}
	p.must("reset", "{}")
	if p.view.Running || p.state.Steps != 0 {
		t.Error("after a reset the run does not wait")
	}
}

// A file is read when it is given and never again: one that has become too large
// for its knob is still that of the run.
func TestFileIsReadOnce(t *testing.T) {
	l := labtest.Decay
	data := len(l.Knobs)
	l.Knobs = append(slices.Clip(l.Knobs), lab.Knob{Name: "data", Kind: lab.File, Max: 100})
	p := newFakePage(t)
	p.labs = []lab.Lab{l}
	p.start(`"data":"1, 2, 3"`)
	p.labs[0].Knobs[data].Max = 1
	p.must("step", `{"number":2}`)
	p.must("set", `{"knobs":{"rate":"1"}}`)
	if p.state.Steps != 2 || p.state.Settings["rate"] != 1.0 {
		t.Errorf("a live knob: %+v", p.state)
	}
	p.must("set", `{"knobs":{"length":"20"}}`)
	p.must("reset", `{}`)
	p.must("set", `{"seed":"8"}`)
	if p.state.Seed != 8 || p.state.Settings["length"] != 20.0 || p.run.Settings().Text()["data"] != "1, 2, 3" {
		t.Errorf("in a new run: %+v", p.state)
	}
	if said := p.do("set", `{"knobs":{"data":"1, 2, 3"}}`); !strings.Contains(said[0], `"knob":"data"`) {
		t.Errorf("a file that is given is not read: %s", said)
	}
}

// A snapshot brings the live knobs that it was made with.
func TestSnapshotBringsLiveKnobs(t *testing.T) {
	p := newFakePage(t)
	p.start(`"rate":"0.25"`)
	p.must("step", `{"number":2}`)
	snapshot, digest := p.run.Snapshot(), p.state.Digest
	p.must("set", `{"knobs":{"rate":"1"}}`)
	p.must("step", `{"number":2}`)
	p.startFrom(snapshot)
	if p.state.Digest != digest || p.state.Settings["rate"] != 0.25 || p.view.Settings["rate"] != "0.25" {
		t.Errorf("restored %+v, %+v", p.state, p.view.Settings)
	}
	p.must("reset", "{}")
	p.must("step", `{"number":2}`)
	if p.state.Digest != digest {
		t.Error("a reset does not begin with the settings of the run")
	}
}

func TestSnapshotReturns(t *testing.T) {
	p := newFakePage(t)
	p.start("")
	p.must("step", `{"number":3}`)
	snapshot, digest := p.run.Snapshot(), p.state.Digest
	p.must("step", `{"number":4}`)
	p.must("run", "{}")
	p.startFrom(snapshot)
	if p.view.Running || p.state.Digest != digest || p.state.Steps != 3 {
		t.Errorf("restored %+v", p.state)
	}
	p.do("snapshot", "{}")
	if p.log[len(p.log)-1] != fmt.Sprint("bytes ", p.lastID) {
		t.Errorf("snapshot: %s", p.log)
	}
}

// Whatever is wrong with a start, the run that plays goes on: the settings, the seed
// or the snapshot.
func TestRefusedStartChangesNothing(t *testing.T) {
	p := newFakePage(t)
	p.start("")
	p.must("step", `{"number":3}`)
	snapshot := p.run.Snapshot()
	p.must("set", `{"knobs":{"length":"200000"}}`)
	p.must("run", "{}")
	run, damaged := p.run, slices.Clone(snapshot)
	damaged[len(damaged)/2] ^= 1
	for name, a := range map[string]*arguments{
		"other settings":  {Lab: "decay", Knobs: map[string]string{"length": "20"}, Snapshot: snapshot},
		"another seed":    {Lab: "decay", Seed: new("8"), Snapshot: snapshot},
		"a damaged state": {Lab: "decay", Snapshot: damaged},
		"a state cut off": {Lab: "decay", Snapshot: snapshot[:9]},
		"an empty state":  {Lab: "decay", Snapshot: []byte{}},
		"a wrong setting": {Lab: "decay", Knobs: map[string]string{"rate": "NaN"}},
		"a wrong start":   {Lab: "decay", Knobs: map[string]string{"fault": "start"}},
	} {
		from := len(p.log)
		p.call(99, "start", a)
		if said := p.log[from:]; len(said) != 1 || !strings.HasPrefix(said[0], "refuse 99") {
			t.Errorf("%s: %s", name, said)
		}
		if p.run != run || !p.playing || run.Settings().Text()["length"] != "200000" {
			t.Errorf("%s: the run before does not go on", name)
		}
	}
}

// Steps add up; a pause ends them; another run refuses them.
func TestStepsAskedFor(t *testing.T) {
	p := newFakePage(t)
	p.start(`"length":"1000000"`)
	p.do("step", `{"number":3}`)
	p.do("step", `{"number":4}`)
	p.slices(9)
	if p.state.Steps != 7 || len(p.requests) > 0 {
		t.Errorf("%d steps, %v wait", p.state.Steps, p.requests)
	}
	p.do("step", `{"number":900000}`)
	p.slices(1)
	p.must("pause", "{}")
	if n := p.state.Steps; n < 8 || n > 900000 || len(p.requests) > 0 {
		t.Errorf("%d steps, %v wait", n, p.requests)
	}
	p.do("step", `{"number":900000}`)
	id := p.lastID
	p.must("reset", "{}")
	if !slices.ContainsFunc(p.log, func(s string) bool { return strings.HasPrefix(s, fmt.Sprint("refuse ", id)) }) {
		t.Error("steps of a run that is gone are not refused")
	}
}

func TestSlicesAreShort(t *testing.T) {
	p := newFakePage(t)
	p.start(`"length":"1000000"`)
	p.do("run", "{}")
	from := p.clock
	p.work()
	if d := p.clock - from; d > sliceTime+time.Millisecond {
		t.Errorf("a slice of %v", d)
	}
}

func TestSpeed(t *testing.T) {
	p := newFakePage(t)
	p.start(`"length":"1000000"`)
	p.must("speed", `{"number":50}`)
	p.do("run", "{}")
	from := p.clock
	for p.clock-from < 10*time.Second {
		p.slices(1)
	}
	if n := p.run.Steps(); n < 499 || n > 501 {
		t.Errorf("%d steps in 10 s, want 500", n)
	}
	if v := p.view.StepsPerSecond; v < 45 || v > 55 {
		t.Errorf("says %v steps per second", v)
	}
	left := (1 - *p.view.Progress) / *p.view.Progress * 10
	if v := *p.view.SecondsLeft; v < 0.95*left || v > 1.05*left {
		t.Errorf("says %v s are left, want %v", v, left)
	}
}

// At its pace a run goes slowly for a time, in which it plays, and then as fast as
// it can; the next one begins slowly again. What is left is not foretold by a speed
// that will end.
func TestPace(t *testing.T) {
	p := newFakePage(t)
	paced := labtest.Decay
	paced.Pace = 20
	p.labs = []lab.Lab{paced}
	p.must("pace", "{}")
	p.start(`"length":"1000000"`)
	play := func(d time.Duration) {
		p.do("run", "{}")
		for until := p.clock + d; p.clock < until; {
			p.slices(1)
		}
		p.must("pause", "{}")
	}
	for range 2 {
		play(10 * time.Second)
		if p.view.Speed != 20 {
			t.Errorf("limited to %v steps per second, want 20", p.view.Speed)
		}
		p.clock += time.Minute
		play(followTime - 10*time.Second - 100*time.Millisecond)
		if n := p.run.Steps(); n < 290 || n > 300 {
			t.Errorf("%d steps in the first %v, want 300", n, followTime)
		}
		play(2 * time.Second)
		if n := p.run.Steps(); n < 1000 || p.view.Speed != 0 {
			t.Errorf("after its pace: %d steps, limited to %v", n, p.view.Speed)
		}
		p.must("reset", "{}")
	}
	p.must("speed", `{"number":50}`)
	p.must("reset", "{}")
	if p.view.Speed != 50 {
		t.Errorf("a speed that was asked for became %v", p.view.Speed)
	}
}

// While the run is busy pushes come ten times a second at most, and a state
// that is dear to make takes a twentieth of the time; the end comes at once.
func TestPushes(t *testing.T) {
	p := newFakePage(t)
	p.start(`"length":"400000"`)
	p.do("run", "{}")
	p.slices(1)
	from, begun := len(p.log), p.clock
	for p.busy() {
		p.slices(1)
	}
	most := int((p.stateSentAt-begun)/pushInterval) + 1
	if n := len(p.log) - from; n > most || n < most-2 {
		t.Errorf("%d pushes, want about %d", n, most)
	}
	if p.state.Status != "converged" || p.view.Running {
		t.Errorf("the end was not pushed: %+v", p.state)
	}

	p.start(`"length":"400000"`)
	p.do("run", "{}")
	p.stateCost = 20 * time.Millisecond
	p.slices(1)
	for p.clock += 2 * pushInterval; p.clock < p.stateSentAt+busyShare*p.stateCost-2*sliceTime; {
		p.slices(1)
	}
	if p.state.Steps != 0 || p.view.Steps == 0 {
		t.Errorf("state at %d, view at %d: the view should go alone", p.state.Steps, p.view.Steps)
	}
}

// The canvas gets a frame when it has given the last one back, and the last
// state in any case.
func TestFrames(t *testing.T) {
	p := newFakePage(t)
	p.start(`"length":"30000"`)
	p.free = true
	p.slices(9)
	p.slices(9)
	if len(p.frames) != 1 || p.frames[0].Moment != "step 0" {
		t.Fatalf("%d frames at the start", len(p.frames))
	}
	p.do("run", "{}")
	for p.busy() {
		p.slices(1)
	}
	if len(p.frames) != 1 {
		t.Error("a frame was sent though the canvas was not free")
	}
	p.free = true
	p.slices(1)
	if len(p.frames) != 2 || p.frames[1].Moment != "step 30000" {
		t.Errorf("the last frame is missing: %d", len(p.frames))
	}
	p.free = true
	p.redraw()
	p.slices(1)
	if len(p.frames) != 3 {
		t.Error("a canvas that opens anew gets no frame")
	}
}

// The picture before a change stays in sight until the new run has ended, or
// another one begins otherwise; while a slider is dragged, that from before it.
func TestGhosts(t *testing.T) {
	p := newFakePage(t)
	p.start(`"length":"1000000"`)
	ghost := func(calls ...string) uint8 {
		for _, args := range calls {
			p.must("set", args)
		}
		return p.currentFrame().Ghost
	}
	const length, rate = `{"knobs":{"length":"1000001"}}`, `{"knobs":{"rate":"1"}}`
	if g := ghost(rate); g != 0 {
		t.Errorf("a live change leaves ghost %d", g)
	}
	first := ghost(length)
	p.clock += settled / 2
	dragged := ghost(length, length)
	p.clock += 2 * settled
	second := ghost(`{"seed":"3"}`)
	if first == 0 || dragged != first || second == 0 || second == first {
		t.Errorf("ghosts %d, while dragging %d, then %d", first, dragged, second)
	}
	p.must("reset", `{}`)
	if g := ghost(); g != 0 {
		t.Errorf("a reset leaves ghost %d", g)
	}
	p.clock += 2 * settled
	if g := ghost(`{"knobs":{"length":"2"}}`); g == 0 {
		t.Error("no ghost after a change to a short run")
	}
	p.must("run", `{}`)
	p.slices(9)
	if g := ghost(); g != 0 {
		t.Errorf("at the end of the run there is ghost %d", g)
	}
}

func TestPointerOnTheCanvas(t *testing.T) {
	p := newFakePage(t)
	p.start("")
	p.free = true
	p.slices(1)
	p.free, p.clock = true, p.clock+time.Second
	from := len(p.log)
	for range 10 {
		p.act(wire.AppendAction(nil, &lab.Action{Panel: "x", Y: 0.25}))
		p.work()
	}
	if len(p.frames) != 2 || p.frames[1].Readouts[0].Value != "0.250" {
		t.Errorf("%d frames: %+v", len(p.frames), p.frames)
	}
	if n := len(p.log) - from; n != 1 {
		t.Errorf("%d pushes for ten touches at once", n)
	}
	p.slices(9)
	if p.state.Digest != p.run.Digest() {
		t.Error("the page was not told of the last touch")
	}
	p.act([]byte("nonsense"))
	p.act(wire.AppendAction(nil, &lab.Action{Panel: "y"}))
	faults := strings.Join(p.log, "\n")
	if !strings.Contains(faults, "not a message of this kind") || !strings.Contains(faults, "x is set on its panel") {
		t.Errorf("faults are not told: %s", faults)
	}
}

// A run that has ended goes on by itself when the hand gives it something to do;
// one that was held stays held.
func TestPointerOnARunThatHasEnded(t *testing.T) {
	p := newFakePage(t)
	p.start("")
	p.must("run", "{}")
	p.slices(100)
	p.act(wire.AppendAction(nil, &lab.Action{Panel: "x", Y: 1}))
	p.slices(100)
	if p.state.Status != "converged" || p.state.Steps != 20 || p.run.Steps() != 20 || p.view.Running {
		t.Errorf("%s at step %d, not at the end of ten more", p.state.Status, p.state.Steps)
	}
	p.must("reset", "{}")
	p.act(wire.AppendAction(nil, &lab.Action{Panel: "x", Y: 1}))
	p.slices(100)
	if p.run.Steps() != 0 {
		t.Error("a run that was held goes on")
	}
}

// TestSecondsLeft: progress that moves by large pieces is not taken for slower and
// slower while it stands, and what is overdue is not foretold any more.
func TestSecondsLeft(t *testing.T) {
	const second = time.Second
	var m progressMeter
	for _, c := range []struct {
		now            time.Duration
		progress, want float64
	}{
		{0, 0, math.NaN()}, {4 * second, 0, math.NaN()},
		{10 * second, 0.25, 30}, {15 * second, 0.25, 25}, {41 * second, 0.25, math.NaN()},
		{42 * second, 0.5, 42}, {52 * second, 1, 0},
	} {
		if got := m.secondsLeft(c.now, c.progress); got != c.want && !(math.IsNaN(got) && math.IsNaN(c.want)) {
			t.Errorf("after %v at %v: %v s left, want %v", c.now, c.progress, got, c.want)
		}
	}
	m.restart(0, 0, math.NaN()) // nothing is known until 20 s: what was before says nothing
	for _, now := range []time.Duration{20, 25} {
		if got := m.secondsLeft(now*second, 0.1+0.02*float64(now-20)); now == 25 && math.Abs(got-40) > 1e-9 {
			t.Errorf("from an unknown beginning: %v s left, want 40", got)
		}
	}
}

// TestNumbers: the file that the page saves and the tables that it shows are those
// of the engine.
func TestNumbers(t *testing.T) {
	p := newFakePage(t)
	p.start(`"rate":"-0.3"`)
	p.must("step", `{"number":3}`)
	file, err := lab.CSV(p.run, p.currentFrame(), "")
	if p.do("csv", `{}`); err != nil || p.answered != string(file) {
		t.Errorf("%v: the page's file is %s", err, p.answered)
	}
	var sheets []struct {
		Name    string
		Every   int
		Columns []struct{ Values []any }
	}
	p.must("tables", `{}`)
	p.decode(p.answered, &sheets)
	want := lab.Sheets(p.run, p.currentFrame(), mostRows)
	if len(sheets) != len(want) || len(sheets) < 2 {
		t.Fatalf("%d tables, want %d", len(sheets), len(want))
	}
	for i, s := range sheets {
		if s.Name != want[i].Name || s.Every != want[i].Every || len(s.Columns[0].Values) != want[i].Rows() {
			t.Errorf("%+v, want %+v", s, want[i])
		}
	}
}
