package pinn

import (
	"cmp"
	"math"
	"slices"

	"residual/core/ad"
	"residual/core/codec"
	"residual/core/fit"
	"residual/core/kernel"
	"residual/core/law"
	"residual/core/plan"
)

// chunk is how many rows of an equation are computed at a time.
const chunk = 64

// An equation is a law or a condition at points: its residuals, each times a weight,
// are rows of the least-squares problem.
type equation struct {
	law, condition int // which, −1: none
	tree           *law.Node
	place          place
	points         []point
	weight         float64 // of its mean square

	sample []point // of data: where, and behind the inputs what was measured
	noise  float64
	across *inner // of a flux that does not jump there, else nil

	program       ad.Program
	columns       []column
	residual, jac ad.Value
	value, slopes *plan.Machine[float64]
	data          [][]float64 // of each column, all rows
	rows          int         // there is room for
	used          int         // the first so many points are rows now
}

// record records the residual of a tree.
func (e *equation) record(m *Model) error {
	r := m.recorder(&e.program)
	f := itself(e.tree)
	var q quantity
	if e.across != nil {
		q = r.across(f, e.tree, e.across)
	} else {
		q = r.record(f, e.tree)
	}
	if r.err != nil {
		return r.err
	}
	e.residual = r.batch(f, q)
	e.jac = e.program.Jacobian(e.residual, r.trained...)
	e.columns = r.columns
	return nil
}

// reserve asks for memory for rows.
func (e *equation) reserve(room *fit.Room, rows int) {
	e.rows = rows
	n := min(rows, chunk)
	room.Machine(&e.value, &e.program, n, e.residual)
	room.Machine(&e.slopes, &e.program, n, e.residual, e.jac)
	e.data = make([][]float64, len(e.columns))
	for i, c := range e.columns {
		room.Floats(&e.data[i], rows*c.width)
	}
	fit.Stack(room, &e.points, rows)
}

// show takes points over, in rising order of one input where march is not −1.
func (e *equation) show(points []point, march int) {
	e.points = append(e.points[:0], points...)
	if e.used = len(points); march >= 0 {
		slices.SortStableFunc(e.points, func(a, b point) int { return cmp.Compare(a[march], b[march]) })
	}
	points = e.points
	for i, c := range e.columns {
		for lo := 0; lo < len(points); lo += chunk {
			hi := min(lo+chunk, len(points))
			c.fill(e.data[i][lo*c.width:hi*c.width], points[lo:hi])
		}
	}
}

// chunks is in how many pieces the rows are computed.
func (e *equation) chunks() int { return (e.used + chunk - 1) / chunk }

// load puts the columns of a chunk into a machine and returns its rows.
func (e *equation) load(m *plan.Machine[float64], k int) (lo, n int) {
	lo = k * chunk
	n = min(chunk, e.used-lo)
	for i, c := range e.columns {
		copy(m.Value(c.input), e.data[i][lo*c.width:(lo+n)*c.width])
	}
	return lo, n
}

// scale is the square root of the weight of a row.
func (e *equation) scale() float64 { return math.Sqrt(e.weight / float64(max(1, e.used))) }

// residuals sets r to the weighted residuals of a chunk at theta.
func (e *equation) residuals(k int, r, theta []float64) int {
	_, n := e.load(e.value, k)
	copy(e.value.Params(), theta)
	e.value.RunRows(n)
	kernel.Scale(r[:n], e.scale(), e.value.Value(e.residual)[:n])
	return n
}

// jacobian sets r likewise, and jac to the derivatives.
func (e *equation) jacobian(k int, r, jac, theta []float64) int {
	_, n := e.load(e.slopes, k)
	copy(e.slopes.Params(), theta)
	e.slopes.RunRows(n)
	kernel.Scale(r[:n], e.scale(), e.slopes.Value(e.residual)[:n])
	kernel.Scale(jac[:n*len(theta)], e.scale(), e.slopes.Value(e.jac)[:n*len(theta)])
	return n
}

// state describes the points.
func (e *equation) state(c *codec.Coder, inputs int) {
	n := len(e.points)
	c.Int(&n, 0, e.rows)
	points := make([]point, n)
	copy(points, e.points)
	for i := range points {
		c.Finite(points[i][:inputs])
	}
	if c.Decoding() && c.Err() == nil {
		e.show(points, -1)
	}
	c.Int(&e.used, 0, n)
	if c.Decoding() && e.used > n {
		e.used = n
	}
}
