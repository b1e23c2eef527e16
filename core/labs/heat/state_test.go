package heat

import (
	"bytes"
	"testing"

	"residual/core/lab"
)

var trainings = []string{"train=on", "train=on dimension=2 n=32 r=0.2", "train=on n=8 r=0.6"}

// meddle does what a visitor may do while a run goes on.
func meddle(t testing.TB, run *lab.Run, knobs, r string) {
	t.Helper()
	for _, a := range []lab.Action{{Panel: stage, Kind: lab.Press, X: 0.2, Y: 0.9}, {Panel: stage, Kind: lab.Drag, X: 0.45, Y: 0.3}} {
		if err := run.Act(a); err != nil {
			t.Fatal(err)
		}
	}
	text := pairs(knobs)
	text["r"] = r
	s, err := Lab.Parse(text)
	if err == nil {
		err = run.Change(s)
	}
	if err != nil {
		t.Fatal(err)
	}
}

func TestSnapshotResumesWithTheSameBits(t *testing.T) {
	for _, knobs := range append(many, trainings...) {
		straight, other := begin(t, knobs), begin(t, knobs)
		advance(straight, 30)
		meddle(t, straight, knobs, "0.23")
		advance(straight, 320)
		snapshot := straight.Snapshot()
		advance(other, 3)
		if err := other.Restore(snapshot); err != nil {
			t.Fatalf("%q: %v", knobs, err)
		}
		if !bytes.Equal(other.Snapshot(), snapshot) {
			t.Errorf("%q: restored state differs", knobs)
		}
		for _, run := range []*lab.Run{straight, other} {
			run.Act(lab.Action{Panel: stage, Kind: lab.Drag, X: 0.5, Y: 0.5})
			advance(run, 200)
			meddle(t, run, knobs, "0.24")
			advance(run, 50)
		}
		if lab.Digest(straight) != lab.Digest(other) {
			t.Errorf("%q: the resumed run went another way", knobs)
		}
	}
}

func TestFrameAndChecksChangeNothing(t *testing.T) {
	for _, knobs := range append(many, trainings...) {
		watched, alone := begin(t, knobs), begin(t, knobs)
		var frame lab.Frame
		for range 40 {
			watched.Frame(&frame)
			watched.Checks()
			advance(watched, 2)
		}
		advance(alone, 80)
		if lab.Digest(watched) != lab.Digest(alone) {
			t.Errorf("%q: looking on changed the run", knobs)
		}
	}
}

func TestSpoiltSnapshotChangesNothing(t *testing.T) {
	for _, knobs := range []string{"n=16", "train=on n=16", "dimension=2 n=8"} {
		run := begin(t, knobs)
		advance(run, 20)
		whole := run.Snapshot()
		before := lab.Digest(run)
		spoilt := [][]byte{nil, whole[:len(whole)-1], append(bytes.Clone(whole), 0), begin(t, "n=17").Snapshot()}
		for at := 0; at < len(whole); at += 8 {
			s := bytes.Clone(whole)
			copy(s[at:], "\xff\xff\xff\xff\xff\xff\xff\x7f")
			spoilt = append(spoilt, s)
		}
		for i, s := range spoilt {
			other := begin(t, knobs)
			if err := other.Restore(s); err != nil && lab.Digest(other) != lab.Digest(begin(t, knobs)) {
				t.Errorf("%q: refused snapshot %d changed the run", knobs, i)
			} else if i < 4 && err == nil {
				t.Errorf("%q: snapshot %d was taken over", knobs, i)
			}
			advance(other, 2)
			other.Frame(new(lab.Frame))
		}
		if lab.Digest(run) != before {
			t.Errorf("%q: the run shares memory with a snapshot", knobs)
		}
	}
}

// digests of the default runs: the same on every machine, with and without
// SIMD.
func TestDigestsAreTheSameEverywhere(t *testing.T) {
	for knobs, want := range map[string]string{
		"":                       "fd61cb91d3813a5e",
		"r=0.55 profile=noise":   "b6999ea226c1e942",
		"dimension=2 n=64 r=0.2": "1ab8c5316f4af5c6",
		"dimension=2 n=33 profile=gaussian r=0.26": "0e0e35eb447cff85",
		"train=on":                        "50349bc5173d0e3d",
		"train=on dimension=2 n=64 r=0.2": "c91418a54d0405a3",
	} {
		run := begin(t, knobs)
		advance(run, 100)
		meddle(t, run, knobs, "0.21")
		advance(run, 100)
		if got := lab.Digest(run); got != want {
			t.Errorf("%q: digest %s, want %s", knobs, got, want)
		}
	}
}
