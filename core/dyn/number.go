package dyn

import (
	"math"
	"strconv"
	"strings"

	"residual/core/exact"
	"residual/core/interval"
)

// A number is an interval that holds a value and, where the value is rational
// and known, the value itself, so that a sign is decided even where it is 0.
type number struct {
	interval.Interval
	exact *exact.Rational
}

// mostBits bounds the size of exact values: larger ones are forgotten.
const mostBits = 4096

func bounds(v interval.Interval) number { return number{Interval: v} }

// whole is a small whole number.
func whole(n int64) number {
	return number{interval.Point(float64(n)), exact.Ratio(n, 1)}
}

// ratio is p/q.
func ratio(p, q int64) number {
	return number{interval.Point(float64(p)).Div(interval.Point(float64(q))), exact.Ratio(p, q)}
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
	if w, same := r.Nearest(); same && w == v {
		around = interval.Point(v)
	}
	return number{around, r}
}

// simplest is the fraction with the smallest denominator, up to 10⁵, that rounds
// to v, from its continued fraction; nil where there is none.
func simplest(v float64) *exact.Rational {
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
			return exact.Ratio(int64(math.Copysign(p, v)), int64(q))
		}
		rest = 1 / (rest - whole)
	}
	return nil
}

// shortest is v as a decimal of up to 15 digits; nil where it needs more.
func shortest(v float64) *exact.Rational {
	text := strconv.FormatFloat(v, 'e', 14, 64)
	if w, err := strconv.ParseFloat(text, 64); err != nil || w != v || math.Abs(v) > 1e60 || math.Abs(v) < 1e-60 {
		return nil
	}
	digits, exponent, _ := strings.Cut(strings.Replace(text, ".", "", 1), "e")
	p, _ := strconv.ParseInt(digits, 10, 64)
	n, _ := strconv.Atoi(exponent)
	return exact.Scaled(p, n-14)
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
func kept(r *exact.Rational) *exact.Rational {
	if r.Bits() > mostBits {
		return nil
	}
	return r
}

// exactly is f of the exact values, nil where one is not known.
func exactly(f func(x, y *exact.Rational) *exact.Rational, a, b number) *exact.Rational {
	if a.exact == nil || b.exact == nil {
		return nil
	}
	return kept(f(a.exact, b.exact))
}

func (a number) add(b number) number {
	switch {
	case a.zero():
		return b
	case b.zero():
		return a
	}
	return number{a.Add(b.Interval), exactly((*exact.Rational).Add, a, b)}
}

func (a number) neg() number {
	if a.exact != nil {
		return number{a.Neg(), a.exact.Neg()}
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
	return number{a.Mul(b.Interval), exactly((*exact.Rational).Mul, a, b)}
}

// times is n·a.
func (a number) times(n float64) number {
	if n == 1 || a.zero() {
		return a
	}
	z := number{Interval: a.Scale(n)}
	if a.exact != nil {
		z.exact = kept(a.exact.Mul(exact.Float(n)))
	}
	return z
}

func (a number) recip() number {
	z := number{Interval: interval.Point(1).Div(a.Interval)}
	if a.exact != nil && a.exact.Sign() != 0 {
		z.exact = a.exact.Inv()
	}
	return z
}

// pow is aⁿ.
func (a number) pow(n int) number {
	if n == 0 {
		return whole(1)
	}
	z := number{Interval: a.Pow(n)}
	if a.exact != nil && (a.exact.Sign() != 0 || n > 0) && a.exact.Bits() <= mostBits/max(n, -n) {
		z.exact = a.exact.Pow(n)
	}
	return z
}

// root is √a, exactly where a is the square of a fraction.
func (a number) root() number {
	z := number{Interval: a.Sqrt()}
	if a.exact == nil {
		return z
	}
	if r, ok := a.exact.Root(); ok {
		z.exact = r
	}
	return z
}

// at is v, which stands for whole(n) where a is exactly from.
func (a number) at(from int64, v interval.Interval, n int64) number {
	if a.exact != nil && a.exact.Equal(exact.Ratio(from, 1)) {
		return whole(n)
	}
	return bounds(v)
}

// nearest is a as a float64.
func (a number) nearest() float64 {
	if a.exact != nil {
		v, _ := a.exact.Nearest()
		return v
	}
	return a.Mid()
}
