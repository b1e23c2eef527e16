package dyn

import (
	"math"

	"residual/core/interval"
)

// FirstLyapunov bounds the first Lyapunov coefficient of an equilibrium x with the
// eigenvalues ±iω (Kuznetsov, Elements of Applied Bifurcation Theory, 2004, equation
// 5.62), and gives the sum of the sizes of its three terms:
//
//	l₁ = Re(⟨p, C(q, q, q̄)⟩ − 2⟨p, B(q, A⁻¹B(q, q̄))⟩ + ⟨p, B(q̄, (2iω − A)⁻¹B(q, q))⟩)/2ω
//
// with Aq = iωq, Aᵀp = −iωp, ⟨p, q⟩ = 1, ‖q‖ = 1. A − iω is singular, so that q is a
// column of its adjugate and p̄ a row. The bounds are infinite where there is no such
// pair.
func (f *Field) FirstLyapunov(x []number) (l1 interval.Interval, scale float64) {
	n, b := f.N, newBasis(f.N, 3)
	b.exact = true
	right := f.expand(b, x)
	a := jacobianOf(right)
	omega := rate2(n, a).Sqrt()
	if !(omega.Lo > 0) {
		return interval.Whole(), 0
	}
	q, p := pair(n, minus(n, a, complexInterval{im: omega}))
	conj, product, square := make([]complexInterval, n), complexInterval{}, interval.Interval{}
	for i, v := range q {
		conj[i] = complexInterval{v.re, v.im.Neg()}
		product = product.add(p[i].mul(v))
		square = square.Add(v.re.Sqr()).Add(v.im.Sqr())
	}
	dot := func(v []complexInterval) (z complexInterval) {
		for i := range n {
			z = z.add(p[i].mul(v[i]))
		}
		return z.div(product)
	}
	// minus(z) is A − z.
	inner := solve(n, minus(n, a, complexInterval{}), b.form(right, q, conj))
	outer := solve(n, minus(n, a, complexInterval{im: omega.Scale(2)}), b.form(right, q, q))
	per := interval.Point(1).Div(square.Mul(omega).Scale(2))
	for i, term := range [][]complexInterval{b.form(right, q, q, conj), b.form(right, q, inner), b.form(right, conj, outer)} {
		z := dot(term).re.Mul(per).Scale([...]float64{1, -2, -1}[i])
		l1, scale = l1.Add(z), scale+math.Abs(z.Mid())
	}
	return l1, scale
}

// rate2 is ω² where the eigenvalues are ±iω and, with three variables, another.
func rate2(n int, a []number) number {
	if n == 2 {
		return a[0].mul(a[3]).sub(a[1].mul(a[2]))
	}
	_, second, _ := characteristic(a)
	return second
}

// A complexInterval holds a complex number.
type complexInterval struct{ re, im interval.Interval }

func (a complexInterval) add(b complexInterval) complexInterval {
	return complexInterval{a.re.Add(b.re), a.im.Add(b.im)}
}

func (a complexInterval) sub(b complexInterval) complexInterval {
	return complexInterval{a.re.Sub(b.re), a.im.Sub(b.im)}
}

func (a complexInterval) mul(b complexInterval) complexInterval {
	return complexInterval{a.re.Mul(b.re).Sub(a.im.Mul(b.im)), a.re.Mul(b.im).Add(a.im.Mul(b.re))}
}

func (a complexInterval) div(b complexInterval) complexInterval {
	size := b.re.Sqr().Add(b.im.Sqr())
	z := a.mul(complexInterval{b.re, b.im.Neg()})
	return complexInterval{z.re.Div(size), z.im.Div(size)}
}

func (a complexInterval) mag() float64 { return a.re.Mag() + a.im.Mag() }

// minus is A − z.
func minus(n int, a []number, z complexInterval) []complexInterval {
	m := make([]complexInterval, n*n)
	for i, v := range a {
		m[i].re = v.Interval
		if i%(n+1) == 0 {
			m[i] = m[i].sub(z)
		}
	}
	return m
}

// adjugate is that of m, 2 × 2 or 3 × 3: adj(m)·m = det(m).
func adjugate(n int, m []complexInterval) []complexInterval {
	if n == 2 {
		zero := complexInterval{}
		return []complexInterval{m[3], zero.sub(m[1]), zero.sub(m[2]), m[0]}
	}
	z := make([]complexInterval, 9)
	for i := range 3 {
		for j := range 3 {
			r, s, u, v := (j+1)%3, (j+2)%3, (i+1)%3, (i+2)%3
			z[3*i+j] = m[3*r+u].mul(m[3*s+v]).sub(m[3*r+v].mul(m[3*s+u]))
		}
	}
	return z
}

// pair is a column and a row of the adjugate of m, through its largest entry: what m
// takes to 0 from either side, where it is singular.
func pair(n int, m []complexInterval) (column, row []complexInterval) {
	adj, at := adjugate(n, m), 0
	for i, v := range adj {
		if v.mag() > adj[at].mag() {
			at = i
		}
	}
	for i := range n {
		column, row = append(column, adj[i*n+at%n]), append(row, adj[at/n*n+i])
	}
	return column, row
}

// solve is m⁻¹·b.
func solve(n int, m, b []complexInterval) []complexInterval {
	adj, det, z := adjugate(n, m), complexInterval{}, make([]complexInterval, n)
	for i := range n {
		det = det.add(adj[i].mul(m[i*n]))
	}
	for i := range n {
		for j := range n {
			z[i] = z[i].add(adj[i*n+j].mul(b[j]))
		}
		z[i] = z[i].div(det)
	}
	return z
}

// form is the derivative of second or third order as a form in the directions.
func (b *basis) form(right []series, directions ...[]complexInterval) []complexInterval {
	z := make([]complexInterval, len(right))
	var walk func(product complexInterval, variables []int)
	walk = func(product complexInterval, variables []int) {
		if d := len(variables); d < len(directions) {
			for j := range b.n {
				walk(product.mul(directions[d][j]), append(variables, j))
			}
			return
		}
		k, factorials := b.of(variables...), 1.0
		for _, m := range b.monomials[k] { // a derivative is the coefficient times m!
			for ; m > 1; m-- {
				factorials *= float64(m)
			}
		}
		for i, r := range right {
			if !r[k].zero() {
				c := r[k].Scale(factorials)
				z[i] = z[i].add(complexInterval{product.re.Mul(c), product.im.Mul(c)})
			}
		}
	}
	walk(complexInterval{re: interval.Point(1)}, nil)
	return z
}
