package labtest

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"

	"residual/core/codec"
	"residual/core/lab"
	"residual/core/rng"
)

// Mutants holds a lab to what a hostile or broken snapshot may do: be refused and
// change nothing, or be taken, shown, pointed at, gone on with, saved and restored.
// So many snapshots of the short run with the knobs given are spoilt value by
// value, sealed again and restored; none may panic or hang, then or afterwards.
// With go test -short it is a tenth of them.
func Mutants(t *testing.T, l *lab.Lab, rounds int, short ...string) {
	t.Helper()
	MutantsWithin(t, l, mostSaved, rounds, short...)
}

// MutantsWithin is Mutants for a run that is taken to be over after so many steps.
func MutantsWithin(t *testing.T, l *lab.Lab, steps, rounds int, short ...string) {
	t.Helper()
	if testing.Short() {
		rounds = (rounds + 9) / 10
	}
	x := newExaminer(l, short)
	m := x.newMutator(steps)
	taken, faults := 0, 0
	for i := range rounds {
		bad, how := m.mutant()
		refused, what := x.survives(m, bad)
		if !refused {
			taken++
		}
		if what == "" {
			continue
		}
		t.Errorf("%s %v: round %d, %s: %s", l.Name, short, i, how, what)
		if faults++; faults == mostFaults {
			t.Fatalf("%s %v: so many are enough", l.Name, short)
		}
		m.run, m.sight = nil, "" // it is in no state to go on with
	}
	t.Logf("%s %v: %d of %d mutants are taken", l.Name, short, taken, rounds)
}

const (
	patience   = time.Minute // after which something is taken to hang
	mostFaults = 20
	mostSaved  = 1000 // steps of the short run, where it does not end before
)

// A mutator spoils snapshots, and has a run to give them to.
type mutator struct {
	examiner *examiner
	random   *rand.Rand
	saved    []saved
	run      *lab.Run
	sight    string // what the run shows while it holds what was saved
}

// A saved run is a snapshot, and where the values of its state lie.
type saved struct {
	steps  int
	head   []byte   // up to the length of the state
	values [][]byte // of the state
}

// newMutator saves the short run at its start, ¼, ½, ¾ and end, as it is and with
// live knobs turned.
func (x *examiner) newMutator(steps int) *mutator {
	m := &mutator{examiner: x, random: rng.New(seed, "labtest/mutants")}
	r := x.start(x.knobs, seed)
	for r.Steps() < steps && !r.Status().Final() {
		r.Step()
	}
	x.length = r.Steps()
	for quarter := range 5 {
		r := x.again(quarter * x.length / 4)
		m.saved = append(m.saved, save(r))
		for _, k := range x.lab.Knobs {
			if e := ends(k); k.Live {
				x.change(r, k.Name, e[m.random.IntN(len(e))])
			}
		}
		m.saved = append(m.saved, save(r))
	}
	return m
}

// save takes a snapshot apart. The run's own part of the state is the status (a
// byte), the reason (a length and a text) and the count of steps.
func save(r *lab.Run) saved {
	widths := append([]int{1, 4, len(r.Status().Reason), 8}, codec.Widths(r.Experiment().State)...)
	state := 0
	for _, w := range widths {
		state += w
	}
	snapshot := r.Snapshot()
	at := len(snapshot) - 8 - state
	s := saved{steps: r.Steps(), head: snapshot[:at-4]}
	for _, w := range widths {
		if w > 0 {
			s.values = append(s.values, snapshot[at:at+w:at+w])
		}
		at += w
	}
	return s
}

// victim is a run that holds what was saved at half of the way.
func (m *mutator) victim() *lab.Run {
	if m.run == nil {
		m.run = m.examiner.again(m.examiner.length / 2)
		m.sight = look(m.run)
	}
	return m.run
}

// survives gives a run a mutant and says whether it is refused, and what went
// wrong then, or nothing.
func (x *examiner) survives(m *mutator, mutant []byte) (refused bool, what string) {
	r, sight := m.victim(), m.sight
	good, action := x.saved[x.length/2], m.random.Uint64()
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if p := recover(); p != nil {
				what = fmt.Sprintf("it panics with %q%s", fmt.Sprint(p), trace())
			}
		}()
		before := r.Digest()
		if err := r.Restore(mutant); err != nil {
			if refused = true; r.Digest() != before {
				what = "it is refused and leaves its mark"
			}
			return
		}
		if what = x.goesOn(r, action); what != "" {
			return
		}
		if err := r.Restore(good); err != nil || !clocked(r) && look(r) != sight {
			what = fmt.Sprintf("a good snapshot after it is refused or not taken whole: %v", err)
		}
	}()
	select {
	case <-done:
		return refused, what
	case <-time.After(patience):
		return false, "it hangs"
	}
}

// goesOn looks at a run that has taken a mutant, points at it, lets it step and
// saves it, and says what went wrong, or nothing.
func (x *examiner) goesOn(r *lab.Run, action uint64) string {
	var f lab.Frame
	for range 2 {
		look(r)
		r.Frame(&f)
		if err := f.Validate(); err != nil {
			return fmt.Sprintf("its frame cannot be drawn: %v", err)
		}
		if mem := r.Memory(); mem.Peak > mem.Planned {
			return fmt.Sprintf("it holds %d bytes of %d planned", mem.Peak, mem.Planned)
		}
		before := r.Digest()
		if err := r.Restore(r.Snapshot()); err != nil || r.Digest() != before {
			return fmt.Sprintf("at step %d it does not take its own snapshot: %v", r.Steps(), err)
		}
		all := places(&f)
		_ = r.Act(all[action%uint64(len(all))])
		advance(r, 3)
	}
	return ""
}
