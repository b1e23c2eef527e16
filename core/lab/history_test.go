package lab

import (
	"slices"
	"testing"

	"residual/core/codec"
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
	c := codec.NewEncoder(nil)
	h.State(c)
	got := filled(3)
	d := codec.NewDecoder(c.Bytes())
	got.State(d)
	if d.Done() != nil || got.stride != h.stride || !slices.Equal(got.Steps(), h.Steps()) || !slices.Equal(got.Column(1), h.Column(1)) {
		t.Errorf("got %+v, %v; want %+v", got, d.Err(), h)
	}
	small := NewHistory(2, 2)
	d = codec.NewDecoder(c.Bytes())
	if small.State(d); d.Done() == nil {
		t.Error("a history takes more than it has room for")
	}
}

func TestHistoryAllocatesNothing(t *testing.T) {
	h := filled(1)
	i := 1
	if n := testing.AllocsPerRun(1000, func() { h.Record(i, 1, 2); i++ }); n > 0 {
		t.Errorf("%v allocations an entry", n)
	}
}
