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
	return float32((1+grow32(r))*power32(half)) * power32(rest)
}

// power32 is 2ⁿ where n is the lowest bits of k.
func power32(k float32) float32 {
	return math.Float32frombits(math.Float32bits(k)<<23 + one32)
}

// grow32 is e^r − 1 for |r| ≤ ½·ln 2: r + r²·(1/2! + r/3! + … + r⁵/7!).
func grow32(r float32) float32 {
	q := float32(r*f7) + f6
	q = float32(q*r) + f5
	q = float32(q*r) + f4
	q = float32(q*r) + f3
	q = float32(q*r) + f2
	return r + float32(float32(r*r)*q)
}

// tanhOne32 is past where tanh rounds to 1.
const tanhOne32 = 10

// tanh32 is tanh64 in single precision.
func tanh32(x float32) float32 {
	sign := math.Float32bits(x) & (1 << 31)
	a := math.Float32frombits(math.Float32bits(x) ^ sign)
	if a > tanhOne32 {
		a = tanhOne32
	}
	t := (float32(a*(2*invLn2)) - 0.25) + round32
	k := t - round32
	r := ((a + a) - float32(k*ln2Head32)) - float32(k*ln2Tail32)
	q3 := tanhTail32(r)
	q2 := float32(q3*r) + f2
	z := float32(r * r)
	p := power32(t)
	e := float32(p*(r+float32(z*q2))) + (p - 1)
	base, top := float32(0), e
	if k == 0 {
		base, top = a, float32(r*float32(z*(q3-float32(q2*0.5))))
	}
	y := base + top/(e+2)
	return math.Float32frombits(math.Float32bits(y) | sign)
}

// tanhTail32 is 1/3! + r/4! + … up to 1/9!.
func tanhTail32(r float32) float32 {
	q := float32(r*f9) + f8
	q = float32(q*r) + f7
	q = float32(q*r) + f6
	q = float32(q*r) + f5
	q = float32(q*r) + f4
	q = float32(q*r) + f3
	return q
}
