package lab

import (
	"math"
	"slices"
	"testing"
)

// stub is a run of which only the snapshot counts.
type stub struct {
	Run
	bytes string
}

func (s stub) Snapshot() []byte { return []byte(s.bytes) }

// Values published with the hash: draft-eastlake-fnv, appendix C.
func TestDigest(t *testing.T) {
	for text, want := range map[string]string{"": "cbf29ce484222325", "a": "af63dc4c8601ec8c", "foobar": "85944171f73967e8"} {
		if got := Digest(stub{bytes: text}); got != want {
			t.Errorf("%q: %s, want %s", text, got, want)
		}
	}
}

func write() []byte {
	var w Writer
	w.Uint(math.MaxUint64)
	w.Int(-3)
	w.Float(math.Copysign(0, -1))
	w.Bool(true)
	w.Bool(false)
	w.String("λ₃")
	w.Floats([]float64{1, math.Inf(-1)})
	w.Floats([]float64{2, 3})
	return w.Bytes
}

// read takes apart what write wrote and tells whether it is that.
func read(b []byte) (same bool, err error) {
	r := Reader{Bytes: b}
	same = r.Uint() == math.MaxUint64
	same = r.Int() == -3 && same
	same = math.Signbit(r.Float()) && same
	same = r.Bool() && same
	same = !r.Bool() && same
	same = r.String() == "λ₃" && same
	same = slices.Equal(r.Floats(), []float64{1, math.Inf(-1)}) && same
	into := make([]float64, 2)
	r.FloatsInto(into)
	return same && into[0] == 2 && into[1] == 3, r.Done()
}

func TestSnapshotReturns(t *testing.T) {
	if same, err := read(write()); err != nil || !same {
		t.Errorf("the same: %v, %v", same, err)
	}
}

func TestBrokenSnapshots(t *testing.T) {
	whole := write()
	for n := range whole {
		if _, err := read(whole[:n]); err != ErrSnapshot {
			t.Errorf("the first %d bytes pass", n)
		}
	}
	if _, err := read(append(whole, 0)); err != ErrSnapshot {
		t.Error("a byte too many passes")
	}
	r := Reader{Bytes: whole[len(whole)-24:]}
	if r.FloatsInto(make([]float64, 3)); r.Done() != ErrSnapshot {
		t.Error("a slice of another length passes")
	}
}

// Whatever the bytes, reading them ends, and allocates no more than they hold.
func FuzzReader(f *testing.F) {
	f.Add(write())
	f.Add([]byte("\xff\xff\xff\xff\xff\xff\xff\xff"))
	f.Fuzz(func(t *testing.T, b []byte) {
		same, err := read(b)
		if err == nil && !same && string(b) == string(write()) {
			t.Error("a good snapshot is not read")
		}
		r := Reader{Bytes: b}
		if v := r.Floats(); 8*len(v) > len(b) {
			t.Errorf("%d numbers from %d bytes", len(v), len(b))
		}
	})
}
