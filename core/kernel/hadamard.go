package kernel

// Hadamard replaces x, of a power of two of numbers, by H·x,
//
//	(H·x)_i = Σ_j (−1)^{bits(i ∧ j)}·x_j
//
// with as many signs as i and j have bits in common (Walsh 1923; the order is
// Hadamard's). Pairs of numbers become their sum and their difference: of
// neighbours first, then 2 apart, 4 apart, and so on.
func Hadamard[T Float](x []T) {
	if len(x) < 8 {
		plainHadamard(x, 1)
		return
	}
	for at := 0; at < len(x); at += 8 {
		hadamard8((*[8]T)(x[at:]))
	}
	for h := 8; h < len(x); h *= 2 {
		for at := 0; at < len(x); at += 2 * h {
			sumAndDifference(x[at:][:h], x[at+h:][:h])
		}
	}
}

// plainHadamard does what remains where pairs less than h apart are done.
func plainHadamard[T Float](x []T, h int) {
	for ; h < len(x); h *= 2 {
		for at := 0; at < len(x); at += 2 * h {
			plainSumAndDifference(x[at:][:h], x[at+h:][:h])
		}
	}
}

// hadamard8 is Hadamard of eight numbers.
func hadamard8[T Float](x *[8]T) {
	a, b, c, d := x[0]+x[1], x[0]-x[1], x[2]+x[3], x[2]-x[3]
	e, f, g, h := x[4]+x[5], x[4]-x[5], x[6]+x[7], x[6]-x[7]
	a, b, c, d = a+c, b+d, a-c, b-d
	e, f, g, h = e+g, f+h, e-g, f-h
	*x = [8]T{a + e, b + f, c + g, d + h, a - e, b - f, c - g, d - h}
}

// sumAndDifference replaces x by x + y and y by x − y.
func sumAndDifference[T Float](x, y []T) {
	n := fastSumAndDifference(x, y)
	plainSumAndDifference(x[n:], y[n:])
}

func plainSumAndDifference[T Float](x, y []T) {
	y = y[:len(x)]
	for i, v := range x {
		x[i], y[i] = v+y[i], v-y[i]
	}
}
