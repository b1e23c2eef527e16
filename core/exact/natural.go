package exact

import "math/bits"

// A natural is a whole number from 0, in digits of base 2³², the lowest first and
// the highest not 0. No operation changes its operands.
type natural []uint32

const digitBits = 32

// natural64 is v.
func natural64(v uint64) natural { return natural{uint32(v), uint32(v >> digitBits)}.trimmed() }

// trimmed is x without leading zeros.
func (x natural) trimmed() natural {
	for len(x) > 0 && x[len(x)-1] == 0 {
		x = x[:len(x)-1]
	}
	return x
}

func (x natural) bitLen() int {
	if len(x) == 0 {
		return 0
	}
	return len(x)*digitBits - bits.LeadingZeros32(x[len(x)-1])
}

// compare is the sign of x − y.
func (x natural) compare(y natural) int {
	if len(x) != len(y) {
		return sign(len(x) - len(y))
	}
	for i := len(x) - 1; i >= 0; i-- {
		if x[i] != y[i] {
			return sign(int(x[i]) - int(y[i]))
		}
	}
	return 0
}

func sign(v int) int {
	switch {
	case v < 0:
		return -1
	case v > 0:
		return 1
	}
	return 0
}

func (x natural) isOne() bool { return len(x) == 1 && x[0] == 1 }

func (x natural) add(y natural) natural {
	if len(x) < len(y) {
		x, y = y, x
	}
	z := make(natural, len(x)+1)
	var carry uint64
	for i, d := range x {
		carry += uint64(d)
		if i < len(y) {
			carry += uint64(y[i])
		}
		z[i] = uint32(carry)
		carry >>= digitBits
	}
	z[len(x)] = uint32(carry)
	return z.trimmed()
}

// sub is x − y, where x ≥ y.
func (x natural) sub(y natural) natural {
	z := make(natural, len(x))
	var borrow uint64
	for i, d := range x {
		v := uint64(d) - borrow
		if i < len(y) {
			v -= uint64(y[i])
		}
		z[i] = uint32(v)
		borrow = v >> 63
	}
	return z.trimmed()
}

func (x natural) mul(y natural) natural {
	z := make(natural, len(x)+len(y))
	for i, d := range x {
		var carry uint64
		for j, e := range y {
			carry += uint64(d)*uint64(e) + uint64(z[i+j])
			z[i+j] = uint32(carry)
			carry >>= digitBits
		}
		z[i+len(y)] = uint32(carry)
	}
	return z.trimmed()
}

// pow is xⁿ by squaring.
func (x natural) pow(n int) natural {
	z := natural{1}
	for bit := bits.Len(uint(n)) - 1; bit >= 0; bit-- {
		z = z.mul(z)
		if n>>bit&1 == 1 {
			z = z.mul(x)
		}
	}
	return z
}

// shiftLeft is x·2ⁿ.
func (x natural) shiftLeft(n int) natural {
	whole, part := n/digitBits, uint(n%digitBits)
	z := make(natural, len(x)+whole+1)
	for i, d := range x {
		v := uint64(d) << part
		z[i+whole] |= uint32(v)
		z[i+whole+1] = uint32(v >> digitBits)
	}
	return z.trimmed()
}

// shiftRight is x/2ⁿ, rounded down.
func (x natural) shiftRight(n int) natural {
	whole, part := n/digitBits, uint(n%digitBits)
	if whole >= len(x) {
		return nil
	}
	z := make(natural, len(x)-whole)
	for i := range z {
		v := uint64(x[i+whole])
		if i+whole+1 < len(x) {
			v |= uint64(x[i+whole+1]) << digitBits
		}
		z[i] = uint32(v >> part)
	}
	return z.trimmed()
}
