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
	bits := math.Float32bits(x)
	a := math.Float32frombits(bits &^ (1 << 31))
	if a > tanhOne32 {
		a = tanhOne32
	}
	a += a
	t := float32(a*invLn2) + round32
	k := t - round32
	r := (a - float32(k*ln2Head32)) - float32(k*ln2Tail32)
	p := power32(t)
	e := float32(p*grow32(r)) + (p - 1)
	y := e / (e + 2)
	return math.Float32frombits(math.Float32bits(y) | bits&(1<<31))
}
