package plot

import (
	"math"

	"residual/core/lab"
)

// A scale maps the numbers of an axis to pixels: low to from, high to to,
// evenly or evenly in the logarithm.
type scale struct {
	low, high float64
	log       bool
	from, to  float64
}

// far bounds, in lengths of the axis, how far off a place may be said to lie: a
// line to it keeps its direction, and no pixel overflows.
const far = 1e4

// pixel is NaN for what has no place: NaN, infinities, and on a log axis what is
// not positive.
func (s *scale) pixel(v float64) float64 {
	if math.IsInf(v, 0) {
		return math.NaN()
	}
	t := s.fraction(v)
	if t == t {
		t = min(max(t, -far), far)
	}
	return s.from + t*(s.to-s.from)
}

// fraction is 0 at low and 1 at high. Halves keep the difference of the largest
// numbers finite.
func (s *scale) fraction(v float64) float64 {
	if s.log {
		if v <= 0 {
			return math.NaN()
		}
		low := math.Log10(s.low)
		return (math.Log10(v) - low) / (math.Log10(s.high) - low)
	}
	return (v/2 - s.low/2) / (s.high/2 - s.low/2)
}

// value is the number at a pixel: pixel's inverse.
func (s *scale) value(pixel float64) float64 {
	t := (pixel - s.from) / (s.to - s.from)
	if s.log {
		low, high := math.Log10(s.low), math.Log10(s.high)
		return math.Pow(10, low+t*(high-low))
	}
	return s.low*(1-t) + s.high*t
}

// ticks returns at most about n ticks.
func (s *scale) ticks(n int) []tick {
	if s.log {
		return logTicks(s.low, s.high, max(n, 2))
	}
	return linearTicks(s.low, s.high, max(n, 2))
}

// ticksOver returns the ticks of an upright axis of that height: as many as have
// room above each other, up to most, but two if they can be had at all.
func (s *scale) ticksOver(height float64, most int) []tick {
	const each = 24
	n := min(int(height/each), most)
	ticks := s.ticks(n)
	for more := n + 1; len(ticks) < 2 && more < n+3; more++ {
		ticks = s.ticks(more)
	}
	if len(ticks) > 1 && height*(s.fraction(ticks[1].at)-s.fraction(ticks[0].at)) < 1.2*tickSize {
		return ticks[:1]
	}
	return ticks
}

// An extent gathers the range of the data on an axis: those that can be shown.
type extent struct {
	low, high float64
	log       bool
}

func newExtent(log bool) extent { return extent{math.Inf(1), math.Inf(-1), log} }

func (e *extent) add(v float64) {
	if v-v != 0 || e.log && v <= 0 { // NaN, infinite
		return
	}
	e.low, e.high = min(e.low, v), max(e.high, v)
}

func (e *extent) addAll(v []float64) {
	for _, x := range v {
		e.add(x)
	}
}

func (e *extent) empty() bool { return e.low > e.high }

// fit returns the scale of an axis: as the lab has fixed it, or else the range
// of the data, widened by a part pad of its length and never without length.
func (e extent) fit(a lab.Axis, pad float64) scale {
	if fixedAxis(a) {
		return scale{low: a.Min, high: a.Max, log: a.Log}
	}
	switch {
	case e.empty() && a.Log:
		return scale{low: 0.1, high: 1, log: true}
	case e.empty():
		return scale{low: 0, high: 1}
	case a.Log:
		return fitLog(e.low, e.high, pad)
	}
	return fitLinear(e.low, e.high, pad)
}

func fixedAxis(a lab.Axis) bool {
	length := a.Max/2 - a.Min/2
	return length > 0 && !math.IsInf(length, 0) && !(a.Log && a.Min <= 0)
}

// least is the shortest length of an axis as a part of its largest number: some
// digits more than its ticks can show.
const least = 1e-9

func fitLinear(low, high, pad float64) scale {
	largest := max(math.Abs(low), math.Abs(high))
	half := high/2 - low/2
	if half <= least*largest || half < 1e-300 {
		half = largest / 2
		if half < 1e-300 {
			half = 0.5
		}
		pad = 1
	}
	grow := 2 * half * pad
	return scale{low: max(low-grow, -math.MaxFloat64), high: min(high+grow, math.MaxFloat64)}
}

func fitLog(low, high, pad float64) scale {
	ratio := math.Log10(high) - math.Log10(low)
	if ratio < 1e-6 {
		ratio, pad = 1, 0.5
	}
	grow := math.Pow(10, ratio*pad)
	return scale{low: max(low/grow, 5e-324), high: min(high*grow, math.MaxFloat64), log: true}
}
