package labtest

import (
	"encoding/binary"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
	"time"

	"residual/core/lab"
	"residual/core/rng"
)

// patience is when a restored run is taken for one that hangs.
const patience = 20 * time.Second

// Mutants holds a lab to what a hostile or broken snapshot may do: be refused and
// change nothing, or be taken and go on. So many snapshots of the short run with
// the knobs given are spoilt and restored; none may panic or hang, then or in the
// steps and looks that follow.
func Mutants(t *testing.T, l *lab.Lab, rounds int, short ...string) {
	t.Helper()
	if testing.Short() {
		rounds /= 10
	}
	x := newExaminer(l, short)
	r := x.start(x.knobs, seed)
	x.finish(r)
	x.length = r.Steps()
	random := rng.New(seed, "labtest/mutants")
	for i := range rounds {
		good := x.again(i % 5 * x.length / 4).Snapshot()
		bad := lab.Seal(spoil(good[:len(good)-8], random)) // else the seal would refuse it
		if what := x.survives(bad); what != "" {
			t.Errorf("%s: round %d, a snapshot of step %d spoilt: %s", l.Name, i, i%5*x.length/4, what)
		}
	}
}

// survives restores a snapshot and says what went wrong then, or nothing.
func (x *examiner) survives(snapshot []byte) string {
	done := make(chan string, 1)
	go func() {
		defer func() {
			if p := recover(); p != nil {
				done <- fmt.Sprintf("it panics with %q", fmt.Sprint(p))
			}
		}()
		r := x.again(x.length / 2)
		before := r.Digest()
		if r.Restore(snapshot) != nil {
			if r.Digest() != before {
				done <- "it is refused and leaves its mark"
				return
			}
		} else {
			look(r)
		}
		advance(r, 3)
		look(r)
		done <- ""
	}()
	select {
	case what := <-done:
		return what
	case <-time.After(patience):
		return "it hangs"
	}
}

// spoil returns a snapshot with some bytes that are not as they were: bits, whole
// numbers and floats that no run would have.
func spoil(good []byte, random *rand.Rand) []byte {
	bad := append([]byte(nil), good...)
	numbers := []uint64{0, 1, math.MaxUint64, 1 << 31, 1 << 53, 1 << 63, math.Float64bits(math.NaN()),
		math.Float64bits(math.Inf(1)), math.Float64bits(-1e300), math.Float64bits(1e-320)}
	for range 1 + random.IntN(3) {
		at := random.IntN(len(bad))
		switch random.IntN(4) {
		case 0:
			bad[at] ^= 1 << random.IntN(8)
		case 1:
			bad[at] = byte(random.IntN(256))
		default:
			if at+8 <= len(bad) {
				binary.LittleEndian.PutUint64(bad[at:], numbers[random.IntN(len(numbers))])
			}
		}
	}
	return bad
}
