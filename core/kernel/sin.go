package kernel

import "math"

// x = k·π/2 + r with |r| ≤ π/4. The lowest bit of the quadrant k selects sin r or
// cos r, the second bit is the sign; cos x = sin(x + π/2) uses k+1 in place of k.

// SinLimit64 and SinLimit32 are the largest |x| for which Sin and Cos are
// accurate; beyond, they are NaN.
const (
	SinLimit64 = 1 << 20
	SinLimit32 = 1 << 13
)

const invHalfPi = 0.636619772367581343075535053490057448 // 2/π

// π/2 in parts; k times any but the last is exact up to the limits.
const (
	halfPiA64 = 0x1.921fb544p+0
	halfPiB64 = 0x1.0b4611a6p-34
	halfPiC64 = 0x1.3198a2e037073p-69
	halfPiA32 = 0x1.92p+0
	halfPiB32 = 0x1.fb4p-12
	halfPiC32 = 0x1.444p-24
	halfPiD32 = 0x1.68c234p-39
)

// The sign bit. The sine gets the sign of x at the end, so that sin −0 is −0.
const (
	sign64 = 1 << 63
	sign32 = 1 << 31
)

func sin64(x float64) float64 { return sinQuadrant64(x, 0, sign64) }
func cos64(x float64) float64 { return sinQuadrant64(x, 1, 0) }

// sinQuadrant64 is sin(|x| + quarter·π/2), times the sign of x if odd is the sign
// bit.
func sinQuadrant64(x float64, quarter, odd uint64) float64 {
	a := math.Abs(x)
	if !(a <= SinLimit64) {
		return math.NaN()
	}
	t := float64(a*invHalfPi) + round64
	k := t - round64
	r := ((a - float64(k*halfPiA64)) - float64(k*halfPiB64)) - float64(k*halfPiC64)
	n := math.Float64bits(t) + quarter
	z := float64(r * r)
	y := sine64(r, z)
	if n&1 != 0 {
		y = cosine64(z)
	}
	return math.Float64frombits(math.Float64bits(y) ^ n&2<<62 ^ math.Float64bits(x)&odd)
}

// sine64 is sin r = r − r·z·(1/3! − z/5! + … − z⁷/17!), z = r².
func sine64(r, z float64) float64 {
	q := float64(z*f17) - f15
	q = float64(q*z) + f13
	q = float64(q*z) - f11
	q = float64(q*z) + f9
	q = float64(q*z) - f7
	q = float64(q*z) + f5
	q = float64(q*z) - f3
	return r + float64(r*float64(z*q))
}

// cosine64 is cos r = 1 − (z/2 − z²·(1/4! − z/6! + … + z⁶/16!)).
func cosine64(z float64) float64 {
	q := float64(z*f16) - f14
	q = float64(q*z) + f12
	q = float64(q*z) - f10
	q = float64(q*z) + f8
	q = float64(q*z) - f6
	q = float64(q*z) + f4
	return 1 - (float64(z*0.5) - float64(float64(z*z)*q))
}

func sin32(x float32) float32 { return sinQuadrant32(x, 0, sign32) }
func cos32(x float32) float32 { return sinQuadrant32(x, 1, 0) }

// sinQuadrant32 is sinQuadrant64 in single precision.
func sinQuadrant32(x float32, quarter, odd uint32) float32 {
	a := math.Float32frombits(math.Float32bits(x) &^ sign32)
	if !(a <= SinLimit32) {
		return float32(math.NaN())
	}
	t := float32(a*invHalfPi) + round32
	k := t - round32
	r := (a - float32(k*halfPiA32)) - float32(k*halfPiB32)
	r = (r - float32(k*halfPiC32)) - float32(k*halfPiD32)
	n := math.Float32bits(t) + quarter
	z := float32(r * r)
	y := sine32(r, z)
	if n&1 != 0 {
		y = cosine32(z)
	}
	return math.Float32frombits(math.Float32bits(y) ^ n&2<<30 ^ math.Float32bits(x)&odd)
}

// sine32 is sin r = r − r·z·(1/3! − z/5! + z²/7! − z³/9!).
func sine32(r, z float32) float32 {
	q := float32(z*f9) - f7
	q = float32(q*z) + f5
	q = float32(q*z) - f3
	return r + float32(r*float32(z*q))
}

// cosine32 is cos r = 1 − (z/2 − z²·(1/4! − z/6! + z²/8!)).
func cosine32(z float32) float32 {
	q := float32(z*f8) - f6
	q = float32(q*z) + f4
	return 1 - (float32(z*0.5) - float32(float32(z*z)*q))
}
