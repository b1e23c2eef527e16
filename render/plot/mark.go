package plot

import (
	"math"

	"residual/core/lab"
)

// Where curves of a panel differ in their colours alone, all series but the first
// are marked along the way, each by a shape of its own, for readers who do not see
// the colours.

// A sign is the shape of the marks along a curve; Disc stands for none.
type sign struct {
	shape  Shape
	hollow bool
}

// signs are those of the series.
var signs = [seriesCount]sign{{}, {shape: Square}, {shape: Diamond}, {shape: Triangle}, {shape: Cross},
	{shape: Square, hollow: true}, {shape: Diamond, hollow: true}, {shape: Triangle, hollow: true}}

// marked tells whether the curves of a panel are marked: where two of them would
// otherwise be told apart by colour alone, and where no points have such shapes.
func marked(p *lab.Panel) bool {
	for _, m := range p.Points {
		if !m.Cloud && m.Shape != lab.Disc {
			return false
		}
	}
	inks, count := [first + seriesCount]bool{}, 0
	for i := range p.Curves {
		if c := &p.Curves[i]; plain(c) && !inks[InkOf(c.Colour)] {
			inks[InkOf(c.Colour)] = true
			count++
		}
	}
	return count > 1 && p.Field == nil
}

// plain tells whether a curve has nothing but its colour.
func plain(c *lab.Curve) bool {
	return !c.Dashed && !c.Thin && c.Colour != lab.Data && c.Colour != lab.Guide
}

// signOf is that of a curve.
func signOf(c *lab.Curve, marked bool) sign {
	if ink := InkOf(c.Colour); marked && plain(c) && ink >= first {
		return signs[ink-first]
	}
	return sign{}
}

// Distances of marks along x, in pixels and as a part of the width.
const (
	leastApart, mostApart, apartPart = 44, 130, 0.2
	stagger                          = 0.382 // of it from series to series: marks of curves that coincide do not
)

// drawSigns marks a curve at equal distances along x.
func (l *List) drawSigns(q *panel, c *lab.Curve, s sign) {
	if s.shape == Disc {
		return
	}
	ink := InkOf(c.Colour)
	apart := clamp(apartPart*q.plot.W, leastApart, mostApart)
	from := q.plot.X + apart*math.Mod(0.5+stagger*float64(ink-first), 1)
	for i := 1; i < min(len(c.X), len(c.Y)); i++ {
		x0, y0, x1, y1 := q.x.pixel(c.X[i-1]), q.y.pixel(c.Y[i-1]), q.x.pixel(c.X[i]), q.y.pixel(c.Y[i])
		if x0+y0+x1+y1 != x0+y0+x1+y1 || x0 == x1 {
			continue
		}
		low, high := max(min(x0, x1), q.plot.X), min(max(x0, x1), q.plot.X+q.plot.W)
		for k := math.Floor((low-from)/apart) + 1; from+k*apart <= high; k++ {
			x := from + k*apart
			if y := y0 + (x-x0)/(x1-x0)*(y1-y0); q.plot.contains(x, y) {
				l.dot(x, y, s.shape, s.hollow, ink)
			}
		}
	}
}
