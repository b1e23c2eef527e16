package kernel

import (
	"math"
	"testing"
)

// TestEdges: zeros keep their sign, infinities and NaN go where they should,
// overflow and underflow happen where they must.
func TestEdges(t *testing.T) { both(t, testEdges[float32], testEdges[float64]) }

func testEdges[T Float](t *testing.T) {
	inf, nan, minus0 := T(math.Inf(1)), T(math.NaN()), T(math.Copysign(0, -1))
	over, under, limit := T(89), T(-104), T(SinLimit32)
	if _, double := any(over).(float64); double {
		over, under, limit = 710, -746, SinLimit64
	}
	for _, c := range []struct {
		name    string
		f       func(z, x []T)
		x, want []T
	}{
		{"exp", Exp[T], []T{0, minus0, inf, -inf, nan, over, under, 1e30, -1e30}, []T{1, 1, inf, 0, nan, inf, 0, inf, 0}},
		{"tanh", Tanh[T], []T{0, minus0, inf, -inf, nan, 40, -40, 1e30, 1e-30}, []T{0, minus0, 1, -1, nan, 1, -1, 1, 1e-30}},
		{"log", Log[T], []T{0, minus0, inf, -inf, nan, 1, -1}, []T{-inf, -inf, inf, nan, nan, 0, nan}},
		{"sin", Sin[T], []T{0, minus0, inf, -inf, nan, 2 * limit, 1e-30}, []T{0, minus0, nan, nan, nan, nan, 1e-30}},
		{"cos", Cos[T], []T{0, minus0, inf, -inf, nan, -2 * limit, 1e-30}, []T{1, 1, nan, nan, nan, nan, 1}},
		{"sqrt", Sqrt[T], []T{0, minus0, inf, -1, nan, 9}, []T{0, minus0, inf, nan, nan, 3}},
	} {
		x := append(c.x, c.x...) // once in vectors, once in the tail
		for len(x) < 33 {
			x = append(x, c.x...)
		}
		want := make([]T, len(x))
		for i := range want {
			want[i] = c.want[i%len(c.want)]
		}
		z := make([]T, len(x))
		c.f(z, x)
		mustSame(t, c.name, z, want)
	}
}

// TestExpIntoSubnormals: results below the normal range are rounded once.
func TestExpIntoSubnormals(t *testing.T) {
	for x := -708.0; x > -745.2; x -= 0.37 {
		z := make([]float64, 1)
		Exp(z, []float64{x})
		want, _ := bigExp(number(x)).Float64()
		if math.Abs(z[0]-want) > math.Max(5e-324, 2e-16*want) {
			t.Errorf("exp(%v) = %v, truth %v", x, z[0], want)
		}
	}
}
