package interval

import (
	"math"

	"residual/core/codec"
)

// A Proof shows that a function of one variable is nowhere negative on an
// interval: a box is proved where the lower bound of the function on it is not
// negative, and else halved. A box that is too narrow to halve, or on which the
// function is certainly negative, is one where the proof fails. Boxes are taken
// from left to right, so that what is proved grows from one end to the other.
type Proof struct {
	Whole  Interval
	Least  float64    // a box narrower than this part of the whole is not halved
	Limit  int        // of boxes, after which none is halved
	Boxes  int        // looked at
	Failed []Interval // where it cannot be proved, neighbours as one

	open   []Interval // boxes to look at, the leftmost last
	proved float64    // the length that is
}

// Begin sets out to prove it of the whole.
func (p *Proof) Begin(whole Interval) {
	p.Whole, p.Boxes, p.proved = whole, 0, 0
	p.open, p.Failed = append(p.open[:0], whole), p.Failed[:0]
}

// Next looks at the next box, of which there must be one, with bounds of the
// function on it, and tells whether the box is decided or was halved.
func (p *Proof) Next(bound func(box Interval) Interval) (box, bounds Interval, decided bool) {
	box = p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	p.Boxes++
	bounds = bound(box)
	switch {
	case bounds.Lo >= 0:
		p.proved += box.Hi - box.Lo
	case bounds.Hi < 0, box.Hi-box.Lo < p.Least*(p.Whole.Hi-p.Whole.Lo), p.Boxes >= p.Limit:
		p.fail(box)
	default:
		low, high := box.Bisect()
		p.open = append(p.open, high, low)
		return box, bounds, false
	}
	return box, bounds, true
}

// fail adds a box to those that failed; it joins the last where they touch.
func (p *Proof) fail(box Interval) {
	if n := len(p.Failed); n > 0 && p.Failed[n-1].Hi == box.Lo {
		p.Failed[n-1].Hi = box.Hi
		return
	}
	p.Failed = append(p.Failed, box)
}

// Done tells whether no box is left.
func (p *Proof) Done() bool { return len(p.open) == 0 }

// Holds tells whether it is proved everywhere.
func (p *Proof) Holds() bool { return p.Boxes > 0 && p.Done() && len(p.Failed) == 0 }

// Fraction is the part of the whole that is proved, exactly 1 where all is and
// NaN before the first box.
func (p *Proof) Fraction() float64 {
	switch {
	case p.Boxes == 0:
		return math.NaN()
	case p.Holds():
		return 1
	}
	return min(p.proved/(p.Whole.Hi-p.Whole.Lo), math.Nextafter(1, 0))
}

// Progress is the part of the whole that has been looked at.
func (p *Proof) Progress() float64 {
	if p.Done() {
		return 1
	}
	return (p.open[len(p.open)-1].Lo - p.Whole.Lo) / (p.Whole.Hi - p.Whole.Lo)
}

// State describes a proof on the same whole with the same limits.
func (p *Proof) State(c *codec.Coder) {
	c.Count(&p.Boxes)
	c.Float(&p.proved)
	codec.List(c, &p.open, 16, describe)
	codec.List(c, &p.Failed, 16, describe)
}

func describe(c *codec.Coder, b *Interval) {
	c.FloatIn(&b.Lo, -math.MaxFloat64, math.MaxFloat64)
	c.FloatIn(&b.Hi, b.Lo, math.MaxFloat64)
}
