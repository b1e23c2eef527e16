package kernel

// exp, tanh, log, sin and cos are Taylor polynomials on a small interval, with
// coefficients 1/n! and 2/(2n+1). The argument is reduced with ln 2 and π/2 split
// into their leading bits and the remainder (Cody and Waite, 1980). The scalar
// functions here and the vector loops perform the same roundings. Errors stay
// under 2 units in the last place.

// Exp is z_i = exp(x_i): +Inf on overflow, subnormal and then 0 on underflow.
func Exp[T Float](z, x []T) {
	n := fastExp(z, x)
	plainExp(z[n:], x[n:])
}

// Tanh is z_i = tanh(x_i), with full relative accuracy near 0.
func Tanh[T Float](z, x []T) {
	n := fastTanh(z, x)
	plainTanh(z[n:], x[n:])
}

// Log is z_i = log(x_i): −Inf at 0, NaN below.
func Log[T Float](z, x []T) {
	n := fastLog(z, x)
	plainLog(z[n:], x[n:])
}

// Sin is z_i = sin(x_i) for |x| up to SinLimit64 or SinLimit32, and NaN beyond.
func Sin[T Float](z, x []T) {
	n := fastSin(z, x)
	plainSin(z[n:], x[n:])
}

// Cos is z_i = cos(x_i) for |x| up to SinLimit64 or SinLimit32, and NaN beyond.
func Cos[T Float](z, x []T) {
	n := fastCos(z, x)
	plainCos(z[n:], x[n:])
}

func plainExp[T Float](z, x []T)  { plainMap(z, x, exp64, exp32) }
func plainTanh[T Float](z, x []T) { plainMap(z, x, tanh64, tanh32) }
func plainLog[T Float](z, x []T)  { plainMap(z, x, log64, log32) }
func plainSin[T Float](z, x []T)  { plainMap(z, x, sin64, sin32) }
func plainCos[T Float](z, x []T)  { plainMap(z, x, cos64, cos32) }

// plainMap applies the function of the type to every element.
func plainMap[T Float](z, x []T, double func(float64) float64, single func(float32) float32) {
	switch z := any(z).(type) {
	case []float64:
		for i, v := range any(x).([]float64)[:len(z)] {
			z[i] = double(v)
		}
	case []float32:
		for i, v := range any(x).([]float32)[:len(z)] {
			z[i] = single(v)
		}
	}
}

// Coefficients of the exponential series, 1/n!.
const (
	f2  = 1.0 / 2
	f3  = f2 / 3
	f4  = f3 / 4
	f5  = f4 / 5
	f6  = f5 / 6
	f7  = f6 / 7
	f8  = f7 / 8
	f9  = f8 / 9
	f10 = f9 / 10
	f11 = f10 / 11
	f12 = f11 / 12
	f13 = f12 / 13
	f14 = f13 / 14
	f15 = f14 / 15
	f16 = f15 / 16
	f17 = f16 / 17
)

const invLn2 = 1.44269504088896340735992468100189214 // 1/ln 2

// ln 2 = head + tail; k·head is exact for |k| < 2²¹ (float64), 2⁹ (float32).
const (
	ln2Head64 = 0x1.62e42fee00000p-1
	ln2Tail64 = 0x1.a39ef35793c76p-33
	ln2Head32 = 0x1.62e400p-1
	ln2Tail32 = 0x1.7f7d1cp-20
)

// Adding and subtracting 1.5·2^(bits of the mantissa) rounds to the nearest
// whole number, ties to even, and leaves that number in the lowest bits.
const (
	round64 = 0x1.8p52
	round32 = 0x1.8p23
	one64   = 1023 << 52 // the bits of 1
	one32   = 127 << 23
)

// Beyond these bounds exp is +Inf and 0.
const (
	expHigh64, expLow64 = 710, -746
	expHigh32, expLow32 = 89, -104
)
