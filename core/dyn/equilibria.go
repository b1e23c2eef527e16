package dyn

import (
	"math"
	"strconv"

	"residual/core/exact"
	"residual/core/interval"
)

// A Finding is all that is known of the equilibria in a window.
type Finding struct {
	Proved    []Equilibrium         // each the only one near it, and simple
	Undecided [][]interval.Interval // boxes where no proof was possible
	Reasons   []Reason              // why, of each
	Boxes     int
}

// The search for equilibria goes down to boxes of this fraction of the window, and
// looks at no more than this many.
const (
	minBoxFraction = 1e-7
	MaxBoxes       = 6000
)

// Equilibria finds the equilibria in the window at the field's parameters.
func (f *Field) Equilibria() Finding { return f.equilibria(MaxBoxes) }

func (f *Field) equilibria(limit int) Finding {
	s := interval.Zeros(numerators{f}, f.Window(), minBoxFraction, limit)
	found := Finding{Boxes: s.Boxes}
	for _, z := range s.Zeros {
		if !f.smooth(z.Box) {
			found.doubt(z.Box, Undefined)
			continue
		}
		found.Proved = append(found.Proved, f.equilibrium(f.locate(z.Box)))
	}
	for i, box := range s.Undecided {
		found.doubt(box, f.reason(&found, box, s.Unseen[i]))
	}
	return found
}

func (f *Finding) doubt(box []interval.Interval, why Reason) {
	f.Undecided, f.Reasons = append(f.Undecided, box), append(f.Reasons, why)
}

// enclosed are the bounds of f and its slopes on a box.
func (f *Field) enclosed(box []interval.Interval) (value, slope []interval.Interval) {
	value, slope = make([]interval.Interval, f.N), make([]interval.Interval, f.N*f.N)
	if !f.Enclose(value, slope, box) {
		value[0] = interval.Whole()
	}
	return value, slope
}

func bounded(all []interval.Interval) bool {
	for _, v := range all {
		if !v.Bounded() {
			return false
		}
	}
	return true
}

// smooth tells whether f and its slopes are known to be bounded on a box.
func (f *Field) smooth(box []interval.Interval) bool {
	value, slope := f.enclosed(box)
	return bounded(value) && bounded(slope)
}

// determinant is that of a, n × n, and the product of the rows' lengths, which
// bounds it.
func determinant(n int, a []float64) (det, scale float64) {
	scale = 1
	for i := range n {
		scale *= Norm(a[i*n:][:n])
	}
	switch n {
	case 1:
		return a[0], scale
	case 2:
		return float64(a[0]*a[3]) - float64(a[1]*a[2]), scale
	}
	minor := func(i, j, k, l int) float64 { return float64(a[i]*a[j]) - float64(a[k]*a[l]) }
	return float64(a[0]*minor(4, 8, 5, 7)) - float64(a[1]*minor(3, 8, 5, 6)) + float64(a[2]*minor(3, 7, 4, 6)), scale
}

// locate is the zero in a proved box, exactly where it is found to be rational.
func (f *Field) locate(box []interval.Interval) []number {
	x, around := make([]number, len(box)), make([]number, len(box))
	for i, b := range box {
		x[i], around[i] = rationalIn(b), bounds(b)
	}
	b := newBasis(f.N, 1)
	b.exact = true
	for _, r := range f.expand(b, x) {
		if !r[0].zero() {
			return around
		}
	}
	return x
}

// rationalIn is a simple fraction or short decimal in a narrow interval, or what
// its middle is.
func rationalIn(v interval.Interval) number {
	if v.Contains(0) {
		return whole(0)
	}
	mid := v.Mid()
	slack := 4 * (interval.Around(mid).Hi - mid)
	for digits := range 15 {
		w, _ := strconv.ParseFloat(strconv.FormatFloat(mid, 'e', digits, 64), 64)
		if w >= v.Lo-slack && w <= v.Hi+slack {
			return intended(w)
		}
	}
	if r := between(v.Lo-slack, v.Hi+slack); r != nil {
		w, _ := r.Nearest()
		return number{interval.Around(w), r}
	}
	return intended(mid)
}

// between is a fraction with a small denominator in an interval without 0, a
// convergent of its middle; nil where there is none.
func between(lo, hi float64) *exact.Rational {
	mid := float64(lo/2) + float64(hi/2)
	rest := math.Abs(mid)
	p0, q0, p, q := 0.0, 1.0, 1.0, 0.0
	for range 40 {
		floor := math.Floor(rest)
		p0, q0, p, q = p, q, float64(floor*p)+p0, float64(floor*q)+q0
		if q > 1e5 || p > 1<<53 {
			return nil
		}
		if v := math.Copysign(p/q, mid); v >= lo && v <= hi {
			return exact.Ratio(int64(math.Copysign(p, mid)), int64(q))
		}
		rest = 1 / (rest - floor)
	}
	return nil
}

// Continuum tells whether an undecided box is too large for a single point:
// there may be a line of equilibria in it.
func (f *Field) Continuum(box []interval.Interval) bool {
	for i, w := range f.Window() {
		if box[i].Width() > 1e-2*w.Width() {
			return true
		}
	}
	return false
}
