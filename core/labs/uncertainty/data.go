package uncertainty

import (
	"math"

	"residual/core/codec"
	"residual/core/fit"
	"residual/core/lab"
	"residual/core/rng"
	"residual/core/uq"
)

// Points are pairs (x, y).
type points struct{ x, y []float64 }

func (p *points) reserve(room *fit.Room, n int) {
	fit.Stack(room, &p.x, n)
	fit.Stack(room, &p.y, n)
}

// set copies the pairs in; there is room for them.
func (p *points) set(x, y []float64) { p.x, p.y = append(p.x[:0], x...), append(p.y[:0], y...) }

// State describes at least one pair and at most as many as there is room for.
func (p *points) State(c *codec.Coder) {
	n := len(p.x)
	c.Int(&n, 1, cap(p.x))
	p.x, p.y = p.x[:n], p.y[:n]
	c.Finite(p.x, p.y)
}

// Rows are what is fitted to, in the order in which they came. Each belongs to one
// fold as long as it is there.
type rows struct {
	points
	fold []int
}

func (r *rows) add(x, y float64, fold int) {
	r.x, r.y, r.fold = append(r.x, x), append(r.y, y), append(r.fold, fold)
}

func (r *rows) remove(i int) {
	r.x = append(r.x[:i], r.x[i+1:]...)
	r.y = append(r.y[:i], r.y[i+1:]...)
	r.fold = append(r.fold[:i], r.fold[i+1:]...)
}

// A dataset is the rows of a run, split into those to fit, those for calibration
// and those for testing.
type dataset struct {
	truth      *dataModel // nil for a file
	model      *model
	n, folds   int
	fit        rows
	cal, test  points
	offered    int    // rows of the file
	understood string // the first of them, and how they were read
	scale      scale  // of the rows to fit, when the run began
	window     window
	noise      float64 // ln σ of the cubic, standardised
}

func (d *dataset) reserve(room *fit.Room, s lab.Settings, m *model) {
	d.n, d.folds, d.model = rowsToFit.Of(s), folds.Of(s), m
	if file.Of(s) == "" {
		d.truth = &dataModels[data.Of(s)]
	}
	d.fit.reserve(room, capacity(s))
	fit.Stack(room, &d.fit.fold, capacity(s))
	d.cal.reserve(room, calibration.Of(s))
	d.test.reserve(room, mostTest)
}

// draw makes the rows of a preset.
func (d *dataset) draw(seed uint64) {
	for _, s := range []struct {
		to     *points
		n      int
		stream string
	}{{&d.fit.points, d.n, "uncertainty/training"}, {&d.cal, cap(d.cal.x), "uncertainty/calibration"}, {&d.test, mostTest, "uncertainty/test"}} {
		s.to.x, s.to.y = s.to.x[:s.n], s.to.y[:s.n]
		d.truth.draw(s.to.x, s.to.y, rng.New(seed, s.stream))
	}
	d.window = d.truth.window
	d.begin()
}

// begin deals the rows out to the folds and sets the scale.
func (d *dataset) begin() {
	d.fit.fold = d.fit.fold[:0]
	for i := range d.fit.x {
		d.fit.fold = append(d.fit.fold, i%d.folds)
	}
	d.scale.mx, d.scale.sx = uq.MeanSD(d.fit.x)
	d.scale.my, d.scale.sy = uq.MeanSD(d.fit.y)
	d.rowsChanged()
}

// rowsChanged estimates the noise of the cubic.
func (d *dataset) rowsChanged() {
	if d.model.net == nil {
		d.noise = d.leastSquaresNoise()
	}
}

// without is how many rows are of other folds.
func (r *rows) without(fold int) (n int) {
	for _, k := range r.fold {
		if k != fold {
			n++
		}
	}
	return n
}

// needed tells whether a fit would have no rows without row i.
func (d *dataset) needed(i int) bool {
	for k := range d.folds {
		if k != d.fit.fold[i] && d.fit.without(k) == 1 {
			return true
		}
	}
	return false
}

// smallestFold is the fold with the fewest rows.
func (d *dataset) smallestFold() int {
	count := make([]int, d.folds)
	for _, k := range d.fit.fold {
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

// State describes the rows to fit; the others are drawn or parted again.
func (d *dataset) State(c *codec.Coder) {
	d.fit.points.State(c)
	d.fit.fold = d.fit.fold[:len(d.fit.x)]
	for i, x := range d.fit.x {
		c.Int(&d.fit.fold[i], 0, d.folds-1)
		near := math.Abs(d.scale.x(x)) < mostDeviations && math.Abs(d.scale.y(d.fit.y[i])) < mostDeviations
		c.Require(near, "rows lie about their mean")
	}
	c.Require(len(d.fit.fold) > 0 && d.fit.without(d.fit.fold[0]) > 0, "every fit has rows")
}

// mostDeviations bounds how far rows lie from their mean: no row of n by more than
// √n standard deviations, and clicks in the window.
const mostDeviations = 1000

// A scale takes data to mean 0 and standard deviation 1.
type scale struct{ mx, sx, my, sy float64 }

func (s scale) x(x float64) float64 { return (x - s.mx) / s.sx }
func (s scale) y(y float64) float64 { return (y - s.my) / s.sy }

// level is the y that lies so many standard deviations above the mean.
func (s scale) level(deviations float64) float64 { return s.my + float64(deviations*s.sy) }

// A window is the ranges of x and y in the picture.
type window struct{ lo, hi, bottom, top float64 }

func (w window) holds(x, y float64) bool {
	return x >= w.lo && x <= w.hi && y >= w.bottom && y <= w.top
}

// gridPlaces is how many places the curves are drawn through.
const gridPlaces = 161

// grid appends the places x of the picture's curves.
func (w window) grid(x []float64) []float64 {
	for i := range gridPlaces {
		x = append(x, w.lo+float64((w.hi-w.lo)*float64(i)/(gridPlaces-1)))
	}
	return x
}

// places are where a model is evaluated: at the calibration rows, at the testing
// rows and at the grid.
func (d *dataset) places() int { return len(d.cal.x) + len(d.test.x) + gridPlaces }

// testing is which of the places are testing rows; after them comes the grid.
func (d *dataset) testing() (from, to int) {
	from = len(d.cal.x)
	return from, from + len(d.test.x)
}
