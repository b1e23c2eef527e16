package hostile

import (
	"testing"
	"time"
)

func TestWalks(t *testing.T) { walked(t, 60) }

// walked takes so many rounds of every lab.
func walked(t *testing.T, rounds int) {
	for _, l := range everyLab() {
		t.Run(l.Name, func(t *testing.T) {
			began := time.Now()
			begun := walks(t, &l, rounds)
			t.Logf("%d of %d rounds began a run; %.0f rounds a second", begun, rounds, float64(rounds)/time.Since(began).Seconds())
			if begun < rounds/10 {
				t.Errorf("%d of %d rounds began a run: what is drawn is too wild", begun, rounds)
			}
		})
	}
}
