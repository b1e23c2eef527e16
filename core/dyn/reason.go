package dyn

import (
	"math"
	"slices"

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
	case f.watch(box).kink:
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

// A watch is the algebra of slopes that notices arguments where functions have a
// kink or, in part, no value.
type watch struct {
	*expr.Slopes
	kink, outside bool
}

func (k *watch) Unary(op expr.Op, a expr.Slope) expr.Slope {
	k.kink = k.kink || op == expr.Abs && a.V.Contains(0)
	k.outside = k.outside || op == expr.Sqrt && a.V.Lo < 0 || op == expr.Log && a.V.Lo <= 0
	return k.Slopes.Unary(op, a)
}

func (k *watch) Binary(op expr.Op, a, b expr.Slope) expr.Slope {
	k.outside = k.outside || op == expr.Div && b.V.Contains(0)
	return k.Slopes.Binary(op, a, b)
}

func (k *watch) Power(a expr.Slope, n int) expr.Slope {
	k.outside = k.outside || n < 0 && a.V.Contains(0)
	return k.Slopes.Power(a, n)
}

// watch evaluates f on a box.
func (f *Field) watch(box []interval.Interval) *watch {
	k := &watch{Slopes: &expr.Slopes{}}
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
	return k
}

// Undefined are boxes around what of the window f may have no value on, as far as
// small boxes tell, and whether it certainly has none at a part of it. There is none
// where f has a value everywhere, and one where there would be more than mostPieces.
func (f *Field) Undefined() (pieces [][]interval.Interval, certain bool) {
	halvings := 20
	if f.N > 2 {
		halvings = 15
	}
	f.undefined(f.Window(), halvings, &pieces, &certain)
	if len(pieces) > mostPieces {
		pieces = joined(pieces, pieces[0], 0)
	}
	return pieces, certain
}

const mostPieces = 4

func (f *Field) undefined(x []interval.Interval, halvings int, pieces *[][]interval.Interval, certain *bool) {
	some, nowhere := f.partial(x)
	switch {
	case !some:
		return
	case !nowhere && halvings > 0:
		i := halvings % f.N
		low, high := slices.Clone(x), slices.Clone(x)
		low[i], high[i] = x[i].Bisect()
		f.undefined(low, halvings-1, pieces, certain)
		f.undefined(high, halvings-1, pieces, certain)
		return
	}
	*certain = *certain || nowhere
	*pieces = joined(*pieces, x, 16*mostPieces)
}

// joined adds a box to pieces, as one with those that it touches, or with all that are
// more than most.
func joined(pieces [][]interval.Interval, box []interval.Interval, most int) [][]interval.Interval {
	box = slices.Clone(box)
	for k := 0; k < len(pieces); k++ {
		if len(pieces) <= most && !touch(pieces[k], box) {
			continue
		}
		for i, v := range pieces[k] {
			box[i] = box[i].Hull(v)
		}
		pieces = slices.Delete(pieces, k, k+1)
		k = -1
	}
	return append(pieces, box)
}

func touch(a, b []interval.Interval) bool {
	for i := range a {
		if a[i].Hi < b[i].Lo || b[i].Hi < a[i].Lo {
			return false
		}
	}
	return true
}

// partial tells whether f may have no value at some points of a box, and whether it
// has none at any.
func (f *Field) partial(box []interval.Interval) (some, nowhere bool) {
	k := f.watch(box)
	return k.outside || k.Nowhere, k.Nowhere
}
