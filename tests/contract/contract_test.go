// Package contract holds all labs together to what a lab's own tests cannot: that
// their names differ, that every end of every range starts or is refused by name,
// that frames reach the stage, that budgets change no result. What package lab
// asks of one lab is in labtest.Contract.
package contract

import (
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

func TestNamesDiffer(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range labs.All {
		if seen[l.Name] || seen[l.Title] {
			t.Errorf("two labs are called %q or %q", l.Name, l.Title)
		}
		seen[l.Name], seen[l.Title] = true, true
	}
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

func number(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
