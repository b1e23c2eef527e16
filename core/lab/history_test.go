package lab

import (
	"slices"
	"testing"
)

func filled(steps int) History {
	h := NewHistory(8, 2)
	for i := range steps {
		h.Record(i, float64(10*i), float64(-i))
	}
	return h
}

func TestHistoryIsAnEvenSample(t *testing.T) {
	for n := 1; n < 200; n++ {
		h := filled(n)
		if len(h.Steps()) > 8 || n >= 8 && len(h.Steps()) < 4 {
			t.Fatalf("%d steps: %d remembered", n, len(h.Steps()))
		}
		for i, s := range h.Steps() {
			if s != float64(i*h.stride) || h.Column(0)[i] != 10*s || h.Column(1)[i] != -s {
				t.Fatalf("%d steps: entry %d is step %v: %v, %v", n, i, s, h.Column(0)[i], h.Column(1)[i])
			}
		}
	}
}

func TestHistoryThroughASnapshot(t *testing.T) {
	h := filled(100)
	var w Writer
	h.Write(&w)
	got := NewHistory(8, 2)
	r := Reader{Bytes: w.Bytes}
	got.Read(&r)
	if r.Done() != nil || got.stride != h.stride || !slices.Equal(got.steps, h.steps) || !slices.Equal(got.columns[1], h.columns[1]) {
		t.Fatalf("got %+v, want %+v (%v)", got, h, r.Err)
	}
	small, r := NewHistory(2, 2), Reader{Bytes: w.Bytes}
	if small.Read(&r); r.Err == nil {
		t.Error("a longer history was taken over")
	}
}

func TestHistoryAllocatesNothing(t *testing.T) {
	h := filled(1)
	i := 1
	if n := testing.AllocsPerRun(1000, func() { h.Record(i, 1, 2); i++ }); n > 0 {
		t.Errorf("%v allocations an entry", n)
	}
}
