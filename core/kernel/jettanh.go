package kernel

// y = tanh(x) obeys y′ = w·x′ with w = 1 − y², so the series is
//
//	w_0 = 1 − y_0²,  w_k = −2·(y_0·y_k) − Σ_{1≤i<k/2} 2·(y_i·y_{k−i}) − [k even] y_{k/2}²
//	y_k = x_k·w_0 + Σ_{i=1..k−1} (i/k)·(x_i·w_{k−i})
//
// Orders 1 and 2, which second-order equations need, have vector loops that
// keep w in registers. Other orders are done in blocks of elements with w in an
// array on the stack. The roundings are the same.

const scratchSize = 512

// maxOrder is the highest order of JetTanh and JetTanhBack.
const maxOrder = scratchSize/8 - 1

// JetTanh is y = tanh(x).
func JetTanh[T Float](y, x []T, j Jet, n int) {
	Tanh(y[:n], x)
	if j.hasSum() {
		sumTanh(y, x, j, n)
		return
	}
	for d := range j.Dirs {
		ys, xs := along(y, j, d, n), along(x, j, d, n)
		if done := fusedTanh(ys, xs, j.Order); done < n {
			tanhBlocks(ys, xs, j.Order, done)
		}
	}
}

// JetTanhBack is the vector-Jacobian product of JetTanh:
// xbar = JetCorr(1 − y⋆y, ybar), from y = tanh(x) and the adjoint of y. xbar may
// be ybar.
func JetTanhBack[T Float](xbar, y, ybar []T, j Jet, n int) {
	if j.hasSum() {
		sumTanhBack(xbar, y, ybar, j, n)
		return
	}
	tanhBackValue(xbar[:n], y, ybar)
	for d := range j.Dirs {
		to, ys, from := along(xbar, j, d, n), along(y, j, d, n), along(ybar, j, d, n)
		if done := fusedTanhBack(to, ys, from, j.Order); done < n {
			tanhBackBlocks(to, ys, from, j.Order, done)
		}
	}
}

// fusedTanh runs the vector loop of the order and returns how many elements it
// has done.
func fusedTanh[T Float](y, x series[T], order int) int {
	switch order {
	case 0:
		return y.n
	case 1:
		return fastTanhJet1(y.at(0), y.at(1), x.at(1))
	case 2:
		return fastTanhJet2(y.at(0), y.at(1), y.at(2), x.at(1), x.at(2))
	}
	return 0
}

// fusedTanhBack runs the vector loop of the order and returns how many elements
// it has done.
func fusedTanhBack[T Float](z, y, g series[T], order int) int {
	switch order {
	case 0:
		return y.n
	case 1:
		return fastTanhBack1(z.at(0), z.at(1), y.at(0), y.at(1), g.at(1))
	case 2:
		return fastTanhBack2(z.at(0), z.at(1), z.at(2), y.at(0), y.at(1), y.at(2), g.at(1), g.at(2))
	}
	return 0
}

// blockLen is how many elements fit the scratch with w up to the order.
func blockLen(order int) int {
	if order > maxOrder {
		panic("kernel: the order of a jet is too high")
	}
	return scratchSize / (order + 1)
}

// tanhBlocks is one direction of JetTanh from an element on.
func tanhBlocks[T Float](y, x series[T], order, from int) {
	var scratch [scratchSize]T
	for block := blockLen(order); from < y.n; from += block {
		b := min(block, y.n-from)
		w := series[T]{scratch[:], b, b, 0, b}
		tanhSeries(y.block(from, b), x.block(from, b), w, order)
	}
}

// tanhBackBlocks is one direction of JetTanhBack from an element on; z_0 is
// added to.
func tanhBackBlocks[T Float](z, y, g series[T], order, from int) {
	var scratch [scratchSize]T
	for block := blockLen(order); from < y.n; from += block {
		b := min(block, y.n-from)
		w := series[T]{scratch[:], b, b, 0, b}
		for k := range order + 1 {
			tanhSlope(w, y.block(from, b), k)
		}
		correlate(z.block(from, b), w, g.block(from, b), order)
	}
}

// tanhSeries is y_1 to y_order from y_0.
func tanhSeries[T Float](y, x, w series[T], order int) {
	for k := 1; k <= order; k++ {
		tanhSlope(w, y, k-1)
		to := y.at(k)
		Mul(to, x.at(k), w.at(0))
		for i := 1; i < k; i++ {
			mulAdd(to, T(i)/T(k), x.at(i), w.at(k-i))
		}
	}
}

// tanhSlope is w_k, from y_0 to y_k.
func tanhSlope[T Float](w, y series[T], k int) {
	to := w.at(k)
	if k == 0 {
		Fill(to, 1)
		mulAdd(to, -1, y.at(0), y.at(0))
		return
	}
	mulScaled(to, -2, y.at(0), y.at(k))
	for i := 1; 2*i < k; i++ {
		mulAdd(to, -2, y.at(i), y.at(k-i))
	}
	if k%2 == 0 {
		mulAdd(to, -1, y.at(k/2), y.at(k/2))
	}
}

// tanhBackValue is z = (1 − y²)·g.
func tanhBackValue[T Float](z, y, g []T) {
	n := fastTanhBack0(z, y, g)
	y, g = y[:len(z)], g[:len(z)]
	for i := n; i < len(z); i++ {
		z[i] = (1 - T(y[i]*y[i])) * g[i]
	}
}
