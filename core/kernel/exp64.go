package kernel

import "math"

// exp64 is e^x = 2^k·e^r with k = ⌊x/ln 2⌉ and |r| ≤ ½·ln 2; 2^k is
// applied in two factors, so that a subnormal result is rounded only once.
func exp64(x float64) float64 {
	if x > expHigh64 {
		x = expHigh64
	}
	if x < expLow64 {
		x = expLow64
	}
	k := (float64(x*invLn2) + round64) - round64
	r := (x - float64(k*ln2Head64)) - float64(k*ln2Tail64)
	half := float64(k*0.5) + round64
	rest := (k - (half - round64)) + round64
	return float64((1+expm1Poly64(r))*exp2int64(half)) * exp2int64(rest)
}

// exp2int64 is 2ⁿ, where n is in the lowest bits of k.
func exp2int64(k float64) float64 {
	return math.Float64frombits(math.Float64bits(k)<<52 + one64)
}

// expm1Poly64 is e^r − 1 for |r| ≤ ½·ln 2: r + r²·(1/2! + r/3! + … + r¹¹/13!). The
// even and the odd powers are summed separately, as two independent chains.
func expm1Poly64(r float64) float64 {
	z := float64(r * r)
	even := float64(z*f12) + f10
	even = float64(even*z) + f8
	even = float64(even*z) + f6
	even = float64(even*z) + f4
	even = float64(even*z) + f2
	odd := float64(z*f13) + f11
	odd = float64(odd*z) + f9
	odd = float64(odd*z) + f7
	odd = float64(odd*z) + f5
	odd = float64(odd*z) + f3
	return r + float64(z*(even+float64(odd*r)))
}

// tanhSaturates64 is an argument at which tanh rounds to 1.
const tanhSaturates64 = 20

// tanh64 is e/(e + 2) with e = e^{2|x|} − 1, with the sign of x. Where 2|x| is over
// ¾·ln 2, e = 2^k·(e^r − 1) + (2^k − 1); below, where k = 0 and r = 2|x|,
//
//	e/(e+2) = |x| + r·r²·(q₃ − q₂/2)/(e+2)
//
// with e = r + r²·q₂ and q₂ = ½ + r·q₃, so that the leading digits are those of |x|.
func tanh64(x float64) float64 {
	a := math.Abs(x)
	if a > tanhSaturates64 {
		a = tanhSaturates64
	}
	t := (float64(a*(2*invLn2)) - 0.25) + round64
	k := t - round64
	r := ((a + a) - float64(k*ln2Head64)) - float64(k*ln2Tail64)
	z := float64(r * r)
	q3 := tanhTail64(r, z)
	q2 := float64(q3*r) + f2
	p := exp2int64(t)
	e := float64(p*(r+float64(z*q2))) + (p - 1)
	base, top := float64(0), e
	if k == 0 {
		base, top = a, float64(r*float64(z*(q3-float64(q2*0.5))))
	}
	return math.Copysign(base+top/(e+2), x)
}

// tanhTail64 is 1/3! + r/4! + … up to 1/15!, with z = r².
func tanhTail64(r, z float64) float64 {
	even := float64(z*f15) + f13
	even = float64(even*z) + f11
	even = float64(even*z) + f9
	even = float64(even*z) + f7
	even = float64(even*z) + f5
	even = float64(even*z) + f3
	odd := float64(z*f14) + f12
	odd = float64(odd*z) + f10
	odd = float64(odd*z) + f8
	odd = float64(odd*z) + f6
	odd = float64(odd*z) + f4
	return even + float64(odd*r)
}
