package dyn

import (
	"residual/core/expr"
	"residual/core/interval"
)

// A fraction is over/under, kept apart so that a pole is no obstacle: where a
// right side vanishes its numerator does. Without an under it is over.
type fraction[T any] struct {
	over  T
	under *T
}

// fractions is their algebra over another one. Divisors that are constant divide
// at once.
type fractions[T any] struct {
	expr.Algebra[T]
	constant func(T) bool
}

func (a fractions[T]) Number(v float64) fraction[T] { return fraction[T]{over: a.Algebra.Number(v)} }

// times is x·y, where nil stands for 1.
func (a fractions[T]) times(x, y *T) *T {
	switch {
	case x == nil:
		return y
	case y == nil:
		return x
	}
	z := a.Algebra.Binary(expr.Mul, *x, *y)
	return &z
}

func (a fractions[T]) Binary(op expr.Op, x, y fraction[T]) fraction[T] {
	switch op {
	case expr.Mul:
		return fraction[T]{*a.times(&x.over, &y.over), a.times(x.under, y.under)}
	case expr.Div:
		if y.under == nil && a.constant(y.over) {
			return fraction[T]{a.Algebra.Binary(expr.Div, x.over, y.over), x.under}
		}
		return fraction[T]{*a.times(&x.over, y.under), a.times(x.under, &y.over)}
	}
	if x.under == nil && y.under == nil {
		return fraction[T]{over: a.Algebra.Binary(op, x.over, y.over)}
	}
	left, right := a.times(&x.over, y.under), a.times(&y.over, x.under)
	return fraction[T]{a.Algebra.Binary(op, *left, *right), a.times(x.under, y.under)}
}

// value is the quotient.
func (a fractions[T]) value(x fraction[T]) T {
	if x.under == nil {
		return x.over
	}
	return a.Algebra.Binary(expr.Div, x.over, *x.under)
}

func (a fractions[T]) Unary(op expr.Op, x fraction[T]) fraction[T] {
	if op == expr.Neg {
		return fraction[T]{a.Algebra.Unary(op, x.over), x.under}
	}
	return fraction[T]{over: a.Algebra.Unary(op, a.value(x))}
}

func (a fractions[T]) Power(x fraction[T], n int) fraction[T] {
	one := a.Algebra.Number(1)
	if n == 0 {
		return fraction[T]{over: one}
	}
	over, under := x.over, &one
	if x.under != nil {
		under = x.under
	}
	if n < 0 {
		over, under, n = *under, &over, -n
	} else if x.under == nil {
		return fraction[T]{over: a.Algebra.Power(over, n)}
	}
	below := a.Algebra.Power(*under, n)
	return fraction[T]{a.Algebra.Power(over, n), &below}
}

// numerators is a field as a map for interval.Zeros, poles cleared.
type numerators struct{ f *Field }

func (m numerators) Size() int { return m.f.N }

func (m numerators) Enclose(value, slope, x []interval.Interval) bool {
	f := m.f
	f.alg = expr.Slopes{N: f.N}
	a := fractions[expr.Slope]{&f.alg, func(s expr.Slope) bool {
		return s.V.Lo == s.V.Hi && s.D == [expr.MaxSlopes]interval.Interval{}
	}}
	vars, params := make([]fraction[expr.Slope], f.N), make([]fraction[expr.Slope], len(f.Params))
	for i, v := range x {
		vars[i].over.V = v
		vars[i].over.D[i] = interval.Point(1)
	}
	for i, p := range f.Params {
		params[i] = a.Number(p)
	}
	for i, n := range f.sys.Rights {
		z := expr.Eval(n, expr.Algebra[fraction[expr.Slope]](a), vars, params)
		value[i] = z.over.V
		copy(slope[i*f.N:], z.over.D[:f.N])
	}
	return !f.alg.Nowhere
}
