package interval

import (
	"math/big"
)

// The second method for zeros: elimination in exact fractions. The resultant of
// p and q by y is a polynomial in x whose real roots (counted and isolated by
// Sturm's chain) are the x of the common zeros; y follows from the first
// subresultant, s₁(x)·y + s₀(x) = 0.

// A poly is Σ cᵢxⁱ.
type poly []*big.Rat

func rat(v int64) *big.Rat { return new(big.Rat).SetInt64(v) }

func (p poly) trim() poly {
	for len(p) > 0 && p[len(p)-1].Sign() == 0 {
		p = p[:len(p)-1]
	}
	return p
}

func (p poly) at(x *big.Rat) *big.Rat {
	v := rat(0)
	for i := len(p) - 1; i >= 0; i-- {
		v.Mul(v, x)
		v.Add(v, p[i])
	}
	return v
}

func (p poly) derivative() poly {
	d := poly{}
	for i := 1; i < len(p); i++ {
		d = append(d, new(big.Rat).Mul(p[i], rat(int64(i))))
	}
	return d.trim()
}

// over is the remainder of p by q.
func (p poly) over(q poly) poly {
	r := append(poly{}, p...)
	for i := range r {
		r[i] = new(big.Rat).Set(r[i])
	}
	for len(r) >= len(q) {
		f := new(big.Rat).Quo(r[len(r)-1], q[len(q)-1])
		for i, c := range q {
			k := len(r) - len(q) + i
			r[k].Sub(r[k], new(big.Rat).Mul(f, c))
		}
		r = r[:len(r)-1].trim()
	}
	return r
}

// sturm is p, p′, −rem(p, p′), …
func sturm(p poly) []poly {
	chain := []poly{p, p.derivative()}
	for {
		r := chain[len(chain)-2].over(chain[len(chain)-1])
		if len(r) == 0 {
			return chain
		}
		for _, c := range r {
			c.Neg(c)
		}
		chain = append(chain, r)
	}
}

// changes counts the changes of sign along the chain at x.
func changes(chain []poly, x *big.Rat) int {
	n, last := 0, 0
	for _, p := range chain {
		if s := p.at(x).Sign(); s != 0 {
			if last*s < 0 {
				n++
			}
			last = s
		}
	}
	return n
}

// roots are the real roots of p in (lo, hi], each to within 2⁻¹²⁰.
func roots(p poly, lo, hi *big.Rat) []*big.Rat {
	chain := sturm(p)
	var all []*big.Rat
	small := new(big.Rat).SetFrac(big.NewInt(1), new(big.Int).Lsh(big.NewInt(1), 120))
	var split func(lo, hi *big.Rat, atLo, atHi int)
	split = func(lo, hi *big.Rat, atLo, atHi int) {
		if atLo == atHi {
			return
		}
		mid := new(big.Rat).Add(lo, hi)
		mid.Quo(mid, rat(2))
		if new(big.Rat).Sub(hi, lo).Cmp(small) < 0 {
			for range atLo - atHi {
				all = append(all, mid)
			}
			return
		}
		at := changes(chain, mid)
		split(lo, mid, atLo, at)
		split(mid, hi, at, atHi)
	}
	split(lo, hi, changes(chain, lo), changes(chain, hi))
	return all
}

// det is the determinant of a, which is used up.
func det(a [][]*big.Rat) *big.Rat {
	d := rat(1)
	for c := range a {
		pivot := c
		for pivot < len(a) && a[pivot][c].Sign() == 0 {
			pivot++
		}
		if pivot == len(a) {
			return rat(0)
		}
		if pivot != c {
			a[c], a[pivot] = a[pivot], a[c]
			d.Neg(d)
		}
		d.Mul(d, a[c][c])
		for i := c + 1; i < len(a); i++ {
			f := new(big.Rat).Quo(a[i][c], a[c][c])
			for j := c; j < len(a); j++ {
				a[i][j] = new(big.Rat).Sub(a[i][j], new(big.Rat).Mul(f, a[c][j]))
			}
		}
	}
	return d
}

// A plane curve is Σ c[i][j]·xⁱyʲ.
type curve [][]float64

// inY is the polynomial in y at x, of the curve's whole degree.
func (c curve) inY(x *big.Rat) poly {
	p := make(poly, len(c))
	for j := range p {
		column := poly{}
		for i := range len(c) - j {
			column = append(column, fraction(c[i][j]))
		}
		p[j] = column.at(x)
	}
	return p
}

// sylvester is the determinant of the k-th subresultant's matrix at x, with
// column last (a power of y) as its last: k = 0 and last = 0 is the resultant.
func sylvester(p, q curve, x *big.Rat, k, last int) *big.Rat {
	a, b := p.inY(x), q.inY(x)
	m, n := len(a)-1, len(b)-1
	size := m + n - 2*k
	var rows [][]*big.Rat
	add := func(c poly, shift int) {
		row := make([]*big.Rat, size)
		for j := range size {
			power := m + n - k - 1 - j // of y
			if j == size-1 {
				power = last
			}
			row[j] = rat(0)
			if i := power - shift; i >= 0 && i < len(c) {
				row[j].Set(c[i])
			}
		}
		rows = append(rows, row)
	}
	for s := n - k - 1; s >= 0; s-- {
		add(a, s)
	}
	for s := m - k - 1; s >= 0; s-- {
		add(b, s)
	}
	return det(rows)
}

// resultant is the resultant by y, a polynomial in x, by interpolation (Newton's
// divided differences).
func resultant(p, q curve) poly {
	n := (len(p)-1)*(len(q)-1) + 1
	d := make([]*big.Rat, n)
	for i := range d {
		d[i] = sylvester(p, q, rat(int64(i)), 0, 0)
	}
	for k := 1; k < n; k++ {
		for i := n - 1; i >= k; i-- {
			d[i] = new(big.Rat).Quo(new(big.Rat).Sub(d[i], d[i-1]), rat(int64(k)))
		}
	}
	r := poly{}
	for i := n - 1; i >= 0; i-- { // r·(x − i) + d[i]
		next := make(poly, len(r)+1)
		for j := range next {
			next[j] = rat(0)
			if j > 0 {
				next[j].Add(next[j], r[j-1])
			}
			if j < len(r) {
				next[j].Sub(next[j], new(big.Rat).Mul(rat(int64(i)), r[j]))
			}
		}
		next[0].Add(next[0], d[i])
		r = next
	}
	return r.trim()
}

// commonZeros are the common zeros of p and q in [-reach, reach]².
func commonZeros(p, q curve, reach float64) (all [][2]float64) {
	lo, hi := fraction(-reach), fraction(reach)
	for _, x := range roots(resultant(p, q), lo, hi) {
		s1, s0 := sylvester(p, q, x, 1, 1), sylvester(p, q, x, 1, 0)
		y := s0.Quo(s0.Neg(s0), s1)
		if y.Cmp(lo) >= 0 && y.Cmp(hi) <= 0 {
			fx, _ := x.Float64()
			fy, _ := y.Float64()
			all = append(all, [2]float64{fx, fy})
		}
	}
	return all
}
