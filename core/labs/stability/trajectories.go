package stability

import (
	"math"

	"residual/core/codec"
	"residual/core/dyn"
	"residual/core/fit"
	"residual/core/interval"
)

// Trajectories are those that are drawn: from points that were pressed, and along
// the directions in which saddles attract and repel.
type trajectories struct {
	starts  [mostStarts][2]float64 // the first count of them, the oldest first
	count   int
	numbers []float64 // of all curves
	curves  []curve
}

// A curve is one trajectory, its first variable and its last, and whether it
// belongs to a saddle.
type curve struct {
	x, y   []float64
	saddle bool
}

const (
	mostStarts  = 12
	mostCurves  = mostStarts + 4*6
	curvePoints = 700
	longest     = 80 // the time that a trajectory is followed
)

// firstStarts are the starts before anything was pressed, in fractions of the
// window.
var firstStarts = [...][2]float64{{0.15, 0.2}, {0.85, 0.75}, {0.3, 0.9}, {0.7, 0.1}}

func (t *trajectories) reserve(room *fit.Room, window []interval.Interval) {
	room.Floats(&t.numbers, 2*curvePoints*mostCurves)
	fit.Stack(room, &t.curves, mostCurves)
	if len(window) == 2 {
		for _, s := range firstStarts {
			t.press(along(window[0], s[0]), along(window[1], s[1]))
		}
	}
}

// press adds a start; the oldest makes room.
func (t *trajectories) press(x, y float64) {
	if t.count == mostStarts {
		copy(t.starts[:], t.starts[1:])
		t.count--
	}
	t.starts[t.count] = [2]float64{x, y}
	t.count++
}

// State describes the starts.
func (t *trajectories) State(c *codec.Coder) {
	c.Int(&t.count, 0, mostStarts)
	for i := range t.count {
		c.Finite(t.starts[i][:])
	}
}

// compute follows all trajectories: of a planar system from the starts and by its
// saddles, of three variables one.
func (t *trajectories) compute(s *system) {
	t.curves = t.curves[:0]
	if !s.planar() {
		var middle []float64
		for _, w := range s.field.Window() {
			middle = append(middle, along(w, 0.55))
		}
		t.follow(s.field, middle, 1, false)
		return
	}
	for i := range t.count {
		t.follow(s.field, t.starts[i][:], 1, false)
	}
	for i := range s.found.Proved {
		if e := &s.found.Proved[i]; e.Kind == dyn.Saddle {
			t.separatrices(s.field, e)
		}
	}
}

// separatrices follows the four trajectories to and from a saddle, from beside it
// along its eigenvectors.
func (t *trajectories) separatrices(f *dyn.Field, e *dyn.Equilibrium) {
	w := f.Window()
	for _, v := range e.Values {
		u, d := e.Jacobian[1], real(v)-e.Jacobian[0] // (J − λ)·(u, d) = 0
		if math.Abs(u)+math.Abs(d) < 1e-9*dyn.Norm(e.Jacobian) {
			u, d = real(v)-e.Jacobian[3], e.Jacobian[2]
		}
		size := math.Max(math.Abs(u)/(w[0].Hi-w[0].Lo), math.Abs(d)/(w[1].Hi-w[1].Lo))
		for _, side := range [2]float64{-1e-3, 1e-3} {
			x := []float64{e.X[0] + float64(side*u/size), e.X[1] + float64(side*d/size)}
			t.follow(f, x, math.Copysign(1, real(v)), true)
		}
	}
}

// follow adds the trajectory from x, forwards or (with direction −1) backwards,
// until it leaves the window or comes to rest.
func (t *trajectories) follow(f *dyn.Field, x []float64, direction float64, saddle bool) {
	n := len(t.curves)
	if n == mostCurves {
		return
	}
	room := t.numbers[2*curvePoints*n:][:2*curvePoints]
	c := curve{room[:0:curvePoints], room[curvePoints : curvePoints : 2*curvePoints], saddle}
	window, last, velocity, tolerance := f.Window(), f.N-1, make([]float64, f.N), 1e-7
	for _, w := range window { // what a Stepper takes is relative to 1 + |x|
		tolerance = min(tolerance, 1e-7*(w.Hi-w.Lo))
	}
	s := f.NewStepper(x, 1e-3*direction, tolerance)
	for len(c.x) < curvePoints {
		c.x, c.y = append(c.x, s.X[0]), append(c.y, s.X[last])
		f.Value(velocity, s.X)
		speed, outside := progress(window, s.X, velocity)
		if math.Abs(s.T) > longest || speed < 1e-5 || outside || !s.Step(math.Min(0.012/speed, 1)) {
			break
		}
	}
	t.curves = append(t.curves, c)
}

// progress is the largest component of a velocity at x, in widths of the window,
// and whether x is outside of the window by a third of its width.
func progress(window []interval.Interval, x, velocity []float64) (speed float64, outside bool) {
	for i, w := range window {
		width := w.Hi - w.Lo
		speed = math.Max(speed, math.Abs(velocity[i])/width)
		outside = outside || !(x[i] > w.Lo-width/3 && x[i] < w.Hi+width/3)
	}
	return speed, outside
}
