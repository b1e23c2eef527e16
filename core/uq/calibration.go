package uq

import (
	"math"
	"sort"
)

// A PIT value (probability integral transform) is F(y), the predicted probability
// of at most the observed y. Where the predictions are the true distributions
// these values are uniform on [0, 1].

// Reliability returns, for each of the levels p, the fraction of the PIT values
// that are at most p. Calibrated predictions give p itself.
func Reliability(pit, levels []float64) []float64 {
	sorted := append([]float64(nil), pit...)
	sort.Float64s(sorted)
	fraction := make([]float64, len(levels))
	for i, p := range levels {
		fraction[i] = float64(atMost(sorted, p)) / float64(len(sorted))
	}
	return fraction
}

// atMost counts the numbers of a sorted slice that are at most x.
func atMost(sorted []float64, x float64) int {
	return sort.Search(len(sorted), func(i int) bool { return sorted[i] > x })
}

// Levels are n probabilities that divide [0, 1] evenly, without its ends.
func Levels(n int) []float64 {
	p := make([]float64, n)
	for i := range p {
		p[i] = float64(i+1) / float64(n+1)
	}
	return p
}

// CalibrationError is the root mean square of fraction − p over 99 levels
// (Kuleshov et al. 2018; RMSCE of other libraries).
func CalibrationError(pit []float64) float64 {
	levels := Levels(99)
	sum := 0.0
	for i, s := range Reliability(pit, levels) {
		d := s - levels[i]
		sum += float64(d * d)
	}
	return math.Sqrt(sum / float64(len(levels)))
}

// Histogram counts values of [0, 1] in bins of equal width.
func Histogram(values []float64, bins int) []int {
	count := make([]int, bins)
	for _, v := range values {
		count[max(0, min(bins-1, int(v*float64(bins))))]++
	}
	return count
}

// Coverage is the fraction of the y within their intervals [low, high], and the
// mean width of these. An empty one holds no y and is 0 wide.
func Coverage(y, low, high []float64) (fraction, width float64) {
	n := float64(len(y))
	for i, v := range y {
		if v >= low[i] && v <= high[i] {
			fraction++
		}
		width += widthOf(low[i], high[i])
	}
	return fraction / n, width / n
}

// Empty counts the intervals that hold nothing: those with ends that are NaN, or
// have crossed.
func Empty(low, high []float64) (n int) {
	for i := range low {
		if !(low[i] <= high[i]) {
			n++
		}
	}
	return n
}

// widthOf is the width of an interval, 0 of an empty one.
func widthOf(low, high float64) float64 {
	if low <= high {
		return high - low
	}
	return 0
}

// A Bin counts how intervals cover within a part of the x axis.
type Bin struct {
	Lo, Hi  float64 // of x
	N       int
	Covered int     // how many intervals contained their y
	Width   float64 // mean width, an empty interval being 0 wide
}

// Coverage is the fraction covered, NaN for an empty bin.
func (b Bin) Coverage() float64 { return float64(b.Covered) / float64(b.N) }

// Bins divides [lo, hi] into n equal parts and counts the intervals [low, high] at
// x in each. What lies outside counts in the nearest part.
func Bins(n int, lo, hi float64, x, y, low, high []float64) []Bin {
	bins := make([]Bin, n)
	step := (hi - lo) / float64(n)
	for i := range bins {
		bins[i].Lo, bins[i].Hi = lo+float64(step*float64(i)), lo+float64(step*float64(i+1))
	}
	for i := range x {
		b := &bins[max(0, min(n-1, int((x[i]-lo)/step)))]
		b.N++
		b.Width += widthOf(low[i], high[i])
		if y[i] >= low[i] && y[i] <= high[i] {
			b.Covered++
		}
	}
	for i := range bins {
		bins[i].Width /= float64(bins[i].N)
	}
	return bins
}
