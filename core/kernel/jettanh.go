package kernel

// y = tanh(x) obeys y′ = w·x′ with w = 1 − y², so the series is
//
//	y_k = x_k·w_0 + Σ_{i=1..k−1} (i/k)·(x_i·w_{k−i})
//	w_0 = 1 − y_0²,  w_k = −(Σ_{i<k/2} 2·(y_i·y_{k−i}) + [k even] y_{k/2}²)

// scratchSize is the numbers of the stack that hold w for a block of elements.
const scratchSize = 1024

// MaxOrder is the highest order that JetTanh and JetTanhBack serve.
const MaxOrder = scratchSize/8 - 1

// JetTanh is y = tanh(x).
func JetTanh[T Float](y, x []T, j Jet, n int) {
	Tanh(y[:n], x)
	var scratch [scratchSize]T
	block := blockOf(j.Order)
	for at := 0; at < n; at += block {
		b := min(block, n-at)
		for d := range j.Dirs {
			f := j.along(d, n)
			ys, xs := window[T]{y, f, n, at, b}, window[T]{x, f, n, at, b}
			w := window[T]{scratch[:], b, b, 0, b}
			tanhSeries(ys, xs, w, j.Order)
		}
	}
}

// JetTanhBack is what JetTanh hands back: xbar = JetCorr(1 − y⋆y, ybar), from
// y = tanh(x) and the adjoint of y. xbar may be ybar.
func JetTanhBack[T Float](xbar, y, ybar []T, j Jet, n int) {
	var scratch [scratchSize]T
	block := blockOf(j.Order)
	for at := 0; at < n; at += block {
		b := min(block, n-at)
		w := window[T]{scratch[:], b, b, 0, b}
		tanhSlope(w, window[T]{y, 0, n, at, b}, 0)
		Mul(xbar[at:][:b], w.at(0), ybar[at:])
		for d := range j.Dirs {
			f := j.along(d, n)
			ys, from, to := window[T]{y, f, n, at, b}, window[T]{ybar, f, n, at, b}, window[T]{xbar, f, n, at, b}
			for k := 1; k <= j.Order; k++ {
				tanhSlope(w, ys, k)
			}
			correlate(to, w, from, j.Order)
		}
	}
}

// blockOf is how many elements at once leave room for w up to the order.
func blockOf(order int) int {
	if order > MaxOrder {
		panic("kernel: the order of a jet is too high")
	}
	return scratchSize / (order + 1)
}

// A window is a block of elements of one direction of a jet.
type window[T Float] struct {
	all      []T
	first, n int // where coefficient 1 begins; the length of a plane
	from, b  int // the block within a plane
}

// at is the block of coefficient k.
func (s window[T]) at(k int) []T {
	if k == 0 {
		return s.all[s.from:][:s.b]
	}
	return s.all[s.first+(k-1)*s.n+s.from:][:s.b]
}

// tanhSeries is y_1 to y_order from y_0.
func tanhSeries[T Float](y, x, w window[T], order int) {
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
func tanhSlope[T Float](w, y window[T], k int) {
	to := w.at(k)
	Fill(to, choose(k == 0, T(1), 0))
	for i := 0; 2*i < k; i++ {
		mulAdd(to, -2, y.at(i), y.at(k-i))
	}
	if k%2 == 0 {
		mulAdd(to, -1, y.at(k/2), y.at(k/2))
	}
}

// correlate is one direction of JetCorr; z_0 is added to.
func correlate[T Float](z, w, y window[T], order int) {
	for k := 1; k <= order; k++ {
		mulAdd(z.at(0), 1, w.at(k), y.at(k))
	}
	for l := 1; l <= order; l++ {
		Mul(z.at(l), w.at(0), y.at(l))
		for k := l + 1; k <= order; k++ {
			mulAdd(z.at(l), 1, w.at(k-l), y.at(k))
		}
	}
}
