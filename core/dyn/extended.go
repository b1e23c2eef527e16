package dyn

import (
	"residual/core/expr"
	"residual/core/interval"
)

// An extended system has the variables and the parameter as unknowns, and asks
// for more than an equilibrium: that a function of the Jacobian vanishes too. Its
// simple zeros are folds, or places where two eigenvalues add up to 0.
type extended struct {
	f    *Field
	b    *basis // of degree 2
	flat *basis // of degree 0: values alone
	room []number
	test func(b *basis, e *expansion) series
	hopf bool // only where the eigenvalues that add up to 0 may be a pair ±iω

	value, slope []interval.Interval
}

func newExtended(f *Field, test func(*basis, *expansion) series) *extended {
	n := f.N + 1
	return &extended{f: f, b: newBasis(n, 2), flat: newBasis(n, 0), room: make([]number, 4096), test: test,
		value: make([]interval.Interval, n), slope: make([]interval.Interval, n*n)}
}

// An expansion is the Taylor polynomials of the right sides as fractions. An under
// that is nil is 1.
type expansion struct {
	n           int
	over, under []series
}

// split is the expansion at x, with a basis of one more variable for the swept
// parameter. It is false where f has no value at any point of x.
func (f *Field) split(b *basis, x []number) (*expansion, bool) {
	b.nowhere = false
	a := fractions[series]{b, func(s series) bool {
		for _, v := range s[1:] {
			if !v.zero() {
				return false
			}
		}
		return true
	}}
	var vars, params []fraction[series]
	for i := range f.N {
		vars = append(vars, fraction[series]{over: b.variable(i, x[i])})
	}
	for i, v := range f.Params {
		if i == f.Swept {
			params = append(params, fraction[series]{over: b.variable(f.N, x[f.N])})
			continue
		}
		params = append(params, a.Number(v))
	}
	e := &expansion{n: f.N}
	for _, n := range f.sys.Rights {
		z := expr.Eval(n, expr.Algebra[fraction[series]](a), vars, params)
		e.over = append(e.over, z.over)
		if z.under == nil {
			e.under = append(e.under, nil)
		} else {
			e.under = append(e.under, *z.under)
		}
	}
	return e, !b.nowhere
}

// defined tells whether no divisor is 0 at the point or in the box.
func (e *expansion) defined() bool {
	for _, s := range e.under {
		if s != nil && s[0].Contains(0) {
			return false
		}
	}
	return true
}

// slopes is the derivatives of the numerators by the first m unknowns. Where the
// right sides vanish they are those of f times the divisors.
func (e *expansion) slopes(b *basis, m int) []series {
	var all []series
	for _, s := range e.over {
		for j := range m {
			all = append(all, b.derivative(s, j))
		}
	}
	return all
}

// jacobian is that of f where f vanishes, times one factor for all of it, which is
// no 0.
func (e *expansion) jacobian(b *basis) []series {
	all := e.slopes(b, e.n)
	for i, s := range e.under {
		if s == nil {
			continue
		}
		for k := range all {
			if k/e.n != i {
				all[k] = b.mul(all[k], s)
			}
		}
	}
	return all
}

// foldTest vanishes where an eigenvalue does.
func foldTest(b *basis, e *expansion) series { return b.det(e.n, e.slopes(b, e.n)) }

// hopfTest vanishes where two eigenvalues add up to 0: the trace of a 2 × 2
// Jacobian, and a₁a₂ − a₃ of one of 3 × 3.
func hopfTest(b *basis, e *expansion) series {
	a := e.jacobian(b)
	if e.n == 2 {
		return b.Binary(expr.Add, a[0], a[3])
	}
	minor := func(i, j, k, l int) series { return b.sub(b.mul(a[i], a[j]), b.mul(a[k], a[l])) }
	trace := b.Binary(expr.Add, b.Binary(expr.Add, a[0], a[4]), a[8])
	second := b.Binary(expr.Add, b.Binary(expr.Add, minor(0, 4, 1, 3), minor(0, 8, 2, 6)), minor(4, 8, 5, 7))
	return b.sub(b.det(3, a), b.mul(trace, second))
}

func constants(all []series) (a []number) {
	for _, s := range all {
		a = append(a, s[0])
	}
	return a
}

// det is the determinant of an n × n matrix of series.
func (b *basis) det(n int, a []series) series {
	if n == 1 {
		return a[0]
	}
	sum := b.constant(number{})
	for j := range n {
		var minor []series
		for i := 1; i < n; i++ {
			for k := range n {
				if k != j {
					minor = append(minor, a[i*n+k])
				}
			}
		}
		op := expr.Add
		if j%2 == 1 {
			op = expr.Sub
		}
		sum = b.Binary(op, sum, b.mul(a[j], b.det(n-1, minor)))
	}
	return sum
}

// Size and Enclose make it a map for interval.Zeros.
func (s *extended) Size() int { return s.f.N + 1 }

// Split is the unknown in which the equations vary most on a box: the sum over
// the equations of its share in each one's variation.
func (s *extended) Split(x []interval.Interval) int {
	if !s.Enclose(s.value, s.slope, x) || !bounded(s.slope) {
		return -1
	}
	n, at, most := s.Size(), -1, 0.0
	for j := range n {
		sum := 0.0
		for i := range n {
			all := 0.0
			for k := range n {
				all += float64(s.slope[i*n+k].Mag() * x[k].Width())
			}
			if all > 0 {
				sum += float64(s.slope[i*n+j].Mag()*x[j].Width()) / all
			}
		}
		if sum > most {
			at, most = j, sum
		}
	}
	return at
}

func (s *extended) Enclose(value, slope, x []interval.Interval) bool {
	at, wide := make([]number, len(x)), false
	for i, v := range x {
		at[i] = bounds(v)
		wide = wide || v.Lo < v.Hi
	}
	if s.flat.room = s.room; wide { // values are cheaper than slopes, and mostly enough
		if e, ok := s.f.split(s.flat, at); !ok || !e.holdsZero() {
			return false
		}
	}
	s.b.room = s.room
	e, ok := s.f.split(s.b, at)
	if !ok {
		return false
	}
	if s.hopf && rate2(s.f.N, constants(e.jacobian(s.b))).Hi < 0 {
		return false // two real eigenvalues of opposite signs
	}
	n := s.Size()
	for i, z := range append(e.over, s.test(s.b, e)) {
		value[i] = z[0].Interval
		for j := range n {
			slope[i*n+j] = z[1+j].Interval
		}
	}
	return true
}

// holdsZero tells whether all right sides may vanish.
func (e *expansion) holdsZero() bool {
	for _, s := range e.over {
		if !s[0].Contains(0) {
			return false
		}
	}
	return true
}
