package interval

import "math"

// Neg is −a.
func (a Interval) Neg() Interval { return Interval{-a.Hi, -a.Lo} }

// Add is a + b.
func (a Interval) Add(b Interval) Interval { return Interval{below(a.Lo + b.Lo), above(a.Hi + b.Hi)} }

// Sub is a − b.
func (a Interval) Sub(b Interval) Interval { return Interval{below(a.Lo - b.Hi), above(a.Hi - b.Lo)} }

// Mul is a·b, from the four products of ends.
func (a Interval) Mul(b Interval) Interval {
	p, q := a.Lo*b.Lo, a.Lo*b.Hi
	r, s := a.Hi*b.Lo, a.Hi*b.Hi
	z := Interval{below(min(p, q, r, s)), above(max(p, q, r, s))}
	if a.Lo >= 0 && b.Lo >= 0 {
		z.Lo = max(z.Lo, 0)
	}
	return z
}

// Scale is c·a.
func (a Interval) Scale(c float64) Interval {
	p, q := c*a.Lo, c*a.Hi
	return Interval{below(min(p, q)), above(max(p, q))}
}

// Div is a/b, the whole line where 0 is in b.
func (a Interval) Div(b Interval) Interval {
	if b.Contains(0) {
		return Whole()
	}
	p, q := a.Lo/b.Lo, a.Lo/b.Hi
	r, s := a.Hi/b.Lo, a.Hi/b.Hi
	return Interval{below(min(p, q, r, s)), above(max(p, q, r, s))}
}

// Abs is |a|.
func (a Interval) Abs() Interval { return Interval{a.Mig(), a.Mag()} }

// Sqr is a², which is narrower than a·a where a changes sign.
func (a Interval) Sqr() Interval {
	low, high := a.Mig(), a.Mag()
	return Interval{max(0, below(low*low)), above(high * high)}
}

// Pow is aⁿ, n any whole number; a⁰ = 1.
func (a Interval) Pow(n int) Interval {
	switch {
	case n < 0:
		return Point(1).Div(a.Pow(-n))
	case n == 0:
		return Point(1)
	case n%2 == 0:
		return Interval{power(a.Mig(), n).Lo, power(a.Mag(), n).Hi}
	}
	return Interval{oddPower(a.Lo, n).Lo, oddPower(a.Hi, n).Hi}
}

// power is xⁿ for x ≥ 0, n ≥ 1, by squaring.
func power(x float64, n int) Interval {
	if n == 1 {
		return Point(x)
	}
	half := power(x, n/2)
	if n%2 == 1 {
		return half.Sqr().Mul(Point(x))
	}
	return half.Sqr()
}

func oddPower(x float64, n int) Interval {
	if x < 0 {
		return power(-x, n).Neg()
	}
	return power(x, n)
}

// Sqrt is √a of what is not negative in a; the whole line where all is.
func (a Interval) Sqrt() Interval {
	switch {
	case a.Hi < 0:
		return Whole()
	case a.Lo < 0:
		return Interval{0, above(math.Sqrt(a.Hi))}
	}
	return Interval{max(0, below(math.Sqrt(a.Lo))), above(math.Sqrt(a.Hi))}
}
