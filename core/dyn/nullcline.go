package dyn

import (
	"math"

	"residual/core/interval"
)

// finer is into how many parts a side of a cell is cut where a nullcline needs it.
const finer = 8

// Nullcline follows ẋₖ = 0 over the grid's window by marching squares; v is the
// grid's values, and piece is handed the ends of every piece. Where branches may meet,
// for no slope has a sign, or f is not bounded, the cell is looked at in finer ones;
// those that a pole runs through have no piece, though signs change.
func (g *Grid) Nullcline(f *Field, k int, v []float64, piece func(x0, y0, x1, y1 float64)) {
	value, slope := make([]interval.Interval, 2), make([]interval.Interval, 4)
	at := func(fx, fy float64) float64 {
		var x, out [2]float64
		x[0], x[1] = g.At(fx, fy)
		f.Value(out[:], x[:])
		return out[k]
	}
	defined := func(fx, fy, side float64) bool {
		x0, y0 := g.At(fx, fy)
		x1, y1 := g.At(fx+side, fy+side)
		return f.Enclose(value, slope, []interval.Interval{{Lo: x0, Hi: x1}, {Lo: y0, Hi: y1}}) && value[k].Bounded()
	}
	meet := func() bool { return slope[2*k].Contains(0) && slope[2*k+1].Contains(0) }
	put := func(x0, y0, x1, y1 float64) {
		a, b := g.At(x0, y0)
		c, d := g.At(x1, y1)
		piece(a, b, c, d)
	}
	for j := range g.NY - 1 {
		for i := range g.NX - 1 {
			n := g.NX*j + i
			c := cell{v[2*n+k], v[2*(n+1)+k], v[2*(n+g.NX+1)+k], v[2*(n+g.NX)+k]}
			crossings := c.crossings()
			x, y := float64(i), float64(j)
			switch {
			case crossings == 0:
			case crossings == 2 && defined(x, y, 1) && !meet():
				c.march(x, y, put)
			default:
				const side = 1.0 / finer
				for m := range finer * finer {
					u, w := x+side*float64(m%finer), y+side*float64(m/finer)
					c := cell{at(u, w), at(u+side, w), at(u+side, w+side), at(u, w+side)}
					if defined(u, w, side) {
						c.march(0, 0, func(x0, y0, x1, y1 float64) { put(u+side*x0, w+side*y0, u+side*x1, w+side*y1) })
					}
				}
			}
		}
	}
}

// crossings is how many sides change sign, 4 where a corner has no value.
func (c cell) crossings() int {
	n := 0
	for side := range 4 {
		a, b := c[side], c[(side+1)%4]
		if math.IsNaN(a) || math.IsInf(a, 0) {
			return 4
		}
		if (a < 0) != (b < 0) {
			n++
		}
	}
	return n
}
