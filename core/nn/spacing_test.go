package nn_test

import (
	"math"
	"testing"

	"residual/core/nn"
)

// TestSpacings: two geometries of one O and two H, whose distances are known.
func TestSpacings(t *testing.T) {
	m := nn.Molecule{Kinds: []int{1, 0, 0}}
	got := m.Spacings([]float64{0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0, 0, 5, 0, 0, 0, 12, 0}, 0.1)
	want := [...]nn.Spacing{ // by kinds HH, HO, OH, OO
		{Mean: 9, Spread: 4}, {Mean: 6, Spread: math.Sqrt(12.5)}, {Mean: 6, Spread: math.Sqrt(12.5)}, {Spread: 0.1},
	}
	for k, s := range got {
		if math.Abs(s.Mean-want[k].Mean) > 1e-14 || math.Abs(s.Spread-want[k].Spread) > 1e-14 {
			t.Errorf("pair %d: %v, want %v", k, s, want[k])
		}
	}
}
