// Package exact computes with rational numbers without rounding, as proofs need
// that tell a 0 from what is nearly one. It has what core/dyn asks for and no
// more: package math/big would be a twentieth of the program that a page fetches.
package exact

import "math"

// A Rational is a fraction in lowest terms. It is never changed; the zero value
// is no number.
type Rational struct {
	negative    bool
	over, under natural
}

// lowest is over/under in lowest terms.
func lowest(negative bool, over, under natural) *Rational {
	if len(over) == 0 {
		return &Rational{under: natural{1}}
	}
	if !under.isOne() && !over.isOne() {
		if d := gcd(over, under); !d.isOne() {
			over, _ = over.divide(d)
			under, _ = under.divide(d)
		}
	}
	return &Rational{negative, over, under}
}

// Ratio is p/q. It panics where q is 0.
func Ratio(p, q int64) *Rational {
	if q == 0 {
		panic("exact: division by 0")
	}
	return lowest((p < 0) != (q < 0), magnitude(p), magnitude(q))
}

func magnitude(v int64) natural {
	if v < 0 {
		return natural64(-uint64(v))
	}
	return natural64(uint64(v))
}

// Scaled is p·10ⁿ.
func Scaled(p int64, n int) *Rational {
	power := natural{10}.pow(max(n, -n))
	if n < 0 {
		return lowest(p < 0, magnitude(p), power)
	}
	return lowest(p < 0, magnitude(p).mul(power), natural{1})
}

// Float is v itself. It panics where v is not finite.
func Float(v float64) *Rational {
	if math.IsInf(v, 0) || math.IsNaN(v) {
		panic("exact: not finite")
	}
	fraction, exponent := math.Frexp(math.Abs(v))
	mantissa := natural64(uint64(math.Ldexp(fraction, 53)))
	exponent -= 53
	if exponent < 0 {
		return lowest(v < 0, mantissa, natural{1}.shiftLeft(-exponent))
	}
	return lowest(v < 0, mantissa.shiftLeft(exponent), natural{1})
}

// Bits is the length of both parts of the fraction.
func (x *Rational) Bits() int { return x.over.bitLen() + x.under.bitLen() }

// Sign is −1, 0 or 1.
func (x *Rational) Sign() int {
	switch {
	case len(x.over) == 0:
		return 0
	case x.negative:
		return -1
	}
	return 1
}

// Equal tells whether x = y.
func (x *Rational) Equal(y *Rational) bool {
	return x.negative == y.negative && x.over.compare(y.over) == 0 && x.under.compare(y.under) == 0
}

// Neg is −x.
func (x *Rational) Neg() *Rational {
	return &Rational{!x.negative && len(x.over) > 0, x.over, x.under}
}

// Add is x + y.
func (x *Rational) Add(y *Rational) *Rational {
	a, b, under := x.over.mul(y.under), y.over.mul(x.under), x.under.mul(y.under)
	switch {
	case x.negative == y.negative:
		return lowest(x.negative, a.add(b), under)
	case a.compare(b) < 0:
		return lowest(y.negative, b.sub(a), under)
	}
	return lowest(x.negative, a.sub(b), under)
}

// Mul is x·y.
func (x *Rational) Mul(y *Rational) *Rational {
	return lowest(x.negative != y.negative, x.over.mul(y.over), x.under.mul(y.under))
}

// Inv is 1/x. It panics where x is 0.
func (x *Rational) Inv() *Rational {
	if len(x.over) == 0 {
		panic("exact: division by 0")
	}
	return &Rational{x.negative, x.under, x.over}
}

// Pow is xⁿ. It panics where x is 0 and n < 0.
func (x *Rational) Pow(n int) *Rational {
	if n < 0 {
		return x.Inv().Pow(-n)
	}
	return &Rational{x.negative && n%2 == 1, x.over.pow(n), x.under.pow(n)}
}

// Root is √x where it is rational.
func (x *Rational) Root() (root *Rational, ok bool) {
	if x.negative {
		return nil, false
	}
	over, under := x.over.root(), x.under.root()
	ok = over.mul(over).compare(x.over) == 0 && under.mul(under).compare(x.under) == 0
	return &Rational{over: over, under: under}, ok
}

// Nearest is the float64 nearest to x, of two the even one; same tells whether
// it is x.
func (x *Rational) Nearest() (v float64, same bool) {
	if len(x.over) == 0 {
		return 0, true
	}
	// over/under·2ˢ has 64 or 65 bits before the point. What comes after it is
	// noted in the last bit, far below those that a float64 keeps.
	shift := 64 - x.over.bitLen() + x.under.bitLen()
	over, under := x.over, x.under
	if shift > 0 {
		over = over.shiftLeft(shift)
	} else {
		under = under.shiftLeft(-shift)
	}
	quotient, rest := over.divide(under)
	v = rounded(quotient, len(rest) > 0, -shift)
	if x.negative {
		v = -v
	}
	return v, !math.IsInf(v, 0) && Float(v).Equal(x)
}

// rounded is m·2ᵉ as a float64, where a little may be missing from m: m has
// more bits than a float64.
func rounded(m natural, more bool, e int) float64 {
	const least = -1074 // the exponent of the smallest float64
	drop := max(m.bitLen()-53, least-e)
	kept := m.shiftRight(drop)
	lost := m.sub(kept.shiftLeft(drop))
	half := natural{1}.shiftLeft(drop - 1)
	up := lost.compare(half)
	if up > 0 || up == 0 && (more || len(kept) > 0 && kept[0]&1 == 1) {
		kept = kept.add(natural{1})
	}
	return math.Ldexp(float64(kept.uint64()), e+drop)
}
