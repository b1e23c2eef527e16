package kernel

import "math"

// exp32 is exp64 in single precision.
func exp32(x float32) float32 {
	if x > expHigh32 {
		x = expHigh32
	}
	if x < expLow32 {
		x = expLow32
	}
	k := (float32(x*invLn2) + round32) - round32
	r := (x - float32(k*ln2Head32)) - float32(k*ln2Tail32)
	half := float32(k*0.5) + round32
	rest := (k - (half - round32)) + round32
	return float32((1+expm1Poly32(r))*exp2int32(half)) * exp2int32(rest)
}

// exp2int32 is 2ⁿ, where n is in the lowest bits of k.
func exp2int32(k float32) float32 {
	return math.Float32frombits(math.Float32bits(k)<<23 + one32)
}

// expm1Poly32 is e^r − 1 for |r| ≤ ½·ln 2: r + r²·(1/2! + r/3! + … + r⁵/7!). The
// even and the odd powers are summed separately, as two independent chains.
func expm1Poly32(r float32) float32 {
	z := float32(r * r)
	even := float32(z*f6) + f4
	even = float32(even*z) + f2
	odd := float32(z*f7) + f5
	odd = float32(odd*z) + f3
	return r + float32(z*(even+float32(odd*r)))
}

// tanhSaturates32 is an argument at which tanh rounds to 1.
const tanhSaturates32 = 10

// tanh32 is tanh64 in single precision.
func tanh32(x float32) float32 {
	sign := math.Float32bits(x) & sign32
	a := math.Float32frombits(math.Float32bits(x) ^ sign)
	if a > tanhSaturates32 {
		a = tanhSaturates32
	}
	t := (float32(a*(2*invLn2)) - 0.25) + round32
	k := t - round32
	r := ((a + a) - float32(k*ln2Head32)) - float32(k*ln2Tail32)
	z := float32(r * r)
	q3 := tanhTail32(r, z)
	q2 := float32(q3*r) + f2
	p := exp2int32(t)
	e := float32(p*(r+float32(z*q2))) + (p - 1)
	base, top := float32(0), e
	if k == 0 {
		base, top = a, float32(r*float32(z*(q3-float32(q2*0.5))))
	}
	y := base + top/(e+2)
	return math.Float32frombits(math.Float32bits(y) | sign)
}

// tanhTail32 is 1/3! + r/4! + … up to 1/9!, with z = r².
func tanhTail32(r, z float32) float32 {
	even := float32(z*f9) + f7
	even = float32(even*z) + f5
	even = float32(even*z) + f3
	odd := float32(z*f8) + f6
	odd = float32(odd*z) + f4
	return even + float32(odd*r)
}
