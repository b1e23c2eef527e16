package kernel

import (
	"slices"
	"sync"
	"testing"
)

// Where unknowns are found from the first to the last, the size of the small
// systems changes nothing, to the last bit.
func TestRisingSystemsOfAnySize(t *testing.T) {
	const m, n = 70, 50
	s := newSource(31)
	pool := new(sync.Pool)
	for _, left := range []bool{true, false} {
		size := ternary(left, m, n)
		a, b := uniform(s, size*size), uniform(s, m*n)
		for i := range size {
			a[i*size+i] += 8
		}
		solved := func(small int) []float64 {
			x := slices.Clone(b)
			y := system[float64]{left, left, false, m, n, a, size, x, n}
			y.solve(pool, small, false)
			return x
		}
		want := solved(1)
		for _, small := range []int{manyTri, blockTri, 64} {
			if got := solved(small); !slices.Equal(got, want) {
				t.Errorf("left %v: blocks of %d give other bits", left, small)
			}
		}
	}
}
