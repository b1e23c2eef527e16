package dyn

import (
	"math"
	"math/big"
	"strconv"

	"residual/core/interval"
)

// A number is an interval that holds a value and, where the value is rational
// and known, the value itself, so that a sign is decided even where it is 0.
type number struct {
	interval.Interval
	exact *big.Rat
}

// mostBits bounds the size of exact values: larger ones are forgotten.
const mostBits = 4096

func bounds(v interval.Interval) number { return number{Interval: v} }

// whole is a small whole number.
func whole(n int64) number {
	return number{interval.Point(float64(n)), new(big.Rat).SetInt64(n)}
}

// ratio is p/q.
func ratio(p, q int64) number {
	return number{interval.Point(float64(p)).Div(interval.Point(float64(q))), big.NewRat(p, q)}
}

// intended is what a float64 stands for: of 0.1 one tenth, of 8/3 as a quotient
// eight thirds. One that is no short decimal and no simple fraction, such as π,
// is known up to its last place only.
func intended(v float64) number {
	r := simplest(v)
	if r == nil {
		r = shortest(v)
	}
	around := interval.Around(v)
	if r == nil {
		return number{Interval: around}
	}
	if w, same := r.Float64(); same && w == v {
		around = interval.Point(v)
	}
	return number{around, r}
}

// simplest is the fraction with the smallest denominator, up to 10⁵, that rounds
// to v, from its continued fraction; nil where there is none.
func simplest(v float64) *big.Rat {
	const largest = 1e5
	rest := math.Abs(v)
	p0, q0, p, q := 0.0, 1.0, 1.0, 0.0
	for range 40 {
		whole := math.Floor(rest)
		p0, q0, p, q = p, q, float64(whole*p)+p0, float64(whole*q)+q0
		if q > largest || p > 1<<53 {
			return nil
		}
		if p/q == math.Abs(v) {
			return big.NewRat(int64(math.Copysign(p, v)), int64(q))
		}
		rest = 1 / (rest - whole)
	}
	return nil
}

// shortest is v as a decimal of up to 15 digits; nil where it needs more.
func shortest(v float64) *big.Rat {
	text := strconv.FormatFloat(v, 'e', 14, 64)
	if w, err := strconv.ParseFloat(text, 64); err != nil || w != v || math.Abs(v) > 1e60 || math.Abs(v) < 1e-60 {
		return nil
	}
	r, _ := new(big.Rat).SetString(text)
	return r
}

// zero tells whether a is 0, proved.
func (a number) zero() bool {
	return a.exact != nil && a.exact.Sign() == 0 || a.Lo == 0 && a.Hi == 0
}

// sign is −1, 0 or 1; known is false where it cannot be told.
func (a number) sign() (sign int, known bool) {
	switch {
	case a.exact != nil:
		return a.exact.Sign(), true
	case a.Lo > 0:
		return 1, true
	case a.Hi < 0:
		return -1, true
	}
	return 0, a.zero()
}

// kept is r unless it has grown too large.
func kept(r *big.Rat) *big.Rat {
	if r.Num().BitLen()+r.Denom().BitLen() > mostBits {
		return nil
	}
	return r
}

// exactly is f of the exact values, nil where one is not known.
func exactly(f func(z, x, y *big.Rat) *big.Rat, a, b number) *big.Rat {
	if a.exact == nil || b.exact == nil {
		return nil
	}
	return kept(f(new(big.Rat), a.exact, b.exact))
}

func (a number) add(b number) number {
	switch {
	case a.zero():
		return b
	case b.zero():
		return a
	}
	return number{a.Add(b.Interval), exactly((*big.Rat).Add, a, b)}
}

func (a number) neg() number {
	if a.exact != nil {
		return number{a.Neg(), new(big.Rat).Neg(a.exact)}
	}
	return bounds(a.Neg())
}

func (a number) sub(b number) number { return a.add(b.neg()) }

func (a number) mul(b number) number {
	if a.zero() || b.zero() {
		return number{}
	}
	switch {
	case a.Lo == 1 && a.Hi == 1:
		return b
	case b.Lo == 1 && b.Hi == 1:
		return a
	}
	return number{a.Mul(b.Interval), exactly((*big.Rat).Mul, a, b)}
}

// times is n·a.
func (a number) times(n float64) number {
	if n == 1 || a.zero() {
		return a
	}
	z := number{Interval: a.Scale(n)}
	if a.exact != nil {
		z.exact = kept(new(big.Rat).Mul(a.exact, new(big.Rat).SetFloat64(n)))
	}
	return z
}

func (a number) recip() number {
	z := number{Interval: interval.Point(1).Div(a.Interval)}
	if a.exact != nil && a.exact.Sign() != 0 {
		z.exact = new(big.Rat).Inv(a.exact)
	}
	return z
}

// pow is aⁿ.
func (a number) pow(n int) number {
	if n == 0 {
		return whole(1)
	}
	z := number{Interval: a.Pow(n)}
	if a.exact == nil || a.exact.Sign() == 0 && n < 0 || a.exact.Num().BitLen()+a.exact.Denom().BitLen() > mostBits/max(n, -n) {
		return z
	}
	e := big.NewInt(int64(max(n, -n)))
	r := new(big.Rat).SetFrac(new(big.Int).Exp(a.exact.Num(), e, nil), new(big.Int).Exp(a.exact.Denom(), e, nil))
	if n < 0 {
		r.Inv(r)
	}
	z.exact = r
	return z
}

// root is √a, exactly where a is the square of a fraction.
func (a number) root() number {
	z := number{Interval: a.Sqrt()}
	if a.exact == nil || a.exact.Sign() < 0 {
		return z
	}
	p, q := new(big.Int).Sqrt(a.exact.Num()), new(big.Int).Sqrt(a.exact.Denom())
	r := new(big.Rat).SetFrac(p, q)
	if new(big.Rat).Mul(r, r).Cmp(a.exact) == 0 {
		z.exact = r
	}
	return z
}

// at is v, which stands for whole(n) where a is exactly from.
func (a number) at(from int64, v interval.Interval, n int64) number {
	if a.exact != nil && a.exact.Cmp(new(big.Rat).SetInt64(from)) == 0 {
		return whole(n)
	}
	return bounds(v)
}

// nearest is a as a float64.
func (a number) nearest() float64 {
	if a.exact != nil {
		v, _ := a.exact.Float64()
		return v
	}
	return a.Mid()
}
