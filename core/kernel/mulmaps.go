package kernel

// The element-wise steps of which products and functions of jets consist.

// mulScaled is z_i = c·(x_i·y_i).
func mulScaled[T Float](z []T, c T, x, y []T) {
	n := fastMulScaled(z, c, x, y)
	plainMulScaled(z[n:], c, x[n:], y[n:])
}

// mulAdd is z_i = z_i + c·(x_i·y_i).
func mulAdd[T Float](z []T, c T, x, y []T) {
	n := fastMulAdd(z, c, x, y)
	plainMulAdd(z[n:], c, x[n:], y[n:])
}

// mulPair is z_i = a_i·b_i + c_i·d_i.
func mulPair[T Float](z, a, b, c, d []T) {
	n := fastMulPair(z, a, b, c, d)
	plainMulPair(z[n:], a[n:], b[n:], c[n:], d[n:])
}

func plainMulScaled[T Float](z []T, c T, x, y []T) {
	x, y = x[:len(z)], y[:len(z)]
	for i := range z {
		z[i] = c * T(x[i]*y[i])
	}
}

func plainMulAdd[T Float](z []T, c T, x, y []T) {
	x, y = x[:len(z)], y[:len(z)]
	for i := range z {
		z[i] += T(c * T(x[i]*y[i]))
	}
}

func plainMulPair[T Float](z, a, b, c, d []T) {
	a, b, c, d = a[:len(z)], b[:len(z)], c[:len(z)], d[:len(z)]
	for i := range z {
		z[i] = T(a[i]*b[i]) + T(c[i]*d[i])
	}
}
