package kernel

// The series of an analytic function follow from its differential equation:
// where y = f(x) obeys y′ = g·x′ for a series g, then
//
//	k·y_k = Σ_{i=1..k} i·x_i·g_{k−i}
//
// and the sum is taken as x_k·g_0 + Σ_{i=1..k−1} (i/k)·(x_i·g_{k−i}), i rising.

// JetExp is y = exp(x): g = y.
func JetExp[T Float](y, x []T, j Jet, n int) {
	Exp(y[:n], x)
	if j.hasSum() {
		sumExp(y, x, j, n)
		return
	}
	for d := range j.Dirs {
		ys, xs := along(y, j, d, n), along(x, j, d, n)
		for k := 1; k <= j.Order; k++ {
			integrate(ys, xs, ys, k, 1)
		}
	}
}

// JetSinCos is s = sin(x) and c = cos(x) together: s′ = c·x′, c′ = −s·x′.
func JetSinCos[T Float](s, c, x []T, j Jet, n int) {
	Sin(s[:n], x)
	Cos(c[:n], x)
	if j.hasSum() {
		sumSinCos(s, c, x, j, n)
		return
	}
	for d := range j.Dirs {
		ss, cs, xs := along(s, j, d, n), along(c, j, d, n), along(x, j, d, n)
		for k := 1; k <= j.Order; k++ {
			integrate(ss, xs, cs, k, 1)
			integrate(cs, xs, ss, k, -1)
		}
	}
}

// JetLog is y = log(x): x·y′ = x′, so y_k = (x_k − Σ_{i=1..k−1} (i/k)·(y_i·x_{k−i}))/x_0.
func JetLog[T Float](y, x []T, j Jet, n int) {
	Log(y[:n], x)
	if j.hasSum() {
		sumLog(y, x, j, n)
		return
	}
	for d := range j.Dirs {
		ys, xs := along(y, j, d, n), along(x, j, d, n)
		for k := 1; k <= j.Order; k++ {
			copy(ys.at(k), xs.at(k))
			for i := 1; i < k; i++ {
				mulAdd(ys.at(k), -T(i)/T(k), ys.at(i), xs.at(k-i))
			}
			Div(ys.at(k), ys.at(k), xs.at(0))
		}
	}
}

// JetRecip is y = 1/x: x·y = 1, so y_k = −(Σ_{i=1..k} x_i·y_{k−i})·y_0.
func JetRecip[T Float](y, x []T, j Jet, n int) {
	Recip(y[:n], x)
	if j.hasSum() {
		sumRecip(y, x, j, n)
		return
	}
	for d := range j.Dirs {
		ys, xs := along(y, j, d, n), along(x, j, d, n)
		for k := 1; k <= j.Order; k++ {
			Scale(ys.at(k), -1, xs.at(1))
			Mul(ys.at(k), ys.at(k), ys.at(k-1))
			for i := 2; i <= k; i++ {
				mulAdd(ys.at(k), -1, xs.at(i), ys.at(k-i))
			}
			Mul(ys.at(k), ys.at(k), ys.at(0))
		}
	}
}

// JetSqrt is y = √x: y·y = x, so y_k = (½·(x_k − Σ_{i=1..k−1} y_i·y_{k−i}))/y_0.
func JetSqrt[T Float](y, x []T, j Jet, n int) {
	Sqrt(y[:n], x)
	if j.hasSum() {
		sumSqrt(y, x, j, n)
		return
	}
	for d := range j.Dirs {
		ys, xs := along(y, j, d, n), along(x, j, d, n)
		for k := 1; k <= j.Order; k++ {
			copy(ys.at(k), xs.at(k))
			for i := 1; i < k; i++ {
				mulAdd(ys.at(k), -1, ys.at(i), ys.at(k-i))
			}
			Scale(ys.at(k), 0.5, ys.at(k))
			Div(ys.at(k), ys.at(k), ys.at(0))
		}
	}
}

// integrate is coefficient k of ±y where y′ = g·x′; sign is 1 or −1.
func integrate[T Float](y, x, g series[T], k int, sign T) {
	to := y.at(k)
	Mul(to, x.at(k), g.at(0))
	if sign < 0 {
		Scale(to, -1, to)
	}
	for i := 1; i < k; i++ {
		mulAdd(to, T(sign*T(i))/T(k), x.at(i), g.at(k-i))
	}
}
