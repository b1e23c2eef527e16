package dyn

import "math"

// Contour follows a level of values on nx × ny places, by marching squares: in
// every cell straight pieces join the places on its sides where the level is
// crossed, found by linear interpolation. value(i, j) is asked for every place,
// piece is handed the ends of every piece, in cells.
func Contour(nx, ny int, level float64, value func(i, j int) float64, piece func(x0, y0, x1, y1 float64)) {
	for j := range ny - 1 {
		for i := range nx - 1 {
			c := cell{value(i, j) - level, value(i+1, j) - level, value(i+1, j+1) - level, value(i, j+1) - level}
			c.march(float64(i), float64(j), piece)
		}
	}
}

// A cell is the values at its corners, from the lower left one against the
// clock.
type cell [4]float64

// march hands over the pieces in a cell whose lower left corner is at (x, y).
func (c cell) march(x, y float64, piece func(x0, y0, x1, y1 float64)) {
	var px, py [4]float64
	n, first := 0, 0
	for side := range 4 {
		a, b := c[side], c[(side+1)%4]
		if math.IsNaN(a) || math.IsNaN(b) {
			return
		}
		if (a < 0) == (b < 0) {
			continue
		}
		if n == 0 {
			first = side
		}
		t := a / (a - b)
		px[n], py[n] = x+[...]float64{t, 1, 1 - t, 0}[side], y+[...]float64{0, t, 1, 1 - t}[side]
		n++
	}
	switch n {
	case 2:
		piece(px[0], py[0], px[1], py[1])
	case 4: // a saddle: the middle tells which corners belong together
		middle := c[0] + c[1] + c[2] + c[3]
		if (middle < 0) == (c[first] < 0) {
			piece(px[0], py[0], px[1], py[1])
			piece(px[2], py[2], px[3], py[3])
		} else {
			piece(px[3], py[3], px[0], py[0])
			piece(px[1], py[1], px[2], py[2])
		}
	}
}
