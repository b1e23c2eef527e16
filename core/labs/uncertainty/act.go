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

// How close the pointer must be, as fractions of the picture's sides: to the line of
// the threshold, and to a row, which is no more than its dot and a little about it,
// so that a press beside a row adds one.
const (
	near  = 0.018
	onRow = 0.012
)

// Act adds a row where there is none and takes away the one there is; a press on
// the line of the threshold holds it and a drag moves it. The fits go on from
// where they are.
func (e *experiment) Act(a lab.Action) error {
	switch {
	case a.Kind == lab.Release:
		e.held = false
	case a.Panel != stage || !e.data.window.holds(a.X, a.Y):
	case e.phase == reading:
		return errReading
	case a.Kind == lab.Press:
		return e.press(a.X, a.Y)
	case e.held:
		e.threshold = a.Y
	}
	return nil
}

func (e *experiment) press(x, y float64) error {
	w, rows := e.data.window, &e.data.fit
	if math.Abs(y-e.threshold) < near*(w.top-w.bottom) {
		e.held = true
		return nil
	}
	switch i := e.data.rowAt(x, y); {
	case i < 0 && len(rows.x) == cap(rows.x):
		return errFull
	case i < 0:
		rows.add(x, y, e.data.smallestFold())
	case len(rows.x) <= fewest/2 || e.data.needed(i):
		return errFew
	default:
		rows.remove(i)
	}
	e.data.rowsChanged()
	for i := range e.fits.all {
		e.fits.all[i].Restart()
	}
	e.phase, e.evaluation.done = fitting, 0
	e.Reopen()
	return nil
}

// rowAt is the row to fit that the pointer is on, −1 for none.
func (d *dataset) rowAt(x, y float64) int {
	w := d.window
	found, least := -1, onRow*onRow
	for i := range d.fit.x {
		dx, dy := (d.fit.x[i]-x)/(w.hi-w.lo), (d.fit.y[i]-y)/(w.top-w.bottom)*0.6
		if r := float64(dx*dx) + float64(dy*dy); r < least {
			found, least = i, r
		}
	}
	return found
}
