package cdf

import (
	"math"

	"residual/core/interval"
)

// A proof shows that a slope is nowhere negative: a box, an interval of t, is
// proved where the lower bound of its slope is not negative, and else halved. A
// box that stays too narrow to halve, or whose slope is negative for sure, is
// one where the proof fails. Boxes are taken from left to right, so that what
// is proved grows from one end to the other.
type proof struct {
	all    interval.Interval
	open   []interval.Interval // boxes to look at, the leftmost last
	boxes  int                 // looked at
	failed []interval.Interval // where it cannot be proved, neighbours as one
	proved float64             // the length that is
	low    []float64           // by bin: bounds of the slope, for drawing
	high   []float64
}

const (
	bins       = 160
	boxesAStep = 200
	mostBoxes  = 100000
	narrowest  = 0x1p-15 // of the whole
)

// begin sets out to prove it between lo and hi.
func (p *proof) begin(lo, hi float64) {
	*p = proof{all: interval.Interval{Lo: lo, Hi: hi}, low: make([]float64, bins), high: make([]float64, bins)}
	for i := range p.low {
		p.low[i], p.high[i] = math.Inf(1), math.Inf(-1)
	}
	p.open = append(p.open, p.all)
}

// step looks at some boxes and tells whether none is left.
func (p *proof) step(e *enclosure) bool {
	for range boxesAStep {
		if len(p.open) == 0 {
			break
		}
		box := p.open[len(p.open)-1]
		p.open = p.open[:len(p.open)-1]
		p.boxes++
		p.judge(box, e.slope(box))
	}
	return len(p.open) == 0
}

func (p *proof) judge(box, slope interval.Interval) {
	switch {
	case slope.Lo >= 0:
		p.proved += box.Hi - box.Lo
		p.draw(box, slope)
	case slope.Hi < 0, box.Hi-box.Lo < narrowest*(p.all.Hi-p.all.Lo), p.boxes >= mostBoxes:
		p.fail(box)
		p.draw(box, slope)
	default:
		low, high := box.Bisect()
		p.open = append(p.open, high, low)
	}
}

// fail adds a box to those that failed; it joins the last where they touch.
func (p *proof) fail(box interval.Interval) {
	if n := len(p.failed); n > 0 && p.failed[n-1].Hi == box.Lo {
		p.failed[n-1].Hi = box.Hi
		return
	}
	p.failed = append(p.failed, box)
}

// draw widens the bounds of the bins that a box touches.
func (p *proof) draw(box, slope interval.Interval) {
	scale := bins / (p.all.Hi - p.all.Lo)
	first, last := int(scale*(box.Lo-p.all.Lo)), int(scale*(box.Hi-p.all.Lo))
	for i := max(0, first); i <= min(bins-1, last); i++ {
		p.low[i], p.high[i] = min(p.low[i], slope.Lo), max(p.high[i], slope.Hi)
	}
}

// share is the part of the whole that has been looked at.
func (p *proof) share() float64 {
	if len(p.open) == 0 {
		return 1
	}
	return (p.open[len(p.open)-1].Lo - p.all.Lo) / (p.all.Hi - p.all.Lo)
}

// holds tells whether it is proved everywhere.
func (p *proof) holds() bool { return p.boxes > 0 && len(p.open) == 0 && len(p.failed) == 0 }

// fraction is the part of the whole that is proved, exactly 1 where all is.
func (p *proof) fraction() float64 {
	if p.holds() {
		return 1
	}
	if p.boxes == 0 {
		return math.NaN()
	}
	return min(p.proved/(p.all.Hi-p.all.Lo), math.Nextafter(1, 0))
}
