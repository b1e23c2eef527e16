package exact

import "math/bits"

// divide is the whole quotient x/y and what remains. y must not be 0.
func (x natural) divide(y natural) (quotient, rest natural) {
	switch {
	case x.compare(y) < 0:
		return nil, x
	case len(y) == 1:
		return x.divideDigit(uint64(y[0]))
	}
	return x.divideLong(y)
}

func (x natural) divideDigit(d uint64) (quotient, rest natural) {
	quotient = make(natural, len(x))
	var r uint64
	for i := len(x) - 1; i >= 0; i-- {
		r = r<<digitBits | uint64(x[i])
		quotient[i], r = uint32(r/d), r%d
	}
	return quotient.trimmed(), natural64(r)
}

// divideLong divides as on paper: algorithm D of Knuth, The Art of Computer
// Programming 2, §4.3.1. The divisor is shifted until its first digit is half of
// the base or more; then a digit of the quotient guessed from the first two of
// the divisor is one too large at most.
func (x natural) divideLong(y natural) (quotient, rest natural) {
	shift := bits.LeadingZeros32(y[len(y)-1])
	u, v := append(x.shiftLeft(shift), 0), y.shiftLeft(shift)
	n := len(v)
	first, second := uint64(v[n-1]), uint64(v[n-2])
	quotient = make(natural, len(u)-n)
	for j := len(quotient) - 1; j >= 0; j-- {
		top := uint64(u[j+n])<<digitBits | uint64(u[j+n-1])
		guess, left := top/first, top%first
		for guess>>digitBits > 0 || guess*second > left<<digitBits|uint64(u[j+n-2]) {
			guess--
			if left += first; left>>digitBits > 0 {
				break
			}
		}
		if subtractMultiple(u[j:j+n+1], v, guess) {
			guess--
			addBack(u[j:j+n+1], v)
		}
		quotient[j] = uint32(guess)
	}
	return quotient.trimmed(), u.trimmed().shiftRight(shift)
}

// subtractMultiple makes u into u − q·v, modulo the power of the base that has
// len(u) digits, and tells whether it was less than 0.
func subtractMultiple(u, v natural, q uint64) (negative bool) {
	var carry, borrow uint64
	for i := range u {
		if i < len(v) {
			carry += q * uint64(v[i])
		}
		d := uint64(u[i]) - carry&(1<<digitBits-1) - borrow
		u[i] = uint32(d)
		borrow = d >> 63
		carry >>= digitBits
	}
	return borrow > 0
}

// addBack makes u into u + v, without the carry beyond its last digit.
func addBack(u, v natural) {
	var carry uint64
	for i := range u {
		carry += uint64(u[i])
		if i < len(v) {
			carry += uint64(v[i])
		}
		u[i] = uint32(carry)
		carry >>= digitBits
	}
}

// gcd is the greatest common divisor of x and y, by Euclid's algorithm.
// Many steps at a time are worked out on the leading bits alone: Lehmer's, which
// is algorithm L of Knuth, §4.5.2.
func gcd(x, y natural) natural {
	if x.compare(y) < 0 {
		x, y = y, x
	}
	for len(y) > 0 {
		if len(x) <= 2 {
			return natural64(gcd64(x.uint64(), y.uint64()))
		}
		if a, b, c, d := leadingSteps(x, y); b != 0 {
			x, y = combined(a, x, b, y), combined(c, x, d, y)
			continue
		}
		_, rest := x.divide(y)
		x, y = y, rest
	}
	return x
}

// leadingSteps are the steps of Euclid's algorithm on which the leading bits of
// x and y leave no doubt: they make x into a·x + b·y and y into c·x + d·y. With
// b = 0 there are none.
func leadingSteps(x, y natural) (a, b, c, d int64) {
	shift := x.bitLen() - 62
	u, v := int64(x.shiftRight(shift).uint64()), int64(y.shiftRight(shift).uint64())
	a, d = 1, 1
	for v+c != 0 && v+d != 0 {
		q := (u + a) / (v + c)
		if q != (u+b)/(v+d) || q >= 1<<digitBits {
			break
		}
		nextC, nextD := a-q*c, b-q*d
		if max(nextC, -nextC, nextD, -nextD)>>digitBits > 0 {
			break
		}
		a, b, c, d = c, d, nextC, nextD
		u, v = v, u-q*v
	}
	return a, b, c, d
}

// combined is a·x + b·y, which is not negative; neither of a and b has the sign of the other.
func combined(a int64, x natural, b int64, y natural) natural {
	if b > 0 {
		a, x, b, y = b, y, a, x
	}
	return x.mul(natural64(uint64(a))).sub(y.mul(natural64(uint64(-b))))
}

// uint64 is x, which has two digits at most.
func (x natural) uint64() uint64 {
	var v uint64
	for i, d := range x {
		v |= uint64(d) << (i * digitBits)
	}
	return v
}

func gcd64(a, b uint64) uint64 {
	for b > 0 {
		a, b = b, a%b
	}
	return a
}

// root is √x, rounded down: Newton's method from above.
func (x natural) root() natural {
	if len(x) == 0 {
		return nil
	}
	z := natural{1}.shiftLeft((x.bitLen() + 1) / 2)
	for {
		q, _ := x.divide(z)
		next := z.add(q).shiftRight(1)
		if next.compare(z) >= 0 {
			return z
		}
		z = next
	}
}
