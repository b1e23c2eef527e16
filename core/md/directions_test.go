package md

import (
	"math"
	"math/rand/v2"
	"testing"

	"residual/core/kernel"
)

// TestDirections: orthonormal, free of drift and rotation, and as many as there
// are.
func TestDirections(t *testing.T) {
	x := []float64{0, 0.064, 0, 0.758, -0.508, 0, -0.758, -0.508, 0}
	v := Directions(x, 99, true, rand.New(rand.NewPCG(2, 2)))
	if len(v) != InternalDOF(3) {
		t.Fatalf("%d directions", len(v))
	}
	all := orthonormal(nil)
	all.rigid(x)
	all = append(all, v...)
	for i := range all {
		for j := range all {
			want := 0.0
			if i == j {
				want = 1
			}
			if got := kernel.Dot(all[i], all[j]); math.Abs(got-want) > 1e-12 {
				t.Errorf("⟨%d, %d⟩ = %v", i, j, got)
			}
		}
	}
	if n := len(Directions([]float64{0, 0, 0, 0, 0, 1}, 99, true, rand.New(rand.NewPCG(2, 3)))); n != 1 {
		t.Errorf("two atoms have %d", n)
	}
}
