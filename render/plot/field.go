package plot

import (
	"math"

	"residual/core/lab"
)

// A colourBar says beside a field what its colours mean.
type colourBar struct {
	field Field
	scale scale
	ticks []tick
	wide  float64 // of the widest number
	bare  bool    // it is not drawn
}

// begin fits the colours to the field and chooses the numbers for a bar of that
// height.
func (b *colourBar) begin(f *lab.Field, height float64) {
	low, high := fieldRange(f)
	b.field, b.bare = Field{f.NX, f.NY, f.Values, Viridis, low, high}, f.Bare
	if len(f.Values) < f.NX*f.NY {
		b.field.NX, b.field.NY = 0, 0
	}
	b.scale = scale{low: low, high: high}
	b.ticks = b.scale.ticksOver(height, 6)
	b.wide = 0
	for _, t := range b.ticks {
		b.wide = max(b.wide, width(t.label, tickStyle))
	}
}

// room is the width that the bar and its numbers take.
func (b *colourBar) room() float64 {
	if b.field.NX == 0 || b.bare {
		return 0
	}
	return gap + barWidth + tickLength + 4 + b.wide
}

// fieldRange is what the ends of the colours stand for.
func fieldRange(f *lab.Field) (low, high float64) {
	s := scale{low: f.Min, high: f.Max}
	if !fixedAxis(lab.Axis{Min: f.Min, Max: f.Max}) {
		e := newExtent(false)
		l, h := extremes(f.Values)
		e.add(float64(l))
		e.add(float64(h))
		s = e.fit(lab.Axis{}, 0)
	}
	switch {
	case f.Diverging:
		m := max(math.Abs(s.low), math.Abs(s.high))
		return -m, m
	case f.Ink && s.high > 0:
		return 0, s.high
	case f.Ink:
		return 0, 1
	}
	return s.low, s.high
}

// extremes returns the least and the largest finite value, or infinities.
func extremes(values []float32) (low, high float32) {
	const largest = math.MaxFloat32
	low, high = float32(math.Inf(1)), float32(math.Inf(-1))
	for _, v := range values {
		if v < low && v >= -largest {
			low = v
		}
		if v > high && v <= largest {
			high = v
		}
	}
	return low, high
}

// field draws a field and its colours.
func (l *List) field(q *panel, f *lab.Field) {
	b := &q.colours
	if b.field.NX == 0 {
		return
	}
	switch {
	case f.Diverging:
		b.field.Map = DivergingLight + Map(l.Theme)
	case f.Ink:
		b.field.Map = InkLight + Map(l.Theme)
	}
	l.Images = append(l.Images, Image{q.plot, b.field})
	if b.bare {
		return
	}
	r := Rect{q.plot.X + q.plot.W + gap, q.plot.Y, barWidth, q.plot.H}
	b.scale.from, b.scale.to = r.Y+r.H, r.Y
	l.Images = append(l.Images, Image{r, Field{1, len(ramp), ramp[:], b.field.Map, 0, 1}})
	right := r.X + r.W
	for _, t := range b.ticks {
		y := b.scale.pixel(t.at)
		l.box(Rect{right, y - 0.5, tickLength, 1}, Rule, 1)
		l.text(right+tickLength+4, y+tickSize*0.36, b.wide, t.label, tickStyle)
	}
}

// ramp is the field of a bar of colours: 0 to 1.
var ramp = func() (r [256]float32) {
	for i := range r {
		r[i] = float32(i) / (256 - 1)
	}
	return r
}()
