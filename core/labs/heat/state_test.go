package heat

import (
	"bytes"
	"testing"

	"residual/core/lab"
)

// change sets r.
func change(t testing.TB, run *lab.Run, r string) {
	t.Helper()
	s, err := Lab.Update(run.Settings(), map[string]string{"r": r})
	if err == nil {
		err = run.Change(s)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// paint draws a stroke.
func paint(t testing.TB, run *lab.Run) {
	t.Helper()
	for _, a := range []lab.Action{{Panel: stage, Kind: lab.Press, X: 0.2, Y: 0.9}, {Panel: stage, Kind: lab.Drag, X: 0.45, Y: 0.3}} {
		if err := run.Act(a); err != nil {
			t.Fatal(err)
		}
	}
}

// Spoilt numbers in a snapshot are refused, or the run goes on and can be looked
// at.
func TestSpoiltSnapshots(t *testing.T) {
	for _, knobs := range []string{"n=16", "train=on n=16", "dimension=2 n=8"} {
		run, fresh := begin(t, knobs), begin(t, knobs).Digest()
		advance(run, 20)
		whole := run.Snapshot()
		for at := 0; at < len(whole)-8; at += 3 {
			spoilt := bytes.Clone(whole)
			copy(spoilt[at:], "\xff\xff\xff\xff\xff\xff\xff\x7f")
			other := begin(t, knobs)
			if err := other.Restore(spoilt); err != nil && other.Digest() != fresh {
				t.Fatalf("%q: a snapshot spoilt at %d is refused and changes the run", knobs, at)
			}
			advance(other, 2)
			other.Frame(new(lab.Frame))
			if at%8 == 0 {
				other.Checks()
			}
		}
	}
}

// Digests with paint and another r on the way: the same on every machine, with
// and without SIMD.
func TestDigestsAreTheSameEverywhere(t *testing.T) {
	for knobs, want := range map[string]string{
		"":                       "e46052a41204710d",
		"r=0.55 profile=noise":   "07a9213f221250f5",
		"dimension=2 n=64 r=0.2": "7484b0f87b076d0f",
		"dimension=2 n=33 profile=gaussian r=0.26": "b08e31e9fa43dc9d",
		"train=on":                        "12540d6c541e1194",
		"train=on dimension=2 n=64 r=0.2": "0b4bc87921caa220",
	} {
		run := begin(t, knobs)
		advance(run, 100)
		if !train.Of(run.Settings()) {
			paint(t, run)
		}
		change(t, run, "0.21")
		advance(run, 100)
		if got := run.Digest(); got != want {
			t.Errorf("%q: digest %s, want %s", knobs, got, want)
		}
	}
}
