package kernel

// Chains is how many independent chains of products and sums Iterate interleaves:
// enough to hide the latency of each, and no more than sixteen registers hold.
const Chains = 12

// Iterate applies
//
//	z ← z·a + b
//
// to every number of z, iterations times, without leaving the registers in
// between. This does nothing but products and sums, so its speed is the peak of
// a machine that does not fuse the two. With |a| < 1 the numbers converge to
// b/(1 − a).
func Iterate[T Float](z []T, a, b T, iterations int) {
	n := fastIterate(z, a, b, iterations)
	IterateScalar(z[n:], a, b, iterations)
}

// Lanes is how many numbers a vector of the machine holds, 1 without vectors.
// Iterate is fastest on a multiple of Chains·Lanes numbers.
func Lanes[T Float]() int { return max(1, tileWidth[T]()/2) }

// IterateScalar is Iterate with one number per instruction.
func IterateScalar[T Float](z []T, a, b T, iterations int) {
	for len(z) >= Chains {
		iterateTwelve((*[Chains]T)(z), a, b, iterations)
		z = z[Chains:]
	}
	plainIterate(z, a, b, iterations)
}

func iterateTwelve[T Float](z *[Chains]T, a, b T, iterations int) {
	z0, z1, z2, z3, z4, z5 := z[0], z[1], z[2], z[3], z[4], z[5]
	z6, z7, z8, z9, za, zb := z[6], z[7], z[8], z[9], z[10], z[11]
	for range iterations {
		z0, z1, z2 = T(z0*a)+b, T(z1*a)+b, T(z2*a)+b
		z3, z4, z5 = T(z3*a)+b, T(z4*a)+b, T(z5*a)+b
		z6, z7, z8 = T(z6*a)+b, T(z7*a)+b, T(z8*a)+b
		z9, za, zb = T(z9*a)+b, T(za*a)+b, T(zb*a)+b
	}
	*z = [Chains]T{z0, z1, z2, z3, z4, z5, z6, z7, z8, z9, za, zb}
}

func plainIterate[T Float](z []T, a, b T, iterations int) {
	for i, v := range z {
		for range iterations {
			v = T(v*a) + b
		}
		z[i] = v
	}
}

// Triad is z_i = x_i + a·y_i, the loop that measures memory bandwidth (McCalpin
// 1995): two numbers read, one written, two operations.
func Triad[T Float](z, x []T, a T, y []T) {
	n := fastTriad(z, x, a, y)
	plainTriad(z[n:], x[n:], a, y[n:])
}

func plainTriad[T Float](z, x []T, a T, y []T) {
	x, y = x[:len(z)], y[:len(z)]
	for i := range z {
		z[i] = x[i] + T(a*y[i])
	}
}
