package kernel

import "math"

// log x = k·ln 2 + log(1+f) with x = 2^k·(1+f), √½ ≤ 1+f < √2. With
// s = f/(2+f) and h = f²/2,
//
//	log(1+f) = 2·artanh s = f − (h − s·(h + R)),  R = 2s²·(1/3 + s²/5 + s⁴/7 + …)
//
// so that the leading digits are those of f, which is exact.

// The bits of √½; a power of two that makes subnormals normal; the smallest
// normal number.
const (
	rootHalf64 = 0x3fe6a09e667f3bcd
	rootHalf32 = 0x3f3504f3
	lift64     = 0x1p54
	lift32     = 0x1p25
	tiny64     = 0x1p-1022
	tiny32     = 0x1p-126
)

func log64(x float64) float64 {
	if !(x > 0 && x <= math.MaxFloat64) {
		return logEdge(x)
	}
	shift := 1023.0
	if x < tiny64 {
		x *= lift64
		shift += liftExp64
	}
	u := math.Float64bits(x) + (one64 - rootHalf64)
	k := float64(u>>52) - shift
	f := math.Float64frombits(u&(1<<52-1)+rootHalf64) - 1
	s := f / (2 + f)
	z := float64(s * s)
	q := float64(z*(2.0/21)) + 2.0/19
	q = float64(q*z) + 2.0/17
	q = float64(q*z) + 2.0/15
	q = float64(q*z) + 2.0/13
	q = float64(q*z) + 2.0/11
	q = float64(q*z) + 2.0/9
	q = float64(q*z) + 2.0/7
	q = float64(q*z) + 2.0/5
	q = float64(q*z) + 2.0/3
	h := float64(float64(f*f) * 0.5)
	tail := float64(s*(h+float64(q*z))) + float64(k*ln2Tail64)
	return float64(k*ln2Head64) - ((h - tail) - f)
}

func log32(x float32) float32 {
	if !(x > 0 && x <= math.MaxFloat32) {
		return logEdge(x)
	}
	shift := float32(127)
	if x < tiny32 {
		x *= lift32
		shift += liftExp32
	}
	u := math.Float32bits(x) + (one32 - rootHalf32)
	k := float32(u>>23) - shift
	f := math.Float32frombits(u&(1<<23-1)+rootHalf32) - 1
	s := f / (2 + f)
	z := float32(s * s)
	q := float32(z*(2.0/9)) + 2.0/7
	q = float32(q*z) + 2.0/5
	q = float32(q*z) + 2.0/3
	h := float32(float32(f*f) * 0.5)
	tail := float32(s*(h+float32(q*z))) + float32(k*ln2Tail32)
	return float32(k*ln2Head32) - ((h - tail) - f)
}

// logEdge is the result for zero, negative numbers, +Inf and NaN.
func logEdge[T Float](x T) T {
	switch {
	case x == 0:
		return T(math.Inf(-1))
	case x < 0:
		return T(math.NaN())
	}
	return x
}

// Vectors have no conversion from integers to floats: an integer is or-ed into
// the bits of 2⁵² or 2²³ (whole), and that power and the exponent's bias (shift)
// are subtracted. liftExp is the exponent of lift; infBits are the bits of +Inf.
const (
	whole64   = (1023 + 52) << 52
	whole32   = (127 + 23) << 23
	shift64   = 1<<52 + 1023
	shift32   = 1<<23 + 127
	liftExp64 = 54
	liftExp32 = 25
	infBits64 = 0x7ff << 52
	infBits32 = 0xff << 23
)
