package lab

import (
	"math"
	"testing"
)

func TestDecades(t *testing.T) {
	for _, c := range []struct {
		numbers  []float64
		min, max float64
	}{
		{[]float64{1087, 2138}, 1e3, 1e4},
		{[]float64{0.3, math.NaN(), 250}, 0.1, 1e3},
		{[]float64{100}, 100, 1e3},
		{[]float64{0, math.NaN()}, 0, 0},
	} {
		if a := (Axis{}).Decades(c.numbers); a.Min != c.min || a.Max != c.max {
			t.Errorf("%v: from %v to %v", c.numbers, a.Min, a.Max)
		}
	}
}
