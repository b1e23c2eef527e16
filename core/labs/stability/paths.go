package stability

import (
	"math"

	"residual/core/dyn"
	"residual/core/interval"
)

// Paths are the trajectories that are drawn: from points that were pressed, and
// along the directions in which a saddle attracts and repels.
type paths struct {
	starts []float64 // x, y of each
	room   []float64 // of all curves
	curves []path
}

// A path is a curve and whether it belongs to a saddle.
type path struct {
	x, y   []float64
	saddle bool
}

const (
	mostStarts = 12
	mostPaths  = mostStarts + 4*6
	pathPoints = 700
	pathTime   = 80
)

// newPaths makes room, and in a planar window the starts of a run on which
// nothing was pressed yet.
func newPaths(w []interval.Interval) paths {
	p := paths{room: make([]float64, 2*pathPoints*mostPaths)}
	if len(w) == 2 {
		for _, s := range first {
			p.press(part(w[0], s[0]), part(w[1], s[1]))
		}
	}
	return p
}

// part is the place at a part of a window.
func part(w interval.Interval, at float64) float64 { return w.Lo + float64(at*(w.Hi-w.Lo)) }

func (p *paths) bytes() int64 { return 8 * int64(cap(p.room)) }

// press adds a start; the oldest makes room.
func (p *paths) press(x, y float64) {
	p.starts = append(p.starts, x, y)
	if n := len(p.starts) - 2*mostStarts; n > 0 {
		p.starts = p.starts[n:]
	}
}

// first are starts in parts of the window.
var first = [...][2]float64{{0.15, 0.2}, {0.85, 0.75}, {0.3, 0.9}, {0.7, 0.1}}

// draw computes all trajectories.
func (p *paths) draw(f *dyn.Field, rest []dyn.Equilibrium) {
	p.curves = p.curves[:0]
	x := make([]float64, f.N)
	if f.N > 2 {
		for i, w := range f.Window() {
			x[i] = part(w, 0.55)
		}
		p.follow(f, x, 1, false)
		return
	}
	for i := 0; i < len(p.starts); i += 2 {
		copy(x, p.starts[i:])
		p.follow(f, x, 1, false)
	}
	for i := range rest {
		p.separatrices(f, &rest[i])
	}
}

// separatrices follows the four ways to and from a saddle.
func (p *paths) separatrices(f *dyn.Field, e *dyn.Equilibrium) {
	if e.Kind != dyn.Saddle {
		return
	}
	w := f.Window()
	x := make([]float64, 2)
	for _, v := range e.Values {
		u, d := e.Jacobian[1], real(v)-e.Jacobian[0] // (J − λ)·(u, d) = 0
		if math.Abs(u)+math.Abs(d) < 1e-9*dyn.Norm(e.Jacobian) {
			u, d = real(v)-e.Jacobian[3], e.Jacobian[2]
		}
		size := math.Max(math.Abs(u)/(w[0].Hi-w[0].Lo), math.Abs(d)/(w[1].Hi-w[1].Lo))
		for _, side := range [2]float64{-1e-3, 1e-3} {
			x[0], x[1] = e.X[0]+float64(side*u/size), e.X[1]+float64(side*d/size)
			p.follow(f, x, math.Copysign(1, real(v)), true)
		}
	}
}

// follow adds the trajectory from x, forwards or backwards, until it leaves the
// window or rests.
func (p *paths) follow(f *dyn.Field, x []float64, way float64, saddle bool) {
	n := len(p.curves)
	if n == mostPaths {
		return
	}
	room := p.room[2*pathPoints*n:][:2*pathPoints]
	c := path{room[:0:pathPoints], room[pathPoints : pathPoints : 2*pathPoints], saddle}
	s := f.NewStepper(x, 1e-3*way, 1e-7)
	last := f.N - 1
	speed := make([]float64, f.N)
	for len(c.x) < pathPoints {
		c.x, c.y = append(c.x, s.X[0]), append(c.y, s.X[last])
		f.Value(speed, s.X)
		rate := relative(f, speed)
		if math.Abs(s.T) > pathTime || rate < 1e-5 || away(f, s.X) || !s.Step(math.Min(0.012/rate, 1)) {
			break
		}
	}
	p.curves = append(p.curves, c)
}

// relative is the largest part of v, in windows.
func relative(f *dyn.Field, v []float64) float64 {
	most := 0.0
	for i, w := range f.Window() {
		most = math.Max(most, math.Abs(v[i])/(w.Hi-w.Lo))
	}
	return most
}

// away tells whether x has left the window by a third of its width.
func away(f *dyn.Field, x []float64) bool {
	for i, w := range f.Window() {
		d := (w.Hi - w.Lo) / 3
		if !(x[i] > w.Lo-d && x[i] < w.Hi+d) {
			return true
		}
	}
	return false
}
