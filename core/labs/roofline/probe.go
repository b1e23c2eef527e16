package roofline

import (
	"math"
	"slices"
)

// A probe is a piece of work that can be repeated, with what it costs and the
// times that it took.
type probe struct {
	name   string
	short  string  // for a list, where the name is long
	flops  float64 // of one repetition
	bytes  float64
	set    float64 // bytes that it goes round in
	narrow bool    // float32
	run    func()
	result func() float64 // of a peak's loop

	repetitions int
	warm        bool      // whether the first measurement has been dropped
	times       []float64 // seconds of a repetition, by measurement
}

// least is how long a measurement takes at least: eighty times the tenth of a
// millisecond to which browsers round their clocks.
const least = 8e-3

// measure times the probe once. The first measurement finds out how often the
// work must be repeated; it warms up and counts only until there is a second.
func (p *probe) measure(now func() float64) {
	if len(p.times) == 1 && !p.warm {
		p.warm, p.times = true, p.times[:0]
	}
	for p.repetitions = max(1, p.repetitions); ; {
		from := now()
		for range p.repetitions {
			p.run()
		}
		took := now() - from
		if took >= least || p.repetitions > 1<<24 {
			p.times = append(p.times, took/float64(p.repetitions))
			return
		}
		p.repetitions = more(p.repetitions, took)
	}
}

// more is how many repetitions should take a little longer than least, where n
// took so many seconds: at most eight times as many, for short times are
// uncertain.
func more(n int, took float64) int {
	factor := 8.0
	if took > least/8 {
		factor = 1.25 * least / took
	}
	return int(float64(n)*factor) + 1
}

// known tells whether the probe has been measured.
func (p *probe) known() bool { return len(p.times) > 0 }

// rate is in operations per second, 0 before the first measurement.
func (p *probe) rate() float64 { return p.flops / median(p.times) }

// intensity is the operations for each byte moved.
func (p *probe) intensity() float64 { return p.flops / p.bytes }

// peakRate and bandwidth are the most operations and bytes per second, 0 before
// the first measurement.
func (p *probe) peakRate() float64  { return p.flops / shortest(p.times) }
func (p *probe) bandwidth() float64 { return p.bytes / shortest(p.times) }

// shortest is ∞ for no times.
func shortest(times []float64) float64 {
	return slices.Min(append(times[:len(times):len(times)], math.Inf(1)))
}

// median is ∞ for no times.
func median(times []float64) float64 {
	if len(times) == 0 {
		return math.Inf(1)
	}
	return slices.Sorted(slices.Values(times))[len(times)/2]
}
