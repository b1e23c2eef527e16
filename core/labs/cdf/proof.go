package cdf

import (
	"math"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/interval"
)

// A proof is that the slope is nowhere negative, with its bounds for drawing.
type proof struct {
	interval.Proof
	low, high []float64 // by bin
}

const (
	bins       = 160
	boxesAStep = 200
)

func (p *proof) reserve(room *fit.Room) {
	p.Least, p.Limit = 0x1p-15, 100000
	room.Vectors(bins, &p.low, &p.high)
}

// begin sets out to prove it from lo to hi.
func (p *proof) begin(lo, hi float64) {
	p.Begin(interval.Interval{Lo: lo, Hi: hi})
	for i := range p.low {
		p.low[i], p.high[i] = math.Inf(1), math.Inf(-1)
	}
}

func (p *proof) State(c *codec.Coder) {
	p.Proof.State(c)
	c.Vector(p.low, p.high)
}

// step looks at some boxes and tells whether none is left.
func (p *proof) step(e *enclosure) bool {
	for i := 0; i < boxesAStep && !p.Done(); i++ {
		if box, slope, decided := p.Next(e.slope); decided {
			p.widen(box, slope)
		}
	}
	return p.Done()
}

// widen takes the slope over a box into the bounds of the bins that it touches.
func (p *proof) widen(box, slope interval.Interval) {
	scale := bins / (p.Whole.Hi - p.Whole.Lo)
	first, last := int(scale*(box.Lo-p.Whole.Lo)), int(scale*(box.Hi-p.Whole.Lo))
	for i := max(0, first); i <= min(bins-1, last); i++ {
		p.low[i], p.high[i] = min(p.low[i], slope.Lo), max(p.high[i], slope.Hi)
	}
}
