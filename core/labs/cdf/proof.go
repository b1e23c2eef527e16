package cdf

import (
	"math"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/interval"
)

// A proof shows that a slope is nowhere negative: a box, an interval of t, is
// proved where the lower bound of its slope is not negative, and else halved. A
// box that is too narrow to halve, or whose slope is certainly negative, is one
// where the proof fails. Boxes are taken from left to right, so that what is
// proved grows from one end to the other.
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

// depth bounds the boxes that are open: the two halves of one at each size.
const depth = 17

func (p *proof) reserve(room *fit.Room) {
	fit.Stack(room, &p.open, depth)
	room.Floats(&p.low, bins)
	room.Floats(&p.high, bins)
}

// begin sets out to prove it of the whole.
func (p *proof) begin() {
	p.boxes, p.proved = 0, 0
	p.open, p.failed = append(p.open[:0], p.all), p.failed[:0]
	for i := range p.low {
		p.low[i], p.high[i] = math.Inf(1), math.Inf(-1)
	}
}

// State describes all but the whole, which follows from the sample.
func (p *proof) State(c *codec.Coder) {
	c.Count(&p.boxes)
	c.Float(&p.proved)
	codec.List(c, &p.open, 16, describeBox)
	codec.List(c, &p.failed, 16, describeBox)
	c.Vector(p.low, p.high)
}

func describeBox(c *codec.Coder, b *interval.Interval) {
	c.FloatIn(&b.Lo, -math.MaxFloat64, math.MaxFloat64)
	c.FloatIn(&b.Hi, b.Lo, math.MaxFloat64)
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
		p.decide(box, e.slope(box))
	}
	return len(p.open) == 0
}

// decide proves a box, halves it or gives it up.
func (p *proof) decide(box, slope interval.Interval) {
	switch {
	case slope.Lo >= 0:
		p.proved += box.Hi - box.Lo
		p.widen(box, slope)
	case slope.Hi < 0, box.Hi-box.Lo < narrowest*(p.all.Hi-p.all.Lo), p.boxes >= mostBoxes:
		p.fail(box)
		p.widen(box, slope)
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

// widen takes the slope over a box into the bounds of the bins that it touches.
func (p *proof) widen(box, slope interval.Interval) {
	scale := bins / (p.all.Hi - p.all.Lo)
	first, last := int(scale*(box.Lo-p.all.Lo)), int(scale*(box.Hi-p.all.Lo))
	for i := max(0, first); i <= min(bins-1, last); i++ {
		p.low[i], p.high[i] = min(p.low[i], slope.Lo), max(p.high[i], slope.Hi)
	}
}

// progress is the part of the whole that has been looked at.
func (p *proof) progress() float64 {
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
