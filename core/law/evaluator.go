package law

import (
	"fmt"
	"math"
	"slices"

	"residual/core/kernel"
)

// An Evaluator computes trees at many points, from inputs, parameters and slots. What
// stands in several trees is computed once. It allocates nothing; one goroutine at a
// time may use it.
type Evaluator struct {
	inputs, slots int
	steps         []step
	out           []int // the steps whose results are the trees
	room          []float64
}

// A step is one operation on the results of earlier ones.
type step struct {
	op    Op
	index int // of an input, parameter, function, or slot (op Unknown)
	value float64
	args  [3]int
}

// batch is how many points go through a step at once.
const batch = 32

// Compile prepares expanded trees for evaluation with slots in the order given. A slot
// of the trees that is not among them is an error, as is a tree that is not expanded.
func (p *Problem) Compile(slots []Slot, trees ...*Node) (*Evaluator, error) {
	w := &Evaluator{inputs: len(p.Inputs), slots: len(slots)}
	c := &compiler{w: w, slots: slots, known: map[step]int{}, memo: map[*Node]int{}}
	for _, n := range trees {
		w.out = append(w.out, c.add(n))
	}
	w.room = make([]float64, batch*len(w.steps))
	return w, c.err
}

// A compiler gives equal nodes one step.
type compiler struct {
	w     *Evaluator
	slots []Slot
	known map[step]int
	memo  map[*Node]int
	err   error
}

func (c *compiler) add(n *Node) int {
	if k, ok := c.memo[n]; ok {
		return k
	}
	s := step{op: n.Op, index: n.Index, value: n.Value}
	if slot, ok := slotOf(n); ok {
		k := slices.IndexFunc(c.slots, slot.Equal)
		if k < 0 && c.err == nil {
			c.err = fmt.Errorf("the tree depends on %v of field %d, which is not among the slots", slot.Order, slot.Field)
		}
		s = step{op: Unknown, index: k}
	} else {
		if (n.Op == Laplacian || n.Op == Normal) && c.err == nil {
			c.err = fmt.Errorf("the tree is not expanded")
		}
		for i, a := range n.Args {
			s.args[i] = c.add(a)
		}
	}
	k, ok := c.known[s]
	if !ok {
		k = len(c.w.steps)
		c.w.steps = append(c.w.steps, s)
		c.known[s] = k
	}
	c.memo[n] = k
	return k
}

// Eval computes the trees at rows of points: x has the problem's inputs for each row,
// slots a number for each slot, out becomes the values of the trees. Params are those
// of the problem.
func (w *Evaluator) Eval(out, x, params, slots []float64) {
	rows := len(x) / w.inputs
	for r := 0; r < rows; r += batch {
		n := min(batch, rows-r)
		for k := range w.steps {
			w.do(k, n, x[r*w.inputs:], params, slots[r*w.slots:])
		}
		for i, k := range w.out {
			for j, v := range w.result(k)[:n] {
				out[(r+j)*len(w.out)+i] = v
			}
		}
	}
}

// Steps is how many operations a point takes.
func (w *Evaluator) Steps() int { return len(w.steps) }

func (w *Evaluator) result(k int) []float64 { return w.room[k*batch : (k+1)*batch] }

// do takes one step for n points.
func (w *Evaluator) do(k, n int, x, params, slots []float64) {
	s, z := &w.steps[k], w.result(k)[:n]
	a, b, c := w.result(s.args[0]), w.result(s.args[1]), w.result(s.args[2])
	for j := range z {
		switch s.op {
		case Number:
			z[j] = s.value
		case Param:
			z[j] = params[s.index]
		case Input:
			z[j] = x[j*w.inputs+s.index]
		case Unknown:
			z[j] = slots[j*w.slots+s.index]
		case If:
			if z[j] = c[j]; a[j] != 0 {
				z[j] = b[j]
			}
		case Apply:
			z[j] = Function(s.index).of(a[j], b[j])
		default:
			z[j] = arithmetic(s.op, a[j], b[j])
		}
	}
}

// arithmetic is an operation on numbers; conditions are 1 where they hold, else 0.
func arithmetic(op Op, a, b float64) float64 {
	holds := false
	switch op {
	case Add:
		return a + b
	case Sub:
		return a - b
	case Mul:
		return a * b
	case Div:
		return a / b
	case Power:
		return powerOf(a, b)
	case Neg:
		return -a
	case Less:
		holds = a < b
	case And:
		holds = a != 0 && b != 0
	case Or:
		holds = a != 0 || b != 0
	case Not:
		holds = a == 0
	}
	if holds {
		return 1
	}
	return 0
}

// powerOf is aᵇ.
func powerOf(a, b float64) float64 {
	if b != math.Trunc(b) || math.Abs(b) > 64 {
		return power(a, b)
	}
	z := 1.0
	for range int(math.Abs(b)) {
		z *= a
	}
	if b < 0 {
		z = 1 / z
	}
	return z
}

// of is the value of a function, of y and x for atan2.
func (f Function) of(a, b float64) float64 {
	switch f {
	case Abs, Sign, Step:
		return kink(f, a)
	case Sqrt:
		return math.Sqrt(a)
	case Exp:
		return kernel.Exp1(a)
	case Log:
		return kernel.Log1(a)
	case Sin:
		return kernel.Sin1(a)
	case Cos:
		return kernel.Cos1(a)
	case Tan:
		return kernel.Sin1(a) / kernel.Cos1(a)
	case Sinh:
		s, _ := hyperbolic(a)
		return s
	case Cosh:
		_, c := hyperbolic(a)
		return c
	case Tanh:
		return tanh(a)
	case Asin:
		return math.Asin(a)
	case Acos:
		return math.Acos(a)
	case Atan:
		return math.Atan(a)
	case Erf:
		return math.Erf(a)
	case Atan2:
		return math.Atan2(a, b)
	}
	if (f == Min) == (a <= b) {
		return a
	}
	return b
}
