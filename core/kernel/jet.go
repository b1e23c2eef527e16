package kernel

// A Jet is the shape of truncated Taylor series along Dirs directions that
// share their value: the coefficients of u(x + t·d) in t up to tᴼʳᵈᵉʳ for each
// direction d. Coefficients are Taylor's (u″/2, not u″).
//
// A jet is stored as planes of n contiguous numbers each: plane 0 is the value,
// plane Plane(d, k) coefficient k along direction d. Unless a routine says
// otherwise its destination overlaps no operand.
type Jet struct {
	Dirs, Order int
	Curved      int // if not 0: order 2, with the sum of the second coefficients of the first Curved directions (jetlaplacian.go)
}

// Planes is the number of planes: 1 + Dirs·Order, or 2 + Dirs with a sum.
func (j Jet) Planes() int {
	if j.hasSum() {
		return 2 + j.Dirs
	}
	return 1 + j.Dirs*j.Order
}

// Plane is the plane of coefficient k along direction d. All directions share
// coefficient 0, and the sum where there is one.
func (j Jet) Plane(d, k int) int {
	switch {
	case k == 0:
		return 0
	case j.hasSum() && k == 1:
		return 1 + d
	case j.hasSum():
		return 1 + j.Dirs
	}
	return 1 + d*j.Order + k - 1
}

// A series is one direction of a jet, or a block of its elements: the planes by
// coefficient.
type series[T Float] struct {
	all      []T
	first, n int // where coefficient 1 begins; the length of a plane
	from, b  int // the block within each plane
}

// along is direction d of a jet.
func along[T Float](all []T, j Jet, d, n int) series[T] {
	return series[T]{all, j.Plane(d, 1) * n, n, 0, n}
}

// block is b elements of the series.
func (s series[T]) block(from, b int) series[T] {
	s.from, s.b = from, b
	return s
}

// at is the plane of coefficient k.
func (s *series[T]) at(k int) []T {
	if k == 0 {
		return s.all[s.from:][:s.b]
	}
	return s.all[s.first+(k-1)*s.n+s.from:][:s.b]
}

// JetMul is the product of two jets, Cauchy's product in each direction:
//
//	z_0 = x_0·y_0,  z_k = (x_0·y_k + x_k·y_0) + Σ_{i=1..k−1} x_i·y_{k−i}, i rising.
//
// z may be x or y.
func JetMul[T Float](z, x, y []T, j Jet, n int) {
	if j.hasSum() {
		sumMul(z, x, y, j, n)
		return
	}
	for d := range j.Dirs {
		zs, xs, ys := along(z, j, d, n), along(x, j, d, n), along(y, j, d, n)
		for k := j.Order; k > 0; k-- { // falling, so that z may be x or y
			jetTerm(zs, xs, ys, k)
		}
	}
	Mul(z[:n], x, y)
}

// jetTerm is coefficient k of a product, k ≥ 1. The two terms with coefficient k
// of an operand come first, since writing z_k may overwrite it.
func jetTerm[T Float](z, x, y series[T], k int) {
	to := z.at(k)
	mulPair(to, x.at(0), y.at(k), x.at(k), y.at(0))
	for i := 1; i < k; i++ {
		mulAdd(to, 1, x.at(i), y.at(k-i))
	}
}

// JetCorr is the transpose of the product with w:
//
//	z_{d,l} = Σ_{k≥l} w_{d,k−l}·y_{d,k}, k rising, for l ≥ 1
//	z_0     = w_0·y_0 + Σ_d Σ_{k≥1} w_{d,k}·y_{d,k}
//
// z may be y.
func JetCorr[T Float](z, w, y []T, j Jet, n int) {
	if j.hasSum() {
		sumCorr(z, w, y, j, n)
		return
	}
	Mul(z[:n], w, y)
	for d := range j.Dirs {
		correlate(along(z, j, d, n), along(w, j, d, n), along(y, j, d, n), j.Order)
	}
}

// correlate is one direction of JetCorr; z_0 is added to.
func correlate[T Float](z, w, y series[T], order int) {
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
