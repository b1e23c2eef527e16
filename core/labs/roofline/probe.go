package roofline

import "slices"

// A probe is a piece of work that can be repeated, with what it costs, and the
// times that it took.
type probe struct {
	name   string
	brief  string  // for a list, where the name is long
	flops  float64 // of one repetition
	bytes  float64
	set    float64 // bytes that it goes round in
	narrow bool    // float32
	run    func()

	reps  int
	times []float64 // seconds a repetition, one a round
}

// least is how long a measurement takes at least: eighty times the millisecond
// tenth to which browsers round their clocks.
const least = 8e-3

// measure times the probe once. A probe that is measured for the first time
// finds out how often it must be repeated.
func (p *probe) measure(now func() float64) {
	for p.reps = max(1, p.reps); ; {
		from := now()
		for range p.reps {
			p.run()
		}
		took := now() - from
		if took >= least || p.reps > 1<<24 {
			p.times = append(p.times, took/float64(p.reps))
			return
		}
		p.reps = more(p.reps, took)
	}
}

// more is how many repetitions should take a little longer than least, where
// reps took so many seconds; at most eight times as many, for short times are
// uncertain.
func more(reps int, took float64) int {
	want := 8.0
	if took > least/8 {
		want = 1.25 * least / took
	}
	return int(float64(reps)*want) + 1
}

// known tells whether the probe has been measured.
func (p *probe) known() bool { return len(p.times) > 0 }

// listed is the name for a list.
func (p *probe) listed() string {
	if p.brief != "" {
		return p.brief
	}
	return p.name
}

// seconds is the median time of a repetition, 0 before the first.
func (p *probe) seconds() float64 {
	if len(p.times) == 0 {
		return 0
	}
	t := slices.Sorted(slices.Values(p.times))
	return t[len(t)/2]
}

// shortest is the least time of a repetition, 0 before the first.
func (p *probe) shortest() float64 {
	if len(p.times) == 0 {
		return 0
	}
	return slices.Min(p.times)
}

// rate is in operations per second, 0 before the first measurement.
func (p *probe) rate() float64 { return over(p.flops, p.seconds()) }

// widest is the most bytes per second.
func (p *probe) widest() float64 { return over(p.bytes, p.shortest()) }

func over(a, b float64) float64 {
	if b == 0 {
		return 0
	}
	return a / b
}
