package lab_test

import (
	"errors"
	"testing"

	"residual/core/lab"
)

// Whatever bit of a snapshot is flipped, it is refused, and the run stays as it
// was: those too of live knobs, of the build and of numbers in the state that
// could be right.
func TestEveryFlippedBitIsRefused(t *testing.T) {
	run := decay(t, nil)
	run.Step()
	run.Step()
	snapshot, digest := run.Snapshot(), run.Digest()
	for bit := range 8 * len(snapshot) {
		snapshot[bit/8] ^= 1 << (bit % 8)
		if err := run.Restore(snapshot); !errors.Is(err, lab.ErrSnapshot) || run.Digest() != digest {
			t.Fatalf("with bit %d flipped: %v", bit, err)
		}
		snapshot[bit/8] ^= 1 << (bit % 8)
	}
	if err := run.Restore(snapshot); err != nil {
		t.Error("unspoilt it is refused:", err)
	}
}
