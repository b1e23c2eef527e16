package lab_test

import (
	"errors"
	"testing"

	"residual/core/lab"
	"residual/core/lab/labtest"
)

// Whatever bit of a snapshot is flipped, it is refused, and the run stays as it
// was: those too of live knobs, of the build and of numbers in the state that
// could be right.
func TestEveryFlippedBitIsRefused(t *testing.T) {
	settings, err := labtest.Decay.Parse(nil)
	if err != nil {
		t.Fatal(err)
	}
	run, err := labtest.Decay.Start(settings, lab.DefaultSeed)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		run.Step()
	}
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
