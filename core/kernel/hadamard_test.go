package kernel

import (
	"math"
	"math/bits"
	"slices"
	"testing"
)

func TestHadamardHasTheBitsOfThePlainLoop(t *testing.T) {
	both(t, testHadamard[float32], testHadamard[float64])
}

func testHadamard[T Float](t *testing.T) {
	s := newSource(31)
	for n := 1; n <= 4096; n *= 2 {
		got := draw[T](s, n, true)
		want := slices.Clone(got)
		Hadamard(got)
		plainHadamard(want, 1)
		mustSame(t, "Hadamard", got, want)
	}
}

// Signs are those of the definition, and H·H = n.
func TestHadamard(t *testing.T) {
	s := newSource(32)
	for n := 1; n <= 128; n *= 2 {
		x := draw[float64](s, n, false)
		got := slices.Clone(x)
		Hadamard(got)
		for i := range n {
			want := 0.0
			for j, v := range x {
				want += v * float64(1-2*(bits.OnesCount(uint(i&j))&1))
			}
			if math.Abs(got[i]-want) > 1e-12 {
				t.Errorf("n = %d: element %d is %v, want %v", n, i, got[i], want)
			}
		}
		Hadamard(got)
		for i, v := range x {
			if math.Abs(got[i]/float64(n)-v) > 1e-14 {
				t.Errorf("n = %d: H·H·x/n is %v, want %v", n, got[i]/float64(n), v)
			}
		}
	}
}
