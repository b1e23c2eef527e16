package uncertainty

import (
	"errors"
	"math"

	"residual/core/lab"
)

var (
	errReading = errors.New("the file is still being read")
	errFull    = errors.New("there is no room for more rows; take some away")
	errFew     = errors.New("the model needs these rows; add some before taking more away")
)

// near is how close the pointer must be, in parts of the picture's sides.
const near = 0.018

// Act adds a row where there is none and takes away the one there is; a press on
// the line of the threshold holds it and a drag moves it. The fits go on from
// where they are.
func (r *run) Act(a lab.Action) error {
	w := r.window
	inside := a.X >= w.lo && a.X <= w.hi && a.Y >= w.bottom && a.Y <= w.top
	switch {
	case a.Kind == lab.Release:
		r.held = false
		return nil
	case a.Panel != stage || !inside:
		return nil
	case r.phase == loadingPhase:
		return errReading
	case a.Kind == lab.Drag:
		if r.held {
			r.threshold = a.Y
		}
		return nil
	}
	return r.press(a.X, a.Y)
}

func (r *run) press(x, y float64) error {
	w := r.window
	if math.Abs(y-r.threshold) < near*(w.top-w.bottom) {
		r.held = true
		return nil
	}
	if i := r.under(x, y); i >= 0 {
		if len(r.rows.x) <= fewest/2 {
			return errFew
		}
		r.rows.remove(i)
	} else {
		if len(r.rows.x) >= r.capacity() {
			return errFull
		}
		r.rows.add(x, y, r.thinnest())
	}
	r.renew()
	return nil
}

// under is the row under the pointer, −1 for none.
func (r *run) under(x, y float64) int {
	w := r.window
	found, least := -1, near*near
	for i := range r.rows.x {
		dx, dy := (r.rows.x[i]-x)/(w.hi-w.lo), (r.rows.y[i]-y)/(w.top-w.bottom)*0.6
		if d := float64(dx*dx) + float64(dy*dy); d < least {
			found, least = i, d
		}
	}
	return found
}

// thinnest is the fold with the fewest rows.
func (r *run) thinnest() int {
	count := make([]int, r.folds)
	for _, k := range r.rows.fold {
		count[k]++
	}
	least := 0
	for k, n := range count {
		if n < count[least] {
			least = k
		}
	}
	return least
}

// renew has the fits go on with the rows as they are.
func (r *run) renew() {
	r.remeasure()
	for i, f := range r.fits {
		f.again(r.spec)
		r.kept[i] = r.kept[i][:0]
	}
	r.mixed = nil
	r.phase, r.judged = fitting, 0
	r.status = lab.Status{State: lab.Running}
}
