// Package expr reads systems of differential equations written as text,
//
//	x' = y, y' = x - x^3 - delta*y; delta = 0.3 in [0, 2]; x in [-2, 2]
//
// and keeps their right sides as trees. A tree is walked in one way only, over
// whatever algebra is asked for: numbers, intervals with slopes, programs of
// package ad, text.
package expr

import "math"

// An Op is what a node of a tree does.
type Op int

const (
	Number Op = iota
	Variable
	Parameter
	Add
	Sub
	Mul
	Div
	Neg
	Power // to a whole number
	Sin
	Cos
	Exp
	Tanh
	Sqrt
	Log
	Abs
	Raise // to any power: xʸ = exp(y·log x)
)

var functions = map[string]Op{"sin": Sin, "cos": Cos, "exp": Exp, "tanh": Tanh, "sqrt": Sqrt, "log": Log, "ln": Log, "abs": Abs}

func (o Op) String() string {
	return [...]string{"number", "variable", "parameter", "+", "-", "*", "/", "-", "^",
		"sin", "cos", "exp", "tanh", "sqrt", "log", "abs", "^"}[o]
}

// A Node is an operation on the results of its arguments.
type Node struct {
	Op    Op
	Args  []*Node
	Value float64 // of a Number
	Index int     // of a Variable or Parameter; of a Power the exponent

	name string // before names are resolved
	at   int    // where it stands in the text, in characters
}

// A System is ẋᵢ = Rightsᵢ(x, p).
type System struct {
	Vars   []Var
	Rights []*Node
	Params []Param
}

// A Var is a variable and the window in which it is of interest.
type Var struct {
	Name   string
	Lo, Hi float64
}

// A Param is a parameter, its value and the range in which it is varied.
type Param struct {
	Name          string
	Value, Lo, Hi float64
}

// Param is the index of the parameter of that name, −1 where there is none.
func (s *System) Param(name string) int {
	for i, p := range s.Params {
		if p.Name == name {
			return i
		}
	}
	return -1
}

// An Algebra says what the operations mean for values of type T.
type Algebra[T any] interface {
	Number(v float64) T
	Binary(op Op, a, b T) T // Add, Sub, Mul, Div
	Unary(op Op, a T) T     // Neg and the functions
	Power(a T, exponent int) T
}

// Eval is the value of a tree in an algebra.
func Eval[T any](n *Node, a Algebra[T], vars, params []T) T {
	switch n.Op {
	case Number:
		return a.Number(n.Value)
	case Variable:
		return vars[n.Index]
	case Parameter:
		return params[n.Index]
	}
	x := Eval(n.Args[0], a, vars, params)
	switch n.Op {
	case Add, Sub, Mul, Div:
		return a.Binary(n.Op, x, Eval(n.Args[1], a, vars, params))
	case Power:
		return a.Power(x, n.Index)
	case Raise:
		y := Eval(n.Args[1], a, vars, params)
		if r, ok := a.(raiser[T]); ok {
			return r.Raise(x, y)
		}
		return a.Unary(Exp, a.Binary(Mul, y, a.Unary(Log, x)))
	}
	return a.Unary(n.Op, x)
}

// A raiser has its own way to raise to a power.
type raiser[T any] interface{ Raise(x, y T) T }

// Specialised is the system with whole powers where an exponent is a parameter
// that has a whole value and is not the one that is varied (−1: none is), so that
// negative numbers can be raised too.
func (s *System) Specialised(varied int) *System {
	z := *s
	z.Rights = nil
	for _, n := range s.Rights {
		z.Rights = append(z.Rights, s.specialised(n, varied))
	}
	return &z
}

func (s *System) specialised(n *Node, varied int) *Node {
	z := *n
	z.Args = nil
	for _, a := range n.Args {
		z.Args = append(z.Args, s.specialised(a, varied))
	}
	if n.Op != Raise || n.Args[1].Op != Parameter || n.Args[1].Index == varied {
		return &z
	}
	if v := s.Params[n.Args[1].Index].Value; v == math.Trunc(v) && math.Abs(v) <= maxPower {
		z.Op, z.Args, z.Index = Power, z.Args[:1], int(v)
	}
	return &z
}
