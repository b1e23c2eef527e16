package pinn

import (
	"fmt"
	"math"
	"slices"

	"residual/core/ad"
	"residual/core/law"
	"residual/core/nn"
)

// A recorder records trees on a program whose rows are points.
type recorder struct {
	m       *Model
	p       *ad.Program
	nets    []*network
	mlps    []*nn.MLP
	known   []ad.Value // by field
	trained []ad.Value
	scalars []ad.Value // by parameter of the problem; ad.None where it is not trained
	columns []column
	err     error
}

// A column is an input of a program: numbers of each point.
type column struct {
	input ad.Value
	width int // numbers a row, over all points of its frame
	fill  func(dst []float64, at []point)
}

// A frame is points that belong to the point of a row: the point itself, one at
// another place, the nodes of an integral.
type frame struct {
	per    int                   // points for each row
	depth  int                   // integrals around
	spread func(dst, at []point) // sets per points for each of at
	orders [law.MaxFields][]law.Order
	jets   [law.MaxFields]*jets
	memo   map[*law.Node]quantity
}

// A quantity is a number or a value of the program.
type quantity struct {
	value  ad.Value // ad.None: the number
	number float64
}

func (r *recorder) fail(format string, args ...any) quantity {
	if r.err == nil {
		r.err = fmt.Errorf(format, args...)
	}
	return quantity{value: ad.None}
}

// newFrame is a frame in which a tree is recorded.
func newFrame(per, depth int, n *law.Node, spread func(dst, at []point)) *frame {
	f := &frame{per: per, depth: depth, spread: spread, memo: map[*law.Node]quantity{}}
	for _, s := range law.Slots(n) {
		if s.Piece == nil {
			f.orders[s.Field] = append(f.orders[s.Field], s.Order)
		}
	}
	return f
}

// itself is the frame of the points of the rows.
func itself(n *law.Node) *frame {
	return newFrame(1, 0, n, func(dst, at []point) { copy(dst, at) })
}

// batch is the value of a quantity, a number a point.
func (r *recorder) batch(f *frame, q quantity) ad.Value {
	if q.value != ad.None {
		return q.value
	}
	return r.p.Fill(f.shape(), q.number)
}

func (f *frame) shape() ad.Shape {
	if f.per == 1 {
		return ad.Shape{Batch: true, Cols: 1}
	}
	return ad.Shape{Batch: true, MemberRows: f.per, Cols: 1}
}

// record records a tree that is expanded.
func (r *recorder) record(f *frame, n *law.Node) quantity {
	if q, ok := f.memo[n]; ok {
		return q
	}
	q := r.meaning(f, n)
	f.memo[n] = q
	return q
}

func (r *recorder) meaning(f *frame, n *law.Node) quantity {
	if r.free(n) {
		return r.given(f, n)
	}
	switch n.Op {
	case law.Unknown, law.Derivative:
		return r.derivative(f, n)
	case law.Param:
		zeros := r.p.Fill(f.shape(), 0)
		return quantity{value: r.p.AddBias(zeros, r.scalars[n.Index])}
	case law.At:
		return r.placed(f, n)
	case law.Integral:
		return r.integral(f, n)
	case law.Total:
		return r.total(f, n)
	case law.Jump:
		return r.jumped(f, n)
	case law.Apply:
		return r.function(f, n)
	case law.If:
		return r.either(f, n)
	case law.Power:
		return r.power(f, n)
	case law.Neg:
		return r.times(f, r.record(f, n.Args[0]), quantity{ad.None, -1})
	case law.Add, law.Sub, law.Mul, law.Div:
		return r.arithmetic(f, n.Op, r.record(f, n.Args[0]), r.record(f, n.Args[1]))
	}
	return r.fail("this depends on what is sought in a way that cannot be trained: %s", r.m.problem.Text(n))
}

// free tells whether a tree depends on nothing that is trained.
func (r *recorder) free(n *law.Node) bool {
	return !contains(n, func(n *law.Node) bool {
		switch n.Op {
		case law.Unknown, law.Integral, law.Total, law.Jump, law.At:
			return true
		case law.Param:
			return r.scalars[n.Index] != ad.None
		}
		return false
	})
}

// given is the values of a tree that are known beforehand.
func (r *recorder) given(f *frame, n *law.Node) quantity {
	slots := law.Slots(n) // what integrals run over
	w, err := r.m.problem.Compile(slots, n)
	if err != nil {
		return r.fail("%v", err)
	}
	if !contains(n, func(n *law.Node) bool { return n.Op == law.Input || n.Op == law.Bound }) {
		var out [1]float64
		w.Eval(out[:], make([]float64, len(r.m.problem.Inputs)), r.m.params, nil)
		return quantity{ad.None, out[0]}
	}
	return quantity{value: r.column(f, 1, r.m.evaluator(w, slots))}
}

// evaluator evaluates what is compiled at points.
func (m *Model) evaluator(w *law.Evaluator, slots []law.Slot) func(out []float64, at []point) {
	inputs := len(m.problem.Inputs)
	var x, s []float64
	return func(out []float64, at []point) {
		x, s = x[:0], s[:0]
		for i := range at {
			x = append(x, at[i][:inputs]...)
			for _, b := range slots {
				s = append(s, at[i][law.MaxInputs+b.Piece.Index])
			}
		}
		w.Eval(out, x, m.params, s)
	}
}

// declare declares an input with cols numbers for each point of a frame, which fill
// sets from the points of rows.
func (r *recorder) declare(f *frame, cols int, fill func(dst []float64, at []point)) ad.Value {
	v := r.p.RowsOf(fmt.Sprintf("c%d", len(r.columns)), f.per, cols)
	r.columns = append(r.columns, column{v, f.per * cols, fill})
	return v
}

// column declares an input with numbers of the points of a frame.
func (r *recorder) column(f *frame, cols int, of func(out []float64, at []point)) ad.Value {
	var room []point
	return r.declare(f, cols, func(dst []float64, at []point) {
		room = slices.Grow(room[:0], f.per*len(at))[:f.per*len(at)]
		f.spread(room, at)
		of(dst, room)
	})
}

func (r *recorder) arithmetic(f *frame, op law.Op, a, b quantity) quantity {
	switch {
	case r.err != nil:
		return a
	case op == law.Mul:
		return r.times(f, a, b)
	case op == law.Div && b.value == ad.None:
		return r.times(f, a, quantity{ad.None, 1 / b.number})
	case op == law.Div:
		return r.times(f, a, quantity{value: r.p.Recip(b.value)})
	case op == law.Sub && b.value == ad.None:
		return quantity{value: r.p.AddConst(a.value, -b.number)}
	case op == law.Sub:
		return quantity{value: r.p.Sub(r.batch(f, a), b.value)}
	case b.value == ad.None:
		return quantity{value: r.p.AddConst(a.value, b.number)}
	case a.value == ad.None:
		return quantity{value: r.p.AddConst(b.value, a.number)}
	}
	return quantity{value: r.p.Add(a.value, b.value)}
}

func (r *recorder) times(f *frame, a, b quantity) quantity {
	switch {
	case r.err != nil:
		return a
	case a.value == ad.None && b.value == ad.None:
		return quantity{ad.None, a.number * b.number}
	case a.value == ad.None:
		return quantity{value: r.p.Scale(b.value, a.number)}
	case b.value == ad.None:
		return quantity{value: r.p.Scale(a.value, b.number)}
	}
	return quantity{value: r.p.Mul(a.value, b.value)}
}

// power is aᵇ: by products where b is a whole number, by roots where 2b is one, else
// exp(b ln a).
func (r *recorder) power(f *frame, n *law.Node) quantity {
	a, b := r.record(f, n.Args[0]), r.record(f, n.Args[1])
	if r.err != nil {
		return a
	}
	e := math.Abs(b.number)
	if b.value != ad.None || 2*e != math.Trunc(2*e) || e > 64 {
		return quantity{value: r.p.Exp(r.p.Mul(r.batch(f, b), r.p.Log(r.batch(f, a))))}
	}
	base := r.batch(f, a)
	if e != math.Trunc(e) {
		base, e = r.p.Sqrt(base), 2*e
	}
	z := r.repeated(base, int(e))
	if b.number < 0 {
		z = r.p.Recip(z)
	}
	return quantity{value: z}
}

// repeated is xⁿ, n > 0.
func (r *recorder) repeated(x ad.Value, n int) ad.Value {
	if n == 1 {
		return x
	}
	half := r.repeated(x, n/2)
	if half = r.p.Mul(half, half); n%2 == 1 {
		half = r.p.Mul(half, x)
	}
	return half
}

// function records one of a quantity that is trained.
func (r *recorder) function(f *frame, n *law.Node) quantity {
	q := r.record(f, n.Args[0])
	if r.err != nil {
		return q
	}
	p, x := r.p, r.batch(f, q)
	switch law.Function(n.Index) {
	case law.Sqrt:
		return quantity{value: p.Sqrt(x)}
	case law.Exp:
		return quantity{value: p.Exp(x)}
	case law.Log:
		return quantity{value: p.Log(x)}
	case law.Sin:
		return quantity{value: p.Sin(x)}
	case law.Cos:
		return quantity{value: p.Cos(x)}
	case law.Tan:
		return quantity{value: p.Mul(p.Sin(x), p.Recip(p.Cos(x)))}
	case law.Tanh:
		return quantity{value: p.Tanh(x)}
	case law.Sinh:
		return quantity{value: p.Scale(p.Sub(p.Exp(x), p.Exp(p.Scale(x, -1))), 0.5)}
	case law.Cosh:
		return quantity{value: p.Scale(p.Add(p.Exp(x), p.Exp(p.Scale(x, -1))), 0.5)}
	case law.Abs: // its slope at 0 is not a number, and is met nowhere else
		return quantity{value: p.Sqrt(p.Mul(x, x))}
	}
	return r.fail("%s of what is sought cannot be trained: it has a kink or no rule here", law.Function(n.Index))
}

// either is a value on one part of the domain and another elsewhere.
func (r *recorder) either(f *frame, n *law.Node) quantity {
	if !r.free(n.Args[0]) {
		return r.fail("a case that depends on what is sought cannot be trained: %s", r.m.problem.Text(n.Args[0]))
	}
	c := r.given(f, n.Args[0])
	a, b := r.record(f, n.Args[1]), r.record(f, n.Args[2])
	if r.err != nil {
		return c
	}
	yes := r.times(f, c, a)
	no := r.times(f, r.arithmetic(f, law.Sub, quantity{ad.None, 1}, c), b)
	return quantity{value: r.p.Add(r.batch(f, yes), r.batch(f, no))}
}

// placed is a field at another place.
func (r *recorder) placed(f *frame, n *law.Node) quantity {
	field, _ := fieldOf(n.Args[0])
	inputs := r.m.problem.Fields[field].Inputs
	slots := law.Slots(n.Args[1:]...)
	for _, a := range n.Args[1:] {
		if !r.free(a) {
			return r.fail("a field at a place that depends on what is sought cannot be trained")
		}
	}
	w, err := r.m.problem.Compile(slots, n.Args[1:]...)
	if err != nil {
		return r.fail("%v", err)
	}
	eval := r.m.evaluator(w, slots)
	var values []float64
	inner := newFrame(f.per, f.depth, n.Args[0], func(dst, at []point) {
		f.spread(dst, at)
		values = slices.Grow(values[:0], len(dst)*len(inputs))[:len(dst)*len(inputs)]
		eval(values, dst)
		for i := range dst {
			for k, input := range inputs {
				dst[i][input] = values[i*len(inputs)+k]
			}
		}
	})
	return r.record(inner, n.Args[0])
}

// integral is one over an input, or over a name of its own.
func (r *recorder) integral(f *frame, n *law.Node) quantity {
	slots := law.Slots(n.Args[1], n.Args[2])
	w, err := r.m.problem.Compile(slots, n.Args[1], n.Args[2])
	if err != nil {
		return r.fail("%v", err)
	}
	over := n.Index
	if over < 0 {
		over = law.MaxInputs + f.depth
	}
	return r.quadrature(f, n.Args[0], over, r.m.evaluator(w, slots))
}

// total is the integral over all inputs of space, one after the other.
func (r *recorder) total(f *frame, n *law.Node) quantity {
	p := r.m.problem
	if len(p.Where) > 0 {
		return r.fail("an integral over a part of a box cannot be trained")
	}
	n = n.Args[0]
	for i, c := range p.Inputs {
		if c.Kind == law.Space {
			n = &law.Node{Op: law.Integral, Index: i, Args: []*law.Node{n, number(c.Lo), number(c.Hi)}}
		}
	}
	return r.record(f, n)
}

// integralNodes is how many nodes an integral has, by those around it.
var integralNodes = [maxBound]int{32, 24}

// quadrature is Σ wₖ f(xₖ) over the nodes of Gauss and Legendre's rule, xₖ one coordinate
// of the points of a frame, between limits that are two numbers a point.
func (r *recorder) quadrature(f *frame, n *law.Node, over int, limits func(out []float64, at []point)) quantity {
	if f.depth == maxBound {
		return r.fail("at most %d integrals are computed within each other", maxBound)
	}
	x, w := law.Gauss(integralNodes[f.depth])
	var around []point
	var ends []float64
	outer := func(at []point) {
		around = slices.Grow(around[:0], f.per*len(at))[:f.per*len(at)]
		ends = slices.Grow(ends[:0], 2*len(around))[:2*len(around)]
		f.spread(around, at)
		limits(ends, around)
	}
	inner := newFrame(f.per*len(x), f.depth+1, n, func(dst, at []point) {
		outer(at)
		for i := range dst {
			k := i / len(x)
			dst[i] = around[k]
			dst[i][over] = ends[2*k] + (ends[2*k+1]-ends[2*k])*x[i%len(x)]
		}
	})
	v := r.record(inner, n)
	if r.err != nil {
		return v
	}
	weights := r.declare(inner, 1, func(dst []float64, at []point) {
		outer(at)
		for i := range dst {
			k := i / len(w)
			dst[i] = (ends[2*k+1] - ends[2*k]) * w[i%len(w)]
		}
	})
	segments := make([]int, inner.per)
	for i := range segments {
		segments[i] = i / len(x)
	}
	return quantity{value: r.p.SegmentSum(r.p.Mul(weights, r.batch(inner, v)), segments, f.per)}
}
