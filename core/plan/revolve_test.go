package plan

import (
	"fmt"
	"testing"
)

// logistic is x ↦ 3.7x(1 − x), whose adjoint is 3.7(1 − 2x)·x̄: a chain in
// which every state matters.
type logistic struct {
	t        *testing.T
	x, xbar  float64
	at       int // index of the present state
	slots    map[int][2]float64
	reversed int // the step reversed last
}

func (l *logistic) Advance(i int) {
	l.expect(i)
	l.x, l.at = 3.7*l.x*(1-l.x), i+1
}

func (l *logistic) Save(slot int)    { l.slots[slot] = [2]float64{l.x, float64(l.at)} }
func (l *logistic) Restore(slot int) { s := l.slots[slot]; l.x, l.at = s[0], int(s[1]) }

func (l *logistic) Reverse(i int) {
	l.expect(i)
	if i != l.reversed-1 {
		l.t.Fatalf("step %d reversed after step %d", i, l.reversed)
	}
	l.xbar *= 3.7 * (1 - 2*l.x)
	l.reversed = i
}

func (l *logistic) expect(i int) {
	if l.at != i {
		l.t.Fatalf("step %d taken from state %d", i, l.at)
	}
}

// reverse runs a schedule on n steps and returns the derivative of the last
// state.
func reverse(t *testing.T, n int, schedule func(Chain, int) Counts) (float64, Counts) {
	l := &logistic{t: t, x: 0.3, xbar: 1, slots: map[int][2]float64{}, reversed: n}
	counts := schedule(l, n)
	if l.reversed != 0 {
		t.Fatalf("of %d steps %d were left", n, l.reversed)
	}
	if len(l.slots) != counts.States {
		t.Fatalf("%d slots used, %d states counted", len(l.slots), counts.States)
	}
	return l.xbar, counts
}

func revolve(s int) func(Chain, int) Counts {
	return func(c Chain, n int) Counts { return Revolve(c, n, s) }
}

// TestThousandSteps compares the counts for a chain of 1000 steps with the
// published formula, evaluated by hand, and the gradients with each other.
func TestThousandSteps(t *testing.T) {
	want, counts := reverse(t, 1000, StoreAll)
	if counts != (Counts{999, 1000}) {
		t.Errorf("store all: %+v", counts)
	}
	for _, c := range []struct{ s, advances int }{{32, 2405}, {10, 3636}} {
		got, counts := reverse(t, 1000, revolve(c.s))
		if got != want || counts != (Counts{c.advances, c.s}) {
			t.Errorf("Revolve, %d states: gradient %v, want %v; %+v", c.s, got, want, counts)
		}
	}
	got, counts := reverse(t, 1000, SquareRoot)
	if got != want || counts.States > 64 || counts.Advances > 999+1000 {
		t.Errorf("√N: gradient %v, want %v; %+v", got, want, counts)
	}
}

// TestRevolveIsOptimal compares the counts with dynamic programming over all
// schedules, t(n, s) = min_m m + t(n−m, s−1) + t(m, s), for short chains.
func TestRevolveIsOptimal(t *testing.T) {
	best := map[[2]int]int{}
	var least func(n, s int) int
	least = func(n, s int) int {
		if n <= 1 {
			return 0
		}
		if s == 1 {
			return n * (n - 1) / 2
		}
		key := [2]int{n, s}
		if _, done := best[key]; !done {
			best[key] = n * n
			for m := 1; m < n; m++ {
				best[key] = min(best[key], m+least(n-m, s-1)+least(m, s))
			}
		}
		return best[key]
	}
	for n := 1; n <= 60; n++ {
		want, _ := reverse(t, n, StoreAll)
		for s := 1; s <= 8; s++ {
			t.Run(fmt.Sprintf("%d steps, %d states", n, s), func(t *testing.T) {
				got, counts := reverse(t, n, revolve(s))
				if got != want || counts.Advances != least(n, s) || counts.Advances != RevolveAdvances(n, s) || counts.States > s {
					t.Errorf("gradient %v, want %v; %+v, optimum %d", got, want, counts, least(n, s))
				}
			})
		}
	}
}
