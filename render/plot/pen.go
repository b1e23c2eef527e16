package plot

import "math"

// A pen draws a line from point to point, in what is left of it within clip.
type pen struct {
	list *List
	clip Rect
	line Line // From is where the present piece begins, if one has begun
	x, y float64
	down bool
	drew bool // anything since it was put down
	open bool // a piece has begun
}

// to draws to (x, y), or puts the pen down there.
func (p *pen) to(x, y float64) {
	if p.down {
		p.segment(p.x, p.y, x, y)
	}
	p.x, p.y, p.down = x, y, true
}

// up ends the line. A point that is joined to no other becomes a dot.
func (p *pen) up() {
	p.close()
	if p.down && !p.drew && p.clip.contains(p.x, p.y) {
		p.list.Dots = append(p.list.Dots, Dot{Point: Point{float32(p.x), float32(p.y)},
			Radius: p.line.Width, Ink: p.line.Ink})
	}
	p.down, p.drew = false, false
}

func (p *pen) segment(x0, y0, x1, y1 float64) {
	p.drew = true
	t0, t1, ok := clipLine(p.clip, x0, y0, x1, y1)
	if !ok {
		p.close()
		return
	}
	if t0 > 0 || !p.open {
		p.close()
		p.line.From, p.open = len(p.list.Points), true
		p.add(x0+t0*(x1-x0), y0+t0*(y1-y0))
	}
	p.add(x0+t1*(x1-x0), y0+t1*(y1-y0))
	if t1 < 1 {
		p.close()
	}
}

func (p *pen) add(x, y float64) {
	p.list.Points = append(p.list.Points, Point{float32(x), float32(y)})
}

// close ends the present piece.
func (p *pen) close() {
	if !p.open {
		return
	}
	p.open = false
	p.line.To = len(p.list.Points)
	p.list.Lines = append(p.list.Lines, p.line)
}

// clipLine returns the part [t0, t1] of a segment that lies within r (Liang and
// Barsky 1984): each side s of r cuts off where p·t > q.
func clipLine(r Rect, x0, y0, x1, y1 float64) (t0, t1 float64, ok bool) {
	t1 = 1
	dx, dy := x1-x0, y1-y0
	sides := [4][2]float64{{-dx, x0 - r.X}, {dx, r.X + r.W - x0}, {-dy, y0 - r.Y}, {dy, r.Y + r.H - y0}}
	for _, s := range sides {
		p, q := s[0], s[1]
		switch {
		case p == 0 && q < 0:
			return 0, 0, false
		case p < 0:
			t0 = max(t0, q/p)
		case p > 0:
			t1 = min(t1, q/p)
		}
	}
	return t0, t1, t0 <= t1
}

// A thinner spares the pen: of a run of points in one column of pixels it draws
// the first, the lowest, the highest and the last, which leaves the picture as
// it was (Jugel and others, "M4", 2014).
type thinner struct {
	pen    *pen
	column float64
	run    [4]place
	n      int
}

type place struct{ x, y float64 }

// to takes a point over; NaN breaks the line.
func (t *thinner) to(x, y float64) {
	if x+y != x+y {
		t.up()
		return
	}
	if c := math.Floor(x); c != t.column {
		t.flush()
		t.column = c
	}
	if t.n == len(t.run) {
		t.drop()
	}
	t.run[t.n] = place{x, y}
	t.n++
}

// drop takes one of the later three points out of a full run: one that is
// neither the lowest nor the highest.
func (t *thinner) drop() {
	low, high := 0, 0
	for i, p := range t.run {
		if p.y < t.run[low].y {
			low = i
		}
		if p.y > t.run[high].y {
			high = i
		}
	}
	out := 1
	for out == low || out == high {
		out++
	}
	t.n--
	copy(t.run[out:], t.run[out+1:])
}

func (t *thinner) flush() {
	for _, p := range t.run[:t.n] {
		t.pen.to(p.x, p.y)
	}
	t.n = 0
}

// up ends the line.
func (t *thinner) up() {
	t.flush()
	t.pen.up()
}
