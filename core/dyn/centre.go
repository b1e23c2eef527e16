package dyn

import (
	"residual/core/expr"
)

// A Band is why closed curves fill a neighbourhood of a centre.
type Band int

const (
	Affine      Band = iota + 1 // f(x) = Ax + b: a quadratic form is conserved
	Hamiltonian                 // div f = 0
	Weighted                    // div f/xy = 0, as of Lotka and Volterra
	Reversible                  // the field runs backwards in a mirror through the centre
)

// band says why a planar equilibrium with the eigenvalues ±iω is a centre; 0 where
// nothing of the kind is proved.
func (f *Field) band(x []number) Band {
	switch {
	case f.affine():
		return Affine
	case f.divergenceFree():
		return Hamiltonian
	case f.conservative():
		return Weighted
	case f.reversible(x):
		return Reversible
	}
	return 0
}

// centreKind says what a planar equilibrium is whose eigenvalues are ±iω, proved.
func (f *Field) centreKind(x []number) Kind {
	if f.band(x) > 0 {
		return Centre
	}
	return kindOf(f.lyapunov(x))(StableWeakFocus, UnstableWeakFocus)
}

// lyapunov is the sign of the first Lyapunov coefficient of a planar equilibrium
// with the eigenvalues ±iω: where it is negative the terms of third order attract.
// With ẋ = ax + by + Σ aᵢⱼxⁱyʲ and ẏ = cx + dy + Σ bᵢⱼxⁱyʲ it is that of −k/b,
// k a polynomial in the coefficients (Perko, Differential Equations and Dynamical
// Systems, 2001, section 4.4; Andronov and others 1973).
func (f *Field) lyapunov(x []number) (sign int, known bool) {
	t := newBasis(2, 3)
	t.exact = true
	right := f.expand(t, x)
	b := right[0][1+1]
	k := focal(t, right[0], right[1])
	s, sKnown := b.sign()
	sign, known = k.sign()
	return -s * sign, known && sKnown
}

func focal(t *basis, f, g series) number {
	at := func(s series, i, j int) number {
		var v []int
		for range i {
			v = append(v, 0)
		}
		for range j {
			v = append(v, 1)
		}
		return s[t.of(v...)]
	}
	product := func(all ...number) number {
		z := all[0]
		for _, v := range all[1:] {
			z = z.mul(v)
		}
		return z
	}
	a, b, c := f[1], f[2], g[1]
	a20, a11, a02, b20, b11, b02 := at(f, 2, 0), at(f, 1, 1), at(f, 0, 2), at(g, 2, 0), at(g, 1, 1), at(g, 0, 2)
	z := product(a, c, a11.mul(a11).add(a11.mul(b02)).add(a02.mul(b11)))
	z = z.add(product(a, b, b11.mul(b11).add(a20.mul(b11)).add(a11.mul(b02))))
	z = z.add(product(c, c, a11.mul(a02).add(a02.mul(b02).times(2))))
	z = z.sub(product(a, c, b02.mul(b02).sub(a20.mul(a02))).times(2))
	z = z.sub(product(a, b, a20.mul(a20).sub(b20.mul(b02))).times(2))
	z = z.sub(product(b, b, a20.mul(b20).times(2).add(b11.mul(b20))))
	z = z.add(b.mul(c).sub(a.mul(a).times(2)).mul(b11.mul(b02).sub(a11.mul(a20))))
	cubic := c.mul(at(g, 0, 3)).sub(b.mul(at(f, 3, 0))).times(3)
	cubic = cubic.add(a.mul(at(f, 2, 1).add(at(g, 1, 2))).times(2))
	cubic = cubic.add(c.mul(at(f, 1, 2)).sub(b.mul(at(g, 2, 1))))
	return z.sub(a.mul(a).add(b.mul(c)).mul(cubic))
}

// places are some rational points in general position: a rational function that
// vanishes at all of them vanishes everywhere.
func (f *Field) places() [][]number {
	var all [][]number
	for k := range int64(7) {
		var x []number
		for i := range int64(f.N) {
			x = append(x, ratio(1009*(k+1)*(k+3)+731*(i+1)*(i+2)*(k+2)+17, 997+k*i))
		}
		all = append(all, x)
	}
	return all
}

// everywhere tells whether a quantity made of f and its slopes is 0 at all places,
// proved.
func (f *Field) everywhere(quantity func(x []number, right []series) []number) bool {
	b := newBasis(f.N, 1)
	b.exact = true
	for _, x := range f.places() {
		for _, v := range quantity(x, f.expand(b, x)) {
			if !v.zero() {
				return false
			}
		}
	}
	return true
}

// conservative tells whether a planar field keeps areas, as it is or divided by
// xy, so that closed curves surround its centres: its divergence vanishes, or
//
//	div f − f₁/x − f₂/y
func (f *Field) conservative() bool {
	return f.divergenceFree() || f.everywhere(func(x []number, right []series) []number {
		div := right[0][1].add(right[1][2])
		return []number{div.sub(right[0][0].mul(x[0].recip())).sub(right[1][0].mul(x[1].recip()))}
	})
}

func (f *Field) divergenceFree() bool {
	return f.everywhere(func(_ []number, right []series) []number {
		return []number{right[0][1].add(right[1][2])}
	})
}

// reversible tells whether a planar field runs backwards in a mirror that the
// equilibrium lies on, y → −y or x → −x: its centres are centres to all orders.
func (f *Field) reversible(x []number) bool {
	for axis := range 2 {
		if x[axis].zero() && f.everywhere(func(x []number, right []series) []number {
			mirrored := []number{x[0], x[1]}
			mirrored[axis] = mirrored[axis].neg()
			b := newBasis(2, 1)
			b.exact = true
			other := f.expand(b, mirrored)
			return []number{right[1-axis][0].add(other[1-axis][0]), right[axis][0].sub(other[axis][0])}
		}) {
			return true
		}
	}
	return false
}

// degrees is the algebra of the degrees of polynomials in the variables: 0, 1, and
// 2 for all that is no polynomial of degree 1.
type degrees struct{}

func (degrees) Number(float64) int { return 0 }

func (degrees) Binary(op expr.Op, a, b int) int {
	switch {
	case op == expr.Add || op == expr.Sub:
		return max(a, b)
	case op == expr.Div && b > 0:
		return 2
	}
	return min(2, a+b)
}

func (degrees) Unary(op expr.Op, a int) int {
	if op == expr.Neg || a == 0 {
		return a
	}
	return 2
}

func (degrees) Power(a, n int) int {
	if n == 1 || a == 0 {
		return a
	}
	return 2
}

// affine tells whether f(x) = Ax + b.
func (f *Field) affine() bool {
	vars, params := make([]int, f.N), make([]int, len(f.Params))
	for i := range vars {
		vars[i] = 1
	}
	for _, n := range f.sys.Rights {
		if expr.Eval(n, expr.Algebra[int](degrees{}), vars, params) > 1 {
			return false
		}
	}
	return true
}
