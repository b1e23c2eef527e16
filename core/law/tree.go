package law

import (
	"math"
	"slices"
)

// An Op says what a node of a tree does.
type Op int

const (
	Number  Op = iota // Value
	Input             // input Index of the problem
	Bound             // what an Integral of its own runs over
	Param             // parameter Index
	Unknown           // field Index
	Add               // of two arguments, as Sub, Mul, Div and Power
	Sub
	Mul
	Div
	Power
	Neg
	Apply      // Function Index of one or two arguments
	Less       // 1 where the first argument is less than the second, else 0
	And        // of two conditions
	Or         // of two conditions
	Not        // of a condition
	If         // condition, value where it holds, value elsewhere
	Derivative // of the argument, Order times by each input
	Laplacian  // the sum of second derivatives by the inputs of space
	Normal     // derivative along the outward normal of a side
	At         // a field or a derivative of it, its inputs replaced by the further arguments
	Integral   // of the first argument, from the second to the third; Index is the input, −1 a Bound
	Total      // integral over all inputs of space
	Jump       // what the first argument jumps by where input Index equals the second
)

// Most inputs and fields of a problem, and the highest order of a derivative by
// one input.
const (
	MaxInputs = 6
	MaxFields = 4
	MaxOrder  = 4
)

// An Order says how often is differentiated by each input.
type Order [MaxInputs]uint8

// Sum is the order of the derivative.
func (o Order) Sum() (n int) {
	for _, k := range o {
		n += int(k)
	}
	return n
}

func (o Order) plus(q Order) Order {
	for i := range o {
		o[i] += q[i]
	}
	return o
}

// along is the order k by input i.
func along(i, k int) (o Order) {
	o[i] = uint8(k)
	return o
}

// A Node is an operation on the results of its arguments.
type Node struct {
	Op    Op
	Args  []*Node
	Value float64
	Index int
	Order Order

	size int // how many nodes there are, shared ones as often as they stand
}

func number(v float64) *Node { return &Node{Op: Number, Value: v, size: 1} }

// signed is a number that may be negative: numbers of a tree are not.
func signed(v float64) *Node {
	if math.Signbit(v) {
		return node(Neg, number(-v))
	}
	return number(v)
}

// sized counts the nodes of a tree whose arguments are counted.
func (n *Node) sized() *Node {
	n.size = 1
	for _, a := range n.Args {
		n.size = min(n.size+a.size, 1<<30)
	}
	return n
}

func node(op Op, args ...*Node) *Node { return (&Node{Op: op, Args: args}).sized() }
func leaf(op Op, index int) *Node     { return &Node{Op: op, Index: index, size: 1} }

func apply(f Function, args ...*Node) *Node {
	return (&Node{Op: Apply, Index: int(f), Args: args}).sized()
}

func (n *Node) is(v float64) bool { return n.Op == Number && n.Value == v }

// any tells whether something holds of a node of the tree.
func (n *Node) any(is func(n *Node) bool) bool {
	return is(n) || slices.ContainsFunc(n.Args, func(a *Node) bool { return a.any(is) })
}

// differentiated is a derivative; derivatives of derivatives are one.
func differentiated(n *Node, o Order) *Node {
	if o.Sum() == 0 {
		return n
	}
	if n.Op == Derivative {
		return (&Node{Op: Derivative, Args: n.Args, Order: n.Order.plus(o)}).sized()
	}
	return (&Node{Op: Derivative, Args: []*Node{n}, Order: o}).sized()
}

// Equal tells whether two trees are the same.
func (n *Node) Equal(m *Node) bool {
	return n.Op == m.Op && math.Float64bits(n.Value) == math.Float64bits(m.Value) && n.Index == m.Index && n.Order == m.Order &&
		slices.EqualFunc(n.Args, m.Args, (*Node).Equal)
}

// mapped is the tree with every node that f has something else for replaced by
// that.
func (n *Node) mapped(f func(n *Node) *Node) *Node {
	if m := f(n); m != nil {
		return m
	}
	z := *n
	z.Args = nil
	for _, a := range n.Args {
		z.Args = append(z.Args, a.mapped(f))
	}
	return z.sized()
}

// A Function is one of numbers.
type Function int

const (
	Abs Function = iota
	Sqrt
	Exp
	Log
	Sin
	Cos
	Tan
	Sinh
	Cosh
	Tanh
	Asin
	Acos
	Atan
	Erf
	Sign
	Step  // 0 below 0, 1 from 0 on
	Min   // of two arguments
	Max   // of two arguments
	Atan2 // of y and x
)

var functionNames = [...]string{"abs", "sqrt", "exp", "log", "sin", "cos", "tan", "sinh", "cosh", "tanh",
	"asin", "acos", "atan", "erf", "sign", "step", "min", "max", "atan2"}

func (f Function) String() string { return functionNames[f] }

// arguments is how many a function has.
func (f Function) arguments() int {
	if f >= Min {
		return 2
	}
	return 1
}

// functions are those by name, other names included.
var functions = map[string]Function{"ln": Log, "arcsin": Asin, "arccos": Acos, "arctan": Atan, "sgn": Sign, "heaviside": Step}

func init() {
	for f, name := range functionNames {
		functions[name] = Function(f)
	}
}
