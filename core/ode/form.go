package ode

import (
	"errors"
	"fmt"

	"residual/core/law"
)

// A form is an expression of the fields, with its derivatives by all that it depends
// on.
type form struct {
	slots  []law.Slot
	values []float64      // of the slots
	out    []float64      // the value, derivatives by slots, derivatives by the parameters sought
	by     *law.Evaluator // all of these
	pieces []*piece       // by slot; nil for a field at the point itself
}

// A piece is a slot that is no matter of the point.
type piece struct {
	op     law.Op
	index  int            // of a Bound; the input of an Integral, −1 for a bound
	f, d   int            // of an At
	place  *law.Evaluator // of an At or Jump where; of an Integral from where to where
	bounds []int          // among the slots of place
	inner  *form          // of an Integral, Total or Jump
}

// form compiles an expanded tree.
func (y *system) form(n *law.Node) (*form, error) {
	z := &form{slots: law.Slots(n)}
	trees := []*law.Node{n}
	for _, s := range z.slots {
		if s.Piece == nil && int(s.Order[0]) > y.orders[s.Field] {
			return nil, fmt.Errorf("a condition has a derivative of %s of order %d, which is above that of the laws", y.p.Fields[s.Field].Name, s.Order[0])
		}
		t, err := y.p.Partial(n, s.Tree())
		if err != nil {
			return nil, err
		}
		trees = append(trees, t)
		q, err := y.piece(s.Piece)
		if err != nil {
			return nil, err
		}
		z.pieces = append(z.pieces, q)
	}
	for _, i := range y.sought {
		t, err := y.p.Partial(n, &law.Node{Op: law.Param, Index: i})
		if err != nil {
			return nil, err
		}
		trees = append(trees, t)
	}
	var err error
	z.by, err = y.p.Compile(z.slots, trees...)
	z.values, z.out = make([]float64, len(z.slots)), make([]float64, len(trees))
	return z, err
}

func (y *system) piece(n *law.Node) (z *piece, err error) {
	if n == nil {
		return nil, nil
	}
	z = &piece{op: n.Op, index: n.Index}
	args := n.Args
	switch n.Op {
	case law.At:
		f := n.Args[0]
		if f.Op == law.Derivative {
			z.d, f = int(f.Order[0]), f.Args[0]
		}
		if z.f = f.Index; z.d > y.orders[z.f] {
			return nil, errors.New("a condition has a derivative of an order above that of the laws")
		}
		args = args[1:]
	case law.Integral, law.Jump, law.Total:
		if z.inner, err = y.form(n.Args[0]); err != nil {
			return nil, err
		}
		args = args[1:]
	}
	slots := law.Slots(args...)
	for _, s := range slots {
		if s.Piece == nil || s.Piece.Op != law.Bound {
			return nil, errors.New("a place or the end of an integral depends on a field")
		}
		z.bounds = append(z.bounds, s.Piece.Index)
	}
	z.place, err = y.p.Compile(slots, args...)
	return z, err
}

// depth is how many integrals stand within each other.
func (z *form) depth() (most int) {
	for _, q := range z.pieces {
		if q != nil && q.inner != nil {
			most = max(most, 1+q.inner.depth())
		}
	}
	return most
}

// A calculation is of forms for some pieces of fields.
type calculation struct {
	y *system
	u *pieces
	q rule // for integrals
}

// add is the value of a form at a spot; its derivatives by the unknowns of the pieces
// are added, times a weight, to grad, which may be nil.
func (c *calculation) add(f *form, s spot, weight float64, grad []float64) float64 {
	for i, slot := range f.slots {
		if f.pieces[i] == nil {
			f.values[i] = c.local(slot.Field, int(slot.Order[0]), s, 0, nil)
		} else {
			f.values[i] = c.piece(f.pieces[i], s, 0, nil)
		}
	}
	x := [1]float64{s.x}
	f.by.Eval(f.out, x[:], c.y.params, f.values)
	value := f.out[0]
	if grad == nil {
		return value
	}
	slopes := f.out[1:]
	for i, slot := range f.slots {
		w := weight * slopes[i]
		switch {
		case w == 0:
		case f.pieces[i] != nil:
			c.piece(f.pieces[i], s, w, grad)
		default:
			c.local(slot.Field, int(slot.Order[0]), s, w, grad)
		}
	}
	params := grad[len(grad)-len(c.y.sought):]
	for i := range params {
		params[i] += weight * slopes[len(f.slots)+i]
	}
	return value
}

// local is a derivative of a field; its row, times a weight, is added to grad.
func (c *calculation) local(field, d int, s spot, weight float64, grad []float64) (value float64) {
	at, row := c.u.functional(field, d, s)
	for i, v := range row {
		value += v * c.u.c[at+i]
		if grad != nil {
			grad[at+i] += weight * v
		}
	}
	return value
}

// piece is the value of a slot that is no matter of the point.
func (c *calculation) piece(q *piece, s spot, weight float64, grad []float64) float64 {
	if q.op == law.Bound {
		return s.bounds[q.index]
	}
	var ends, bounds [2]float64
	x := [1]float64{s.x}
	known := bounds[:0]
	for _, b := range q.bounds {
		known = append(known, s.bounds[b])
	}
	q.place.Eval(ends[:], x[:], c.y.params, known)
	switch q.op {
	case law.At:
		return c.at(q, ends[0], weight, grad)
	case law.Jump:
		return c.jump(q, ends[0], weight, grad)
	case law.Total:
		ends = [2]float64{c.y.lo, c.y.hi}
	}
	return c.integral(q, s, ends[0], ends[1], weight, grad)
}
