// Package contract holds every lab to what package lab asks of it, whatever the
// lab is about.
package contract

import (
	"math"
	"slices"
	"strconv"
	"testing"

	"residual/core/lab"
	"residual/core/labs"
	"residual/wasm/wire"
)

// each runs a test on every lab.
func each(t *testing.T, test func(t *testing.T, l *lab.Lab)) {
	for i := range labs.All {
		t.Run(labs.All[i].Name, func(t *testing.T) { test(t, &labs.All[i]) })
	}
}

func start(t *testing.T, l *lab.Lab, seed uint64) *lab.Run {
	t.Helper()
	settings, err := l.Parse(nil)
	if err != nil {
		t.Fatal(err)
	}
	run, err := l.Start(settings, seed)
	if err != nil {
		t.Fatal(err)
	}
	run.Attach(ticking(), true)
	return run
}

// ticking is a clock that gains a hundredth of a second whenever it is read.
func ticking() func() float64 {
	now := 0.0
	return func() float64 { now += 0.01; return now }
}

func TestDeclarations(t *testing.T) {
	var names []string
	each(t, func(t *testing.T, l *lab.Lab) {
		if slices.Contains(names, l.Name) || l.Name == "" || l.Title == "" || l.Law == "" {
			t.Errorf("the lab is not well declared: %+v", l)
		}
		names = append(names, l.Name)
		var knobs []string
		for _, k := range l.Knobs {
			if slices.Contains(knobs, k.Name) || k.Name == "seed" || k.Name == "lab" || k.Name == "" || k.Label == "" || k.Help == "" {
				t.Errorf("knob %q is not well declared", k.Name)
			}
			if k.Log && !(k.Min > 0) {
				t.Errorf("knob %q is logarithmic from %v", k.Name, k.Min)
			}
			knobs = append(knobs, k.Name)
		}
	})
}

// The ends of every knob's range start a run, or say which knob forbids it.
func TestEndsOfRanges(t *testing.T) {
	each(t, func(t *testing.T, l *lab.Lab) {
		for _, k := range l.Knobs {
			for _, text := range ends(k) {
				settings, err := l.Parse(map[string]string{k.Name: text})
				if err != nil && k.Kind == lab.Line {
					continue
				}
				if err != nil {
					t.Errorf("%s=%s: %v", k.Name, text, err)
					continue
				}
				run, err := l.Start(settings, 1)
				if _, ok := err.(*lab.KnobError); err != nil && !ok {
					t.Errorf("%s=%s: %v does not name a knob", k.Name, text, err)
				}
				if err == nil {
					run.Step()
				}
			}
		}
	})
}

func ends(k lab.Knob) []string {
	switch k.Kind {
	case lab.Bool:
		return []string{"on", "off"}
	case lab.Choice:
		return k.Choices
	case lab.Line, lab.File:
		return append(slices.Clone(k.Choices), "", "1 nonsense ((", "1,2\n1,2\n")
	}
	return []string{number(k.Min), number(k.Max)}
}

func TestBeforeTheFirstStep(t *testing.T) {
	each(t, func(t *testing.T, l *lab.Lab) {
		run := start(t, l, 1)
		if run.Steps() != 0 || run.Status().State != lab.Ready {
			t.Errorf("%d steps, %v", run.Steps(), run.Status())
		}
		if m := run.Memory(); m.Planned <= 0 {
			t.Errorf("%+v is planned", m)
		}
		var f lab.Frame
		run.Frame(&f)
		if f.Title == "" || f.Summary == "" || len(f.Panels) == 0 {
			t.Errorf("nothing is shown: %+v", f)
		}
	})
}

// Looking changes nothing: two runs agree, one of which was looked at.
func TestLookingChangesNothing(t *testing.T) {
	each(t, func(t *testing.T, l *lab.Lab) {
		seen, unseen := start(t, l, 3), start(t, l, 3)
		var f lab.Frame
		for range 5 {
			seen.Step()
			unseen.Step()
			seen.Frame(&f)
			seen.Checks()
			seen.Progress()
			seen.Snapshot()
		}
		if seen.Digest() != unseen.Digest() {
			t.Error("a run that is looked at goes another way")
		}
	})
}

// A run restored in a fresh one goes on with the same bits.
func TestRestoredRunsGoOn(t *testing.T) {
	each(t, func(t *testing.T, l *lab.Lab) {
		run := start(t, l, 5)
		for range 4 {
			run.Step()
		}
		kept := run.Snapshot()
		again := start(t, l, 5)
		again.Step()
		if err := again.Restore(kept); err != nil {
			t.Fatal(err)
		}
		if again.Steps() != 4 || again.Digest() != run.Digest() {
			t.Fatal("the restored run is not where it was")
		}
		for range 4 {
			run.Step()
			again.Step()
		}
		if again.Digest() != run.Digest() {
			t.Error("the restored run goes another way")
		}
	})
}

func TestForeignSnapshots(t *testing.T) {
	each(t, func(t *testing.T, l *lab.Lab) {
		run := start(t, l, 5)
		kept := run.Snapshot()
		for _, b := range [][]byte{nil, []byte("hello"), kept[:len(kept)-1], append(slices.Clone(kept), 0)} {
			if run.Restore(b) == nil {
				t.Errorf("%d bytes pass for a snapshot", len(b))
			}
		}
	})
}

// Every frame can be sent: its series are of one length, its field is whole.
func TestFramesTravel(t *testing.T) {
	each(t, func(t *testing.T, l *lab.Lab) {
		run := start(t, l, 1)
		var sent, got lab.Frame
		for range 20 {
			run.Frame(&sent)
			if err := sent.Validate(); err != nil {
				t.Fatalf("step %d: %v", run.Steps(), err)
			}
			if acts := slices.ContainsFunc(sent.Panels, func(p lab.Panel) bool { return p.Acts != "" }); acts != (run.Hint() != "") {
				t.Fatalf("step %d: the hint is %q; a panel takes the pointer: %v", run.Steps(), run.Hint(), acts)
			}
			if err := wire.DecodeFrame(wire.AppendFrame(nil, &sent), &got); err != nil {
				t.Fatalf("step %d: %v", run.Steps(), err)
			}
			run.Step()
		}
	})
}

func TestProgressAndSteps(t *testing.T) {
	each(t, func(t *testing.T, l *lab.Lab) {
		run := start(t, l, 1)
		for i := range 10 {
			if p := run.Progress(); !math.IsNaN(p) && !(p >= 0 && p <= 1) {
				t.Errorf("progress %v", p)
			}
			if run.Status().Final() {
				break
			}
			if run.Step(); run.Steps() != i+1 {
				t.Errorf("%d steps after %d", run.Steps(), i+1)
			}
		}
	})
}

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
