package lab

import "math"

// Decades is the axis, a logarithmic one, ended at the powers of ten around the
// numbers, so that its ticks are round however little they differ. What is not
// positive and finite does not count; where nothing does, the axis is as it was.
func (a Axis) Decades(numbers []float64) Axis {
	low, high := math.Inf(1), math.Inf(-1)
	for _, v := range numbers {
		if v > 0 && !math.IsInf(v, 1) {
			low, high = math.Min(low, math.Log10(v)), math.Max(high, math.Log10(v))
		}
	}
	if low <= high {
		low = math.Floor(low)
		a.Min, a.Max = math.Pow(10, low), math.Pow(10, math.Max(low+1, math.Ceil(high)))
	}
	return a
}
