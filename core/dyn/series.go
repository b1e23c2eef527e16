package dyn

import (
	"residual/core/expr"
	"residual/core/interval"
)

// A series is the Taylor polynomial of a function of several variables, one
// coefficient for each monomial of a basis.
type series []number

// A basis is the monomials of n variables up to a degree, by rising degree:
// first 1, then the variables. It is the algebra of series.
type basis struct {
	n, degree int
	monomials [][]int
	products  [][3]int // the pairs of monomials and their product
	raised    [][]int  // the product of a monomial and a variable; −1: its degree is too high
	exact     bool     // whether constants are taken for what they are intended to be
	nowhere   bool     // a function was asked for where it has no value
	room      []number // series are cut from here
}

// series is a new one, all 0.
func (b *basis) series() series {
	n := len(b.monomials)
	if len(b.room) < n {
		b.room = make([]number, 64*n)
	}
	z := b.room[:n:n]
	b.room = b.room[n:]
	clear(z)
	return z
}

func newBasis(n, degree int) *basis {
	b := &basis{n: n, degree: degree}
	for d := range degree + 1 {
		b.add(make([]int, n), 0, d)
	}
	for i, p := range b.monomials {
		b.raised = append(b.raised, nil)
		for j, q := range b.monomials {
			if 1 <= j && j <= n {
				b.raised[i] = append(b.raised[i], b.index(p, q))
			}
			if k := b.index(p, q); k >= 0 {
				b.products = append(b.products, [3]int{i, j, k})
			}
		}
	}
	return b
}

// add lists the monomials that are left where variables from i on share d.
func (b *basis) add(m []int, i, d int) {
	if i == b.n-1 {
		m[i] = d
		b.monomials = append(b.monomials, append([]int(nil), m...))
		m[i] = 0
		return
	}
	for k := d; k >= 0; k-- {
		m[i] = k
		b.add(m, i+1, d-k)
	}
	m[i] = 0
}

// index is that of the product of two monomials, −1 where its degree is too high.
func (b *basis) index(p, q []int) int {
search:
	for k, m := range b.monomials {
		for i := range m {
			if m[i] != p[i]+q[i] {
				continue search
			}
		}
		return k
	}
	return -1
}

// of is the index of the monomial that is the product of these variables.
func (b *basis) of(variables ...int) int {
	m := make([]int, b.n)
	for _, v := range variables {
		m[v]++
	}
	return b.index(m, make([]int, b.n))
}

// Coefficients of Taylor's series.
var (
	half, minusHalf   = ratio(1, 2), ratio(-1, 2)
	sixth, minusSixth = ratio(1, 6), ratio(-1, 6)
	third             = ratio(1, 3)
)

// constant is v and nothing else.
func (b *basis) constant(v number) series {
	z := b.series()
	z[0] = v
	return z
}

// variable is the i-th one at v.
func (b *basis) variable(i int, v number) series {
	z := b.constant(v)
	switch {
	case b.degree > 0 && b.exact:
		z[1+i] = whole(1)
	case b.degree > 0:
		z[1+i] = bounds(interval.Point(1))
	}
	return z
}

func (b *basis) Number(v float64) series {
	if b.exact {
		return b.constant(intended(v))
	}
	return b.constant(bounds(interval.Point(v)))
}

func (b *basis) Binary(op expr.Op, x, y series) series {
	switch op {
	case expr.Mul:
		return b.mul(x, y)
	case expr.Div:
		return b.mul(x, b.Power(y, -1))
	}
	z := b.series()
	for i := range z {
		if op == expr.Add {
			z[i] = x[i].add(y[i])
		} else {
			z[i] = x[i].sub(y[i])
		}
	}
	return z
}

func (b *basis) mul(x, y series) series {
	z := b.series()
	for _, p := range b.products {
		if u, v := &x[p[0]], &y[p[1]]; !u.zero() && !v.zero() {
			z[p[2]] = z[p[2]].add(u.mul(*v))
		}
	}
	return z
}

func (b *basis) sub(x, y series) series { return b.Binary(expr.Sub, x, y) }

// compose is Σ cₖ·(x − x₀)ᵏ, x₀ the constant part of x.
func (b *basis) compose(x series, c [4]number) series {
	h := b.series()
	copy(h, x)
	h[0] = number{}
	z, power := b.constant(c[0]), h
	for k := 1; k <= b.degree; k++ {
		for i := range z {
			z[i] = z[i].add(c[k].mul(power[i]))
		}
		if k < b.degree {
			power = b.mul(power, h)
		}
	}
	return z
}

func (b *basis) Power(x series, n int) series {
	var c [4]number
	for k, f := 0, int64(1); k < 4; k++ { // n(n−1)…/k!
		if f != 0 && k <= b.degree {
			c[k] = x[0].pow(n - k).times(float64(f))
		}
		f = f * int64(n-k) / int64(k+1)
	}
	return b.compose(x, c)
}

func (b *basis) Unary(op expr.Op, x series) series {
	u := x[0]
	switch op {
	case expr.Neg:
		return b.sub(b.constant(number{}), x)
	case expr.Sin, expr.Cos:
		s, c := u.at(0, u.Sin(), 0), u.at(0, u.Cos(), 1)
		if op == expr.Cos {
			s, c = c, s.neg()
		}
		return b.compose(x, [4]number{s, c, s.mul(minusHalf), c.mul(minusSixth)})
	case expr.Exp:
		e := u.at(0, u.Exp(), 1)
		return b.compose(x, [4]number{e, e, e.mul(half), e.mul(sixth)})
	case expr.Tanh:
		t := u.at(0, u.Tanh(), 0)
		d := u.at(0, u.TanhDerivative(), 1)
		bend := t.mul(t).times(3).sub(whole(1))
		return b.compose(x, [4]number{t, d, t.mul(d).neg(), d.mul(bend).mul(third)})
	case expr.Sqrt:
		b.nowhere = b.nowhere || u.Hi < 0
		r := u.root()
		q := r.recip()
		return b.compose(x, [4]number{r, q.mul(half), q.pow(3).mul(ratio(-1, 8)), q.pow(5).mul(ratio(1, 16))})
	case expr.Abs:
		return b.abs(x)
	}
	b.nowhere = b.nowhere || u.Hi <= 0
	q := u.recip()
	return b.compose(x, [4]number{u.at(1, u.Log(), 0), q, q.pow(2).mul(minusHalf), q.pow(3).mul(third)})
}

// abs is |x|, whose slope is anything from −1 to 1 where x changes sign.
func (b *basis) abs(x series) series {
	switch sign, known := x[0].sign(); {
	case known && sign > 0:
		return x
	case known && sign < 0:
		return b.sub(b.constant(number{}), x)
	}
	all := bounds(interval.Whole())
	return b.compose(x, [4]number{bounds(x[0].Abs()), bounds(interval.Interval{Lo: -1, Hi: 1}), all, all})
}

// derivative is ∂x/∂xᵢ, of one degree less than x; what is above is dropped.
func (b *basis) derivative(x series, i int) series {
	z := b.series()
	for k, m := range b.monomials {
		if at := b.raised[k][i]; at >= 0 {
			z[k] = x[at].times(float64(m[i] + 1))
		}
	}
	return z
}

// expand is the Taylor polynomials of the right sides at x. The parameters are
// those of the field; the swept one is the last number of x where there is one,
// and the last variable where the basis has one more.
func (f *Field) expand(b *basis, x []number) []series {
	var vars, params, right []series
	for i := range f.N {
		vars = append(vars, b.variable(i, x[i]))
	}
	for i, v := range f.Params {
		if i == f.Swept && b.n > f.N {
			params = append(params, b.variable(f.N, x[f.N]))
			continue
		}
		if i == f.Swept && len(x) > f.N {
			params = append(params, b.constant(x[f.N]))
			continue
		}
		params = append(params, b.Number(v))
	}
	for _, n := range f.sys.Rights {
		right = append(right, expr.Eval(n, expr.Algebra[series](b), vars, params))
	}
	return right
}
