package dyn

import (
	"math"

	"residual/core/expr"
	"residual/core/interval"
	"residual/core/linalg"
)

// A Reason is why nothing could be decided in a box.
type Reason int

const (
	Singular    Reason = iota // the Jacobian is: equilibria lie there as one, or nearly
	Line                      // a whole line of equilibria may lie there
	Undefined                 // f has no value at some points
	NotSmooth                 // f has no bounded derivative at some points
	Kinked                    // f has bounded slopes, but no derivative at some points
	OutOfBudget               // the most boxes were looked at
)

func (r Reason) String() string {
	return [...]string{"singular Jacobian", "line of equilibria", "f undefined", "f not smooth", "f kinked", "budget used up"}[r]
}

// reason says why a box is undecided, of which a part may be unseen. In a large one
// it asks where a numerical search ends.
func (f *Field) reason(known *Finding, box []interval.Interval, unseen bool) Reason {
	value, slope := f.enclosed(box)
	wide := f.Continuum(box)
	simple, line := false, false
	if wide || unseen {
		simple, line = f.samples(known, box)
	}
	switch {
	case line:
		return Line
	case unseen && simple:
		return OutOfBudget
	case !bounded(value):
		return Undefined
	case !bounded(slope):
		return NotSmooth
	case unseen:
		return OutOfBudget
	case wide:
		return Line
	case f.kinked(box):
		return Kinked
	}
	return Singular
}

// samples starts a search for equilibria at some places in a box: whether one ends
// at a simple equilibrium that is not proved, and whether two end at singular ones
// far apart.
func (f *Field) samples(known *Finding, box []interval.Interval) (simple, line bool) {
	x, slack := make([]float64, f.N), make([]float64, f.N)
	var first []float64
	for i, w := range f.Window() {
		slack[i] = 1e-6 * w.Width()
	}
	proved := Finding{Proved: known.Proved}
	for k := range 25 {
		for i, b := range box {
			at := float64(k+1) * [...]float64{0.7548776662466927, 0.5698402909980532, 0.4301597090019468}[i]
			x[i] = b.Lo + float64((at-math.Floor(at))*(b.Hi-b.Lo))
		}
		ok, singular := f.settle(x)
		switch {
		case !ok || !holds(box, x) || proved.Covers(x, slack):
		case !singular:
			simple = true
		case first == nil:
			first = append(first, x...)
		default:
			for i, w := range f.Window() {
				line = line || math.Abs(x[i]-first[i]) > 1e-2*w.Width()
			}
		}
	}
	return simple, line
}

func holds(box []interval.Interval, x []float64) bool {
	for i, b := range box {
		if !b.Contains(x[i]) {
			return false
		}
	}
	return true
}

// settle moves x to an equilibrium, which may be singular, by Levenberg's damped
// steps (1944), in widths of the window and with the rows of J of length 1:
//
//	(JᵀJ + μ)·d = −Jᵀf
func (f *Field) settle(x []float64) (ok, singular bool) {
	n := f.N
	j, value, row := make([]float64, n*n), make([]float64, n), make([]float64, n)
	normal, inverse, right, step := make([]float64, n*n), make([]float64, n*n), make([]float64, n), make([]float64, n)
	window := f.Window()
	for range 60 {
		f.Jacobian(j, x)
		f.Value(value, x)
		clear(normal)
		clear(right)
		for i := range n {
			for k, w := range window {
				j[i*n+k] *= w.Width()
			}
			copy(row, j[i*n:])
			size := Norm(row)
			if size == 0 && value[i] == 0 {
				continue
			}
			for k := range n {
				j[i*n+k] /= size
				right[k] += float64(j[i*n+k] * value[i] / size)
			}
		}
		for i := range n {
			for k := range n {
				for r := range n {
					normal[i*n+k] += float64(j[r*n+i] * j[r*n+k])
				}
			}
			normal[i*n+i] += 1e-12
		}
		if !interval.Invert(inverse, normal, n) {
			return false, false
		}
		linalg.MulVec(step, -1, inverse, right, 0)
		size := Norm(step)
		if !(size < 1e6) {
			return false, false
		}
		for i, w := range window {
			x[i] += float64(step[i] * w.Width())
		}
		if size < 1e-9 {
			det, _ := determinant(n, j)
			return f.vanishes(x, 1e-6), math.Abs(det) < 1e-5
		}
	}
	return false, false
}

// vanishes tells whether f may be 0 within a part of the window's widths around x:
// what no search that ends elsewhere has found.
func (f *Field) vanishes(x []float64, part float64) bool {
	box, value, slope := make([]interval.Interval, f.N), make([]interval.Interval, f.N), make([]interval.Interval, f.N*f.N)
	for i, w := range f.Window() {
		r := float64(part * w.Width())
		box[i] = interval.Interval{Lo: x[i] - r, Hi: x[i] + r}
	}
	if !f.Enclose(value, slope, box) {
		return false
	}
	for _, v := range value {
		if !v.Contains(0) {
			return false
		}
	}
	return true
}

// kinks is the algebra of slopes that notices arguments of abs around 0.
type kinks struct {
	*expr.Slopes
	found bool
}

func (k *kinks) Unary(op expr.Op, a expr.Slope) expr.Slope {
	k.found = k.found || op == expr.Abs && a.V.Contains(0)
	return k.Slopes.Unary(op, a)
}

// kinked tells whether f may have a kink, as abs has at 0, in a box.
func (f *Field) kinked(box []interval.Interval) bool {
	k := &kinks{Slopes: &expr.Slopes{}}
	vars, params := make([]expr.Slope, f.N), make([]expr.Slope, len(f.Params))
	for i, v := range box {
		vars[i].V = v
	}
	for i, p := range f.Params {
		params[i] = k.Number(p)
	}
	for _, n := range f.sys.Rights {
		expr.Eval(n, expr.Algebra[expr.Slope](k), vars, params)
	}
	return k.found
}
